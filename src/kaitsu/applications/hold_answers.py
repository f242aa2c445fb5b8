"""The holder's side of a held application (PCK-2): answer what staff asked, and correct what they let be corrected.

It stays held: staff look at the answer and decide. A correction is judged by the rules of its page and by every
pre-check again, so that what made it be held may be gone, and something else may have come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from kaitsu.applications import checks, holder, moves, queries, registers, rules
from kaitsu.applications.answers import AddressGiven, Answer, Desk, NameGiven
from kaitsu.applications.draft import Draft, Facts
from kaitsu.applications.models import Application, HoldStep, RegisterAnswer
from kaitsu.applications.ports import Verdict
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import HoldStepKind, State
from kaitsu.audit.services import record
from kaitsu.japanese.telephone import TelephoneNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.members.models import Member

#: The longest answer, in characters.
LONGEST = 1000
#: How often somebody may answer and correct after one question: enough for every slip, too few for a flood.
MOST_STEPS = 10

_BY_HOLDER = (HoldStepKind.ANSWER, HoldStepKind.CORRECT)


@dataclass(frozen=True, slots=True)
class TelephoneGiven:
    """HLD-4: another telephone number, in the form of E.164."""

    telephone: str

    def apply(self, desk: Desk) -> None:
        """Set it."""
        desk.application.telephone = self.telephone


@dataclass(frozen=True, slots=True)
class _Part:
    """What can be corrected: the answer that it takes, its judge, and how it reads before and after."""

    answer: type[Answer]
    judge: Callable[[Draft, Facts], list[Problem]]
    reads: Callable[[Application], str]


def _telephone(draft: Draft, facts: Facts) -> list[Problem]:
    return [problem for problem in holder.about(draft, facts) if problem.field == "telephone"]


def _name_reads(application: Application) -> str:
    parts = ("registered", "kana", "latin")
    return " / ".join(
        f"{getattr(application, f'{part}_family')} {getattr(application, f'{part}_given')}" for part in parts
    )


def _address_reads(application: Application) -> str:
    return f"{application.postal_code} {draft_of(application, ()).address}"


#: By the key that staff choose from.
CORRECTABLE: Mapping[str, _Part] = {
    "name": _Part(NameGiven, holder.name, _name_reads),
    "telephone": _Part(TelephoneGiven, _telephone, lambda row: str(TelephoneNumber(row.telephone))),
    "address": _Part(AddressGiven, holder.address, _address_reads),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What staff asked last: the step, what the holder did since, and what can be corrected."""

    step: HoldStep
    since: tuple[HoldStep, ...]

    @property
    def answered(self) -> bool:
        """Whether the holder answered in words."""
        return any(step.kind == HoldStepKind.ANSWER for step in self.since)

    @property
    def allows(self) -> tuple[str, ...]:
        """The keys of what can be corrected, in order."""
        return tuple(key for key in CORRECTABLE if key in self.step.allows)

    @property
    def corrected(self) -> frozenset[str]:
        """What was corrected since."""
        return frozenset(
            key for step in self.since if step.kind == HoldStepKind.CORRECT for key in step.allows
        )

    @property
    def full(self) -> bool:
        """Whether more answers are not taken."""
        return len(self.since) >= MOST_STEPS


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a correction: the problems of it, or what was normalised (HLD-3)."""

    problems: tuple[Problem, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)


def question(application: Application) -> Question | None:
    """What the holder of *application* is asked, None where nothing is. One query, none where it is not held."""
    if application.state != State.HELD:
        return None
    steps = list(application.hold_steps.order_by("number"))
    asked = [place for place, step in enumerate(steps) if step.kind == HoldStepKind.ASK]
    if not asked:
        return None
    since = tuple(step for step in steps[asked[-1] + 1 :] if step.kind in _BY_HOLDER)
    return Question(steps[asked[-1]], since)


def of_member(member: Member, application_id: UUID) -> tuple[Application, Question]:
    """The member's held application and what is asked. Raises KaitsuError ``applications.unknown`` for neither."""
    application = queries.of_member(member, application_id)
    asked = question(application)
    if asked is None:
        raise KaitsuError("applications.unknown")
    return application, asked


def answered(applications: list[Application]) -> frozenset[UUID]:
    """Those of *applications* whose holder did the last step: it is staff's turn. One query."""
    return frozenset(pk for pk, kind in _latest(applications).items() if kind in _BY_HOLDER)


def unanswered(applications: list[Application]) -> frozenset[UUID]:
    """Those of *applications* whose holder was asked and did nothing since. One query."""
    return frozenset(pk for pk, kind in _latest(applications).items() if kind == HoldStepKind.ASK)


def _latest(applications: list[Application]) -> dict[UUID, str]:
    """The kind of the last step of each; a later step takes the place of an earlier one."""
    steps = HoldStep.objects.filter(application__in=[each.pk for each in applications]).order_by("number")
    return dict(steps.values_list("application_id", "kind"))


@transaction.atomic
def answer(member: Member, application_id: UUID, text: str, *, by: Actor) -> HoldStep:
    """Take the holder's *text* as the answer to what staff asked (PCK-2).

    Raises KaitsuError ``applications.unknown``, ``applications.answer_missing``, ``applications.answer_long`` (with
    ``most`` characters), ``applications.answers_full``. The same text twice is one answer.
    """
    application = moves.locked(application_id)
    asked = _demand(member, application)
    words = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    if not words:
        raise KaitsuError("applications.answer_missing", field="text", rule="PCK-2")
    if len(words) > LONGEST or "\x00" in words:
        raise KaitsuError("applications.answer_long", field="text", rule="PCK-2", most=LONGEST)
    if asked.since and asked.since[-1].kind == HoldStepKind.ANSWER and asked.since[-1].words == words:
        return asked.since[-1]
    step = _note(application, HoldStepKind.ANSWER, words=words, by=by)
    record("application.answered", by=by, subject=moves.subject(application), step=step.number)
    return step


@transaction.atomic
def correct(member: Member, application_id: UUID, part: str, given: Answer, *, by: Actor) -> Corrected:
    """Correct *part* (a key of ``CORRECTABLE``) of a held application to *given*, judged again (PCK-2).

    What breaks a rule is not saved. Raises KaitsuError ``applications.unknown`` where staff did not allow it,
    ``applications.answers_full``.
    """
    application = moves.locked(application_id)
    asked = _demand(member, application)
    if part not in asked.allows or not isinstance(given, CORRECTABLE[part].answer):
        raise KaitsuError("applications.unknown")
    before = CORRECTABLE[part].reads(application)
    lines = queries.lines_of(application)
    facts = _facts(application)
    desk = Desk(application, lines, facts.profile, clock.now(), by=by)
    given.apply(desk)
    draft = draft_of(application, lines)
    held = queries.facts_on(facts.today, queries.voice_lines_held(draft, application.pk))
    problems = (*CORRECTABLE[part].judge(draft, facts), *rules.whole(draft, held))
    after = CORRECTABLE[part].reads(application)
    if problems or after == before:
        return Corrected(problems, desk.changed)
    known = _known(application)
    application.held_for = _judged_again(application, draft, held)
    application.changed_at = clock.now()
    application.save()
    _note(application, HoldStepKind.CORRECT, words=f"{before} → {after}", note=known, allows=[part], by=by)
    record(
        "application.corrected",
        by=by,
        subject=moves.subject(application),
        fields=[part],
        reasons=application.held_for,
    )
    return Corrected(changed=desk.changed)


def judged(application: Application, part: str, given: Answer, *, by: Actor) -> tuple[Problem, ...]:
    """What is wrong with *given* as a correction of *part*; parts of it may be missing. Nothing is saved."""
    facts = _facts(application)
    moved = copy(application)
    given.apply(Desk(moved, [], facts.profile, clock.now(), by=by))
    return tuple(CORRECTABLE[part].judge(draft_of(moved, ()), facts))


def _demand(member: Member, application: Application) -> Question:
    asked = question(application) if application.member_id == member.pk else None
    if asked is None:
        raise KaitsuError("applications.unknown")
    if asked.full:
        raise KaitsuError("applications.answers_full", rule="PCK-2")
    return asked


def _facts(application: Application) -> Facts:
    """PRO-4: an application is judged by the facts of the day on which it was submitted."""
    assert application.submitted_at is not None  # noqa: S101 - what is held was submitted
    return queries.facts_on(application.submitted_at.astimezone(clock.TOKYO).date())


def _judged_again(application: Application, draft: Draft, facts: Facts) -> list[str]:
    """The reasons to hold it now: ours as they come out, and the registers' that stay.

    Registers were asked about the person as first registered, so they are asked anew: all that can be corrected is
    part of the question. What one knew stays a reason: to write it otherwise takes nobody out of a register.
    """
    found = [problem.code for problem in checks.reasons(checks.Submission(application, draft, facts))]
    known = [code for code in application.held_for if code == registers.FOUND]
    RegisterAnswer.objects.filter(application=application).delete()
    return found + known + registers.begin(application)


def _known(application: Application) -> str:
    """What registers know about the person as registered until now, for staff."""
    answers = [row for row in registers.answers(application) if row.verdict == Verdict.REVIEW]
    return "; ".join(f"{row.register}: {', '.join(row.codes)}" for row in answers)


def _note(
    application: Application,
    kind: HoldStepKind,
    *,
    words: str,
    note: str = "",
    allows: list[str] | None = None,
    by: Actor,
) -> HoldStep:
    number = application.hold_steps.count() + 1
    return HoldStep.objects.create(
        application=application,
        number=number,
        kind=kind,
        words=words,
        note=note,
        allows=allows or [],
        by=str(by),
    )
