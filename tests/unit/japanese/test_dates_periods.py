"""Periods and ages: which day is the last one, and how old somebody is."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.japanese.dates import (
    age_by_law_on,
    age_on,
    attained_on,
    birthday_in,
    days_left,
    last_day_within,
    last_valid_day,
    within_months,
)
from kaitsu.kernel.errors import InvalidValue

ONE_DAY = timedelta(days=1)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31))


# --- Days: reservations -----------------------------------------------------------------------------------


@pytest.mark.rule("MNP-2")
@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2025, 1, 1), date(2025, 1, 15)),
        (date(2025, 2, 20), date(2025, 3, 6)),
        (date(2024, 2, 20), date(2024, 3, 5)),
        (date(2025, 12, 25), date(2026, 1, 8)),
    ],
)
def test_given_a_reservation_when_its_15_days_are_counted_then_the_day_of_issue_is_the_first(
    issued: date, last: date
) -> None:
    assert last_valid_day(issued) == last


@pytest.mark.rule("MNP-2")
@given(days, st.integers(min_value=1, max_value=400))
def test_given_any_period_when_its_days_are_listed_then_there_are_that_many(
    issued: date, length: int
) -> None:
    last = last_valid_day(issued, length)
    assert (last - issued).days + 1 == length
    assert days_left(last, issued) == length - 1


def test_given_one_day_when_counted_then_it_is_the_day_of_issue_and_none_is_refused() -> None:
    assert last_valid_day(date(2025, 1, 1), 1) == date(2025, 1, 1)
    with pytest.raises(ValueError, match="at least one day: 0"):
        last_valid_day(date(2025, 1, 1), 0)


@pytest.mark.rule("MNP-3")
def test_given_the_last_valid_day_when_days_are_counted_down_then_it_has_none_left() -> None:
    last = date(2025, 1, 15)
    assert [days_left(last, on) for on in (date(2025, 1, 8), last, date(2025, 1, 16))] == [7, 0, -1]


# --- Months: supplementary documents ----------------------------------------------------------------------

# Civil Code, articles 140, 141, 143: the first day is not counted; months end on the day before the
# one that corresponds to its first day, or at the end of the month where there is none.
LAST_DAYS = [
    ("2025-01-15", 3, "2025-04-15"),
    ("2025-01-31", 3, "2025-04-30"),
    ("2025-01-30", 3, "2025-04-30"),
    ("2025-11-30", 3, "2026-02-28"),
    ("2025-11-29", 3, "2026-02-28"),
    ("2025-11-28", 3, "2026-02-28"),
    ("2025-11-27", 3, "2026-02-27"),
    ("2023-11-30", 3, "2024-02-29"),
    ("2023-11-29", 3, "2024-02-29"),
    ("2023-11-28", 3, "2024-02-28"),
    ("2025-02-28", 3, "2025-05-31"),
    ("2024-02-28", 3, "2024-05-28"),
    ("2024-02-29", 3, "2024-05-31"),
    ("2025-04-30", 3, "2025-07-31"),
    ("2025-12-31", 1, "2026-01-31"),
    ("2025-12-01", 1, "2026-01-01"),
    ("2025-10-10", 2, "2025-12-10"),
    ("2025-09-30", 3, "2025-12-31"),
    ("2025-09-30", 2, "2025-11-30"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2025-03-31", 24, "2027-03-31"),
]


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(("issued", "months", "last"), LAST_DAYS)
def test_given_a_day_of_issue_when_months_are_counted_then_the_civil_code_says_the_last_day(
    issued: str, months: int, last: str
) -> None:
    first, end = date.fromisoformat(issued), date.fromisoformat(last)
    assert last_day_within(first, months) == end
    assert within_months(first, end, months)
    assert not within_months(first, end + ONE_DAY, months)


@pytest.mark.rule("IDV-7")
def test_given_a_certificate_when_no_months_are_named_then_it_is_three() -> None:
    assert last_day_within(date(2025, 1, 15)) == date(2025, 4, 15)
    assert within_months(date(2025, 1, 15), date(2025, 4, 15))
    assert not within_months(date(2025, 1, 15), date(2025, 4, 16))


@pytest.mark.rule("IDV-7")
@given(days, days, st.integers(min_value=1, max_value=36))
def test_given_any_two_days_when_one_is_within_months_then_it_is_neither_before_nor_past(
    issued: date, on: date, months: int
) -> None:
    assert within_months(issued, on, months) == (issued <= on <= last_day_within(issued, months))
    assert within_months(issued, issued, months)
    assert not within_months(issued, issued - ONE_DAY, months)


@given(days, st.integers(min_value=1, max_value=36))
def test_given_any_period_of_months_when_its_end_is_reckoned_otherwise_then_it_is_the_same(
    issued: date, months: int
) -> None:
    start = issued + ONE_DAY
    month_index = start.year * 12 + start.month - 1 + months
    length = calendar.monthrange(month_index // 12, month_index % 12 + 1)[1]
    first_of_month = date(month_index // 12, month_index % 12 + 1, 1)
    assert last_day_within(issued, months) == first_of_month + timedelta(days=min(start.day - 1, length) - 1)


@given(days, st.integers(min_value=1, max_value=36))
def test_given_a_later_issue_or_more_months_when_counted_then_the_end_is_never_earlier(
    issued: date, months: int
) -> None:
    assert last_day_within(issued, months) <= last_day_within(issued + ONE_DAY, months)
    assert last_day_within(issued, months) < last_day_within(issued, months + 1)


def test_given_no_months_when_counted_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month: 0"):
        last_day_within(date(2025, 1, 1), 0)


# --- Ages -------------------------------------------------------------------------------------------------


@pytest.mark.rule("HLD-4")
@pytest.mark.parametrize(
    ("birth", "on", "age", "by_law"),
    [
        ("2007-04-02", "2025-04-01", 17, 18),
        ("2007-04-02", "2025-04-02", 18, 18),
        ("2007-04-01", "2025-03-31", 17, 18),
        ("2007-12-31", "2025-12-30", 17, 18),
        ("2007-01-01", "2024-12-31", 17, 18),
        ("2008-02-29", "2026-02-27", 17, 17),
        ("2008-02-29", "2026-02-28", 17, 18),
        ("2008-02-29", "2026-03-01", 18, 18),
        ("2008-02-29", "2028-02-28", 19, 20),
        ("2008-02-29", "2028-02-29", 20, 20),
        ("2008-02-29", "2008-02-29", 0, 0),
    ],
)
def test_given_a_birth_date_when_the_age_is_asked_then_the_birthday_counts_and_for_the_law_the_day_before(
    birth: str, on: str, age: int, by_law: int
) -> None:
    born, day = date.fromisoformat(birth), date.fromisoformat(on)
    assert age_on(born, day) == age
    assert age_by_law_on(born, day) == by_law


@pytest.mark.rule("HLD-4")
def test_given_a_leap_day_birth_when_the_birthday_is_asked_then_it_is_1_march_in_a_common_year() -> None:
    born = date(2008, 2, 29)
    assert [birthday_in(born, year) for year in (2024, 2025, 2100)] == [
        date(2024, 2, 29),
        date(2025, 3, 1),
        date(2100, 3, 1),
    ]
    assert birthday_in(date(2008, 2, 28), 2025) == date(2025, 2, 28)
    assert birthday_in(date(2007, 3, 29), 2025) == date(2025, 3, 29)


@pytest.mark.rule("HLD-4")
@given(days, st.integers(min_value=0, max_value=120))
def test_given_a_birthday_when_it_comes_then_the_age_grows_by_one_on_it_and_never_else(
    born: date, years: int
) -> None:
    birthday = birthday_in(born, born.year + years)
    assert age_on(born, birthday) == years
    if years:
        assert age_on(born, birthday - ONE_DAY) == years - 1
        assert attained_on(born, years) == birthday - ONE_DAY
        assert age_by_law_on(born, attained_on(born, years)) == years
        assert age_by_law_on(born, attained_on(born, years) - ONE_DAY) == years - 1


@given(days, days)
def test_given_a_day_before_birth_when_the_age_is_asked_then_it_is_refused(one: date, other: date) -> None:
    born, on = max(one, other), min(one, other)
    if born == on:
        assert age_on(born, on) == 0
        return
    with pytest.raises(InvalidValue) as caught:
        age_on(born, on)
    assert caught.value.code == "date.before_birth"
    assert dict(caught.value.values) == {"birth": born.isoformat(), "on": on.isoformat()}
