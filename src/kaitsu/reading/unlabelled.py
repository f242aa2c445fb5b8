"""Fields that carry no label: told by their form, their place or the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaitsu.japanese import address as addresses
from kaitsu.reading import words
from kaitsu.reading.address_lines import address_from, is_date_alone, is_elsewhere
from kaitsu.reading.dates_read import date_in
from kaitsu.reading.page import Line
from kaitsu.reading.rows import Found, Rows, overlap


def by_form(rows: Rows, kind: str) -> Iterator[Found]:
    """Fields that carry no label: a birth date before 生, a last day before まで有効, who issued."""
    for line in rows.lines:
        plain = line.plain
        if re.search("日生(?!活)|[0-9]生$", plain) and date_in(line.text):
            yield Found("birth_date", (line,))
        if (
            "有効" in plain
            and date_in(line.text)
            and "電子証明" not in plain
            and not plain.startswith("有効期限年")
        ):
            yield Found("expiry", (line,))
        if re.search("^まで|[0-9]日まで|有効$", plain) and not date_in(line.text) and "電子証明" not in plain:
            yield from _dated_before(rows, line, "expiry")
        if re.fullmatch("生|生まれ", plain):
            yield from _dated_before(rows, line, "birth_date")
        if re.search("交付$|発行$", plain) and date_in(line.text):
            yield Found("issued", (line,))
        if kind == "drivers_licence" and is_date_alone(line):
            yield Found("issued", (line,))
    if kind == "residence_card":
        yield from _end_of_stay(rows)
    if kind == "residence_certificate":
        yield from _certified(rows)
    if kind == "utility_receipt":
        # A company stands on its receipts as well: only who it is for has an address over their name.
        theirs = [line for line in rows.lines if _over_addressee(rows, line)]
        yield from _unlabelled_address(rows, theirs)
        yield from _address_from_its_city(rows, theirs)
    # And where to call them.
    others = [line for line in rows.lines if kind != "utility_receipt" or not words.CALL.search(line.plain)]
    yield from _unlabelled_address(rows, others)
    if kind in _HOLDERS_ADDRESS_ALONE:
        yield from _address_from_its_city(rows, rows.lines)
    if (
        kind in ("drivers_licence", "special_permanent_resident", "residence_card")
        or "certificate" in kind
        or "card" in kind
    ):
        yield from (Found("issuer", (line,)) for line in rows.lines if _is_authority(line))
    if kind in ("utility_receipt", "drivers_licence"):
        yield from (
            Found("issuer", (line,))
            for line in reversed(rows.lines)
            if re.search("株式会社|水道局|ガス$|電力$|販売$", line.plain)
        )
    if kind == "utility_receipt":
        yield from (
            Found("issued", (other,))
            for line in rows.lines
            if words.METER_READ.match(line.plain)
            for other in (line, *rows.right_of(line)[:1])
            if date_in(other.text)
        )
        yield from (_addressee(rows, line) for line in rows.lines if line.plain.endswith(("様", "殿")))


def _dated_before(rows: Rows, line: Line, field: str) -> Iterator[Found]:
    """The date to the left of *line*, which says what it is, or the year that goes before its day."""
    for other in rows.lines:
        if other.right > line.left + 0.5 * line.height or overlap(other, line) <= 0.45:
            continue
        if date_in(other.text):
            yield Found(field, (other,))
        elif date_in(f"{other.text} {line.text}"):
            yield Found(field, (other, line))


def _end_of_stay(rows: Rows) -> Iterator[Found]:
    """The day beside the period of stay, which says it again; who may stay for good has none there."""
    for line in rows.lines:
        if re.match("在留期間", line.plain) and "*" not in line.plain:
            yield from (Found("expiry", (other,)) for other in rows.right_of(line)[:1] if date_in(other.text))


def _addressee(rows: Rows, line: Line) -> Found:
    """Whom a letter is for: the line that ends in 様, and what stands before it in its row."""
    taken = [line]
    row = sorted(
        (
            other
            for other in rows.lines
            if other.right < line.left + 0.5 * line.height and overlap(other, line) > 0.45
        ),
        key=lambda other: -other.right,
    )
    for other in row:
        far = taken[0].left - other.right > 4.5 * line.height
        if far or words.is_label(other.plain) or not 0.6 < other.height / line.height < 1.7:
            break
        taken.insert(0, other)
    return Found("name", tuple(taken))


def _is_authority(line: Line) -> bool:
    return bool(words.AUTHORITY.search(line.plain)) and not re.search("[0-9]", line.plain)


def _unlabelled_address(rows: Rows, lines: Sequence[Line]) -> Iterator[Found]:
    """An address among *lines* that is told by its beginning, where its label was not read."""
    for line in lines:
        if words.PREFECTURE.match(line.plain) and not _is_authority(line) and not is_elsewhere(rows, line):
            taken, start = address_from(rows, (line,), 0)
            if re.search("[0-9一二三四五六七八九十]", "".join(each.plain for each in taken)):
                yield Found("address", taken, start)


#: Kinds on which no address but the holder's stands without a label that says whose.
_HOLDERS_ADDRESS_ALONE = (
    "drivers_licence",
    "my_number_card",
    "residence_card",
    "residence_certificate",
    "resident_register_card",
    "special_permanent_resident",
)


def _over_addressee(rows: Rows, line: Line) -> bool:
    """Whether who a letter is for stands below *line*, beginning about where it does."""
    return any(
        other.plain.endswith(("様", "殿"))
        and 0 < other.middle - line.middle < 6 * line.height
        and abs(other.left - line.left) < 4 * line.height
        for other in rows.lines
    )


def _address_from_its_city(rows: Rows, lines: Sequence[Line]) -> Iterator[Found]:
    """An address among *lines* that begins with a city and its town, where neither label nor prefecture was read."""
    for line in lines:
        told = bool(re.search("[郡市区町村].*[0-9]", line.plain)) and not words.is_label(line.plain)
        if told and addresses.parse(line.plain).reading.known_town and not is_elsewhere(rows, line):
            yield Found("address", *address_from(rows, (line,), 0))


def _certified(rows: Rows) -> Iterator[Found]:
    """The day under the words that certify a copy."""
    said = next((line for line in rows.lines if re.search("原本と|証明する|証明します", line.plain)), None)
    if said is None:
        return
    after = [line for line in rows.lines if line.middle > said.middle and date_in(line.text)]
    if after:
        yield Found("issued", (min(after, key=lambda line: line.middle),))
