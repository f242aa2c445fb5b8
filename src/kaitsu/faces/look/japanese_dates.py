"""Days and moments in words, in the active language: 2026年11月22日（日）, Sun 22 November 2026."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language

from kaitsu.kernel import clock

_WEEKDAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(moment: date | datetime, language: str | None = None) -> str:
    """The calendar day in Japan of *moment*, with its weekday; *language* defaults to the active one."""
    day = moment.astimezone(clock.TOKYO).date() if isinstance(moment, datetime) else moment
    if (language or get_language() or "ja").startswith("ja"):
        return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS['ja'][day.weekday()]}）"
    return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_in_words(moment: datetime) -> str:
    """The time of day in Japan, 24 hours: 9:05."""
    local = moment.astimezone(clock.TOKYO)
    return f"{local.hour}:{local.minute:02}"


def moment_in_words(moment: datetime, language: str | None = None) -> str:
    """Day and time: 2026年11月22日（日） 9:05, Sun 22 November 2026, 9:05."""
    japanese = (language or get_language() or "ja").startswith("ja")
    return f"{day_in_words(moment, language)}{' ' if japanese else ', '}{time_in_words(moment)}"
