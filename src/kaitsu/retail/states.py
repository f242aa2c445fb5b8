"""The life of a package: every legal move in one table."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class LineType(StrEnum):
    """What the line of a package can do (ENT-1, PLN-2)."""

    VOICE = "voice"
    SMS = "sms"
    DATA = "data"


class State(StrEnum):
    """ISSUED: may be used. HELD: by one draft. SPENT: by one application. RECALLED: never again."""

    ISSUED = "issued"
    HELD = "held"
    SPENT = "spent"
    RECALLED = "recalled"


class Event(StrEnum):
    """What happens to a package."""

    HOLD = "hold"
    RELEASE = "release"
    SPEND = "spend"
    GIVE_BACK = "give_back"
    RECALL = "recall"


TRANSITIONS: Table[State, Event] = {
    (State.ISSUED, Event.HOLD): State.HELD,
    (State.HELD, Event.RELEASE): State.ISSUED,
    (State.HELD, Event.SPEND): State.SPENT,
    (State.SPENT, Event.GIVE_BACK): State.ISSUED,
    (State.ISSUED, Event.RECALL): State.RECALLED,
    (State.HELD, Event.RECALL): State.RECALLED,
}


def sources(event: Event) -> tuple[State, ...]:
    """The states in which *event* is possible: the condition of the UPDATE that makes the move."""
    return tuple(state for state, possible in TRANSITIONS if possible is event)


def target(event: Event) -> State:
    """The one state to which *event* leads, wherever it comes from."""
    (state,) = {state for (_, possible), state in TRANSITIONS.items() if possible is event}
    return state
