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
    REFUSE = "refuse"
    COMPLETE = "complete"
    CANCEL = "cancel"
    EXPIRE = "expire"


class HoldStepKind(StrEnum):
    """What staff can do about a held application (PCK-1)."""

    RELEASE = "release"
    ASK = "ask"
    CANCEL = "cancel"


#: A submission is HOLD, INVITE or FULFIL: held by a pre-check, to be verified, or straight to the warehouse.
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
    (State.FULFILLING, Event.COMPLETE): State.ACTIVE,
    (State.FULFILLING, Event.CANCEL): State.CANCELLED,
}

#: An application in one of these is under way: it holds its code, its reservations and its place in every limit.
LIVE = frozenset({State.DRAFT, State.HELD, State.VERIFYING, State.FULFILLING, State.ACTIVE})
#: Submitted, whatever became of it.
FINAL = frozenset({State.ACTIVE, State.CANCELLED, State.REFUSED, State.EXPIRED})
