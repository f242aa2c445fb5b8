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
    if _is_japanese(language):
        return f"{plain_day_in_words(day, language)}（{_WEEKDAYS['ja'][day.weekday()]}）"
    return f"{_WEEKDAYS['en'][day.weekday()]} {plain_day_in_words(day, language)}"


def plain_day_in_words(day: date, language: str | None = None) -> str:
    """*day* without its weekday, as a birth date is written: 1980年1月1日, 1 January 1980."""
    if _is_japanese(language):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _is_japanese(language: str | None) -> bool:
    return (language or get_language() or "ja").startswith("ja")


def time_in_words(moment: datetime) -> str:
    """The time of day in Japan, 24 hours: 9:05."""
    local = moment.astimezone(clock.TOKYO)
    return f"{local.hour}:{local.minute:02}"


def moment_in_words(moment: datetime, language: str | None = None) -> str:
    """Day and time: 2026年11月22日（日） 9:05, Sun 22 November 2026, 9:05."""
    between = " " if _is_japanese(language) else ", "
    return f"{day_in_words(moment, language)}{between}{time_in_words(moment)}"
