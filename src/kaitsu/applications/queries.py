"""What pages and the console read of applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from kaitsu.applications import rules, steps
from kaitsu.applications.draft import Draft, Facts
from kaitsu.applications.models import Application, Line
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import State
from kaitsu.applications.steps import Step
from kaitsu.catalogue.rules import Quote, quote
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.members.models import Member
from kaitsu.operator_profile import current


@dataclass
class Journey:
    """A draft on its way: the row, its lines, and the walk over `steps` that every page needs, reckoned once."""

    application: Application
    lines: list[Line]
    facts: Facts

    @cached_property
    def draft(self) -> Draft:
        """The draft as rules see it."""
        return draft_of(self.application, self.lines)

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that apply, in order."""
        return steps.journey(self.draft, self.facts)

    @cached_property
    def next(self) -> Step:
        """The first step that is not complete."""
        return steps.first_incomplete(self.steps, self.draft, self.facts)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The keys of the steps that may be opened."""
        position = self.steps.index(self.next)
        return frozenset(step.key for step in self.steps[: position + 1])

    def step(self, key: str) -> Step | None:
        """The step *key*, None where it does not apply (any longer)."""
        return next((step for step in self.steps if step.key == key), None)

    def before(self, step: Step) -> Step | None:
        """The step before *step*, None for the first."""
        position = self.steps.index(step)
        return self.steps[position - 1] if position else None

    @cached_property
    def quote(self) -> Quote | None:
        """The running total (PLN-6), None as long as no plan is chosen."""
        return quote_of(self.draft, self.facts)


def journey(member: Member, application_id: UUID) -> Journey:
    """The draft *application_id* of *member*.

    Raises KaitsuError ``applications.unknown`` for anybody else's or none, ``applications.not_a_draft`` after
    submission or expiry. Two queries.
    """
    application = of_member(member, application_id)
    if application.state != State.DRAFT:
        raise KaitsuError("applications.not_a_draft")
    return Journey(application, lines_of(application), facts_on(clock.today()))


def of_member(member: Member, application_id: UUID) -> Application:
    """The application *application_id* of *member*, in any state; KaitsuError ``applications.unknown`` otherwise."""
    found = (
        Application.objects.select_related("package", "card", "case")
        .filter(pk=application_id, member_id=member.pk)
        .first()
    )
    if found is None:
        raise KaitsuError("applications.unknown")
    return found


def all_of_member(member: Member) -> QuerySet[Application]:
    """All applications of *member*, newest first (MEM-5)."""
    return (
        Application.objects.filter(member_id=member.pk)
        .select_related("package", "case")
        .order_by("-created_at")
    )


def lines_of(application: Application) -> list[Line]:
    """The lines of *application*, in order, with their reservations."""
    return list(Line.objects.filter(application=application).select_related("reservation").order_by("index"))


def facts_on(day: date, voice_lines_held: int = 0) -> Facts:
    """What an application is judged by on *day*."""
    return Facts(profile=current().on(day), today=day, voice_lines_held=voice_lines_held)


def voice_lines_held(draft: Draft, besides: UUID) -> int:
    """HLD-8: voice lines in other submitted, live applications of the same holder (kana name and birth date)."""
    return (
        Line.objects.filter(
            function="voice",
            application__submitted_at__isnull=False,
            application__state__in=[State.HELD, State.VERIFYING, State.FULFILLING, State.ACTIVE],
            application__kana_family=draft.kana_family,
            application__kana_given=draft.kana_given,
            application__birth_date=draft.birth_date,
        )
        .exclude(application_id=besides)
        .count()
    )


def drafts(member: Member) -> list[Application]:
    """The drafts of *member*, newest first: what can be gone on with."""
    return list(
        Application.objects.filter(member_id=member.pk, state=State.DRAFT)
        .select_related("package")
        .order_by("-changed_at")[:10]
    )


def with_limits(found: Journey) -> Journey:
    """*found* judged with what only the database knows, as a submission is (HLD-8)."""
    held = voice_lines_held(found.draft, found.application.pk) if found.draft.voice_lines else 0
    return Journey(found.application, found.lines, facts_on(found.facts.today, held))


def quote_of(draft: Draft, facts: Facts) -> Quote | None:
    """The price of *draft* on the day of *facts* (PLN-6), None as long as no plan is chosen."""
    if not draft.plan:
        return None
    chosen = rules.choice(draft)
    return quote(facts.profile, chosen.plan, chosen.lines, chosen.device, draft.with_package, facts.today)


def quotation(application: Application, lines: Sequence[Line]) -> Quote | None:
    """The price of *application* as of its submission, or of today while it is a draft."""
    day = (application.submitted_at or clock.now()).astimezone(clock.TOKYO).date()
    return quote_of(draft_of(application, lines), facts_on(day))
