"""Bars of one colour along the edges of a picture, as screenshots have them: no ground, no shadow, no document."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Pixels

#: How far a pixel of a bar may be from its colour (of 255), and how many of a row may be another (a clock, signs).
_SAME, _OTHERS = 5, 0.4
#: How much of the first row must have the colour, and of the rows behind it at most: few desks end as straight.
_FIRST, _BEHIND = 0.8, 0.15
#: A wider part of the picture is no bar. Every so many pixels of a row are enough.
_WIDEST, _STEP = 0.45, 6


def between_bars(picture: Pixels) -> tuple[slice, slice]:
    """The rows and the columns of *picture* that lie between bars of one colour; all of them where it has none."""
    height, width = picture.shape[:2]
    rows, columns = slice(0, height), slice(0, width)
    # Of bars on all sides those above and below end in those beside, and are seen without them.
    for _ in range(2):
        rows = _between(picture[:, columns], rows)
        columns = _between(picture[rows].transpose(1, 0, 2), columns)
    return rows, columns


def _between(picture: npt.NDArray[np.uint8], before: slice) -> slice:
    """The rows of *picture* between its bars; those *before* where they were found already."""
    if before.stop - before.start < len(picture):
        return before
    return slice(_bar(picture), len(picture) - _bar(picture[::-1]))


def _bar(picture: npt.NDArray[np.uint8]) -> int:
    """How many rows from the top on are a bar: nearly all of one colour, and nearly none of it in the next ones."""
    colour = np.median(picture[0, ::_STEP], axis=0).astype(np.int16)
    if _of_colour(picture[:1], colour)[0] < _FIRST:  # most pictures, at no cost
        return 0
    same = _of_colour(picture[: round(len(picture) * _WIDEST) + 4], colour)
    rows = int((same < 1 - _OTHERS).argmax())
    behind = same[rows + 1 : rows + 4]  # the row between may be of both
    return rows if len(behind) and float(behind.max()) <= _BEHIND else 0


def _of_colour(rows: npt.NDArray[np.uint8], colour: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """The part of each of *rows* that has *colour*."""
    away = np.abs(rows[:, ::_STEP].astype(np.int16) - colour).max(axis=2)
    return np.asarray((away <= _SAME).mean(axis=1), np.float64)
