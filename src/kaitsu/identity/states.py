"""The life of an identity case, and of the reading of one image."""

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
    REOPEN = "reopen"
    RESTORE = "restore"


class ReadingState(StrEnum):
    """How far the machine is with one image. FAILED: it could not be read, and a person looks at it (IDV-9)."""

    PENDING = "pending"
    READ = "read"
    FAILED = "failed"


#: A case whose last attempt is asked again lapses from CLAIMED; one whose days are over, while it waits for its holder.
#: An approved one is reopened for a new address, and restored to what was approved where that comes to nothing (FUL-4).
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
    (CaseState.APPROVED, CaseEvent.REOPEN): CaseState.INVITED,
    (CaseState.LAPSED, CaseEvent.RESTORE): CaseState.APPROVED,
    (CaseState.REFUSED, CaseEvent.RESTORE): CaseState.APPROVED,
    (CaseState.WITHDRAWN, CaseEvent.RESTORE): CaseState.APPROVED,
}

#: It is the holder's turn: documents can be uploaded, and the days run.
OPEN = frozenset({CaseState.INVITED, CaseState.ASKED_AGAIN})
#: Nothing happens to it any more by itself; only a new address reopens it (FUL-4).
FINAL = frozenset({CaseState.APPROVED, CaseState.REFUSED, CaseState.LAPSED, CaseState.WITHDRAWN})
