"""Why a code may not be used (ENT-2, ENT-5, ENT-6), and the table of moves."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.japanese.values import EntryCode
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.kernel.transition import IllegalMove, transition
from kaitsu.retail import rules
from kaitsu.retail.messages import MESSAGES
from kaitsu.retail.rules import Standing
from kaitsu.retail.states import TRANSITIONS, Event, State, sources, target

TODAY = date(2026, 11, 18)
MINE, THEIRS = uuid4(), uuid4()


def code_of(standing: Standing | None, on: date = TODAY) -> str | None:
    problem = rules.refusal(standing, holder=MINE, actor="member:M1", on=on)
    return problem.code if problem else None


@pytest.mark.rule("ENT-5", "ENT-6")
@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (None, "retail.unknown"),
        (Standing(State.ISSUED), None),
        (Standing(State.HELD, MINE, "member:M1"), None),
        (Standing(State.HELD, MINE, "member:M2"), None),
        (Standing(State.HELD, THEIRS, "member:M1"), "retail.held_by_you"),
        (Standing(State.HELD, THEIRS, "member:M2"), "retail.held"),
        (Standing(State.SPENT), "retail.spent"),
        (Standing(State.RECALLED), "retail.recalled"),
    ],
)
def test_each_standing_has_its_own_answer(standing: Standing | None, expected: str | None) -> None:
    assert code_of(standing) == expected


@pytest.mark.rule("ENT-6")
def test_a_code_is_good_to_the_end_of_its_last_day() -> None:
    good = Standing(State.ISSUED, last_day=TODAY)

    assert code_of(good, TODAY) is None
    assert code_of(good, date(2026, 11, 19)) == "retail.expired"
    assert code_of(Standing(State.SPENT, last_day=TODAY), date(2027, 1, 1)) == "retail.spent"


@pytest.mark.rule("ENT-6")
def test_only_answers_about_packages_count_as_guesses() -> None:
    counted = {code for code in MESSAGES if rules.is_guess(code)}

    assert counted == {"retail.unknown", "retail.spent", "retail.held", "retail.recalled", "retail.expired"}


@pytest.mark.rule("ENT-2")
@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_told_as_a_slip(text: str) -> None:
    try:
        told = rules.read(text)
    except KaitsuError as error:
        told = error.problem
    if isinstance(told, Problem):
        assert told.code in {"retail.empty", "retail.length", "retail.never_used", "retail.mistyped"}
        assert str(MESSAGES[told.code]) % told.values
        assert not rules.is_guess(told.code)
    else:
        assert told == EntryCode.parse(text)


def test_every_refusal_has_a_message() -> None:
    told = {
        "retail.unknown",
        "retail.spent",
        "retail.held",
        "retail.held_by_you",
        "retail.recalled",
        "retail.expired",
    }

    assert told | set(rules._TYPING.values()) <= MESSAGES.keys()


@pytest.mark.rule("ENT-5")
def test_a_spent_or_recalled_code_is_never_held_or_spent_again() -> None:
    for state in (State.SPENT, State.RECALLED):
        for event in (Event.HOLD, Event.SPEND):
            with pytest.raises(IllegalMove):
                transition(TRANSITIONS, state, event)
    assert transition(TRANSITIONS, State.HELD, Event.SPEND) is State.SPENT


def test_the_condition_of_each_move_is_the_table() -> None:
    for event in Event:
        for state in State:
            legal = (state, event) in TRANSITIONS
            assert (state in sources(event)) is legal
            if legal:
                assert TRANSITIONS[state, event] is target(event)


@pytest.mark.rule("ENT-1")
@pytest.mark.parametrize(
    ("count", "product", "last_day", "expected"),
    [
        (1, "Pack", None, []),
        (rules.LARGEST_BATCH, "Pack", TODAY, []),
        (0, "", date(2026, 11, 17), ["retail.count", "retail.product", "retail.last_day_gone"]),
        (rules.LARGEST_BATCH + 1, "Pack", None, ["retail.count"]),
    ],
)
def test_what_a_batch_must_be(count: int, product: str, last_day: date | None, expected: list[str]) -> None:
    assert [p.code for p in rules.batch_problems(count, product, last_day, TODAY)] == expected
