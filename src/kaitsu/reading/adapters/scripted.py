"""An engine that reads from a script, for tests: a page of coloured bars, each of which stands for a line of text.

The bars survive turning, scaling and perspective, so everything around an engine is tested without one: a bar's colour
is its number in the script, and its darker end is its beginning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Pixels, Quad, Strip

_STEP, _FIRST, _COLUMNS = 24, 40, 8
_BEGIN, _END, _NO_BAR = 20, 90, 140


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the script at *left*, *top*, *width* and *height* pixels.

    ``texts`` are what the first, second and third reading see (the last one again after that); ``sure`` how sure each
    letter is.
    """

    texts: tuple[str, ...]
    left: int
    top: int
    width: int = 300
    height: int = 36
    sure: float = 0.99


@dataclass
class ScriptedEngine:
    """The engine of a script; ``version`` names it."""

    bars: Sequence[Bar]
    version: str = "scripted 1"
    _reads: dict[int, int] = field(default_factory=dict)

    def page(self, width: int = 1400, height: int = 883) -> Pixels:
        """The page of the script."""
        sheet = np.full((height, width, 3), 255, np.uint8)
        # Fine print along the lower edge, so that the page is as sharp as a page is.
        for top in range(height - 60, height - 12, 12):
            for left in range(40, width - 40, 12):
                sheet[top : top + 4, left : left + 4] = 0
        for number, bar in enumerate(self.bars):
            middle = bar.left + bar.width // 2
            for left, right, blue in ((bar.left, middle, _BEGIN), (middle, bar.left + bar.width, _END)):
                sheet[bar.top : bar.top + bar.height, left:right] = (blue, *_code(number))
        return sheet

    def find(self, page: Pixels, long_side: int) -> list[Quad]:
        """The bars that are on *page*."""
        del long_side
        numbers, found = _numbers(page), []
        for number in range(len(self.bars)):
            mask = np.asarray(numbers == number, np.uint8)
            # The soft edges of other bars pass through this one's colour; they are thin.
            mask = np.asarray(cv2.erode(mask, np.ones((5, 5), np.uint8)), np.uint8)
            if cv2.countNonZero(mask) < 60:
                continue
            corners = cv2.boxPoints(cv2.minAreaRect(cv2.findNonZero(mask)))
            found.append(_ordered(np.asarray(corners, np.float32)))
        return found

    def turned(self, strips: Sequence[Pixels]) -> list[float]:
        """1 for a strip whose darker end is on the right."""
        odds = []
        for strip in strips:
            half = strip.shape[1] // 2
            odds.append(float(strip[:, :half, 0].mean() > strip[:, half:, 0].mean()))
        return odds

    def read(self, strips: Sequence[Pixels]) -> list[Strip]:
        """The next text of each bar."""
        return [self._read(strip) for strip in strips]

    def _read(self, strip: Pixels) -> Strip:
        height, width = strip.shape[:2]
        heart = strip[
            height // 3 : max(height // 3 + 1, 2 * height // 3), width // 8 : max(width // 8 + 1, width // 3)
        ]
        colour = np.median(heart.reshape(-1, 3), axis=0)[1:]
        distance = [float(np.abs(colour - np.array(_code(number))).max()) for number in range(len(self.bars))]
        number = int(np.argmin(distance))
        bar, turn = self.bars[number], self._reads.get(number, 0)
        self._reads[number] = turn + 1
        text = bar.texts[min(turn, len(bar.texts) - 1)]
        return Strip(text, (bar.sure,) * len(text), (("", 0.0),) * len(text))


#: No bar's.
_NONE = 255
#: For each brightness the step of a code that it is near, or none.
_STEPS = np.array(
    [
        round((light - _FIRST) / _STEP)
        if 0 <= round((light - _FIRST) / _STEP) < _COLUMNS and abs((light - _FIRST + 12) % _STEP - 12) <= 8
        else _NONE
        for light in range(256)
    ],
    np.uint8,
)


def _numbers(page: Pixels) -> npt.NDArray[np.uint8]:
    """Of which bar each pixel of *page* is."""
    column, row = cv2.LUT(page[..., 1], _STEPS), cv2.LUT(page[..., 2], _STEPS)
    bar = (column != _NONE) & (row != _NONE) & (page[..., 0] < _NO_BAR)
    return np.where(bar, column + _COLUMNS * row, _NONE).astype(np.uint8)


def _code(number: int) -> tuple[int, int]:
    return _FIRST + number % _COLUMNS * _STEP, _FIRST + number // _COLUMNS * _STEP


def _ordered(corners: Quad) -> Quad:
    """Corners upper left first, clockwise, as engines give them: an upright bar stays upright."""
    by_sum, by_difference = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    return np.stack(
        [
            corners[by_sum.argmin()],
            corners[by_difference.argmin()],
            corners[by_sum.argmax()],
            corners[by_difference.argmax()],
        ]
    ).astype(np.float32)


def script(lines: Mapping[tuple[int, int], str | tuple[str, ...]], **shape: int) -> ScriptedEngine:
    """An engine for *lines*: the text, or the texts of successive readings, at each left and top."""
    bars = [
        Bar((text,) if isinstance(text, str) else text, left, top, **shape)
        for (left, top), text in lines.items()
    ]
    return ScriptedEngine(bars)
