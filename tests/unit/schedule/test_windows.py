"""Maintenance windows (IDV-3), over month ends, months of five Sundays and the turn of the year."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel.clock import TOKYO
from kaitsu.operator_profile import load
from kaitsu.operator_profile.hours import Maintenance
from kaitsu.schedule.windows import Window, closed_until, next_window, send_at

GUIDE = load("default").identity.maintenance


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=TOKYO)  # type: ignore[misc,arg-type]


def window(rule: str, starts: datetime, minutes: int) -> Maintenance:
    return Maintenance(rrule=rule, starts=starts.replace(tzinfo=None), minutes=minutes)


@pytest.mark.rule("IDV-3")
@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(2026, 11, 22, 23, 29), None),
        (at(2026, 11, 22, 23, 30), at(2026, 11, 23, 9)),
        (at(2026, 11, 23, 8, 59), at(2026, 11, 23, 9)),
        (at(2026, 11, 23, 9, 0), None),
        # the fourth Sunday, not the last of a month of five
        (at(2026, 11, 29, 23, 45), None),
        (at(2026, 8, 23, 23, 45), at(2026, 8, 24, 9)),
        (at(2026, 8, 30, 23, 45), None),
        # February of four weeks to the day: the fourth Sunday is its last day, the window ends in March
        (at(2026, 2, 22, 23, 45), at(2026, 2, 23, 9)),
        (at(2015, 2, 22, 23, 45), at(2015, 2, 23, 9)),
        (at(2027, 2, 28, 23, 45), at(2027, 3, 1, 9)),
        (at(2027, 3, 1, 0, 0), at(2027, 3, 1, 9)),
        # before the first one
        (at(2010, 1, 24, 23, 45), None),
    ],
)
def test_closed_on_the_fourth_sunday_night(moment: datetime, opens: datetime | None) -> None:
    assert closed_until(GUIDE, moment) == opens


@pytest.mark.rule("IDV-3")
def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    utc = at(2026, 11, 22, 23, 45).astimezone(tz=None)
    assert closed_until(GUIDE, utc) == at(2026, 11, 23, 9)


@pytest.mark.rule("IDV-3")
@pytest.mark.parametrize(
    ("moment", "starts"),
    [
        (at(2026, 12, 27, 23, 29), at(2026, 12, 27, 23, 30)),
        (at(2026, 12, 27, 23, 30), at(2027, 1, 24, 23, 30)),
        (at(2026, 12, 31, 12), at(2027, 1, 24, 23, 30)),
        (at(2010, 1, 1), at(2014, 1, 26, 23, 30)),
    ],
)
def test_the_next_window_also_over_the_turn_of_the_year(moment: datetime, starts: datetime) -> None:
    assert next_window(GUIDE, moment) == Window(starts, starts + timedelta(hours=9, minutes=30))


@pytest.mark.rule("IDV-3")
def test_a_mail_of_the_maintenance_leaves_after_it_and_any_other_at_once() -> None:
    assert send_at(GUIDE, at(2026, 11, 23, 2)) == at(2026, 11, 23, 9)
    assert send_at(GUIDE, at(2026, 11, 23, 10)) == at(2026, 11, 23, 10)


@pytest.mark.rule("IDV-3")
def test_over_new_year_a_window_ends_in_the_next_year() -> None:
    new_year = window("FREQ=YEARLY", at(2020, 12, 31, 22), 600)
    assert closed_until([new_year], at(2027, 1, 1, 3)) == at(2027, 1, 1, 8)


@pytest.mark.rule("IDV-3")
def test_windows_that_meet_are_one_closing() -> None:
    first = window("FREQ=DAILY", at(2026, 1, 1, 1), 60)
    second = window("FREQ=DAILY", at(2026, 1, 1, 1, 30), 90)
    both = [second, first]
    assert closed_until(both, at(2026, 5, 5, 1, 10)) == at(2026, 5, 5, 3)
    assert next_window(both, at(2026, 5, 5, 0)) == Window(at(2026, 5, 5, 1), at(2026, 5, 5, 3))


def test_windows_that_leave_no_opening_are_refused() -> None:
    day = window("FREQ=DAILY", at(2026, 1, 1, 6), 720)
    night = window("FREQ=DAILY", at(2026, 1, 1, 18), 720)
    with pytest.raises(ValueError, match="no time in between"):
        closed_until([day, night], at(2026, 5, 5))


def test_without_maintenance_it_is_never_closed() -> None:
    assert closed_until([], at(2026, 1, 1)) is None
    assert next_window([], at(2026, 1, 1)) is None


def test_a_window_that_came_for_the_last_time_does_not_come_again() -> None:
    twice = window("FREQ=DAILY;COUNT=2", at(2026, 1, 1, 1), 60)
    assert next_window([twice], at(2026, 1, 1, 12)) == Window(at(2026, 1, 2, 1), at(2026, 1, 2, 2))
    assert next_window([twice], at(2026, 1, 2, 1)) is None


@pytest.mark.rule("IDV-3")
@given(st.datetimes(datetime(2014, 2, 1), datetime(2060, 1, 1)))  # noqa: DTZ001 - local times
def test_it_agrees_with_the_calendar(local: datetime) -> None:
    # given: the closing as the guide says it, reckoned from the calendar
    moment = local.replace(tzinfo=TOKYO)
    month = moment.date().replace(day=1)
    months = [month, (month - timedelta(days=1)).replace(day=1)]
    starts = [fourth_sunday(first) for first in months]
    closed = any(start <= moment < start + timedelta(hours=9, minutes=30) for start in starts)
    # then
    assert (closed_until(GUIDE, moment) is not None) == closed
    assert closed_until(GUIDE, send_at(GUIDE, moment)) is None
    following = next_window(GUIDE, moment)
    assert following is not None
    assert following.starts > moment
    assert following.starts == fourth_sunday(following.starts.date().replace(day=1))


def fourth_sunday(first: date) -> datetime:
    sundays = [week[calendar.SUNDAY] for week in calendar.monthcalendar(first.year, first.month)]
    day = [sunday for sunday in sundays if sunday][3]
    return datetime(first.year, first.month, day, 23, 30, tzinfo=TOKYO)
