"""One document as lines of text: laid flat, turned upright, each line with its strip of pixels and its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import hypot

import cv2
import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Engine, Pixels, Quad, Strip
from kaitsu.reading.outline import clockwise
from kaitsu.reading.repair import put_right

#: A page is brought to this size for finding lines: cards carry few and large ones, papers many and small ones.
_CARD_SIDE, _PAPER_SIDE = 960, 1280
_CARD_SHAPE = (1.5, 1.68)
_VOTES = 8
#: So long are the lines of a page together, in their heights, that are read; a certificate's come to two hundred.
_MOST_PRINT = 1500.0


@dataclass(frozen=True, eq=False)
class Line:
    """A line of text at ``quad`` on its page."""

    strip: Strip
    quad: Quad

    @property
    def text(self) -> str:
        """The text as it was read."""
        return self.strip.text

    @cached_property
    def plain(self) -> str:
        """The text for looking words up: one width, no spaces, plain slips put right."""
        return put_right(squashed(self.strip.text))

    @cached_property
    def left(self) -> float:
        """The leftmost x."""
        return float(self.quad[:, 0].min())

    @cached_property
    def right(self) -> float:
        """The rightmost x."""
        return float(self.quad[:, 0].max())

    @cached_property
    def top(self) -> float:
        """The y of its upper side, in the middle."""
        return float(self.quad[:2, 1].mean())

    @cached_property
    def bottom(self) -> float:
        """The y of its lower side, in the middle."""
        return float(self.quad[2:, 1].mean())

    @property
    def height(self) -> float:
        """From top to bottom, at least a pixel."""
        return max(1.0, self.bottom - self.top)

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return (self.top + self.bottom) / 2

    def beside(self, other: Line) -> bool:
        """Whether the two stand in one row."""
        return abs(self.middle - other.middle) < 0.55 * min(self.height, other.height) + 0.1 * max(
            self.height, other.height
        )


def squashed(text: str) -> str:
    """*text* in one width and without spaces, for looking words up."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True, eq=False)
class Page:
    """A document upright: its pixels, its lines from top to bottom, and the ``matrix`` from the picture to it.

    ``across`` is the part of its long lines that ran the other way in the picture: printed paper below it.
    """

    pixels: Pixels
    lines: tuple[Line, ...]
    matrix: npt.NDArray[np.float64]
    turned: int = 0
    across: float = 0.0

    def in_picture(self, quad: Quad) -> list[list[float]]:
        """The corners *quad* of this page, in pixels of the picture that it was taken from."""
        points = cv2.perspectiveTransform(
            quad.reshape(1, 4, 2).astype(np.float64), np.linalg.inv(self.matrix)
        )
        return [[round(float(x), 1), round(float(y), 1)] for x, y in points.reshape(4, 2)]

    @cached_property
    def plain(self) -> str:
        """All text for looking words up, a line a line."""
        return "\n".join(line.plain for line in self.lines)


def read_page(
    pixels: Pixels,
    engine: Engine,
    matrix: npt.NDArray[np.float64] | None = None,
    *,
    fewer: bool = False,
    turned: int | None = None,
) -> Page:
    """*pixels* of one document, read; *matrix* leads from the picture to them.

    It is upright as most of its lines run, or with *fewer* as the others do; or after as many quarters as it is known
    to be *turned* by.
    """
    height, width = pixels.shape[:2]
    shape = max(height, width) / min(height, width)
    side = _CARD_SIDE if _CARD_SHAPE[0] <= shape <= _CARD_SHAPE[1] else _PAPER_SIDE
    quads = engine.find(pixels, side)
    base = np.eye(3) if matrix is None else matrix
    across = _across(quads)
    if turned is None:
        page, quads, turn = _upright(pixels, quads, engine, (across > 0.5) is not fewer)
    else:
        page, quads, turn = _levelled(*_by_quarters(pixels, quads, turned))
    quads = _largest(_joined(quads))
    strips = engine.read([strip_at(page, quad) for quad in quads])
    lines = [Line(strip, quad) for strip, quad in zip(strips, quads, strict=True) if strip.text.strip()]
    lines.sort(key=lambda line: (line.middle, line.left))
    return Page(page, tuple(lines), turn @ base, _quarters(turn), min(across, 1 - across))


def _largest(quads: list[Quad]) -> list[Quad]:
    """*quads* without the smallest print of a page that has more of it than any document: what it lies on."""
    found, length = [], 0.0
    for quad in sorted(quads, key=_height, reverse=True):
        length += _shape(quad)
        if length > _MOST_PRINT:
            break
        found.append(quad)
    return found


def _height(quad: Quad) -> float:
    return float(np.linalg.norm(quad[0] - quad[3]) + np.linalg.norm(quad[1] - quad[2])) / 2


def _across(quads: list[Quad]) -> float:
    """The part of the long lines that run from top to bottom."""
    shapes = [shape for quad in quads if (shape := _shape(quad)) > 2 or shape < 0.5]
    return sum(shape < 1 for shape in shapes) / max(1, len(shapes))


def strip_at(
    page: Pixels, quad: Quad, *, higher: float = 0.0, wider: tuple[float, float] = (0.0, 0.0)
) -> Pixels:
    """The line at *quad* as a strip, with *higher* of its height more above and below, *wider* left and right."""
    grown = _grown(quad, higher, wider) if higher or wider != (0.0, 0.0) else quad
    width = max(
        4, round(float(max(np.linalg.norm(grown[0] - grown[1]), np.linalg.norm(grown[3] - grown[2]))))
    )
    height = max(
        4, round(float(max(np.linalg.norm(grown[0] - grown[3]), np.linalg.norm(grown[1] - grown[2]))))
    )
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(grown.astype(np.float32), target)
    return np.asarray(
        cv2.warpPerspective(
            page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )


def _grown(quad: Quad, higher: float, wider: tuple[float, float]) -> Quad:
    """*quad* with more on its sides, in parts of its height."""
    down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    along = quad[1] - quad[0] + quad[2] - quad[3]
    along = along / max(1e-6, float(np.linalg.norm(along))) * float(np.linalg.norm(down))
    left, right = -along * wider[0], along * wider[1]
    up = down * higher
    return np.stack([quad[0] + left - up, quad[1] + right - up, quad[2] + right + up, quad[3] + left + up])


def _upright(
    pixels: Pixels, quads: list[Quad], engine: Engine, on_its_side: bool
) -> tuple[Pixels, list[Quad], npt.NDArray[np.float64]]:
    """The page turned so that its lines run from left to right; the turned lines, and the matrix of the turn."""
    pixels, quads, turn = _by_quarters(pixels, quads, int(on_its_side))
    votes = sorted(quads, key=_shape, reverse=True)[:_VOTES]
    odds = engine.turned([strip_at(pixels, quad) for quad in votes])
    if odds and sum(odds) / len(odds) > 0.5:
        pixels, quads, half = _by_quarters(pixels, quads, 2)
        turn = half @ turn
    return _levelled(pixels, quads, turn)


def _by_quarters(
    pixels: Pixels, quads: list[Quad], quarters: int
) -> tuple[Pixels, list[Quad], npt.NDArray[np.float64]]:
    """The page turned by none to three *quarters* clockwise, its lines with it, and the matrix of the turn."""
    turn = np.eye(3)
    if quarters % 2:
        turn = _quarter(pixels.shape[0]) @ turn
        pixels, quads = _rotated(pixels, quads, 1)
    if quarters > 1:
        turn = _half(pixels.shape[1], pixels.shape[0]) @ turn
        pixels, quads = _rotated(pixels, quads, 2)
    return pixels, quads, turn


def _shape(quad: Quad) -> float:
    """Width by height."""
    width = float(np.linalg.norm(quad[0] - quad[1]) + np.linalg.norm(quad[3] - quad[2]))
    return width / max(1.0, float(np.linalg.norm(quad[0] - quad[3]) + np.linalg.norm(quad[1] - quad[2])))


def _quarter(height: int) -> npt.NDArray[np.float64]:
    return np.array([[0, -1, height - 1], [1, 0, 0], [0, 0, 1]], np.float64)


def _half(width: int, height: int) -> npt.NDArray[np.float64]:
    return np.array([[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]], np.float64)


def _quarters(turn: npt.NDArray[np.float64]) -> int:
    """How often *turn* turns by a quarter, clockwise."""
    return round(float(np.arctan2(turn[1, 0], turn[0, 0])) / (np.pi / 2)) % 4


def _rotated(pixels: Pixels, quads: list[Quad], quarters: int) -> tuple[Pixels, list[Quad]]:
    """Page and lines turned by one quarter (clockwise) or by two."""
    height, width = pixels.shape[:2]
    matrix = _quarter(height) if quarters == 1 else _half(width, height)
    return np.ascontiguousarray(np.rot90(pixels, -quarters)), [_moved(quad, matrix) for quad in quads]


def _moved(quad: Quad, matrix: npt.NDArray[np.float64]) -> Quad:
    moved = cv2.perspectiveTransform(quad.reshape(1, 4, 2).astype(np.float64), matrix)
    return clockwise(np.asarray(moved.reshape(4, 2), np.float32))


def _joined(quads: list[Quad]) -> list[Quad]:
    """*quads* with those as one that were found as two within a line: read apart, each has a part of a letter."""
    found: list[Quad] = []
    ends: list[_Ends] = []
    for quad in sorted(quads, key=lambda each: float(each[:, 0].min())):
        own = _Ends.of(quad)
        place = next((at for at, other in enumerate(ends) if other.goes_on(own)), None)
        if place is None:
            found.append(quad)
            ends.append(own)
        else:
            found[place] = np.stack([found[place][0], quad[1], quad[2], found[place][3]])
            ends[place] = _Ends.of(found[place])
    return found


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where a line begins and ends, in the middle of its height, as plain numbers: each is held against all others."""

    begin: tuple[float, float]
    end: tuple[float, float]
    height: float

    @staticmethod
    def of(quad: Quad) -> _Ends:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad.tolist()
        height = (hypot(dx - ax, dy - ay) + hypot(cx - bx, cy - by)) / 2
        return _Ends(((ax + dx) / 2, (ay + dy) / 2), ((bx + cx) / 2, (by + cy) / 2), height)

    def goes_on(self, other: _Ends) -> bool:
        """Whether *other* begins where this one ends, in the same row and as high."""
        smaller, larger = min(self.height, other.height), max(self.height, other.height)
        in_row = abs(self.end[1] - other.begin[1]) < 0.25 * smaller and smaller > 0.75 * larger
        return in_row and -1.2 * smaller < other.begin[0] - self.end[0] < 0.02 * smaller


_LEVEL = 0.9


def _levelled(
    pixels: Pixels, quads: list[Quad], turn: npt.NDArray[np.float64]
) -> tuple[Pixels, list[Quad], npt.NDArray[np.float64]]:
    """The page turned by the few degrees by which its lines are askew."""
    slopes = [
        float(np.degrees(np.arctan2(*(quad[1] - quad[0] + quad[2] - quad[3])[::-1])))
        for quad in quads
        if _shape(quad) > 4
    ]
    slopes = [slope for slope in slopes if abs(slope) < 45]
    askew = float(np.median(slopes)) if slopes else 0.0
    if abs(askew) < _LEVEL:
        return pixels, [clockwise(quad) for quad in quads], turn
    height, width = pixels.shape[:2]
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), askew, 1.0)
    level = cv2.warpAffine(
        pixels, matrix[:2], (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(level, np.uint8), [_moved(quad, matrix) for quad in quads], matrix @ turn


def with_strip(line: Line, strip: Strip) -> Line:
    """*line* with another reading of it."""
    return replace(line, strip=strip)


def joined_quad(lines: Sequence[Line]) -> Quad:
    """The upright rectangle around *lines*."""
    points = np.concatenate([line.quad for line in lines])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
