"""The life of a reservation, from the draft to the number that has moved: every legal move in one table."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class State(StrEnum):
    """Where a reservation stands.

    DRAFTED: typed, may change. RESERVED: of a submitted application. ORDERED: the carrier was asked.
    PORTED: the number is here. REJECTED: the carrier refused and a correction is awaited. EXPIRED: its days
    are over and a reissued one is awaited. REPLACED: by a reissued one. RELEASED: its application ended
    without it.
    """

    DRAFTED = "drafted"
    RESERVED = "reserved"
    ORDERED = "ordered"
    PORTED = "ported"
    REJECTED = "rejected"
    EXPIRED = "expired"
    REPLACED = "replaced"
    RELEASED = "released"


class Event(StrEnum):
    """What happens to a reservation."""

    RESERVE = "reserve"
    ORDER = "order"
    PORT = "port"
    REJECT = "reject"
    CORRECT = "correct"
    EXPIRE = "expire"
    REPLACE = "replace"
    RELEASE = "release"


TRANSITIONS: Table[State, Event] = {
    (State.DRAFTED, Event.RESERVE): State.RESERVED,
    (State.RESERVED, Event.ORDER): State.ORDERED,
    (State.ORDERED, Event.PORT): State.PORTED,
    (State.ORDERED, Event.REJECT): State.REJECTED,
    (State.ORDERED, Event.EXPIRE): State.EXPIRED,
    (State.REJECTED, Event.CORRECT): State.RESERVED,
    (State.REJECTED, Event.EXPIRE): State.EXPIRED,
    (State.RESERVED, Event.EXPIRE): State.EXPIRED,
    (State.RESERVED, Event.REPLACE): State.REPLACED,
    (State.REJECTED, Event.REPLACE): State.REPLACED,
    (State.EXPIRED, Event.REPLACE): State.REPLACED,
    (State.DRAFTED, Event.RELEASE): State.RELEASED,
    (State.RESERVED, Event.RELEASE): State.RELEASED,
    (State.REJECTED, Event.RELEASE): State.RELEASED,
    (State.EXPIRED, Event.RELEASE): State.RELEASED,
    (State.PORTED, Event.RELEASE): State.RELEASED,
}


class OrderState(StrEnum):
    """Where an order stands. PLACED: to go out. SENT: the carrier has it. WITHDRAWN: it never went out."""

    PLACED = "placed"
    SENT = "sent"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class OrderEvent(StrEnum):
    """What happens to an order."""

    SEND = "send"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


ORDER_TRANSITIONS: Table[OrderState, OrderEvent] = {
    (OrderState.PLACED, OrderEvent.SEND): OrderState.SENT,
    (OrderState.PLACED, OrderEvent.WITHDRAW): OrderState.WITHDRAWN,
    (OrderState.SENT, OrderEvent.ANSWER): OrderState.ANSWERED,
}


class Outcome(StrEnum):
    """What a carrier answers (MNP-8)."""

    ACCEPTED = "accepted"
    HOLDER_MISMATCH = "holder_mismatch"
    RESERVATION_EXPIRED = "reservation_expired"
    NUMBER_UNKNOWN = "number_unknown"


#: Where each answer leads.
ANSWER_EVENTS = {
    Outcome.ACCEPTED: Event.PORT,
    Outcome.HOLDER_MISMATCH: Event.REJECT,
    Outcome.NUMBER_UNKNOWN: Event.REJECT,
    Outcome.RESERVATION_EXPIRED: Event.EXPIRE,
}

#: A number or reservation in one of these belongs to a live application, and to no other (MNP-6). A drafted
#: one does not: whoever types a stranger's number must not be able to block it. A ported one does, until
#: its line ends.
LIVE = (State.RESERVED, State.ORDERED, State.PORTED, State.REJECTED, State.EXPIRED)


def sources(event: Event) -> tuple[State, ...]:
    """The states in which *event* is possible: the condition of the UPDATE that makes the move."""
    return tuple(state for state, possible in TRANSITIONS if possible is event)
