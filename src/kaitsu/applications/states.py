"""The life of an application: every legal move in one table."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class State(StrEnum):
    """Where an application stands. CANCELLED, REFUSED, EXPIRED and ACTIVE are final."""

    DRAFT = "draft"
    HELD = "held"
    VERIFYING = "verifying"
    FULFILLING = "fulfilling"
    ACTIVE = "active"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    EXPIRED = "expired"


class Event(StrEnum):
    """What may happen to an application."""

    HOLD = "hold"
    INVITE = "invite"
    FULFIL = "fulfil"
    RELEASE_TO_VERIFY = "release_to_verify"
    RELEASE_TO_FULFIL = "release_to_fulfil"
    VERIFIED = "verified"
    REVERIFY = "reverify"
    UNCONFIRMED = "unconfirmed"
    REFUSE = "refuse"
    COMPLETE = "complete"
    CANCEL = "cancel"
    EXPIRE = "expire"


class HoldStepKind(StrEnum):
    """What staff can do about a held application (PCK-1), and its holder: answer and correct (PCK-2)."""

    RELEASE = "release"
    ASK = "ask"
    CANCEL = "cancel"
    ANSWER = "answer"
    CORRECT = "correct"


#: A submission is HOLD, INVITE or FULFIL: held by a pre-check, to be verified, or straight to the warehouse.
#: REVERIFY: a parcel came back, and the holder gave a new address that needs documents; UNCONFIRMED: those came to
#: nothing, and staff decide once more (FUL-4).
TRANSITIONS: Table[State, Event] = {
    (State.DRAFT, Event.HOLD): State.HELD,
    (State.DRAFT, Event.INVITE): State.VERIFYING,
    (State.DRAFT, Event.FULFIL): State.FULFILLING,
    (State.DRAFT, Event.CANCEL): State.CANCELLED,
    (State.DRAFT, Event.EXPIRE): State.EXPIRED,
    (State.HELD, Event.RELEASE_TO_VERIFY): State.VERIFYING,
    (State.HELD, Event.RELEASE_TO_FULFIL): State.FULFILLING,
    (State.HELD, Event.CANCEL): State.CANCELLED,
    (State.HELD, Event.REFUSE): State.REFUSED,
    (State.VERIFYING, Event.VERIFIED): State.FULFILLING,
    (State.VERIFYING, Event.REFUSE): State.REFUSED,
    (State.VERIFYING, Event.CANCEL): State.CANCELLED,
    (State.VERIFYING, Event.EXPIRE): State.EXPIRED,
    (State.FULFILLING, Event.REVERIFY): State.VERIFYING,
    (State.VERIFYING, Event.UNCONFIRMED): State.FULFILLING,
    (State.FULFILLING, Event.COMPLETE): State.ACTIVE,
    (State.FULFILLING, Event.CANCEL): State.CANCELLED,
}

#: An application in one of these is under way: it holds its code, its reservations and its place in every limit.
LIVE = frozenset({State.DRAFT, State.HELD, State.VERIFYING, State.FULFILLING, State.ACTIVE})
#: Submitted, whatever became of it.
FINAL = frozenset({State.ACTIVE, State.CANCELLED, State.REFUSED, State.EXPIRED})


class ChangeState(StrEnum):
    """Where the new address of a returned parcel stands (FUL-4). The last three are final.

    FAILED: it did not come in time, or could not be verified. WITHDRAWN: staff decided otherwise meanwhile.
    """

    ASKED = "asked"
    VERIFYING = "verifying"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class ChangeEvent(StrEnum):
    """What may happen to it."""

    VERIFY = "verify"
    CONFIRM = "confirm"
    FAIL = "fail"
    WITHDRAW = "withdraw"


#: A new address that needs no documents is CONFIRMED as soon as it is given.
CHANGE_TRANSITIONS: Table[ChangeState, ChangeEvent] = {
    (ChangeState.ASKED, ChangeEvent.VERIFY): ChangeState.VERIFYING,
    (ChangeState.ASKED, ChangeEvent.CONFIRM): ChangeState.CONFIRMED,
    (ChangeState.ASKED, ChangeEvent.FAIL): ChangeState.FAILED,
    (ChangeState.ASKED, ChangeEvent.WITHDRAW): ChangeState.WITHDRAWN,
    (ChangeState.VERIFYING, ChangeEvent.CONFIRM): ChangeState.CONFIRMED,
    (ChangeState.VERIFYING, ChangeEvent.FAIL): ChangeState.FAILED,
    (ChangeState.VERIFYING, ChangeEvent.WITHDRAW): ChangeState.WITHDRAWN,
}
#: The holder or the reviewers have to do something; no parcel of the application leaves meanwhile.
OPEN_CHANGES = frozenset({ChangeState.ASKED, ChangeState.VERIFYING})
