"""Reading a date as documents and people write it (DAT-1): era, Gregorian, both, eight digits, English.

A text is first put into one form (NFKC, capitals, one sort of hyphen, bracket and dot), then matched as a
whole against a few patterns. Numbers may be Arabic or kanji. A year has four digits or an era, since 25 could
be either; 02/01/2025 is refused, since the order of day and month differs between countries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaitsu.japanese.eras import BY_MARK, ERAS, Era
from kaitsu.japanese.typed import HYPHENS, LONGEST_TYPED, typed
from kaitsu.kernel.errors import InvalidValue


class Notation(StrEnum):
    """How a date was written."""

    ERA = "era"
    GREGORIAN = "gregorian"
    DOUBLE = "double"
    DIGITS = "digits"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day and how it was written: notation, and an era date's year as written (``昭和``, ``元``)."""

    day: date
    notation: Notation
    era_mark: str = ""
    era_year: str = ""


_ONE_FORM = str.maketrans(
    dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys("[〔【〈《「", "(")
    | dict.fromkeys("]〕】〉》」", ")")
    | dict.fromkeys(",、。・·‧•", ".")
    | {"壱": "一", "弐": "二", "参": "三", "拾": "十", "零": "〇", "○": "〇", "◯": "〇"}
)
_SPACES = re.compile(r"\s+")
_LOOSE_SPACE = re.compile(r" ?([-./()年月日]) ?")
_REMARK = re.compile(r"(?:生まれ|生|まで有効|まで|有効|交付|発行)$")

_KANJI = "〇一二三四五六七八九"
_NUMBER = rf"(?:[0-9]{{1,4}}|[{_KANJI}十百千廿卅]{{1,8}})"
_ERA = "(?:" + "|".join(sorted(BY_MARK, key=len, reverse=True)) + ")"
_ERA_YEAR = rf"({_ERA})[ .-]?(元|{_NUMBER})"
_FOUR = rf"(?:西暦 ?)?([0-9]{{4}}|[{_KANJI}]{{4}}|[二一]?千[{_KANJI}十百]{{0,6}})"
_MONTH_DAY = rf"({_NUMBER})[月 ./-]({_NUMBER})日?"
_YEAR_END = r"[年 ./-]"

_IN_ERA = re.compile(_ERA_YEAR + _YEAR_END + _MONTH_DAY)
_GREGORIAN = re.compile(_FOUR + _YEAR_END + _MONTH_DAY)
_LICENCE = re.compile(rf"{_FOUR}年?\({_ERA_YEAR}年?\)年?{_MONTH_DAY}")
_LICENCE_TURNED = re.compile(rf"{_ERA_YEAR}年?\({_FOUR}年?\)年?{_MONTH_DAY}")
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ERA_DIGITS = re.compile(rf"({_ERA})[ -]?([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})")
_DAY_OR_MONTH_FIRST = re.compile(r"[0-9]{1,2}[ ./-][0-9]{1,2}[ ./-][0-9]{1,4}")

_MONTHS = (
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
)
_MONTH_NAMES = {name: number for number, full in enumerate(_MONTHS, 1) for name in (full, full[:3])} | {
    "SEPT": 9
}
_NAME = "(" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + ")"
_BOTH_NAMES = rf"(?:([0-9]{{1,2}})月[ /]?)?{_NAME}(?:[ /]?([0-9]{{1,2}})月)?"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})(?:ST|ND|RD|TH)?[ ./-]{{0,2}}{_BOTH_NAMES}[ ./-]{{0,2}}([0-9]{{4}})")
_MONTH_FIRST = re.compile(rf"{_NAME}[ .]{{0,2}}([0-9]{{1,2}})(?:ST|ND|RD|TH)?[ .]{{1,2}}([0-9]{{4}})")

_BY_UNITS = re.compile(
    r"(?:([一二三四五六七八九]?)千)?(?:([一二三四五六七八九]?)百)?(?:([一二三四五六七八九]?)十)?([一二三四五六七八九]?)"
)


def _one_form(text: str) -> str:
    """*text* in the one form that the patterns know."""
    plain = _SPACES.sub(" ", typed(text).upper().translate(_ONE_FORM))
    return _REMARK.sub("", _LOOSE_SPACE.sub(r"\1", plain)).strip()


def number_of(text: str) -> int:
    """The number that *text* writes: 15, 一五, 十五, 廿三, 千九百八十; raises ``date.unreadable``."""
    if text.isascii():
        return int(text)
    if set(text) <= set(_KANJI):
        return int("".join(str(_KANJI.index(character)) for character in text))
    units = _BY_UNITS.fullmatch(text.replace("廿", "二十").replace("卅", "三十"))
    if units is None:
        raise InvalidValue("date.unreadable")
    return sum(
        10**power * (_KANJI.index(digit) if digit else int(power > 0))
        for power, digit in zip((3, 2, 1, 0), units.groups(), strict=True)
        if digit is not None
    )


def _day(year: int, month: str, day: str) -> date:
    number_of_month, number_of_day = number_of(month), number_of(day)
    try:
        return date(year, number_of_month, number_of_day)
    except ValueError:
        raise InvalidValue("date.no_such_day") from None


def _day_in_era(era: Era, written_year: str, month: str, day: str, *, run_on: bool) -> date:
    """The day; raises ``date.lunar``, ``date.no_such_day``, ``date.not_in_era`` (with the day meant)."""
    year = 1 if written_year == "元" else number_of(written_year)
    if era is ERAS[0] and 1 <= year <= 5:
        raise InvalidValue("date.lunar", era=era.name)
    found = _day(era.first.year + year - 1, month, day)
    if not era.first <= found <= era.last and not (run_on and found > era.last):
        raise InvalidValue("date.not_in_era", era=era.name, gregorian=found.isoformat())
    return found


def _in_era(mark: str, year: str, month: str, day: str, *, run_on: bool) -> WrittenDate:
    found = _day_in_era(BY_MARK[mark], year, month, day, run_on=run_on)
    return WrittenDate(found, Notation.ERA, mark, year)


def _both(gregorian: date, era: WrittenDate) -> WrittenDate:
    """One date from the two halves of a double form; raises ``date.contradiction`` where they differ."""
    if gregorian != era.day:
        raise InvalidValue("date.contradiction", first=gregorian.isoformat(), second=era.day.isoformat())
    return WrittenDate(gregorian, Notation.DOUBLE, era.era_mark, era.era_year)


def _english(day: str, name: str, year: str, *also: str | None) -> WrittenDate:
    """A date with an English month; *also* are the Japanese months that a passport may print beside it."""
    month = str(_MONTH_NAMES[name])
    for japanese in filter(None, also):
        if int(japanese) != int(month):
            raise InvalidValue("date.contradiction", first=f"{int(japanese)}月", second=name)
    return WrittenDate(_day(int(year), month, day), Notation.ENGLISH)


def _single(text: str, *, run_on: bool) -> WrittenDate | None:
    """*text* as a date that is written once, None where no pattern fits."""
    if found := _IN_ERA.fullmatch(text) or _ERA_DIGITS.fullmatch(text):
        return _in_era(*found.groups(), run_on=run_on)
    if found := _GREGORIAN.fullmatch(text):
        year, month, day = found.groups()
        return WrittenDate(_day(number_of(year), month, day), Notation.GREGORIAN)
    if found := _DIGITS.fullmatch(text):
        year, month, day = found.groups()
        return WrittenDate(_day(int(year), month, day), Notation.DIGITS)
    if found := _DAY_FIRST.fullmatch(text):
        day, before, name, after, year = found.groups()
        return _english(day, name, year, before, after)
    if found := _MONTH_FIRST.fullmatch(text):
        name, day, year = found.groups()
        return _english(day, name, year)
    return None


def _double(text: str, *, run_on: bool) -> WrittenDate | None:
    """*text* as a date that is written in both calendars, None where no pattern fits."""
    if found := _LICENCE.fullmatch(text):
        year, mark, era_year, month, day = found.groups()
    elif found := _LICENCE_TURNED.fullmatch(text):
        mark, era_year, year, month, day = found.groups()
    elif found := _TWICE.fullmatch(text):
        outer, inner = (_single(part, run_on=run_on) for part in found.groups())
        if outer is None or inner is None:
            return None
        return _both(inner.day, outer) if outer.era_mark else _both(outer.day, inner)
    else:
        return None
    in_era = _in_era(mark, era_year, month, day, run_on=run_on)
    return _both(_day(number_of(year), month, day), in_era)


def read_date(text: str, *, run_on: bool = False) -> WrittenDate:
    """The date in *text* and how it is written (DAT-1).

    *run_on* reads a date past the end of its era as if the era had gone on: documents printed before May 2019
    expire on 平成36年6月1日. Without it such a date is an error.

    Raises ``date.empty``; ``date.unreadable``; ``date.order`` for 02/01/2025; ``date.no_such_day``;
    ``date.not_in_era`` (``era``, ``gregorian``); ``date.lunar`` for 明治 before its sixth year;
    ``date.contradiction`` (``first``, ``second``) where a double form says two days.
    """
    if len(text) > LONGEST_TYPED:
        raise InvalidValue("date.unreadable")
    plain = _one_form(text)
    if not plain:
        raise InvalidValue("date.empty")
    found = _single(plain, run_on=run_on) or _double(plain, run_on=run_on)
    if found is None:
        raise InvalidValue("date.order" if _DAY_OR_MONTH_FIRST.fullmatch(plain) else "date.unreadable")
    return found


def parse_date(text: str, *, run_on: bool = False) -> date:
    """The day that *text* names; everything else as ``read_date``."""
    return read_date(text, run_on=run_on).day
