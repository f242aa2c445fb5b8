"""Maintenance windows of RFC 5545 recurrences (IDV-3): closed until when, closed next, when a mail may leave.

A window includes its first moment and not its last. Times are Tokyo's, which has no summer time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kaitsu.kernel.clock import TOKYO
from kaitsu.operator_profile.hours import Maintenance, recurrence

#: Windows that meet each other for longer than this are a mistake of the profile.
_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Window:
    """Closed from ``starts`` until ``ends``."""

    starts: datetime
    ends: datetime


def closed_until(maintenance: Sequence[Maintenance], at: datetime) -> datetime | None:
    """When what is closed at *at* opens; None where it is open. Windows that meet are one closing.

    Raises ValueError where they never leave an opening.
    """
    until = at
    while running := [end for each in maintenance if (end := _running_until(each, until))]:
        until = max(running)
        if until - at > _LONGEST:
            raise ValueError("the maintenance windows of the profile leave no time in between")
    return None if until == at else until.astimezone(TOKYO)


def next_window(maintenance: Sequence[Maintenance], at: datetime) -> Window | None:
    """The first window that starts after *at*; None where none will. Its end counts windows that meet it."""
    local = at.astimezone(TOKYO).replace(tzinfo=None)
    starts = [
        start
        for each in maintenance
        if (start := recurrence(each.rrule, each.starts).after(local)) is not None
    ]
    if not starts:
        return None
    first = min(starts).replace(tzinfo=TOKYO)
    return Window(first, closed_until(maintenance, first) or first)


def send_at(maintenance: Sequence[Maintenance], at: datetime) -> datetime:
    """When a mail of *at* that leads into the system may leave: at once, or when the maintenance ends."""
    return closed_until(maintenance, at) or at


def _running_until(maintenance: Maintenance, at: datetime) -> datetime | None:
    """The end of the occurrence of *maintenance* that covers *at*; None where none does."""
    local = at.astimezone(TOKYO).replace(tzinfo=None)
    start = recurrence(maintenance.rrule, maintenance.starts).before(local, inc=True)
    if start is None:
        return None
    end: datetime = start + timedelta(minutes=maintenance.minutes)
    return end.replace(tzinfo=TOKYO) if local < end else None
