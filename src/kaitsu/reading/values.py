"""Which line or lines hold the value of a label: behind it, beside it, or below (IDV-9)."""

from __future__ import annotations

import re

from kaitsu.reading import words
from kaitsu.reading.page import Line
from kaitsu.reading.rows import Rows

#: What stands further from a value than so many of its heights is none of it: it may lie beside the document.
_FURTHER_OFF = 5.0


def values_of(rows: Rows, label: Line, end: int) -> tuple[tuple[Line, ...], int]:
    """The line or lines that hold the value of *label*: in the label's own line, beside it, or below."""
    if len(label.plain) - end >= 1:
        return (label,), end
    row: list[Line] = []
    for other in rows.right_of(label):
        # A photograph or a seal that was taken for print is far taller than the print beside it.
        sealed = words.SEAL.fullmatch(other.plain)
        if sealed or words.is_label(other.plain) or (row and not 0.5 < other.height / row[0].height < 1.9):
            break
        if row and other.left - row[-1].right > _FURTHER_OFF * other.height:
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
        # Where the lines of a page are not level with one another, a value stands half a row off.
        half = [other for other in rows.right_of(label, 0.2) if not words.is_label(other.plain)]
        return tuple(half[:1]), 0
    return (under,), 0


def _not_ruby(rows: Rows, line: Line | None) -> Line | None:
    """*line*, or the one below it where it is how a name is read aloud."""
    return rows.below(line) if line is not None and words.RUBY.match(line.plain) else line
