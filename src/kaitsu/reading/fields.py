"""Where each field stands on a page: by its label, by the row and the lines below, by the form of a date (IDV-9).

Nothing depends on the exact place on a document: cards differ by year and by prefecture, and photographs are never
straight. A field holds its lines, so that they can be read a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kaitsu.reading import words
from kaitsu.reading.dates_read import Dated, date_in
from kaitsu.reading.page import Line, Page

#: Fields whose reading decides: they are read twice.
CRITICAL = ("name", "birth_date", "address", "expiry", "issued")


@dataclass(frozen=True, eq=False)
class Found:
    """A field on a page: its ``lines``, and how many letters of the first are its label (without spaces)."""

    field: str
    lines: tuple[Line, ...]
    label_length: int = 0


def find_fields(page: Page, kind: str, side: str) -> dict[str, Found]:
    """The fields of a page of *kind* and *side* by name: name, birth_date, address, expiry, issued, issuer."""
    rows = _Rows(page)
    found: dict[str, Found] = {}
    for each in (*_labelled(rows, kind), *_by_form(rows, kind)):
        if each.lines and each.field not in found and _plausible(each):
            found[each.field] = each
    if kind == "japanese_passport" and side == "photo_page":
        found = {**{key: value for key, value in found.items() if key != "name"}, **_passport_name(rows)}
    if side == "back" and kind != "health_insurance":
        # What is dated on a back is a change; the document's own day of issue is in front.
        found.pop("name", None)
    return found


def _plausible(found: Found) -> bool:
    """Whether the value can be one: an address has a number somewhere."""
    whole = "".join(line.plain for line in found.lines)
    if found.field == "name":
        return bool(re.search("[^0-9\\W]", whole[found.label_length :]))
    return found.field != "address" or bool(re.search("[0-9一二三四五六七八九十]", whole))


class _Rows:
    """The lines of a page, asked for by where they stand to one another."""

    def __init__(self, page: Page) -> None:
        self.lines = tuple(line for line in page.lines if not words.SPECIMEN.fullmatch(line.plain))
        self.width = page.pixels.shape[1]

    def right_of(self, line: Line) -> list[Line]:
        """The lines in the row of *line* to its right, from left to right."""
        row = [
            other for other in self.lines
            if other is not line and other.left >= line.right - 0.8 * min(line.height, other.height)
            and _overlap(line, other) > 0.45
        ]  # fmt: skip
        return sorted(row, key=lambda other: other.left)

    def below(self, line: Line) -> Line | None:
        """The next line under *line* that begins about where it does."""
        under = [
            other for other in self.lines
            if 0 < other.middle - line.middle < 2.6 * line.height and other.top > line.top + 0.5 * line.height
            and other.left < line.right + line.height and other.right > line.left
            and other.left > line.left - (1.5 if words.is_label(other.plain) else 6.0) * line.height
        ]  # fmt: skip
        next_row = min(under, key=lambda other: other.middle, default=None)
        if next_row is None:
            return None
        return min(
            (other for other in under if _overlap(next_row, other) > 0.45), key=lambda other: other.left
        )


def _overlap(one: Line, other: Line) -> float:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / min(one.height, other.height)


def _labelled(rows: _Rows, kind: str) -> Iterator[Found]:
    for field, pattern, taker in (
        ("name", words.NAME, _name), ("birth_date", words.BIRTH, _date), ("address", words.ADDRESS, _address),
        ("expiry", words.EXPIRY, _date), ("issued", words.ISSUED, _date), ("issuer", words.ISSUER, _first),
        ("name", words.INSURED, _name),
    ):  # fmt: skip
        for line in rows.lines:
            match = pattern.match(line.plain)
            if match is None or _is_somebody_else(rows, line, field):
                continue
            found = taker(rows, line, match.end())
            if found and not (field == "expiry" and _of_the_chip(rows, line)):
                yield Found(field, *found)
    yield from _within_lines(rows)


_WITHIN = {
    field: re.compile(pattern.pattern.removeprefix("^"), re.IGNORECASE)
    for field, pattern in (("birth_date", words.BIRTH), ("expiry", words.EXPIRY), ("issued", words.ISSUED))
}


def _within_lines(rows: _Rows) -> Iterator[Found]:
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


def _is_somebody_else(rows: _Rows, line: Line, field: str) -> bool:
    """Whether a label belongs to another person: whom to notify, below that heading."""
    if field not in ("name", "address"):
        return False
    return any(
        re.search("事故の場合|caseof.?accident", other.plain, re.IGNORECASE)
        and other.middle < line.middle - 0.3 * line.height
        for other in rows.lines
    )


def _of_the_chip(rows: _Rows, line: Line) -> bool:
    return any("電子証明" in other.plain and other.beside(line) for other in rows.lines)


def _values(rows: _Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int]:
    """The line or lines that hold the value of *label*: in the label's own line, beside it, or below."""
    if len(label.plain) - end >= 1:
        return (label,), end
    row = []
    for other in rows.right_of(label):
        if words.is_label(other.plain):
            break
        row.append(other)
    if row:
        return tuple(row), 0
    under = _not_ruby(rows, rows.below(label))
    # English under a Japanese label is the same label again.
    while under is not None and words.is_label(under.plain) and re.fullmatch("[A-Za-z/. ]+", under.plain):
        after = _not_ruby(rows, rows.below(under))
        row = [other for other in rows.right_of(under) if not words.is_label(other.plain)]
        if row:
            return (row[0],), 0
        under = after
    if under is None or words.is_label(under.plain):
        return (), 0
    return (under,), 0


def _not_ruby(rows: _Rows, line: Line | None) -> Line | None:
    """*line*, or the one below it where it is how a name is read aloud."""
    return rows.below(line) if line is not None and words.RUBY.match(line.plain) else line


def _name(rows: _Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    lines, start = _values(rows, label, end)
    if not lines:
        return None
    taken = [lines[0]] if start else [_under_its_kana(rows, lines[0])]
    rest = (
        rows.right_of(taken[0]) if start or taken[0] is not lines[0] else lines[1:] or rows.right_of(taken[0])
    )
    for other in rest:
        near = other.left - taken[-1].right < 4.5 * taken[-1].height and len(other.plain) < 24
        like = 0.6 < other.height / taken[-1].height < 1.7
        if not near or not like or date_in(other.text) or words.is_label(other.plain):
            break
        taken.append(other)
    if _is_latin(taken[0].plain[start:]):
        taken += _continued_name(rows, taken)
    return tuple(taken), start


def _under_its_kana(rows: _Rows, line: Line) -> Line:
    """The name itself, where *line* is the kana in small print over it."""
    under = rows.below(line) if re.fullmatch("[ァ-ヶー・ぁ-ん]+", line.plain) else None
    if under is None or words.is_label(under.plain) or date_in(under.text):
        return line
    return (
        under if under.height > 1.15 * line.height and under.middle - line.middle < 2 * under.height else line
    )


def _is_latin(text: str) -> bool:
    return bool(text) and sum(letter.isascii() and letter.isalpha() for letter in text) > 0.7 * len(text)


def _continued_name(rows: _Rows, taken: Sequence[Line]) -> list[Line]:
    """A second line of a long name in Latin letters, below the first and as large."""
    under = rows.below(taken[0])
    if under is None or words.is_label(under.plain) or not _is_latin(under.plain):
        return []
    alike = 0.75 < under.height / taken[0].height < 1.35 and abs(under.left - taken[0].left) < taken[0].height
    return [under] if alike and under.plain.isupper() else []


def _date(rows: _Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
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
        if under is not None and date_in(under.text) is not None:
            return (under,), 0
        under = rows.below(under) if under is not None else None
    return None


def _first(rows: _Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    lines, start = _values(rows, label, end)
    return (lines[:1], start) if lines else None


def _address(rows: _Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    """All lines of an address: those beside the label, and those below that go on without a label of their own."""
    lines, start = _values(rows, label, end)
    kept = tuple(line for line in lines if not _is_date_alone(line))
    return _address_from(rows, kept, start) if kept else None


def _address_from(rows: _Rows, lines: tuple[Line, ...], start: int) -> tuple[tuple[Line, ...], int]:
    """*lines* and the rows below that go on with the address."""
    taken = list(lines)
    first = taken[0]
    for other in rows.right_of(taken[-1]):
        # A seal stands further off and is taller; a word behind a wide space is neither.
        near = other.left - taken[-1].right < other.height and 0.65 < other.height / first.height < 1.45
        if not near or words.is_label(other.plain) or date_in(other.text) is not None or _addressed(other):
            break
        taken.append(other)
    edge = first.left if not start else None
    last = taken[-1]
    for _ in range(3):
        under = _next_of_address(rows, first, last, edge)
        if not under:
            break
        taken += under
        last = under[0]
    return tuple(taken), start


def _addressed(line: Line) -> bool:
    """Whether a line is whom a letter is for, or how to call them: never part of an address."""
    return bool(re.search(r"(?:様|殿|御中)[)）]?$|^(?:電話|TEL)", line.plain, re.IGNORECASE))


def _is_date_alone(line: Line) -> bool:
    found = date_in(line.text)
    return found is not None and found.length >= len(line.plain) - 3


def _next_of_address(rows: _Rows, first: Line, last: Line, edge: float | None) -> list[Line]:
    """The row under *last*, if it goes on with the address."""
    left = first.left if edge is None else edge
    under = [
        other for other in rows.lines
        if 0.5 * last.height < other.middle - last.middle < 1.4 * max(last.height, other.height)
        and 0.6 < other.height / last.height < 1.5
        and other.left > left - (1.2 * first.height if edge is not None else 8 * first.height)
        and other.left < max(last.right, first.right)
    ]  # fmt: skip
    if not under:
        return []
    top = min(under, key=lambda other: other.left)
    row = sorted((other for other in under if _overlap(other, top) > 0.45), key=lambda other: other.left)
    if (
        words.is_label(row[0].plain)
        or date_in(row[0].text) is not None
        or words.AUTHORITY.search(row[0].plain)
        or any(_addressed(other) for other in row)
    ):
        return []
    if any(
        words.is_label(other.plain) and not _same_label_again(other)
        for other in rows.lines
        if other.right <= row[0].left and _overlap(other, row[0]) > 0.5
    ):
        return []
    taken = [row[0]]
    for other in row[1:]:
        if words.is_label(other.plain) or other.left - taken[-1].right > 2.5 * other.height:
            break
        taken.append(other)
    return taken


def _same_label_again(label: Line) -> bool:
    """Whether a label beside a second row is the address's own, such as the English below the Japanese one."""
    return label.plain.isascii() or bool(words.ADDRESS.match(label.plain))


def _by_form(rows: _Rows, kind: str) -> Iterator[Found]:
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
        if re.match("まで|有効$", plain) and not date_in(line.text):
            yield from _dated_before(rows, line, "expiry")
        if re.fullmatch("生|生まれ", plain):
            yield from _dated_before(rows, line, "birth_date")
        if re.search("交付$|発行$", plain) and date_in(line.text):
            yield Found("issued", (line,))
        if kind == "residence_card" and re.match("在留期間", plain):
            yield from (Found("expiry", (other,)) for other in rows.right_of(line) if date_in(other.text))
        if kind == "drivers_licence" and _is_date_alone(line):
            yield Found("issued", (line,))
    if kind == "residence_certificate":
        yield from _certified(rows)
    yield from _unlabelled_address(rows)
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
        yield from (_addressee(rows, line) for line in rows.lines if line.plain.endswith(("様", "殿")))


def _dated_before(rows: _Rows, line: Line, field: str) -> Iterator[Found]:
    """The date to the left of *line*, which says what it is."""
    for other in rows.lines:
        if (
            other.right <= line.left + 0.5 * line.height
            and _overlap(other, line) > 0.45
            and date_in(other.text)
        ):
            yield Found(field, (other,))


def _addressee(rows: _Rows, line: Line) -> Found:
    """Whom a letter is for: the line that ends in 様, and what stands before it in its row."""
    taken = [line]
    row = sorted(
        (
            other
            for other in rows.lines
            if other.right < line.left + 0.5 * line.height and _overlap(other, line) > 0.45
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


def _unlabelled_address(rows: _Rows) -> Iterator[Found]:
    """An address that is told by its beginning, where its label was not read."""
    for line in rows.lines:
        if (
            words.PREFECTURE.match(line.plain)
            and not words.AUTHORITY.search(line.plain)
            and not _is_elsewhere(rows, line)
        ):
            lines, start = _address_from(rows, (line,), 0)
            if re.search("[0-9一二三四五六七八九十]", "".join(each.plain for each in lines)):
                yield Found("address", lines, start)


def _is_elsewhere(rows: _Rows, line: Line) -> bool:
    """Whether an address is by its label a former one or somebody else's: beside it, or right above it."""
    before = [
        other
        for other in rows.lines
        if other.right <= line.left + line.height and _overlap(other, line) > 0.45
    ]
    over = [
        other for other in rows.lines
        if 0 < line.middle - other.middle < 2.2 * line.height and abs(other.left - line.left) < 4 * line.height
    ]  # fmt: skip
    label = max(before, key=lambda other: other.right, default=None) or max(
        over, key=lambda other: other.middle, default=None
    )
    return label is not None and bool(words.ELSEWHERE.match(label.plain))


def _certified(rows: _Rows) -> Iterator[Found]:
    """The day under the words that certify a copy."""
    said = next((line for line in rows.lines if re.search("原本と|証明する|証明します", line.plain)), None)
    if said is None:
        return
    after = [line for line in rows.lines if line.middle > said.middle and date_in(line.text)]
    if after:
        yield Found("issued", (min(after, key=lambda line: line.middle),))


def _passport_name(rows: _Rows) -> dict[str, Found]:
    """Surname and given names, each under its own label."""
    parts = []
    for pattern in (words.SURNAME, words.GIVEN_NAME):
        for line in rows.lines:
            match = pattern.match(line.plain)
            if match is not None:
                lines, _ = _values(rows, line, len(line.plain))
                parts += list(lines[:1])
                break
    return {"name": Found("name", tuple(parts))} if len(parts) == 2 else {}


def day_of(found: Dated | None) -> date | None:
    """The day of a dated text."""
    return None if found is None else found.day
