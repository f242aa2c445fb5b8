"""Verification as the hall sees it: identity knows the case, the hall whom to write to and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kaitsu.applications import ending, letters, moves, readdressing, results, shipping_letters
from kaitsu.applications.models import Application
from kaitsu.applications.states import Event
from kaitsu.identity import judging, review
from kaitsu.identity import queries as identity_queries
from kaitsu.identity import rules as identity_rules
from kaitsu.identity import services as identity
from kaitsu.identity.judging import Outcome, Verdict
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.states import CaseEvent
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.letters import Letter
from kaitsu.throttle import services as throttle

#: Sign-ins from one address, right and wrong, within an hour: enough for a family, too few for guessing login IDs.
ADDRESS_TRIES = 60
ADDRESS_SECONDS = 3600


def sign_in(login_id: str, birth_date: str, *, source: str) -> Case:
    """The case of *login_id* for whoever knows the birth date (IDV-1); a lock is mailed when it falls (IDV-2).

    Raises KaitsuError ``identity.too_many`` (with ``minutes``), ``identity.wrong``, ``identity.locked``,
    ``identity.locked_for_good``. A login ID that does not exist is told as ``identity.wrong``.
    """
    allowance = throttle.hit("identity.sign_in", source, limit=ADDRESS_TRIES, seconds=ADDRESS_SECONDS)
    if not allowance.allowed:
        raise KaitsuError("identity.too_many", rule="IDV-2", minutes=-(-allowance.retry_after_seconds // 60))
    entry = _enter(login_id, birth_date)
    if entry.admitted and entry.case is not None:
        return entry.case
    if entry.case is not None and entry.locked:
        code = "identity.locked_for_good" if entry.case.locked_for_good else "identity.locked"
        raise KaitsuError(code, rule="IDV-2", until=entry.case.locked_until)
    raise KaitsuError("identity.wrong", field="birth_date", rule="IDV-2")


@transaction.atomic
def _enter(login_id: str, birth_date: str) -> identity.Entry:
    entry = identity.sign_in(login_id, birth_date)
    if entry.locked_now and entry.case is not None:
        letters.identity_locked(_application(entry.case))
    return entry


def holder_of(case: Case) -> Actor:
    """Whoever *case* is about, as the log names them."""
    return _application(case).member.actor


def application_of(case: Case) -> Application:
    """The application that *case* was opened for."""
    return _application(case)


@transaction.atomic
def send_documents(case_id: UUID, *, by: Actor) -> Attempt:
    """Send the holder's images to the reviewers, with the mail that they have arrived; once, however often asked.

    Raises KaitsuError as ``identity.services.submit`` does.
    """
    attempt, sent = identity.submit(case_id, by=by)
    if sent:
        letters.upload_received(_application(attempt.case), attempt)
    return attempt


@transaction.atomic
def decide(case_id: UUID, verdicts: Sequence[Verdict], *, by: Actor) -> identity.Decision:
    """Give *verdicts* on a claimed case; application, code, reservations and the mail follow (IDV-13, IDV-17).

    Approved, the application goes on to fulfilment. Refused or out of attempts, it ends: its code can be used again
    and its port-ins are free; one whose parcel came back is staff's to decide on once more (FUL-4). Raises
    KaitsuError as ``identity.services.decide`` does.
    """
    application = moves.locked(_application_id(case_id))
    decision = identity.decide(case_id, verdicts, by=by)
    change = readdressing.under_way(application)
    told = results.values(
        application,
        decision.attempt,
        verdicts,
        decision.event,
        decision.case.deadline,
        readdressing=change is not None,
    )
    letters.identity_result(
        application, decision.attempt, decision.event, told, readdressing=change is not None
    )
    if decision.event is CaseEvent.APPROVE:
        readdressing.confirm(application, by=by)
        moves.move(application, Event.VERIFIED, by=by)
    elif decision.event is CaseEvent.ASK_AGAIN:
        pass  # it is the holder's turn again; the application waits as it did
    elif change is not None:
        why = "refused" if decision.event is CaseEvent.REFUSE else "lapsed"
        readdressing.fail(application, change, why, by=by)
    else:
        event = Event.REFUSE if decision.event is CaseEvent.REFUSE else Event.EXPIRE
        ending.end(application, event, by=by)
    return decision


def preview(case_id: UUID, verdicts: Sequence[Verdict]) -> Letter | None:
    """The mail that ``decide`` would send now, None while verdicts are missing or wrong. Writes nothing."""
    application = Application.objects.select_related("case", "package", "member").get(case_id=case_id)
    case = application.case
    attempt = identity_queries.open_attempt(case) if case is not None else None
    if case is None or attempt is None or attempt.submitted_at is None:
        return None
    expected = identity_queries.parts(case, attempt)
    outcome = judging.outcome(verdicts, expected)
    if judging.problems(verdicts, expected) or outcome is Outcome.INCOMPLETE:
        return None
    event = review.event_after(case, attempt, outcome)
    deadline = identity_rules.deadline_after_review(case.deadline, attempt.submitted_at, clock.now())
    readdressed = readdressing.under_way(application) is not None
    told = results.values(application, attempt, verdicts, event, deadline, readdressing=readdressed)
    return letters.result_letter(application, event, told, readdressing=readdressed)


def lapse_due(limit: int = 200) -> int:
    """End applications whose documents did not come in time (IDV-13), *limit* at most; how many. A job."""
    due = identity_queries.due_to_lapse(clock.now()).values_list("pk", flat=True)[:limit]
    return sum(_lapse(case_id) for case_id in due)


def remind_due(limit: int = 200) -> int:
    """Remind holders whose days end soon (MAI-1), once for each deadline, *limit* at most; how many. A job."""
    due = identity_queries.due_to_remind(identity_rules.remind_until(clock.now())).values_list(
        "pk", flat=True
    )[:limit]
    return sum(_remind(case_id) for case_id in due)


@transaction.atomic
def _lapse(case_id: UUID) -> bool:
    application = moves.locked(_application_id(case_id))
    by = machine("identity")
    if not identity.lapse(case_id, by=by):
        return False
    change = readdressing.under_way(application)
    if change is not None:
        shipping_letters.address_unconfirmed(application, change)
        readdressing.fail(application, change, "lapsed", by=by)
        return True
    letters.identity_expired(application)
    ending.end(application, Event.EXPIRE, by=by)
    return True


@transaction.atomic
def _remind(case_id: UUID) -> bool:
    application = moves.locked(_application_id(case_id))
    if not identity.remind(case_id):
        return False
    letters.identity_reminder(application)
    return True


def _application(case: Case) -> Application:
    return Application.objects.select_related("member", "case", "package").get(case=case)


def _application_id(case_id: UUID) -> UUID:
    found = Application.objects.filter(case_id=case_id).values_list("pk", flat=True).first()
    if found is None:
        raise KaitsuError("identity.unknown")
    return found
