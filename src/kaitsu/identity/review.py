"""The reviewer's side of a case: claim, give back, decide; and what ends a case otherwise (IDV-12, IDV-13, IDV-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kaitsu.audit.services import record
from kaitsu.identity import judging, moves, queries, rules, second_reviews
from kaitsu.identity.judging import Outcome, Verdict
from kaitsu.identity.models import Attempt, Case, Crop, FieldVerdict, Image
from kaitsu.identity.states import FINAL, OPEN, CaseEvent, CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.vault import services as vault


@transaction.atomic
def claim(case_id: UUID, *, by: Actor) -> Case:
    """Take a waiting case under review (IDV-12), or go on with one's own; of any number at once, one gets it.

    A case whose reviewer did nothing for ``rules.CLAIM_MINUTES`` can be taken over. One conditional UPDATE whose
    count is looked at. Raises KaitsuError ``identity.claimed`` (somebody else has it), ``identity.not_waiting``,
    ``identity.own_documents`` (*by* sent them for the holder).
    """
    now = clock.now()
    free = Q(state=CaseState.SUBMITTED)
    idle = Q(state=CaseState.CLAIMED, claimed_at__lte=now - timedelta(minutes=rules.CLAIM_MINUTES))
    own = Case.objects.filter(pk=case_id, state=CaseState.CLAIMED, claimed_by=str(by)).update(claimed_at=now)
    if own:
        return Case.objects.get(pk=case_id)
    _demand_other_eyes(case_id, by)
    taken = Case.objects.filter(free | idle, pk=case_id).update(
        state=CaseState.CLAIMED, claimed_by=str(by), claimed_at=now
    )
    if not taken:
        case = Case.objects.filter(pk=case_id).first()
        if case is None:
            raise KaitsuError("identity.unknown")
        raise KaitsuError(
            "identity.claimed" if case.state == CaseState.CLAIMED else "identity.not_waiting", rule="IDV-12"
        )
    case = Case.objects.get(pk=case_id)
    record("identity.claim", by=by, subject=case.subject)
    return case


@transaction.atomic
def give_back(case_id: UUID, *, by: Actor) -> bool:
    """Put one's own case back into the queue; False where it is not one's own (any longer)."""
    case = moves.locked(case_id)
    if case.state != CaseState.CLAIMED or case.claimed_by != str(by):
        return False
    moves.move(case, CaseEvent.RETURN, by=by)
    return True


@dataclass(frozen=True, slots=True)
class Decision:
    """What verdicts came to. ``event`` is ASK_AGAIN's only while attempts are left; it is LAPSE after the last."""

    case: Case
    attempt: Attempt
    outcome: Outcome
    event: CaseEvent


@transaction.atomic
def decide(case_id: UUID, verdicts: Sequence[Verdict], *, by: Actor) -> Decision:
    """Write *verdicts* down and let the case follow from them (IDV-17): approved, asked again, refused or lapsed.

    Raises KaitsuError ``identity.not_yours`` (claim it first), ``identity.own_documents``,
    ``identity.verdicts_open`` (``parts`` without a verdict), and what ``judging.problems`` finds.
    """
    case = moves.locked(case_id)
    if case.state != CaseState.CLAIMED or case.claimed_by != str(by):
        raise KaitsuError("identity.not_yours", rule="IDV-12")
    _demand_other_eyes(case_id, by)
    attempt = queries.open_attempt(case)
    if attempt is None:
        raise KaitsuError("identity.not_waiting", rule="IDV-12")
    expected = queries.parts(case, attempt)
    for problem in judging.problems(verdicts, expected):
        raise KaitsuError.of(problem)
    outcome = judging.outcome(verdicts, expected)
    if outcome is Outcome.INCOMPLETE:
        left = [part for part in expected if part not in {verdict.part for verdict in verdicts}]
        raise KaitsuError("identity.verdicts_open", field=left[0], rule="IDV-17", parts=len(left))
    _write(case, attempt, verdicts, by=by)
    second_reviews.choose(attempt)
    event = event_after(case, attempt, outcome)
    if event is CaseEvent.ASK_AGAIN and attempt.submitted_at and attempt.decided_at:
        case.deadline = rules.deadline_after_review(case.deadline, attempt.submitted_at, attempt.decided_at)
        case.reminded_at = None
    moves.move(
        case, event, by=by, attempt=attempt.number,
        reasons=[verdict.reason for verdict in verdicts if verdict.reason],
    )  # fmt: skip
    return Decision(case, attempt, outcome, event)


def _demand_other_eyes(case_id: UUID, by: Actor) -> None:
    if queries.sent_by(str(by), case_id).exists():
        raise KaitsuError("identity.own_documents", rule="IDV-18")


def event_after(case: Case, attempt: Attempt, outcome: Outcome) -> CaseEvent:
    """What *outcome* does to the case: to be asked again after the last attempt is to lapse (IDV-13)."""
    if outcome is Outcome.APPROVE:
        return CaseEvent.APPROVE
    if outcome is Outcome.REFUSE:
        return CaseEvent.REFUSE
    return CaseEvent.ASK_AGAIN if queries.attempts_left(case, attempt) > 0 else CaseEvent.LAPSE


def _write(case: Case, attempt: Attempt, verdicts: Sequence[Verdict], *, by: Actor) -> None:
    known = {image.pk for image in queries.images_shown(attempt)}
    now = clock.now()
    found = {finding.part: finding.verdict for finding in queries.findings(case, attempt)}
    for verdict in verdicts:
        if verdict.image is not None and verdict.image not in known:
            raise KaitsuError("identity.region_outside", field=verdict.part, rule="IDV-17")
    FieldVerdict.objects.bulk_create(
        FieldVerdict(
            attempt=attempt,
            part=verdict.part,
            mark=verdict.mark,
            reason=verdict.reason,
            message=verdict.message,
            note=verdict.note,
            image_id=verdict.image,
            region=asdict(verdict.region) if verdict.region else None,
            by=str(by),
            at=now,
            machine=found.get(verdict.part, ""),
            accepted=judging.accepts(found.get(verdict.part, ""), verdict.mark),
        )
        for verdict in verdicts
    )
    attempt.decided_at, attempt.decided_by = now, str(by)
    attempt.save(update_fields=["decided_at", "decided_by"])


@transaction.atomic
def lapse(case_id: UUID, *, by: Actor) -> bool:
    """End a case whose days are over while it waits for its holder (IDV-13); False where they are not."""
    case = moves.locked(case_id)
    if case.state not in OPEN or case.deadline > clock.now():
        return False
    moves.move(case, CaseEvent.LAPSE, by=by)
    return True


@transaction.atomic
def withdraw(case_id: UUID, *, by: Actor) -> bool:
    """End a case because what it was opened for has ended; False where it had ended before."""
    case = moves.locked(case_id)
    if case.state in FINAL:
        return False
    moves.move(case, CaseEvent.WITHDRAW, by=by)
    return True


@transaction.atomic
def remind(case_id: UUID) -> bool:
    """Note that the holder was reminded of the deadline; False where they were, or where it is not their turn."""
    case = moves.locked(case_id)
    if case.state not in OPEN or case.reminded_at is not None:
        return False
    case.reminded_at = clock.now()
    case.save(update_fields=["reminded_at"])
    return True


def view(image: Image, *, by: Actor) -> bytes:
    """The picture itself, as JPEG; every look at it is in the log (OPS-1). Raises what ``vault.read`` raises."""
    data = vault.read(image.document_id)
    record(
        "identity.image_viewed",
        by=by,
        subject=f"case:{image.attempt.case_id}",
        image=image.pk,
        side=image.slot,
    )
    return data


def view_crop(crop: Crop, *, by: Actor) -> bytes:
    """The pixels from which a field was read, as JPEG; logged like the image that they are of (OPS-1)."""
    data = vault.read(crop.document_id)
    image = crop.reading.image
    record(
        "identity.crop_viewed", by=by, subject=f"case:{image.attempt.case_id}",
        image=image.pk, side=image.slot, field=crop.field,
    )  # fmt: skip
    return data
