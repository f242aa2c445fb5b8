"""The life of a card registration: every legal move in one table."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class State(StrEnum):
    """PENDING: the holder is at the provider's page. The others are final; a new try is a new row."""

    PENDING = "pending"
    REGISTERED = "registered"
    DECLINED = "declined"
    EXPIRED = "expired"
    ABANDONED = "abandoned"


class Event(StrEnum):
    """How a registration ended."""

    REGISTER = "register"
    DECLINE = "decline"
    EXPIRE = "expire"
    ABANDON = "abandon"


class Reason(StrEnum):
    """Why a provider did not take a card."""

    DECLINED = "declined"
    INSUFFICIENT = "insufficient"
    EXPIRED_CARD = "expired_card"
    AUTHENTICATION_FAILED = "authentication_failed"
    ABANDONED = "abandoned"


TRANSITIONS: Table[State, Event] = {
    (State.PENDING, Event.REGISTER): State.REGISTERED,
    (State.PENDING, Event.DECLINE): State.DECLINED,
    (State.PENDING, Event.EXPIRE): State.EXPIRED,
    (State.PENDING, Event.ABANDON): State.ABANDONED,
}

#: The event of each reason.
EVENT_OF = {
    Reason.DECLINED: Event.DECLINE,
    Reason.INSUFFICIENT: Event.DECLINE,
    Reason.AUTHENTICATION_FAILED: Event.DECLINE,
    Reason.EXPIRED_CARD: Event.EXPIRE,
    Reason.ABANDONED: Event.ABANDON,
}
