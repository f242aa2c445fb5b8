"""Business days: no weekends, no holidays of Japan, no year-end pause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.operator_profile import load
from kaitsu.operator_profile.hours import Business, Pause
from kaitsu.schedule.business import add_business_days, is_business_day

OFFICE = load("default").business


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 18), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 11, 23), False),  # Labour Thanksgiving Day
        (date(2026, 5, 6), False),  # a substitute holiday
        (date(2026, 9, 22), False),  # a day between two holidays
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2028, 1, 3), False),  # a Monday within the pause
    ],
)
def test_which_days_are_worked(day: date, worked: bool) -> None:
    assert is_business_day(OFFICE, day) is worked


def test_a_pause_within_a_year_and_a_desk_that_works_on_holidays() -> None:
    summer = Business(closed_days=("sun",), pauses=(Pause(first="08-13", last="08-15"),))
    assert [is_business_day(summer, date(2026, 8, day)) for day in (12, 13, 15, 16, 17)] == [
        True, False, False, False, True,
    ]  # fmt: skip
    assert is_business_day(summer, date(2026, 11, 23))


def test_a_pause_of_one_day_is_that_day() -> None:
    foundation = Business(closed_days=("sun",), pauses=(Pause(first="06-10", last="06-10"),))
    assert [is_business_day(foundation, date(2026, 6, day)) for day in (9, 10, 11)] == [True, False, True]


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 24)),
        (date(2026, 12, 28), 1, date(2027, 1, 4)),
        (date(2026, 12, 25), 3, date(2027, 1, 5)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
        (date(2027, 1, 4), -1, date(2026, 12, 28)),
    ],
)
def test_counting_business_days(day: date, count: int, result: date) -> None:
    assert add_business_days(OFFICE, day, count) == result


def test_a_pause_of_a_whole_year_has_no_business_day() -> None:
    never = Business(closed_days=("sun",), pauses=(Pause(first="01-01", last="12-31"),))
    with pytest.raises(ValueError, match="no business day"):
        add_business_days(never, date(2026, 1, 1), 1)


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(1, 30))
def test_there_and_back_again(day: date, count: int) -> None:
    there = add_business_days(OFFICE, day, count)
    between = (day + timedelta(days=step) for step in range(1, (there - day).days + 1))
    assert sum(is_business_day(OFFICE, each) for each in between) == count
    assert is_business_day(OFFICE, there)
    if is_business_day(OFFICE, day):
        assert add_business_days(OFFICE, there, -count) == day
