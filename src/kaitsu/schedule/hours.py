"""Opening hours of a desk: open now, opens next, closes when (SUP-1, MNP-1).

Moments are aware and are read in Tokyo's time; a span includes its opening and not its closing minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from kaitsu.kernel.clock import TOKYO
from kaitsu.operator_profile.hours import WEEKDAYS, Day, Hours, minutes
from kaitsu.schedule.holidays import is_holiday

#: No profile's desk stays shut for longer than the days between two of its open days: a year finds any.
_HORIZON = timedelta(days=366)


def day_of(day: date) -> Day:
    """The name of *day* for opening hours: ``holiday``, or its weekday."""
    return "holiday" if is_holiday(day) else WEEKDAYS[day.weekday()]


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether the desk answers at *at*. Round the clock is open, whatever maintenance it may have."""
    return hours.always or any(start <= at < end for start, end in _spans(hours, _day(at), 1))


def next_opening(hours: Hours, at: datetime) -> datetime | None:
    """From when the desk answers: *at* itself where it is open, None where it stays shut for a year."""
    if is_open(hours, at):
        return at
    return next((start for start, _ in _spans(hours, _day(at), _HORIZON.days) if start > at), None)


def closes_at(hours: Hours, at: datetime) -> datetime | None:
    """When the desk that is open at *at* closes; None where it is shut or never closes within a year.

    Spans that meet (a night in two parts) are one opening.
    """
    if hours.always or not is_open(hours, at):
        return None
    end = at
    for start, stop in _spans(hours, _day(at), _HORIZON.days):
        if start > end:
            return end
        end = max(end, stop)
    return None


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


def _spans(hours: Hours, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The openings of *days* days from *first* on, in order."""
    for offset in range(days):
        day = first + timedelta(days=offset)
        midnight = datetime.combine(day, time(), TOKYO)
        for span in sorted(hours.spans, key=lambda span: span.opens):
            if day_of(day) in span.days:
                yield (
                    midnight + timedelta(minutes=minutes(span.opens)),
                    midnight + timedelta(minutes=minutes(span.closes)),
                )
