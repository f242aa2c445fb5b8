"""Business days: days that the profile's back office works."""

from __future__ import annotations

from datetime import date, timedelta

from kaitsu.operator_profile.hours import WEEKDAYS, Business, Pause
from kaitsu.schedule.holidays import is_holiday


def is_business_day(business: Business, day: date) -> bool:
    """Whether *day* is worked: no closed weekday, no holiday where those are closed, in no yearly pause."""
    if WEEKDAYS[day.weekday()] in business.closed_days:
        return False
    if "holiday" in business.closed_days and is_holiday(day):
        return False
    return not any(_in_pause(pause, day) for pause in business.pauses)


def add_business_days(business: Business, day: date, count: int) -> date:
    """The *count*-th business day after *day* (before it, where negative); *day* itself for none.

    Raises ValueError where a year has no such day, which only a pause of a whole year brings about.
    """
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day = _next(business, day, step)
    return day


def _next(business: Business, day: date, step: timedelta) -> date:
    for _ in range(366):
        day += step
        if is_business_day(business, day):
            return day
    raise ValueError("no business day in a year")


def _in_pause(pause: Pause, day: date) -> bool:
    today = day.strftime("%m-%d")
    if pause.first <= pause.last:
        return pause.first <= today <= pause.last
    return today >= pause.first or today <= pause.last
