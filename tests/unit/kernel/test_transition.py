from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel.transition import IllegalMove, Table, transition


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


class Hand(StrEnum):
    PUSH = "push"
    PULL = "pull"
    TURN_KEY = "turn_key"


MOVES: Table[Door, Hand] = {
    (Door.SHUT, Hand.PUSH): Door.OPEN,
    (Door.OPEN, Hand.PULL): Door.SHUT,
    (Door.SHUT, Hand.TURN_KEY): Door.LOCKED,
    (Door.LOCKED, Hand.TURN_KEY): Door.SHUT,
}


@given(st.sampled_from(Door), st.sampled_from(Hand))
def test_given_a_state_and_an_event_when_moved_then_the_table_alone_decides(state: Door, event: Hand) -> None:
    if (state, event) in MOVES:
        assert transition(MOVES, state, event) is MOVES[state, event]
    else:
        with pytest.raises(IllegalMove) as caught:
            transition(MOVES, state, event)
        assert (caught.value.state, caught.value.event) == (state, event)
        assert str(caught.value) == f"{event.value} is not possible in {state.value}"
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__
