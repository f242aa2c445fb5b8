"""When a desk answers, a system is closed, a day is worked: the facts; `schedule` reckons with them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Annotated, Literal, cast

from dateutil.rrule import rrule, rrulestr
from pydantic import AfterValidator, Field, model_validator

from kaitsu.operator_profile.facts import Count, Fact

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"]
WEEKDAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY: tuple[Day, ...] = (*WEEKDAYS, "holiday")

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def _clock(text: str) -> str:
    if not _CLOCK.fullmatch(text) or text > "24:00":
        raise ValueError("a time from 00:00 to 24:00, as HH:MM")
    return text


def _yearly(text: str) -> str:
    if not _YEARLY.fullmatch(text):
        raise ValueError("a day of the year, as MM-DD")
    return text


ClockTime = Annotated[str, AfterValidator(_clock)]
YearDay = Annotated[str, AfterValidator(_yearly)]


def minutes(clock: str) -> int:
    """Minutes after midnight of *clock* (``HH:MM``, up to ``24:00``)."""
    return int(clock[:2]) * 60 + int(clock[3:])


class Span(Fact):
    """Open from ``opens`` to ``closes`` on ``days``, times of Tokyo. A night is two spans."""

    days: Annotated[tuple[Day, ...], Field(min_length=1)] = EVERY_DAY
    opens: ClockTime
    closes: ClockTime

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.closes <= self.opens:
            raise ValueError("closes later than opens (a night is two spans)")
        return self


class Hours(Fact):
    """Opening hours: round the clock (``always``), or spans.

    A national holiday has the spans of ``holiday``, whatever its weekday. ``except_maintenance`` says that
    the desk is a system that closes for a maintenance whose time it does not tell in advance.
    """

    always: bool = False
    except_maintenance: bool = False
    spans: tuple[Span, ...] = ()

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Hours:
        if self.always == bool(self.spans):
            raise ValueError("either always = true or at least one span")
        return self


@lru_cache(maxsize=256)
def recurrence(rule: str, starts: datetime) -> rrule:
    """The RFC 5545 recurrence *rule* (one RRULE, without its name) from *starts*, in local time of Tokyo.

    Raises ValueError where *rule* cannot be read or holds more than one recurrence.
    """
    if "\n" in rule or ":" in rule:
        raise ValueError("one RRULE without its name")
    return cast("rrule", rrulestr(rule, dtstart=starts, cache=True))  # one line without a name is one rrule


class Maintenance(Fact):
    """Closed for ``minutes`` from each time of ``rrule`` (RFC 5545); ``starts`` is its first, in Tokyo."""

    rrule: str
    starts: datetime
    minutes: Count

    @model_validator(mode="after")
    def _recurs(self) -> Maintenance:
        if self.starts.tzinfo:
            raise ValueError("starts without an offset, in the time of Tokyo")
        try:
            first = recurrence(self.rrule, self.starts).after(self.starts, inc=True)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"an RFC 5545 recurrence such as FREQ=MONTHLY;BYDAY=2TU ({error})") from error
        if first != self.starts:
            raise ValueError(f"starts as a time of the recurrence itself (its first is {first})")
        following = recurrence(self.rrule, self.starts).after(self.starts)
        if following and following - self.starts <= timedelta(minutes=self.minutes):
            raise ValueError(f"minutes that end before the next time ({following})")
        return self


class Pause(Fact):
    """Closed every year from ``first`` to ``last`` (MM-DD, both included; also over the turn of the year)."""

    first: YearDay
    last: YearDay


class Business(Fact):
    """Which days are worked: not ``closed_days``, and not in a pause."""

    closed_days: tuple[Day, ...]
    pauses: tuple[Pause, ...] = ()

    @model_validator(mode="after")
    def _ever_worked(self) -> Business:
        if set(WEEKDAYS) <= set(self.closed_days):
            raise ValueError("at least one weekday that is worked")
        return self
