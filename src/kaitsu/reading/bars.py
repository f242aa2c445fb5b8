"""Bars of one colour along the edges of a picture, as screenshots have them: no ground, no shadow, no document."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Pixels

#: How far a pixel of a bar may be from its colour (of 255), and how many of a row may be another (a clock, signs).
_SAME, _OTHERS = 5, 0.4
#: How much of the first row must have the colour, and of the rows behind the bar at most. No desk ends as straight.
_FIRST, _BEHIND = 0.8, 0.1
#: A wider part of the picture is no bar. Every so many pixels of a row are enough.
_WIDEST, _STEP = 0.45, 6


def between_bars(picture: Pixels) -> tuple[slice, slice]:
    """The rows and the columns of *picture* that lie between bars of one colour; all of them where it has none."""
    height, width = picture.shape[:2]
    rows = slice(_bar(picture), height - _bar(picture[::-1]))
    part = picture[rows].transpose(1, 0, 2)
    return rows, slice(_bar(part), width - _bar(part[::-1]))


def _bar(picture: npt.NDArray[np.uint8]) -> int:
    """How many rows from the top on are a bar: nearly all of one colour, and nearly none of it in the next ones."""
    some = picture[: round(len(picture) * _WIDEST) + 4, ::_STEP].astype(np.int16)
    colour = np.median(some[0], axis=0)
    same = (np.abs(some - colour).max(axis=2) <= _SAME).mean(axis=1)
    rows = int((same < 1 - _OTHERS).argmax())
    behind = same[rows + 1 : rows + 4]  # the row between may be of both
    return rows if same[0] >= _FIRST and len(behind) and float(behind.max()) <= _BEHIND else 0
