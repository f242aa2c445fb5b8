"""Which lines of a page an address runs over, and which address is the holder's."""

from __future__ import annotations

import re

from kaitsu.reading import words
from kaitsu.reading.dates_read import date_in
from kaitsu.reading.page import Line
from kaitsu.reading.rows import Rows, overlap

#: No room has so many digits: the number of a document, whose label is hidden.
_NUMBER_ALONE = re.compile("[0-9]{5,}")


def address_from(rows: Rows, lines: tuple[Line, ...], start: int) -> tuple[tuple[Line, ...], int]:
    """*lines* and the rows below that go on with the address."""
    taken = list(lines)
    first = taken[0]
    for other in rows.right_of(taken[-1]):
        # A seal stands further off and is taller; a word behind a wide space is neither.
        near = other.left - taken[-1].right < other.height and 0.65 < other.height / first.height < 1.45
        if (
            not near
            or words.is_label(other.plain)
            or date_in(other.text) is not None
            or _is_never_address(other)
        ):
            break
        taken.append(other)
    edge = first.left if not start else None
    last = first  # not the end of its row: of a picture that is not level that end lies higher or lower
    for _ in range(3):
        under = _next_of_address(rows, first, last, edge)
        if not under:
            break
        taken += under
        last = under[0]
    return tuple(taken), start


def from_its_first_row(rows: Rows, label: Line, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """*lines* beside *label* from the first row of the address on: a label stands in the middle of several rows."""
    first = min(lines, key=lambda line: line.top)
    lines = tuple(line for line in lines if overlap(first, line) > 0.45)
    first = min(lines, key=lambda line: line.left)
    for _ in range(2):
        above = [
            other for other in rows.lines
            if 0.5 * first.height < first.middle - other.middle < 1.5 * max(first.height, other.height)
            and 0.65 < other.height / first.height < 1.5
            and other.left >= label.right - label.height and abs(other.left - first.left) < first.height
        ]  # fmt: skip
        if not above or not _goes_on_to(rows, above[0]):
            break
        first, lines = above[0], (above[0],)
    return lines


def _goes_on_to(rows: Rows, line: Line) -> bool:
    """Whether *line* may be a row of an address: no label, no date, and no label of another field beside it."""
    if words.is_label(line.plain) or date_in(line.text) is not None or _is_never_address(line):
        return False
    return not any(
        words.is_label(other.plain) and not words.ADDRESS.match(other.plain)
        for other in rows.lines
        if other.right <= line.left + line.height and overlap(other, line) > 0.45
    )


def _next_of_address(rows: Rows, first: Line, last: Line, edge: float | None) -> list[Line]:
    """The row under *last*, if it goes on with the address."""
    left = first.left if edge is None else edge
    under = [
        other for other in rows.lines
        if not words.DOWN_THE_SIDE.fullmatch(other.plain)
        and 0.5 * last.height < other.middle - last.middle < _apart(rows, last, other) * max(last.height, other.height)
        and 0.6 < other.height / last.height < 1.5
        and other.left > left - (1.2 * first.height if edge is not None else 8 * first.height)
        and other.left < max(last.right, first.right)
    ]  # fmt: skip
    if not under:
        return []
    nearest = min(under, key=lambda other: other.middle)
    # Where rows are not level, the beginning of the next one is not its nearest part.
    row_of_it = (other for other in under if other.middle - nearest.middle < 0.7 * nearest.height)
    top = min(row_of_it, key=lambda other: other.left)
    row = sorted((other for other in under if overlap(other, top) > 0.45), key=lambda other: other.left)
    if (
        words.is_label(row[0].plain)
        or date_in(row[0].text) is not None
        or words.AUTHORITY.search(row[0].plain)
        or _NUMBER_ALONE.fullmatch(row[0].plain)
        or any(_is_never_address(other) for other in row)
        or _under_another_label(rows, last, row[0])
    ):
        return []
    # Beside the next change on a back stands its day.
    if any(
        is_date_alone(other) or (words.is_label(other.plain) and not _same_label_again(other))
        for other in rows.lines
        if other.right <= row[0].left and overlap(other, row[0]) > 0.5
    ):
        return []
    taken = [row[0]]
    for other in row[1:]:
        if words.is_label(other.plain) or other.left - taken[-1].right > 2.5 * other.height:
            break
        taken.append(other)
    return taken


def _apart(rows: Rows, last: Line, other: Line) -> float:
    """How many heights the next row is below *last* at most: more on a ruled form, whose rows are filled to the end."""
    filled = last.right > 0.75 * rows.width and abs(other.left - last.left) < 0.6 * last.height
    return 1.9 if filled else 1.4


def _under_another_label(rows: Rows, last: Line, line: Line) -> bool:
    """Whether a label stands between *last* and *line*, over the latter: in sheets whose labels stand over values."""
    return any(
        last.middle < other.middle < line.middle - 0.3 * other.height
        and other.left < line.right
        and other.right > line.left + 0.5 * line.height
        and words.is_label(other.plain)
        for other in rows.lines
    )


def _same_label_again(label: Line) -> bool:
    """Whether a label beside a second row is the address's own, such as the English below the Japanese one."""
    own = words.ADDRESS.match(label.plain) or words.DOWN_THE_SIDE.fullmatch(label.plain)
    return label.plain.isascii() or bool(own)


def _is_never_address(line: Line) -> bool:
    """Whether a line is whom a letter is for, how to call them, or a seal: never part of an address."""
    return bool(words.SEAL.fullmatch(line.plain)) or bool(
        re.search(r"(?:様|殿|御中)[)）]?$|^(?:電話|TEL)", line.plain, re.IGNORECASE)
    )


def is_date_alone(line: Line) -> bool:
    found = date_in(line.text)
    return found is not None and found.length >= len(line.plain) - 3


def is_elsewhere(rows: Rows, line: Line) -> bool:
    """Whether an address is by its label a former one or somebody else's: beside it, or right above it."""
    before = [
        other
        for other in rows.lines
        if other.right <= line.left + line.height and overlap(other, line) > 0.45
    ]
    over = [
        other for other in rows.lines
        if 0 < line.middle - other.middle < 2.2 * line.height and abs(other.left - line.left) < 4 * line.height
    ]  # fmt: skip
    label = max(before, key=lambda other: other.right, default=None) or max(
        over, key=lambda other: other.middle, default=None
    )
    return label is not None and bool(words.ELSEWHERE.match(label.plain))
