"""National holidays of Japan, substitutes and days between two holidays included."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import jpholiday


@lru_cache(maxsize=4096)
def is_holiday(day: date) -> bool:
    """Whether *day* is a national holiday by the Act on National Holidays."""
    return bool(jpholiday.is_holiday(day))
