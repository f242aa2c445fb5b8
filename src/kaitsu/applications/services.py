"""Verbs of a draft: begin with a code, answer a page, register a card, abandon, expire, remind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kaitsu.applications import letters, moves, queries, steps
from kaitsu.applications.answers import Answer, Desk
from kaitsu.applications.draft import Draft
from kaitsu.applications.models import Application, ConfirmationCode, Line
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import Event, State
from kaitsu.audit.services import record
from kaitsu.cards import queries as cards_queries
from kaitsu.cards import services as cards
from kaitsu.cards.models import Registration
from kaitsu.kernel import clock, ids
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from kaitsu.portability import services as portability
from kaitsu.portability.rules import asks_reissue
from kaitsu.retail import queries as retail_queries
from kaitsu.retail import rules as retail_rules
from kaitsu.retail import services as retail
from kaitsu.throttle import services as throttle
from kaitsu.throttle.rules import Limit


def look_up(member: Member, code: str, *, sim_choice: str, source: str, by: Actor) -> Found:
    """What is in the package of *code*, to be confirmed before anything else is asked (ENT-3, ENT-4). Holds nothing.

    *source* is the address that the request came from. Raises KaitsuError ``applications.sim_included`` (ENT-3),
    what ``retail.services.hold`` raises, and ``retail.too_many`` after too many wrong codes (ENT-6), with
    ``minutes`` to wait.
    """
    choice = next((choice for choice in current().retail.sim_choices if choice.key == sim_choice), None)
    if choice is None:
        raise KaitsuError("applications.sim_choice_missing", field="sim_choice", rule="ENT-3")
    if not choice.accepted:
        raise KaitsuError("applications.sim_included", field="sim_choice", rule="ENT-3", advice=choice.advice)
    entry_code = retail_rules.read(code)  # a slip of typing is told before anything is counted or asked
    with _counted(member, source):
        package = retail_queries.inspect(entry_code, ids.uuid7(), by=by)
    return Found(str(entry_code), package.line_type, package.product)


def begin(member: Member, code: str, *, language: str, source: str, by: Actor) -> Application:
    """A new draft of *member* that holds the package of the confirmed *code* (ENT-4, ENT-5).

    A code that another draft of the member holds gives that draft back, so that nobody is locked out by a lost
    tab or a second click. Raises as ``look_up`` does.
    """
    entry_code = retail_rules.read(code)
    application_id, now = ids.uuid7(), clock.now()
    try:
        with _counted(member, source), transaction.atomic():
            package = retail.hold(entry_code, application_id, by=by)
            application = Application.objects.create(
                id=application_id,
                member=member,
                language=language,
                package=package,
                line_type=package.line_type,
                code_confirmed_at=now,
                expires_at=now + timedelta(days=current().drafts.days),
            )
            record(
                "application.begun", by=by, subject=moves.subject(application), line_type=package.line_type
            )
    except KaitsuError as refused:
        if refused.code != "retail.held_by_you":
            raise
        return queries.of_member(member, UUID(str(refused.problem.values["holder"])))
    return application


@dataclass(frozen=True, slots=True)
class Found:
    """A package as it is shown for confirmation: its code in groups, line type and product."""

    code: str
    line_type: str
    product: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer: the journey after it, the problems of its page, what was normalised (HLD-3)."""

    journey: queries.Journey
    problems: tuple[Problem, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)


def answer(
    member: Member,
    application_id: UUID,
    step_key: str,
    given: Answer,
    *,
    language: str,
    source: str | None = None,
    by: Actor,
) -> Answered:
    """Take *given* as the answer to the page *step_key* and save the draft, unless a rule of that page is broken.

    What breaks a rule is not saved, with one exception: a port-in whose reservation has too few days (MNP-3) is
    kept, so that only the reissued number is typed. *language* is the page's, in which mails go on; *source* the
    address that the answer came from. Raises KaitsuError ``applications.unknown``, ``applications.not_a_draft``,
    ``applications.step_gone`` for a page that does not apply any longer.
    """
    try:
        return _answer(member, application_id, step_key, given, language, source, by)
    except _Broken as broken:
        return broken.answered


class _Broken(Exception):
    """A rule of the page is broken: everything that the answer did is rolled back."""

    def __init__(self, answered: Answered) -> None:
        self.answered = answered
        super().__init__()


@transaction.atomic
def _answer(
    member: Member,
    application_id: UUID,
    step_key: str,
    given: Answer,
    language: str,
    source: str | None,
    by: Actor,
) -> Answered:
    application = _draft(member, application_id)
    application.language = language
    lines = queries.lines_of(application)
    facts = queries.facts_on(clock.today())
    before = draft_of(application, lines)
    if all(known.key != step_key for known in steps.journey(before, facts)):
        raise KaitsuError("applications.step_gone")
    desk = Desk(application, lines, facts.profile, clock.now(), by=by, source=source)
    given.apply(desk)
    journey = queries.Journey(application, desk.lines, facts)
    step = journey.step(step_key)
    found = tuple(step.problems(journey.draft, facts)) if step else ()
    answered = Answered(journey, found, desk.changed)
    if not all(asks_reissue(problem) for problem in answered.problems):
        raise _Broken(answered)
    _save(desk, before, journey.draft)
    return answered


def begin_card(member: Member, application_id: UUID, *, return_url: str, by: Actor) -> str:
    """Begin the registration of a card at the provider (PAY-1) and return the address where the browser goes.

    The draft keeps the card that it has until another one is registered (PAY-3). Raises KaitsuError
    ``cards.provider_unavailable``.
    """
    application = queries.of_member(member, application_id)
    if application.state != State.DRAFT:
        raise KaitsuError("applications.not_a_draft")
    _, url = cards.begin(
        application.pk,
        name_latin=f"{application.latin_family} {application.latin_given}",
        return_url=return_url,
        language=application.language,
        by=by,
    )
    return url


def finish_card(member: Member, application_id: UUID, *, by: Actor) -> Problem | None:
    """Ask the provider what became of the card that the draft began to register; None where it is registered.

    Anything else leaves the draft as it was and says what to do (PAY-3). Raises KaitsuError
    ``cards.provider_unavailable``, ``applications.not_a_draft``.
    """
    application = queries.of_member(member, application_id)
    latest = cards_queries.latest(application.pk)
    if latest is None:
        return Problem("applications.card_missing", "", "PAY-1")
    registration = cards.complete(latest.pk, by=by)
    found = cards_queries.problem(registration)
    if found is None:
        _keep_card(member, application_id, registration)
    return found


@transaction.atomic
def _keep_card(member: Member, application_id: UUID, registration: Registration) -> None:
    application = _draft(member, application_id)
    application.card = registration
    _touch(application)
    application.save(update_fields=["card", "changed_at", "expires_at"])


@transaction.atomic
def abandon(member: Member, application_id: UUID, *, by: Actor) -> None:
    """End a draft at its holder's wish; its code and its port-ins are free again (ENT-5). Twice does no harm."""
    application = moves.locked(application_id)
    if application.member_id != member.pk:
        raise KaitsuError("applications.unknown")
    if application.state == State.DRAFT:
        _end_draft(application, Event.CANCEL, by=by)


def expire_drafts(limit: int = 500) -> int:
    """End drafts whose time is over (CNF-5), *limit* at most; returns how many. A job; safe to run twice."""
    due = Application.objects.filter(state=State.DRAFT, expires_at__lte=clock.now()).order_by("expires_at")
    return sum(_expire(pk) for pk in due.values_list("pk", flat=True)[:limit])


def remind_drafts(limit: int = 500) -> int:
    """Remind the holders of drafts that end soon (CNF-5), once each; returns how many. A job; safe to run twice."""
    before = clock.now() + timedelta(days=current().drafts.remind_days_before)
    due = Application.objects.filter(state=State.DRAFT, reminded_at__isnull=True, expires_at__lte=before)
    return sum(_remind(pk) for pk in due.order_by("expires_at").values_list("pk", flat=True)[:limit])


@transaction.atomic
def _expire(application_id: UUID) -> bool:
    application = moves.locked(application_id)
    if application.state != State.DRAFT or application.expires_at > clock.now():
        return False
    _end_draft(application, Event.EXPIRE, by=machine("drafts"))
    letters.draft_expired(application)
    return True


@transaction.atomic
def _remind(application_id: UUID) -> bool:
    application = moves.locked(application_id)
    if application.state != State.DRAFT or application.reminded_at is not None:
        return False
    application.reminded_at = clock.now()
    application.save(update_fields=["reminded_at"])
    letters.draft_reminder(application)
    return True


def _draft(member: Member, application_id: UUID) -> Application:
    application = moves.locked(application_id)
    if application.member_id != member.pk:
        raise KaitsuError("applications.unknown")
    if application.state != State.DRAFT:
        raise KaitsuError("applications.not_a_draft")
    return application


def _save(desk: Desk, before: Draft, after: Draft) -> None:
    application = desk.application
    _touch(application)
    application.save()
    for line in desk.dropped:
        line.delete()
    for line, facts in zip(desk.lines, after.lines, strict=True):
        if facts not in before.lines:
            line.application = application
            line.save()
    for reservation_id in desk.freed:
        portability.release(reservation_id, owner=application.pk, by=desk.by)
    if after.email != before.email:
        # CNF-2: a code that went to another address is void.
        ConfirmationCode.objects.filter(application=application).delete()


def _touch(application: Application) -> None:
    """A draft that somebody works on lives its full time again."""
    application.changed_at = clock.now()
    application.expires_at = application.changed_at + timedelta(days=current().drafts.days)


def _end_draft(application: Application, event: Event, *, by: Actor) -> None:
    if application.package_id is not None:
        retail.release(application.package_id, application.pk, by=by)
    release_ports(application, queries.lines_of(application), by=by)
    moves.move(application, event, by=by)


def release_ports(application: Application, lines: Sequence[Line], *, by: Actor) -> None:
    """Let every port-in of *lines* go."""
    for line in lines:
        if line.reservation_id is not None:
            portability.release(line.reservation_id, owner=application.pk, by=by)


@contextmanager
def _counted(member: Member, source: str) -> Iterator[None]:
    """Count what happens inside as a wrong code where it ends as one (ENT-6), per member and per address."""
    limits = current().retail
    seconds = limits.guess_minutes * 60
    guesses = [
        (Limit("entry_code.member", limits.guesses_per_member, seconds), str(member.pk)),
        (Limit("entry_code.address", limits.guesses_per_address, seconds), source),
    ]
    # Counted first and given back afterwards, so that many wrong codes at once cannot slip past the limit.
    allowance = throttle.hit_all(guesses)
    if not allowance.allowed:
        minutes = -(-allowance.retry_after_seconds // 60)
        raise KaitsuError("retail.too_many", field="code", rule="ENT-6", minutes=minutes)
    try:
        yield
    except KaitsuError as refused:
        if not retail_rules.is_guess(refused.code):
            throttle.give_back(guesses)
        raise
    throttle.give_back(guesses)
