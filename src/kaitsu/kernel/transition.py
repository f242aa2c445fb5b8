"""Moves of a state machine: one table, one function, and an error for everything that is not in the table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)

Table = Mapping[tuple[S, E], S]


class IllegalMove(Exception):
    """*event* is not possible in *state*."""

    def __init__(self, state: StrEnum, event: StrEnum) -> None:
        self.state = state
        self.event = event
        super().__init__(f"{event} is not possible in {state}")


def transition(table: Table[S, E], state: S, event: E) -> S:
    """The state after *event* in *state*; raises IllegalMove where *table* has no such move."""
    try:
        return table[state, event]
    except KeyError:
        raise IllegalMove(state, event) from None
