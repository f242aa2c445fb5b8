"""Submission (CNF-2 to CNF-4): judged again as a whole, once, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from kaitsu.applications import checks, confirmation, letters, moves, queries, registers, rules, steps
from kaitsu.applications.draft import Draft
from kaitsu.applications.models import Application
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import Event, State
from kaitsu.identity import services as identity
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from kaitsu.portability import services as portability
from kaitsu.retail import services as retail


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission: nothing wrong, or the first problem and the step that mends it ("" for none)."""

    application: Application
    problem: Problem | None = None
    step: str = ""


class _Refused(Exception):
    def __init__(self, submitted: Submitted) -> None:
        self.submitted = submitted
        super().__init__()


@transaction.atomic
def submit(member: Member, application_id: UUID, *, code: str, by: Actor) -> Submitted:
    """Submit the draft with the confirmation code *code*; what was submitted before is given back as it is (CNF-3).

    The row is locked from the first look on, so that of any number of tries at once one submits and the others
    find it done. A wrong code is counted even though nothing else is kept. Raises KaitsuError
    ``applications.unknown``, ``applications.not_a_draft`` for a draft that ended.
    """
    application = moves.locked(application_id)
    if application.member_id != member.pk:
        raise KaitsuError("applications.unknown")
    if application.submitted_at is not None:
        return Submitted(application)
    if application.state != State.DRAFT:
        raise KaitsuError("applications.not_a_draft")
    wrong = confirmation.judge(application, code)
    if wrong is not None:
        return Submitted(application, wrong, "confirm")
    try:
        with transaction.atomic():
            _go(application, by)
    except _Refused as refused:
        return refused.submitted
    except KaitsuError as refused:
        return Submitted(application, refused.problem, _step_of(refused))
    return Submitted(application)


def _go(application: Application, by: Actor) -> None:
    lines = queries.lines_of(application)
    draft = draft_of(application, lines)
    _one_at_a_time(draft)
    facts = queries.facts_on(clock.today(), queries.voice_lines_held(draft, application.pk))
    for step, problem in steps.problems(draft, facts):
        raise _Refused(Submitted(application, problem, step.key))
    ports = [line.reservation_id for line in lines if line.reservation_id is not None]
    portability.reserve_all(ports, owner=application.pk, by=by)
    if application.package_id is not None:
        retail.spend(application.package_id, application.pk, by=by)
    application.submitted_at = clock.now()
    found = [problem.code for problem in checks.reasons(checks.Submission(application, draft, facts))]
    application.held_for = found + registers.begin(application)
    if application.held_for:
        moves.move(application, Event.HOLD, by=by, reasons=application.held_for)
        if found:  # what waits for a register alone is told when it is known what follows, minutes later
            letters.held(application)
        return
    proceed(application, draft, by=by, verify=Event.INVITE, fulfil=Event.FULFIL)


def proceed(application: Application, draft: Draft, *, by: Actor, verify: Event, fulfil: Event) -> None:
    """Send *application* on: to verification with its case and mail, or straight to fulfilment (IDV-1, FUL-1)."""
    verified = rules.needs_identity(draft, queries.facts_on(clock.today()))
    letters.received(application, identity=verified)
    if not verified:
        moves.move(application, fulfil, by=by)
        return
    application.case = identity.open_case(_claims(draft), days=current().identity.days, by=by)
    moves.move(application, verify, by=by)
    letters.identity_invitation(application)


def _claims(draft: Draft) -> identity.Claims:
    assert draft.birth_date is not None  # noqa: S101 - judged before
    return identity.Claims(
        registered_name=f"{draft.registered_family} {draft.registered_given}",
        kana_name=f"{draft.kana_family} {draft.kana_given}",
        latin_name=f"{draft.latin_family} {draft.latin_given}",
        birth_date=draft.birth_date,
        postal_code=draft.postal_code,
        address=draft.address,
    )


def _one_at_a_time(draft: Draft) -> None:
    """Let submissions of one holder wait for each other, so that two at once cannot pass the line limit (HLD-8)."""
    who = f"{draft.kana_family}\x1f{draft.kana_given}\x1f{draft.birth_date}".encode()
    key = int.from_bytes(hashlib.sha256(who).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _step_of(refused: KaitsuError) -> str:
    return "porting" if refused.code.startswith("portability.") else "code"
