"""The eras from Meiji to Reiwa: which day bears which name, and how a day is written in them (DAT-1).

An era is taken up in the course of a day, and registers of that day have both names: 30 July 1912 is
明治45年7月30日 and 大正元年7月30日, 25 December 1926 is 大正15年12月25日 and 昭和元年12月25日. Both are read;
the later one is written. The changes of 1989 and 2019 were ordered for midnight, so that no day bears two
names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaitsu.kernel.errors import InvalidValue

#: The first day of the Gregorian calendar in Japan (Council of State order 337 of 1872). Era dates before it
#: are lunisolar, 明治5年12月2日 was the last one; nobody who signs up was born then, and none is guessed at.
GREGORIAN_SINCE = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """An era with the first and the last day that bear its name (``date.max`` for the present one)."""

    name: str
    letter: str
    first: date
    last: date

    def year_of(self, day: date) -> int:
        """The era year of *day*, 1 for 元年."""
        return day.year - self.first.year + 1


ERAS = (
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), date.max),
)

#: Full name, its first character, and the letter of forms, to the era.
BY_MARK = {mark: era for era in ERAS for mark in (era.name, era.name[0], era.letter)}


def era_of(day: date) -> Era:
    """The era of *day*, the later one on a day that bears two; raises ``date.before_eras`` before 1873."""
    if day < GREGORIAN_SINCE:
        raise InvalidValue("date.before_eras", day=day.isoformat())
    return next(era for era in reversed(ERAS) if day >= era.first)


def in_era(day: date) -> str:
    """*day* as 令和7年1月2日, with 元年 for a first year; raises ``date.before_eras`` before 1873."""
    era = era_of(day)
    year = era.year_of(day)
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def in_era_letters(day: date) -> str:
    """*day* as R7.1.2, the form of narrow fields; raises ``date.before_eras`` before 1873."""
    era = era_of(day)
    return f"{era.letter}{era.year_of(day)}.{day.month}.{day.day}"


def gregorian(day: date) -> str:
    """*day* as 2025年1月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def on_licence(day: date) -> str:
    """*day* as on a driver's licence, 2025年(令和07年)01月02日; raises ``date.before_eras``."""
    era = era_of(day)
    year = era.year_of(day)
    shown = "元" if year == 1 else f"{year:02}"
    return f"{day.year}年({era.name}{shown}年){day.month:02}月{day.day:02}日"
