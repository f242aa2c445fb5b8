"""Every change of a case's state is made here: lock the row, check the table, change, write the audit event."""

from __future__ import annotations

from uuid import UUID

from kaitsu.audit.services import record
from kaitsu.identity.models import Case
from kaitsu.identity.states import TRANSITIONS, CaseEvent, CaseState
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.transition import transition


def locked(case_id: UUID) -> Case:
    """The row of *case_id*, locked until the transaction ends; KaitsuError ``identity.unknown``."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise KaitsuError("identity.unknown")
    return case


def move(case: Case, event: CaseEvent, *, by: Actor, **values: object) -> None:
    """Make the move *event* on a locked *case*; whoever had it under review has it no longer.

    *values* go into the log and name no person. Raises IllegalMove for what the table does not have.
    """
    before = CaseState(case.state)
    case.state = transition(TRANSITIONS, before, event)
    case.claimed_by, case.claimed_at = "", None
    case.save()
    record(f"identity.{event}", by=by, subject=case.subject, before=before, after=case.state, **values)
