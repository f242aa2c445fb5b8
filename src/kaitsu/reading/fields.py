"""Where each field stands on a page: by its label, by the row and the lines below, by the form of a date (IDV-9).

Nothing depends on the exact place on a document: cards differ by year and by prefecture, and photographs are never
straight. A field holds its lines, so that they can be read a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kaitsu.reading import words
from kaitsu.reading.address_lines import address_from, from_its_first_row, is_date_alone
from kaitsu.reading.dates_read import Dated, date_in
from kaitsu.reading.lost_labels import by_place, by_zone
from kaitsu.reading.machine_zone import MachineZone
from kaitsu.reading.name_lines import name_of, passport_name
from kaitsu.reading.page import Line, Page
from kaitsu.reading.rows import Found, Rows, overlap, overlap_across
from kaitsu.reading.unlabelled import by_form
from kaitsu.reading.values import values_of

__all__ = ["CRITICAL", "Found", "day_of", "find_fields"]


#: Fields whose reading decides: they are read twice.
CRITICAL = ("name", "birth_date", "address", "expiry", "issued")


def find_fields(page: Page, kind: str, side: str, zone: MachineZone | None = None) -> dict[str, Found]:
    """The fields of a page of *kind* and *side* by name: name, birth_date, address, expiry, issued, issuer.

    *zone* is what the machine-readable lines of a passport say.
    """
    rows = Rows(page)
    found: dict[str, Found] = {}
    entries: list[Found] = []
    for each in (*_labelled(rows, kind), *by_form(rows, kind)):
        if each.field == "address" and each.lines and _plausible(each):
            entries.append(each)
        born = found.get("birth_date")
        if each.field == "issued" and born is not None and each.lines == born.lines:
            continue
        if each.lines and each.field not in found and _plausible(each):
            found[each.field] = each
    if kind == "japanese_passport" and side == "photo_page":
        found = {**{key: value for key, value in found.items() if key != "name"}, **passport_name(rows)}
    lost = by_place(rows, kind, found) if zone is None else by_zone(rows, zone, found)
    for each in lost:
        found.setdefault(each.field, each)
    if side == "back" and kind != "health_insurance":
        # What is dated on a back is a change; the document's own day of issue is in front.
        found.pop("name", None)
        found.update(_last_entry(rows, kind, entries, found))
    return found


def _last_entry(
    rows: Rows, kind: str, entries: Sequence[Found], found: Mapping[str, Found]
) -> dict[str, Found]:
    """The last of the changes on a back, whose *entries* go down the page: its address, and its day where one stands.

    A day stands in the row of its address; on a licence, which has no other dates behind, above or below it.
    """
    later = {line for each in entries for line in each.lines[1:]}
    begun = [each for each in entries if each.lines[0] not in later]
    last = max(begun, key=lambda each: each.lines[0].middle, default=None)
    if last is None or last.lines[0] in found["address"].lines:
        return {}
    first = last.lines[0]
    days = [line for line in rows.lines if is_date_alone(line)]
    day = next((line for line in days if overlap(line, first) > _IN_ROW), None)
    if day is None and kind == "drivers_licence":
        day = max(days, key=lambda line: line.middle, default=None)
    return {"address": last, **({"issued": Found("issued", (day,))} if day is not None else {})}


#: What shares more of its height with another line stands in its row.
_IN_ROW = 0.45
#: The number of a document behind the prefecture that gave it out is no address.
_SERIAL = re.compile("第[0-9]{3,}号$")


def _plausible(found: Found) -> bool:
    """Whether the value can be one: an address has a number somewhere, and a name no words of a form."""
    whole = "".join(line.plain for line in found.lines)[found.label_length :]
    if found.field == "name":
        return bool(re.search("[^0-9\\W]", whole)) and not words.FORM.search(whole)
    if found.field != "address":
        return True
    if words.TELEPHONE.search(whole) or words.COMPANY.search(whole) or _SERIAL.search(whole):
        return False
    letters = re.findall("[ぁ-ヺ一-鿿A-Za-z]", whole)
    return len(letters) > 1 and bool(re.search("[0-9一二三四五六七八九十]", whole))


def _labelled(rows: Rows, kind: str) -> Iterator[Found]:
    for field, pattern, taker in (
        ("name", words.NAME, name_of), ("birth_date", words.BIRTH, _date), ("address", words.ADDRESS, _address),
        ("expiry", words.EXPIRY, _date), ("issued", words.ISSUED, _date), ("issuer", words.ISSUER, _first),
        ("name", words.INSURED, name_of),
    ):  # fmt: skip
        for line in rows.lines:
            end = _label_end(field, pattern, line)
            if not end or _is_somebody_else(rows, line, field) or _is_of_an_entry(kind, line, field):
                continue
            found = taker(rows, line, end)
            if found and not (field == "expiry" and _of_the_chip(rows, line)):
                yield Found(field, *found)
    yield from _within_lines(rows)


def _label_end(field: str, pattern: re.Pattern[str], line: Line) -> int:
    """How many letters of *line*, spaces apart, are the label of *field*; 0 where there is none."""
    match = pattern.match(line.plain)
    if match is not None:
        return match.end()
    english = words.ENGLISH[field].match(line.text) if field in words.ENGLISH else None
    return len("".join(english.group().split())) if english else 0


_WITHIN = {
    field: re.compile(pattern.pattern.removeprefix("^"), re.IGNORECASE)
    for field, pattern in (("birth_date", words.BIRTH), ("expiry", words.EXPIRY), ("issued", words.ISSUED))
}


def _within_lines(rows: Rows) -> Iterator[Found]:
    """Dates whose label stands within a line, behind another field."""
    for field, pattern in _WITHIN.items():
        for line in rows.lines:
            match = pattern.search(line.plain)
            if (
                match
                and match.start()
                and "電子証明" not in line.plain
                and date_in(line.plain[match.end() :])
            ):
                yield Found(field, (line,), match.end())


def _is_somebody_else(rows: Rows, line: Line, field: str) -> bool:
    """Whether a label belongs to another person: whom to notify, below that heading."""
    if field not in ("name", "address"):
        return False
    return any(
        re.search("事故の場合|caseof.?accident", other.plain, re.IGNORECASE)
        and other.middle < line.middle - 0.3 * line.height
        for other in rows.lines
    )


def _is_of_an_entry(kind: str, line: Line, field: str) -> bool:
    """Whether a label of a certificate is that of an entry in the register, not of the certificate."""
    return kind == "residence_certificate" and field == "issued" and bool(words.ENTERED.match(line.plain))


def _of_the_chip(rows: Rows, line: Line) -> bool:
    """Whether *line* is a label of the certificate in the chip: said beside it, or right over it."""
    return any(
        "電子証明" in other.plain
        and (
            other.beside(line)
            or (0 < line.middle - other.middle < 2 * line.height and overlap_across(other, line) > 0.5)
        )
        for other in rows.lines
    )


def _date(rows: Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    """The line or lines with a date beside or below *label*."""
    if date_in(label.plain[end:]) is not None:
        return (label,), end
    beside: list[Line] = [label] if len(label.plain) > end and not words.is_label(label.plain[end:]) else []
    for other in rows.right_of(label)[:5]:
        if words.is_label(other.plain):
            break
        if date_in(other.text) is not None:
            return (other,), 0
        beside.append(other)
        if date_in(" ".join(each.text for each in beside)) is not None:
            return tuple(beside), end if beside[0] is label else 0
    under = rows.below(label)
    for _ in range(2):
        if under is not None and date_in(under.text) is not None and not _of_another_field(under):
            return (under,), 0
        under = rows.below(under) if under is not None else None
    return None


def _of_another_field(line: Line) -> bool:
    """Whether a line with a date begins with the label of something that is none of a document's fields."""
    own = any(pattern.match(line.plain) for pattern in (words.BIRTH, words.EXPIRY, words.ISSUED))
    return not own and bool(words.OTHER_LABEL.match(line.plain))


def _first(rows: Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    lines, start = values_of(rows, label, end)
    return (lines[:1], start) if lines else None


def _address(rows: Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    """All lines of an address: those beside the label, and those below that go on without a label of their own."""
    lines, start = values_of(rows, label, end)
    half = [] if start else rows.right_of(label, 0.15)
    begins = [line for line in half if words.PREFECTURE.match(line.plain)]
    if half and (begins or not rows.right_of(label)):  # between two rows
        lines = (min(begins or half, key=lambda line: line.top),)
    kept = tuple(line for line in lines if not is_date_alone(line))
    if kept and not start:
        kept = from_its_first_row(rows, label, kept)
    if not kept:
        return None
    taken, start = address_from(rows, kept, start)
    return _from_the_prefecture(taken, start)


#: What may stand right over an address, its own label lost: a country, a sex.
_LONGEST_OVER = 6


def _from_the_prefecture(lines: tuple[Line, ...], start: int) -> tuple[tuple[Line, ...], int]:
    """*lines* from that on which begins with a prefecture, where a short word without a number goes before.

    Or the end of a name in Latin letters.
    """
    first = next((place for place, line in enumerate(lines) if words.PREFECTURE.match(line.plain)), 0)
    before = "".join(line.plain for line in lines[:first])[start:]
    long = len(before) > _LONGEST_OVER and not before.isascii()
    if not first or long or re.search("[0-9都道府県市区町村郡]", before):
        return lines, start
    return lines[first:], 0


def day_of(found: Dated | None) -> date | None:
    """The day of a dated text."""
    return None if found is None else found.day
