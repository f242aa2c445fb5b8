"""Values as words of the mail's language: days, times, opening hours, amounts. Pure."""

from __future__ import annotations

from datetime import date, datetime

from kaitsu.kernel.clock import TOKYO
from kaitsu.kernel.money import Yen
from kaitsu.operator_profile import Localised
from kaitsu.operator_profile.hours import EVERY_DAY, Hours

_DAYS_JA = "月火水木金土日"
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HOURS_DAYS = {
    "ja": dict(zip(EVERY_DAY, [*_DAYS_JA, "祝"], strict=True)),
    "en": dict(zip(EVERY_DAY, [*_DAYS_EN, "public holidays"], strict=True)),
}


def word(value: object, language: str) -> str:
    """*value* as text: a day or time of Tokyo, an amount, a text of the profile, a number, or text itself."""
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Localised):
        return value.text(language)
    if isinstance(value, Yen):
        return f"¥{value}" if language == "en" else f"{value}円"
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise TypeError(f"a mail has no words for {type(value).__name__}")


def day(value: date, language: str) -> str:
    """2026年12月5日（土）, Saturday 5 December 2026."""
    if language == "en":
        return f"{_DAYS_EN[value.weekday()]} {value.day} {_MONTHS_EN[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日（{_DAYS_JA[value.weekday()]}）"


def moment(value: datetime, language: str) -> str:
    """A day and the time of it in Tokyo, which English says."""
    local = value.astimezone(TOKYO)
    if language == "en":
        return f"{local:%H:%M} on {day(local.date(), language)}, Japan time"
    return f"{day(local.date(), language)} {local.hour}時{local:%M}分"


def hours(value: Hours, language: str) -> str:
    """Opening hours in a few words: 年中無休 10:00〜18:00, every day 10:00 to 18:00."""
    if value.always:
        return "24時間" if language == "ja" else "at any time"
    parts = []
    for span in value.spans:
        every = set(EVERY_DAY) <= set(span.days)
        names = _HOURS_DAYS[language]
        if language == "ja":
            days = "年中無休" if every else "・".join(names[each] for each in span.days)
            parts.append(f"{days} {_clock(span.opens)}〜{_clock(span.closes)}")
        else:
            days = "every day" if every else ", ".join(names[each] for each in span.days)
            parts.append(f"{days} {_clock(span.opens)} to {_clock(span.closes)}")
    return ("、" if language == "ja" else "; ").join(parts)


def _clock(text: str) -> str:
    return text.removeprefix("0")
