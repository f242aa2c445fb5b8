"""The one place that is asked for the time.

Times are aware; days are calendar days in Japan. Tests freeze the clock, the trial shifts it;
nothing else in Kaitsu reads the machine's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

Source = Callable[[], datetime]


def _machine() -> datetime:
    return datetime.now(UTC)


_source: Source = _machine


def now() -> datetime:
    """The present moment, aware, in Japan's time zone."""
    return _source().astimezone(TOKYO)


def today() -> date:
    """The calendar day in Japan."""
    return now().date()


def use(source: Source | None) -> None:
    """Take the time from *source* from now on; None gives the machine's clock back."""
    global _source  # noqa: PLW0603 - the clock is the process's one deliberate global
    _source = source or _machine


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock at *moment* (naive is read as Japan's time) while the block runs."""
    fixed = moment if moment.tzinfo else moment.replace(tzinfo=TOKYO)
    before = _source
    use(lambda: fixed)
    try:
        yield
    finally:
        use(before)
