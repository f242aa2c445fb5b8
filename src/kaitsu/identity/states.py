"""The life of an identity case."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class CaseState(StrEnum):
    """Where a case stands. APPROVED, REFUSED and LAPSED are final."""

    INVITED = "invited"
    SUBMITTED = "submitted"
    CLAIMED = "claimed"
    ASKED_AGAIN = "asked_again"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"


class CaseEvent(StrEnum):
    """What may happen to a case."""

    UPLOAD = "upload"
    CLAIM = "claim"
    RETURN = "return"
    APPROVE = "approve"
    ASK_AGAIN = "ask_again"
    REFUSE = "refuse"
    LAPSE = "lapse"


TRANSITIONS: Table[CaseState, CaseEvent] = {
    (CaseState.INVITED, CaseEvent.UPLOAD): CaseState.SUBMITTED,
    (CaseState.INVITED, CaseEvent.LAPSE): CaseState.LAPSED,
    (CaseState.SUBMITTED, CaseEvent.CLAIM): CaseState.CLAIMED,
    (CaseState.CLAIMED, CaseEvent.RETURN): CaseState.SUBMITTED,
    (CaseState.CLAIMED, CaseEvent.APPROVE): CaseState.APPROVED,
    (CaseState.CLAIMED, CaseEvent.ASK_AGAIN): CaseState.ASKED_AGAIN,
    (CaseState.CLAIMED, CaseEvent.REFUSE): CaseState.REFUSED,
    (CaseState.ASKED_AGAIN, CaseEvent.UPLOAD): CaseState.SUBMITTED,
    (CaseState.ASKED_AGAIN, CaseEvent.LAPSE): CaseState.LAPSED,
}
