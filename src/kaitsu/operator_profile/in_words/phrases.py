"""Values of the profile as people say them: opening hours, maintenance, prices, dates, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from kaitsu.kernel.money import Yen
from kaitsu.operator_profile.facts import Dated, Localised
from kaitsu.operator_profile.hours import EVERY_DAY, WEEKDAYS, Day, Hours, Maintenance, Span, YearDay

DAYS: dict[Day, Localised] = {
    "mon": Localised(ja="月曜日", en="Monday"),
    "tue": Localised(ja="火曜日", en="Tuesday"),
    "wed": Localised(ja="水曜日", en="Wednesday"),
    "thu": Localised(ja="木曜日", en="Thursday"),
    "fri": Localised(ja="金曜日", en="Friday"),
    "sat": Localised(ja="土曜日", en="Saturday"),
    "sun": Localised(ja="日曜日", en="Sunday"),
    "holiday": Localised(ja="祝日", en="public holidays"),
}
LANGUAGES: dict[str, Localised] = {
    "ja": Localised(ja="日本語", en="Japanese"),
    "en": Localised(ja="英語", en="English"),
}
REPERTOIRES: dict[str, Localised] = {
    "jisx0208": Localised(ja="JIS第1・第2水準の文字", en="characters of JIS levels 1 and 2"),
    "jisx0213": Localised(ja="JIS第1〜第4水準の文字", en="characters of JIS levels 1 to 4"),
    "unicode": Localised(ja="すべての文字", en="all characters"),
}
YES = Localised(ja="はい", en="Yes")
NO = Localised(ja="いいえ", en="No")
NONE = Localised(ja="なし", en="None")

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_BY_RRULE: dict[str, Day] = {day[:2].upper(): day for day in WEEKDAYS}


def both(ja: str, en: str) -> Localised:
    """A text in both languages."""
    return Localised(ja=ja, en=en)


def same(value: object) -> Localised:
    """What reads alike in both languages: a number, a name, a code."""
    return Localised(ja=str(value), en=str(value))


def yes_no(value: bool) -> Localised:
    """Yes or no."""
    return YES if value else NO


def listed(parts: Iterable[Localised], ja: str = "、", en: str = ", ") -> Localised:
    """*parts* one after the other; "none" for none."""
    every = tuple(parts)
    return both(ja.join(p.ja for p in every), en.join(p.en for p in every)) if every else NONE


def lines(parts: Iterable[Localised]) -> Localised:
    """*parts* as lines of their own."""
    return listed(parts, "\n", "\n")


def days(days: Sequence[Day]) -> Localised:
    """Days of the week as a phrase."""
    if set(days) == set(EVERY_DAY):
        return both("毎日", "every day")
    return listed((DAYS[day] for day in EVERY_DAY if day in days), "・", ", ")


def _span(span: Span) -> Localised:
    when = days(span.days)
    return both(f"{when.ja} {span.opens}〜{span.closes}", f"{when.en} {span.opens}–{span.closes}")


def hours(hours: Hours) -> Localised:
    """Opening hours as a phrase, without holidays' dates."""
    said = both("24時間", "round the clock") if hours.always else listed(_span(span) for span in hours.spans)
    if hours.except_maintenance:
        return both(
            f"{said.ja}（システムメンテナンス中を除く）", f"{said.en}, except during system maintenance"
        )
    return said


def maintenance(maintenance: Maintenance) -> Localised:
    """A maintenance window as a phrase; a recurrence beyond the usual ones is shown as its RFC 5545 rule."""
    starts = maintenance.starts
    ends = starts + timedelta(minutes=maintenance.minutes)
    begin, end = f"{starts:%H:%M}", f"{ends:%H:%M}"
    recurs = _recurs(maintenance.rrule)
    match (ends.date() - starts.date()).days:
        case 0:
            ja, en = end, end
        case 1:
            ja, en = f"翌日{end}", f"{end} the next day"
        case more:
            ja, en = f"{more}日後の{end}", f"{end} {more} days later"
    return both(f"{recurs.ja} {begin}から{ja}まで", f"{recurs.en} from {begin} to {en}")


def _recurs(rule: str) -> Localised:
    parts = dict(part.split("=", 1) for part in rule.upper().split(";"))
    if set(parts) <= {"FREQ", "BYDAY"}:
        frequency, by_day = parts["FREQ"], parts.get("BYDAY", "")
        if frequency == "DAILY" and not by_day:
            return both("毎日", "every day")
        if frequency == "WEEKLY" and all(day in _BY_RRULE for day in by_day.split(",")):
            when = days([_BY_RRULE[day] for day in by_day.split(",")])
            return both(f"毎週{when.ja}", f"every {when.en}")
        if frequency == "MONTHLY" and by_day[:1] in {"1", "2", "3", "4", "5"} and by_day[1:] in _BY_RRULE:
            day = DAYS[_BY_RRULE[by_day[1:]]]
            return both(
                f"毎月第{by_day[0]}{day.ja}", f"every {_ORDINALS[int(by_day[0]) - 1]} {day.en} of the month"
            )
    return same(rule)


def price(price: Yen, rate: Decimal) -> Localised:
    """A price with tax at *rate*, and before it."""
    taxed = price.with_tax(rate)
    return both(f"{taxed}円（税抜 {price}円）", f"{taxed} yen ({price} before tax)")


def per_cent(rate: Decimal) -> str:
    """A fraction of one as a percentage, without needless noughts."""
    return f"{(rate * 100).normalize():f}%"


def day(value: date) -> Localised:
    """A calendar day."""
    return both(f"{value.year}年{value.month}月{value.day}日", f"{value.day} {value:%B %Y}")


def year_day(text: YearDay) -> Localised:
    """A day of every year."""
    # A leap year has every one of them.
    value = date.fromisoformat(f"2000-{text}")
    return both(f"{value.month}月{value.day}日", f"{value.day} {value:%B}")


def dated(fact: Dated, text: Localised) -> Localised:
    """*text* of *fact* with the days on which it holds; *text* itself where it has no dates."""
    first = day(fact.valid_from) if fact.valid_from else None
    last = day(fact.valid_until) if fact.valid_until else None
    if first and last:
        return both(f"{text.ja}（{first.ja}から{last.ja}まで）", f"{text.en} ({first.en} to {last.en})")
    if first:
        return both(f"{text.ja}（{first.ja}から）", f"{text.en} (from {first.en})")
    return both(f"{text.ja}（{last.ja}まで）", f"{text.en} (until {last.en})") if last else text
