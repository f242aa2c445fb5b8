"""The days of a reservation (MNP-2, MNP-3), carriers and handsets (MNP-1, MNP-5), and the table of moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel.transition import IllegalMove, transition
from kaitsu.operator_profile import Profile, load
from kaitsu.portability import rules
from kaitsu.portability.messages import MESSAGES
from kaitsu.portability.states import LIVE, TRANSITIONS, Event, State, sources

TODAY = date(2026, 11, 18)
NUMBER = "1012345678"


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load("default").on(TODAY)


def codes(profile: Profile, last_day: date, number: str = NUMBER, on: date = TODAY) -> list[str]:
    return [problem.code for problem in rules.problems(number, last_day, on, profile)]


@pytest.mark.rule("MNP-2")
@pytest.mark.parametrize(
    ("issued", "ends"),
    [
        (date(2026, 11, 1), date(2026, 11, 15)),
        (date(2026, 12, 25), date(2027, 1, 8)),
        (date(2028, 2, 20), date(2028, 3, 5)),
    ],
)
def test_the_day_of_issue_is_the_first_of_fifteen(profile: Profile, issued: date, ends: date) -> None:
    assert rules.last_day(issued, profile.portability.validity_days) == ends


@pytest.mark.rule("MNP-3")
@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (14, []),
        (8, []),
        (7, []),
        (6, ["portability.too_few_days"]),
        (0, ["portability.too_few_days"]),
        (-1, ["portability.expired"]),
        (-400, ["portability.expired"]),
    ],
)
def test_seven_days_are_enough_and_six_are_not(profile: Profile, left: int, expected: list[str]) -> None:
    assert codes(profile, TODAY + timedelta(days=left)) == expected


@pytest.mark.rule("MNP-3")
def test_too_few_days_say_how_many_are_left_and_needed(profile: Profile) -> None:
    (problem,) = rules.problems(NUMBER, TODAY + timedelta(days=6), TODAY, profile)

    assert problem.values == {"left": 6, "needed": 7}
    assert rules.asks_reissue(problem)
    assert rules.days_left(TODAY + timedelta(days=6), TODAY) == 6
    assert codes(profile, rules.earliest_last_day(TODAY, profile)) == []


@pytest.mark.rule("MNP-2")
def test_a_day_that_no_reservation_can_have_yet_is_a_slip(profile: Profile) -> None:
    latest = rules.latest_last_day(TODAY, profile)

    assert latest == date(2026, 12, 2)
    assert codes(profile, latest) == []
    (problem,) = rules.problems(NUMBER, latest + timedelta(days=1), TODAY, profile)
    assert problem.code == "portability.last_day_too_far"
    assert problem.values == {"latest": latest, "days": 15}
    assert not rules.asks_reissue(problem)


@pytest.mark.rule("MNP-2")
@pytest.mark.parametrize(
    "number", ["", "123456789", "12345678901", "10123456 8", "１２３４５６７８９０", "abcdefghij"]
)
def test_a_reservation_number_has_ten_digits(profile: Profile, number: str) -> None:
    assert codes(profile, TODAY + timedelta(days=9), number) == ["portability.number_digits"]
    # Told as well while the last day is still to be typed, of which nothing is said.
    assert [found.code for found in rules.problems(number, None, TODAY, profile)] == [
        "portability.number_digits"
    ]


@pytest.mark.rule("MNP-2", "MNP-3")
@given(age=st.integers(0, 13), on=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_a_reservation_issued_lately_is_either_good_or_to_be_reissued(age: int, on: date) -> None:
    profile = load("default")
    last_day = rules.last_day(on - timedelta(days=age), profile.portability.validity_days)

    found = rules.problems(NUMBER, last_day, on, profile)

    assert rules.days_left(last_day, on) == 14 - age
    assert [problem.code for problem in found] == ([] if age <= 7 else ["portability.too_few_days"])


@pytest.mark.rule("MNP-5")
def test_handsets_of_two_carriers_get_a_warning_that_blocks_nothing(profile: Profile) -> None:
    warned = {c.key for c in profile.portability.carriers if rules.handset_warning(c.key, profile)}

    assert warned == {"au", "softbank"}
    for key in warned:
        warning = rules.handset_warning(key, profile)
        assert warning is not None
        assert warning.text("ja")
        assert warning.text("en")
        assert codes(profile, TODAY + timedelta(days=9)) == []
    with pytest.raises(KeyError):
        rules.handset_warning("unknown", profile)


@pytest.mark.rule("MNP-1")
def test_a_carrier_is_one_of_the_profile(profile: Profile) -> None:
    assert rules.carrier_problem("au", profile) is None
    problem = rules.carrier_problem("unknown", profile)
    assert problem is not None
    assert problem.code == "portability.carrier"


@pytest.mark.rule("MNP-6")
def test_what_is_live_was_submitted_and_has_not_ended() -> None:
    assert set(State) - set(LIVE) == {State.DRAFTED, State.REPLACED, State.RELEASED}
    assert sources(Event.RESERVE) == (State.DRAFTED,)
    for state in (State.REPLACED, State.RELEASED):
        for event in Event:
            with pytest.raises(IllegalMove):
                transition(TRANSITIONS, state, event)


def test_each_answer_of_a_carrier_leads_somewhere() -> None:
    ordered = transition(TRANSITIONS, State.RESERVED, Event.ORDER)

    assert transition(TRANSITIONS, ordered, Event.PORT) is State.PORTED
    rejected = transition(TRANSITIONS, ordered, Event.REJECT)
    assert transition(TRANSITIONS, rejected, Event.CORRECT) is State.RESERVED
    expired = transition(TRANSITIONS, ordered, Event.EXPIRE)
    assert transition(TRANSITIONS, expired, Event.REPLACE) is State.REPLACED
    with pytest.raises(IllegalMove):
        transition(TRANSITIONS, ordered, Event.RELEASE)


def test_every_state_but_the_last_can_be_left() -> None:
    left = {state for state, _ in TRANSITIONS}

    assert set(State) - left == {State.REPLACED, State.RELEASED}
    assert set(State) - set(TRANSITIONS.values()) == {State.DRAFTED}


def test_every_problem_has_a_message_that_its_values_fill(profile: Profile) -> None:
    days = (TODAY + timedelta(days=n) for n in (-1, 3, 40))
    found = [problem for day in days for problem in rules.problems("1", day, TODAY, profile)]

    assert {problem.code for problem in found} == {
        "portability.number_digits",
        "portability.expired",
        "portability.too_few_days",
        "portability.last_day_too_far",
    }
    for problem in found:
        assert "%(" not in str(MESSAGES[problem.code]) % problem.values
