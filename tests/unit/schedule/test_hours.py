"""Opening hours: open now, opens next, closes when (SUP-1, MNP-1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel.clock import TOKYO
from kaitsu.operator_profile import load
from kaitsu.operator_profile.hours import Day, Hours, Span
from kaitsu.schedule.hours import closes_at, day_of, is_open, next_opening

SUPPORT = load("default").support.hours
OFFICE_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Hours(spans=(Span(days=OFFICE_DAYS, opens="09:00", closes="12:00"),
                      Span(days=OFFICE_DAYS, opens="13:00", closes="17:00")))  # fmt: skip
NIGHT = Hours(spans=(Span(opens="00:00", closes="05:00"), Span(opens="22:00", closes="24:00")))
ALWAYS = Hours(always=True, except_maintenance=True)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=TOKYO)  # type: ignore[misc,arg-type]


@pytest.mark.rule("SUP-1")
@pytest.mark.parametrize(
    ("moment", "open_", "opens", "closes"),
    [
        (at(2026, 11, 18, 8, 59), False, at(2026, 11, 18, 9), None),
        (at(2026, 11, 18, 9, 0), True, at(2026, 11, 18, 9), at(2026, 11, 18, 19)),
        (at(2026, 11, 18, 18, 59), True, at(2026, 11, 18, 18, 59), at(2026, 11, 18, 19)),
        (at(2026, 11, 18, 19, 0), False, at(2026, 11, 19, 9), None),
        # every day: a Sunday, a holiday, New Year's Day
        (at(2026, 11, 22, 12, 0), True, at(2026, 11, 22, 12), at(2026, 11, 22, 19)),
        (at(2026, 11, 23, 12, 0), True, at(2026, 11, 23, 12), at(2026, 11, 23, 19)),
        (at(2026, 12, 31, 20, 0), False, at(2027, 1, 1, 9), None),
    ],
)
def test_the_support_desk(moment: datetime, open_: bool, opens: datetime, closes: datetime | None) -> None:
    assert is_open(SUPPORT, moment) is open_
    assert next_opening(SUPPORT, moment) == opens
    assert closes_at(SUPPORT, moment) == closes


def test_the_hours_are_tokyos_wherever_the_moment_was_read() -> None:
    assert is_open(SUPPORT, datetime(2026, 11, 18, 0, 0, tzinfo=UTC))
    assert not is_open(SUPPORT, datetime(2026, 11, 18, 10, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(2026, 11, 20, 12, 30), at(2026, 11, 20, 13)),  # lunch
        (at(2026, 11, 20, 17, 0), at(2026, 11, 24, 9)),  # Friday evening before a Monday holiday
        (
            at(2026, 5, 2, 10, 0),
            at(2026, 5, 7, 9),
        ),  # a Saturday before four holidays, one of them a substitute
    ],
)
def test_an_office_is_shut_at_lunch_on_weekends_and_on_holidays(moment: datetime, opens: datetime) -> None:
    assert not is_open(OFFICE, moment)
    assert next_opening(OFFICE, moment) == opens


def test_holidays_may_have_hours_of_their_own() -> None:
    hours = Hours(spans=(*OFFICE.spans, Span(days=("holiday",), opens="10:00", closes="11:00")))
    assert is_open(hours, at(2026, 11, 23, 10, 30))
    assert not is_open(hours, at(2026, 11, 23, 9, 30))


def test_a_night_in_two_spans_is_one_opening() -> None:
    assert is_open(NIGHT, at(2026, 11, 18, 23, 59))
    assert is_open(NIGHT, at(2026, 11, 19, 0, 0))
    assert closes_at(NIGHT, at(2026, 11, 18, 23, 0)) == at(2026, 11, 19, 5)
    assert next_opening(NIGHT, at(2026, 11, 18, 5, 0)) == at(2026, 11, 18, 22)


@pytest.mark.rule("MNP-1")
def test_round_the_clock_is_open_and_never_closes() -> None:
    assert is_open(ALWAYS, at(2026, 11, 18, 3))
    assert next_opening(ALWAYS, at(2026, 11, 18, 3)) == at(2026, 11, 18, 3)
    assert closes_at(ALWAYS, at(2026, 11, 18, 3)) is None


def test_every_day_from_midnight_to_midnight_never_closes_either() -> None:
    whole = Hours(spans=(Span(opens="00:00", closes="24:00"),))
    assert closes_at(whole, at(2026, 11, 18, 3)) is None


def test_hours_of_one_weekday_find_that_day() -> None:
    wednesdays = Hours(spans=(Span(days=("wed",), opens="10:00", closes="10:30"),))
    assert next_opening(wednesdays, at(2026, 4, 23)) == at(2026, 5, 13, 10)  # two of them are holidays
    assert day_of(at(2026, 4, 29).date()) == "holiday"


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.sampled_from([SUPPORT, OFFICE, NIGHT]))  # noqa: DTZ001
def test_what_is_shut_opens_next_and_what_is_open_closes_next(local: datetime, hours: Hours) -> None:
    moment = local.replace(tzinfo=TOKYO)
    opens = next_opening(hours, moment)
    assert opens is not None
    assert is_open(hours, opens)
    assert (opens == moment) == is_open(hours, moment)
    closes = closes_at(hours, opens)
    assert closes is not None
    assert is_open(hours, closes - timedelta(microseconds=1))
    assert not is_open(hours, closes)
