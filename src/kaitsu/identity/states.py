"""The life of an identity case."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class CaseState(StrEnum):
    """Where a case stands. APPROVED, REFUSED, LAPSED and WITHDRAWN are final.

    LAPSED: the attempts or the days are used up (IDV-13). WITHDRAWN: what it was opened for has ended.
    """

    INVITED = "invited"
    SUBMITTED = "submitted"
    CLAIMED = "claimed"
    ASKED_AGAIN = "asked_again"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class CaseEvent(StrEnum):
    """What may happen to a case."""

    UPLOAD = "upload"
    CLAIM = "claim"
    RETURN = "return"
    APPROVE = "approve"
    ASK_AGAIN = "ask_again"
    REFUSE = "refuse"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


#: A case whose last attempt is asked again lapses from CLAIMED; one whose days are over, while it waits for its holder.
TRANSITIONS: Table[CaseState, CaseEvent] = {
    (CaseState.INVITED, CaseEvent.UPLOAD): CaseState.SUBMITTED,
    (CaseState.INVITED, CaseEvent.LAPSE): CaseState.LAPSED,
    (CaseState.INVITED, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
    (CaseState.SUBMITTED, CaseEvent.CLAIM): CaseState.CLAIMED,
    (CaseState.SUBMITTED, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
    (CaseState.CLAIMED, CaseEvent.RETURN): CaseState.SUBMITTED,
    (CaseState.CLAIMED, CaseEvent.APPROVE): CaseState.APPROVED,
    (CaseState.CLAIMED, CaseEvent.ASK_AGAIN): CaseState.ASKED_AGAIN,
    (CaseState.CLAIMED, CaseEvent.REFUSE): CaseState.REFUSED,
    (CaseState.CLAIMED, CaseEvent.LAPSE): CaseState.LAPSED,
    (CaseState.CLAIMED, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
    (CaseState.ASKED_AGAIN, CaseEvent.UPLOAD): CaseState.SUBMITTED,
    (CaseState.ASKED_AGAIN, CaseEvent.LAPSE): CaseState.LAPSED,
    (CaseState.ASKED_AGAIN, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
}

#: It is the holder's turn: documents can be uploaded, and the days run.
OPEN = frozenset({CaseState.INVITED, CaseState.ASKED_AGAIN})
#: Nothing happens to it any more.
FINAL = frozenset({CaseState.APPROVED, CaseState.REFUSED, CaseState.LAPSED, CaseState.WITHDRAWN})
