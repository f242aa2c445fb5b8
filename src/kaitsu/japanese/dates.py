"""Dates: read, written, compared (DAT-1), and the periods and ages that terms and law count in days.

Reading is in ``date_text``, the eras are in ``eras``; what other rooms use of them is named here.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from kaitsu.japanese.date_text import Notation, WrittenDate, parse_date, read_date
from kaitsu.japanese.eras import GREGORIAN_SINCE, era_of, gregorian, in_era, in_era_letters, on_licence
from kaitsu.japanese.typed import typed
from kaitsu.japanese.verdict import Comparison, Finding, Verdict
from kaitsu.kernel.errors import InvalidValue

__all__ = [
    "Notation",
    "WrittenDate",
    "age_by_law_on",
    "age_on",
    "attained_on",
    "birthday_in",
    "compare_dates",
    "days_left",
    "era_of",
    "gregorian",
    "in_era",
    "in_era_letters",
    "last_day_within",
    "last_valid_day",
    "on_licence",
    "parse_date",
    "read_date",
    "within_months",
]

_ONE_DAY = timedelta(days=1)


def compare_dates(left: str, right: str) -> Comparison:
    """Whether two texts name one day (DAT-1): by which rules of writing, or which of its parts differ.

    A date is the same or different, never close. UNREADABLE where either cannot be read; the rule then ends
    in the reason (``DAT-1.not-in-era``). No text makes it raise.
    """
    first, second = _read(left), _read(right)
    shown = _shown(left, first), _shown(right, second)
    if isinstance(first, InvalidValue) or isinstance(second, InvalidValue):
        reasons = [
            Finding("date", Verdict.UNREADABLE, _rule(error.code), left, right, f"{side} cannot be read")
            for side, error in (("left", first), ("right", second))
            if isinstance(error, InvalidValue)
        ]
        return Comparison(Verdict.UNREADABLE, tuple(reasons), *shown)
    if first.day == second.day:
        rules = _how_the_same(left, right, first, second)
        findings = [Finding("date", Verdict.SAME, rule, left, right) for rule in rules]
        return Comparison(Verdict.SAME, tuple(findings), *shown)
    return Comparison(Verdict.DIFFERENT, tuple(_what_differs(first, second)), *shown)


def _read(text: str) -> WrittenDate | InvalidValue:
    try:
        return read_date(text)
    except InvalidValue as error:
        return error


def _rule(code: str) -> str:
    return f"DAT-1.{code.partition('.')[2].replace('_', '-')}"


def _shown(text: str, found: WrittenDate | InvalidValue) -> dict[str, object]:
    if isinstance(found, InvalidValue):
        return {"text": text, "error": found.code, **found.values}
    era = in_era(found.day) if found.day >= GREGORIAN_SINCE else ""
    return {"text": text, "date": found.day.isoformat(), "era": era, "notation": str(found.notation)}


def _how_the_same(left: str, right: str, first: WrittenDate, second: WrittenDate) -> Iterator[str]:
    """The ids of the rules under which two writings of one day are the same."""
    if left == right:
        yield "exact"
        return
    if typed(left) == typed(right):
        yield "DAT-1.width"
        return
    named = [rule for rule, applies in _writing_rules(first, second) if applies]
    yield from named or ["DAT-1.form"]


def _writing_rules(first: WrittenDate, second: WrittenDate) -> Iterator[tuple[str, bool]]:
    """Each rule of writing, and whether two readings of one day need it."""
    double = (first.notation is Notation.DOUBLE) != (second.notation is Notation.DOUBLE)
    both_in_era = bool(first.era_mark and second.era_mark)
    years = {first.era_year, second.era_year}
    yield "DAT-1.double", double
    yield "DAT-1.era", not double and bool(first.era_mark) != bool(second.era_mark)
    yield "DAT-1.era-mark", both_in_era and first.era_mark != second.era_mark
    yield "DAT-1.first-year", both_in_era and "元" in years and len(years) > 1


def _what_differs(first: WrittenDate, second: WrittenDate) -> Iterator[Finding]:
    """A finding for each of year, month and day that differs, with the slip that would explain it."""
    one, other = first.day, second.day
    both_in_era = first.era_mark and second.era_mark
    if both_in_era and _era_year(one) == _era_year(other) and era_of(one) != era_of(other):
        slip = "same year of another era"
    elif (one.year, one.month, one.day) == (other.year, other.day, other.month):
        slip = "month and day exchanged"
    else:
        slip = ""
    for part in ("year", "month", "day"):
        mine, theirs = getattr(one, part), getattr(other, part)
        if mine != theirs:
            yield Finding(part, Verdict.DIFFERENT, f"DAT-1.{part}", str(mine), str(theirs), slip)


def _era_year(day: date) -> int:
    return era_of(day).year_of(day)


def last_valid_day(issued: date, days: int = 15) -> date:
    """The last of *days* days that begin with *issued*, that day included (MNP-2)."""
    if days < 1:
        raise ValueError(f"a period has at least one day: {days}")
    return issued + timedelta(days=days - 1)


def days_left(last: date, on: date) -> int:
    """Days from *on* to *last* (MNP-3): 0 on the last day itself, negative after it."""
    return (last - on).days


def last_day_within(issued: date, months: int = 3) -> date:
    """The last day that is within *months* months of *issued* (Civil Code, articles 140, 141 and 143).

    The day of issue is not counted. The period ends on the day before the one that corresponds to its first
    day, or on the last day of the last month where none corresponds: issued on 30 November, three months end
    on 28 (29) February; issued on 28 February 2025 they begin on 1 March and end on 31 May.
    """
    if months < 1:
        raise ValueError(f"a period has at least one month: {months}")
    start = issued + _ONE_DAY
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last_of_month = calendar.monthrange(years, month + 1)[1]
    if start.day > last_of_month:
        return date(years, month + 1, last_of_month)
    return date(years, month + 1, start.day) - _ONE_DAY


def within_months(issued: date, on: date, months: int = 3) -> bool:
    """Whether *on* is within *months* months of *issued* (IDV-7); False also for an issue in the future."""
    return issued <= on <= last_day_within(issued, months)


def birthday_in(birth: date, year: int) -> date:
    """The day of *year* on which a person born on *birth* is a year older from midnight on.

    For a birth on 29 February it is 1 March in a common year, since the year of age is full at the end of
    28 February (Civil Code, article 143). Licences follow a rule of their own (28 February, Road Traffic Act,
    article 92-2), which only matters to those who print their expiry.
    """
    if (birth.month, birth.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return birth.replace(year=year)


def age_on(birth: date, on: date) -> int:
    """The age that a person has all through the day *on*: full years, one more from each birthday.

    Raises ``date.before_birth``.
    """
    if on < birth:
        raise InvalidValue("date.before_birth", birth=birth.isoformat(), on=on.isoformat())
    return on.year - birth.year - (on < birthday_in(birth, on.year))


def attained_on(birth: date, age: int) -> date:
    """The day at whose end *age* is attained: the one before the birthday (Act on Calculation of Age).

    Laws that ask who "attains an age by" a day go by this one; school years and pensions do. Who "is" of an
    age on a day, as a contract asks, is ``age_on``.
    """
    return birthday_in(birth, birth.year + age) - _ONE_DAY


def age_by_law_on(birth: date, on: date) -> int:
    """The age that a person has attained by the end of the day *on*; ``age_on`` of the next day."""
    return age_on(birth, on + _ONE_DAY)
