"""A My Number on any page: twelve digits by its label. The law forbids an operator to keep one, so nothing of it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaitsu.reading import words
from kaitsu.reading.page import Line, Page
from kaitsu.reading.rows import Rows

#: The label; the card of the same name carries no number in front.
_LABEL = re.compile("(?:個人番号|マイナンバー|MYNUMBER|INDIVIDUALNUMBER)(?![カ力]|CARD)", re.IGNORECASE)
_DIGITS = re.compile("(?<![0-9])[0-9]{4}-?[0-9]{4}-?[0-9]{4}(?![0-9-])")
_SLIPS = str.maketrans({"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1"})
#: How far from the label, in heights of it, a number with a right check digit is still the label's.
_NEAR = 6.0


def carries_my_number(page: Page) -> bool:
    """Whether a My Number stands on *page*.

    Beside or below its label twelve digits are one, whatever they come to: a digit may be misread. A little further
    off, as in a table whose label stands over a column, their check digit must be right.
    """
    rows = Rows(page)
    labels = [line for line in rows.lines if _LABEL.search(line.plain)]
    return any(
        any(_numbers(text) for text in _beside(rows, label))
        or any(map(has_check_digit, (each for near in _around(rows, label) for each in _numbers(near))))
        for label in labels
    )


def has_check_digit(number: str) -> bool:
    """Whether twelve digits end in the check digit of the other eleven (Ordinance 85 of 2014 of the MIC, article 5)."""
    *others, check = (int(digit) for digit in number)
    weighted = sum(
        digit * (place + 1 if place <= 6 else place - 5) for place, digit in enumerate(reversed(others), 1)
    )
    rest = weighted % 11
    return check == (0 if rest <= 1 else 11 - rest)


def _numbers(text: str) -> list[str]:
    return [found.replace("-", "") for found in _DIGITS.findall(text.translate(_SLIPS))]


def _beside(rows: Rows, label: Line) -> Iterator[str]:
    """What is written behind *label*, in its row and below it."""
    row = ""
    for other in rows.right_of(label):
        if words.is_label(other.plain):
            break
        row += other.plain
    yield _LABEL.split(label.plain, maxsplit=1)[1].lstrip(":;】])〕>") + row
    under = rows.below(label)
    if under is not None:
        yield under.plain + "".join(other.plain for other in rows.right_of(under))


def _around(rows: Rows, label: Line) -> Iterator[str]:
    """Other lines that are not far above or below *label*."""
    for other in rows.lines:
        if other is not label and abs(other.middle - label.middle) < _NEAR * label.height:
            yield other.plain
