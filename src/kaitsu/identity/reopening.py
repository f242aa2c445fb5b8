"""An approved case once more: documents for a new address, with attempts and days of their own (FUL-4).

What was approved stays on record. Where the new address comes to nothing, the case stands again as it was approved.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.identity import moves, queries, rules
from kaitsu.identity.models import Attempt, Case, Reopening, SecondReview
from kaitsu.identity.states import OPEN, CaseEvent, CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError


@transaction.atomic
def reopen(case_id: UUID, *, postal_code: str, address: str, by: Actor) -> Case:
    """Ask for documents that show *address*; the holder has the profile's attempts and days anew.

    Raises IllegalMove for a case that is not approved.
    """
    case = moves.locked(case_id)
    before = case.attempts.filter(decided_at__isnull=False).order_by("number").last()
    Reopening.objects.create(
        case=case,
        after_attempt=before.number if before is not None else 0,
        postal_code=case.postal_code,
        address=case.address,
        by=str(by),
    )
    # Judged again, they would be held against an address that was not registered then (OPS-6).
    SecondReview.objects.filter(attempt__case=case, at__isnull=True).delete()
    case.postal_code, case.address = postal_code, address
    case.deadline = rules.last_moment(clock.now() + timedelta(days=queries.identity_facts(case).days))
    case.reminded_at = None
    moves.move(case, CaseEvent.REOPEN, by=by)
    return case


@transaction.atomic
def correct(case_id: UUID, *, postal_code: str, address: str, by: Actor) -> Case:
    """The new address was mistyped: ask for documents of *address* instead. Days and attempts go on.

    Raises KaitsuError ``identity.closed`` where it is not the holder's turn.
    """
    case = moves.locked(case_id)
    if case.state not in OPEN or not case.reopenings.filter(restored_at__isnull=True).exists():
        raise KaitsuError("identity.closed", rule="FUL-4")
    case.postal_code, case.address = postal_code, address
    case.save(update_fields=["postal_code", "address"])
    record("identity.address_corrected", by=by, subject=case.subject)
    return case


@transaction.atomic
def restore(case_id: UUID, *, by: Actor) -> bool:
    """Let a reopened case stand as it was approved before, whatever became of the new address.

    A round that is still under way ends with it. False where the case is not reopened (any longer).
    """
    case = moves.locked(case_id)
    last = case.reopenings.filter(restored_at__isnull=True).order_by("at", "pk").last()
    if last is None or case.state == CaseState.APPROVED:
        return False
    if case.state not in (CaseState.LAPSED, CaseState.REFUSED, CaseState.WITHDRAWN):
        moves.move(case, CaseEvent.WITHDRAW, by=by)
    # What lay with the reviewers is not looked at any more; what was never sent is the start of a next round.
    now = clock.now()
    Attempt.objects.filter(case=case, submitted_at__isnull=False, decided_at__isnull=True).update(
        decided_at=now, decided_by=str(by)
    )
    case.postal_code, case.address = last.postal_code, last.address
    last.restored_at = now
    last.save(update_fields=["restored_at"])
    moves.move(case, CaseEvent.RESTORE, by=by)
    return True
