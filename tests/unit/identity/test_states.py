"""The life of a case: every state is reached, and nothing leaves a final one."""

from __future__ import annotations

from kaitsu.identity.states import FINAL, OPEN, TRANSITIONS, CaseState


def test_every_state_is_reached_and_final_ones_are_not_left() -> None:
    assert {*TRANSITIONS.values(), CaseState.INVITED} == set(CaseState)
    assert set(CaseState) - {state for state, _ in TRANSITIONS} == FINAL
    assert not OPEN & FINAL
