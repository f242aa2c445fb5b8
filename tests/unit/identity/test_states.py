"""The life of a case: every state is reached, and only a new address brings a final one back."""

from __future__ import annotations

from kaitsu.identity.states import FINAL, OPEN, TRANSITIONS, CaseEvent, CaseState


def test_every_state_is_reached_and_final_ones_are_left_for_a_new_address_alone() -> None:
    assert {*TRANSITIONS.values(), CaseState.INVITED} == set(CaseState)
    assert not OPEN & FINAL
    assert set(CaseState) - FINAL <= {state for state, _ in TRANSITIONS}
    leaving = {event for state, event in TRANSITIONS if state in FINAL}
    assert leaving == {CaseEvent.REOPEN, CaseEvent.RESTORE}
