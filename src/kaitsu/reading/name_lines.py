"""Which lines of a page are a name: under its kana, over two rows, in Latin letters and once more in kanji (IDV-9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaitsu.reading import words
from kaitsu.reading.dates_read import date_in
from kaitsu.reading.page import Line
from kaitsu.reading.rows import Found, Rows, overlap
from kaitsu.reading.values import values_of

#: A name of which at least the first letter is a kanji, and nothing but a name.
_WITH_KANJI = re.compile("[一-鿿々][一-鿿々ぁ-んァ-ヶー]{0,9}")


def name_of(rows: Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int] | None:
    """The line or lines of the name behind *label*, whose text is its first *end* letters; None where there is none."""
    lines, start = values_of(rows, label, end)
    if not lines:
        return None
    first = lines[0] if start else _under_its_kana(rows, lines[0])
    rest = rows.right_of(first) if start or first is not lines[0] else lines[1:] or rows.right_of(first)
    taken = along_its_row(first, rest)
    if _is_latin(taken[0].plain[start:]):
        taken += _continued_name(rows, taken)
        taken += _in_kanji_too(rows, taken)
    return tuple(taken), start


def along_its_row(first: Line, rest: Sequence[Line]) -> list[Line]:
    """*first*, and of *rest*, the lines to its right, those that go on with the name."""
    taken = [first]
    for other in rest:
        if other.left < taken[-1].right - taken[-1].height:
            continue  # over it: how it is read aloud
        near = other.left - taken[-1].right < 4.5 * taken[-1].height and len(other.plain) < 24
        like = 0.6 < other.height / taken[-1].height < 1.7
        if not near or not like or date_in(other.text) or words.is_label(other.plain):
            break
        taken.append(other)
    return taken


def _under_its_kana(rows: Rows, line: Line) -> Line:
    """The name itself, where *line* is the kana over it: in smaller print, or as large over a name with kanji."""
    under = rows.below(line) if re.fullmatch("[ァ-ヶー・ぁ-ん]+", line.plain) else None
    if under is None or words.is_label(under.plain) or date_in(under.text):
        return line
    near = under.middle - line.middle < 2 * under.height
    larger = under.height > 1.15 * line.height
    in_kanji = bool(_WITH_KANJI.fullmatch(under.plain)) and under.height > 0.7 * line.height
    return under if near and (larger or in_kanji) else line


def _is_latin(text: str) -> bool:
    return bool(text) and sum(letter.isascii() and letter.isalpha() for letter in text) > 0.7 * len(text)


def _continued_name(rows: Rows, taken: Sequence[Line]) -> list[Line]:
    """A second line of a long name in Latin letters, below the first and as large."""
    under = rows.below(taken[0])
    if under is None or words.is_label(under.plain) or not _is_latin(under.plain):
        return []
    alike = 0.75 < under.height / taken[0].height < 1.35 and abs(under.left - taken[0].left) < taken[0].height
    return [under] if alike and under.plain.isupper() else []


def _in_kanji_too(rows: Rows, taken: Sequence[Line]) -> list[Line]:
    """The row with the same name in kanji, right below and as large, where no other field's label stands beside it."""
    under = rows.below(taken[-1])
    if (
        under is None
        or not re.fullmatch("[(（]?[一-鿿々]{2,8}[)）]?", under.plain)
        or words.is_label(under.plain)
    ):
        return []
    close = (
        under.middle - taken[-1].middle < 1.6 * under.height
        and abs(under.left - taken[-1].left) < under.height
    )
    alike = 0.75 < under.height / taken[-1].height < 1.5
    beside = (other for other in rows.lines if other.right <= under.left and overlap(other, under) > 0.6)
    own = all(words.NAME.match(other.plain) or other.plain.isascii() for other in beside)
    return [under] if close and alike and own else []


def passport_name(rows: Rows) -> dict[str, Found]:
    """Surname and given names, each under its own label; the latter under the surname where their label is lost."""
    surname, given = (
        next((_under_or_beside(rows, line) for line in rows.lines if pattern.match(line.plain)), [])
        for pattern in (words.SURNAME, words.GIVEN_NAME)
    )
    if surname and not given:
        under = rows.below(surname[0])
        if under is not None and not words.is_label(under.plain) and _is_latin(under.plain):
            given = [under]
    return {"name": Found("name", (*surname, *given))} if surname and given else {}


def _under_or_beside(rows: Rows, label: Line) -> list[Line]:
    """The value under a passport's *label*, where one stands right under it; what stands beside may be another's."""
    under = rows.below(label)
    if (
        under is not None
        and not words.is_label(under.plain)
        and abs(under.left - label.left) < 2 * label.height
    ):
        return [under]
    return list(values_of(rows, label, len(label.plain))[0][:1])
