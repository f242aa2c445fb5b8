"""Whose card it is and how long it is good (PAY-1 to PAY-3), and the table of moves."""

from __future__ import annotations

from datetime import date

import pytest

from kaitsu.cards import rules
from kaitsu.cards.messages import MESSAGES
from kaitsu.cards.ports import CardResult, Outcome
from kaitsu.cards.states import EVENT_OF, TRANSITIONS, Event, Reason, State
from kaitsu.kernel.transition import IllegalMove, transition


@pytest.mark.rule("PAY-2")
@pytest.mark.parametrize(
    ("on_card", "family", "given"),
    [
        ("OHNO TARO", "OHNO", "TARO"),
        ("TARO OHNO", "OHNO", "TARO"),
        ("ONO TARO", "OHNO", "TARO"),
        ("OONO TARO", "OHNO", "TARO"),
        ("taro ôno", "OHNO", "TARO"),
        ("JOHN F KENNEDY", "KENNEDY", "JOHN FITZGERALD"),
        ("JOHN KENNEDY", "KENNEDY", "JOHN FITZGERALD"),
        ("MARY-ANN SMITH", "SMITH", "MARY ANN"),
        ("MR TARO OHNO", "OHNO", "TARO"),
    ],
)
def test_the_holders_own_name_in_its_usual_spellings(on_card: str, family: str, given: str) -> None:
    assert rules.name_problem(on_card, family, given) is None


@pytest.mark.rule("PAY-2")
@pytest.mark.parametrize(
    "on_card", ["OHNO JIRO", "ONDA TARO", "T OHNO", "OHNO T.", "OHNO", "", "TARO", "SATO HANAKO"]
)
def test_another_name_is_pointed_out(on_card: str) -> None:
    problem = rules.name_problem(on_card, "OHNO", "TARO")

    assert problem is not None
    assert (problem.code, problem.rule) == ("cards.name_differs", "PAY-2")
    assert problem.values == {"card": on_card, "registered": "OHNO TARO"}


@pytest.mark.rule("PAY-3")
def test_a_card_is_good_to_the_end_of_its_month() -> None:
    assert not rules.is_expired(2026, 11, date(2026, 11, 30))
    assert rules.is_expired(2026, 11, date(2026, 12, 1))
    assert not rules.is_expired(2027, 1, date(2026, 12, 31))
    assert rules.expiry_problem(2026, 11, date(2026, 11, 30)) is None
    assert rules.expiry_problem(2026, 10, date(2026, 11, 30)).code == "cards.expired"


@pytest.mark.rule("PAY-3")
@pytest.mark.parametrize(
    ("state", "reason", "expected"),
    [
        (State.REGISTERED, None, None),
        (State.PENDING, None, "cards.pending"),
        (State.EXPIRED, None, "cards.expired"),
        (State.ABANDONED, None, "cards.abandoned"),
        (State.DECLINED, None, "cards.declined"),
        (State.DECLINED, Reason.DECLINED, "cards.declined"),
        (State.DECLINED, Reason.INSUFFICIENT, "cards.insufficient"),
        (State.DECLINED, Reason.AUTHENTICATION_FAILED, "cards.authentication_failed"),
    ],
)
def test_each_end_says_what_to_do(state: State, reason: Reason | None, expected: str | None) -> None:
    problem = rules.outcome_problem(state, reason)

    assert (problem.code if problem else None) == expected
    assert expected is None or expected in MESSAGES


def test_an_ended_registration_never_moves_again() -> None:
    for state in set(State) - {State.PENDING}:
        for event in Event:
            with pytest.raises(IllegalMove):
                transition(TRANSITIONS, state, event)
    assert {transition(TRANSITIONS, State.PENDING, EVENT_OF[reason]) for reason in Reason} == {
        State.DECLINED,
        State.EXPIRED,
        State.ABANDONED,
    }


def test_a_result_is_whole_or_none() -> None:
    with pytest.raises(ValueError, match="a card belongs"):
        CardResult(Outcome.SUCCEEDED)
    with pytest.raises(ValueError, match="a reason belongs"):
        CardResult(Outcome.OPEN, reason=Reason.DECLINED)
