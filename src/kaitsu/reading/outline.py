"""Documents found in a picture: where paper or card lies on something else, as four corners.

Advisory: white paper on a white table has no outline, and a scan is all document. What reads falls back to the whole
picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kaitsu.reading.edges import by_edges
from kaitsu.reading.engine import Pixels, Quad

_LONG_SIDE = 480
#: A smaller part of the picture is no document that could be read.
_SMALLEST = 0.006
_BORDER = 2
#: As how many sorts of ground the border is taken: lit, in shadow, and a document's own colour where it is cut off.
_SORTS = 3
_APART = 4.2
_SAME_GROUND = 22.0
#: A larger part of the picture that is whole is the document, whatever else touches the border.
_PLAINLY_A_DOCUMENT = 0.15
#: Nothing longer than this for its width is a document: a line of print, the edge of a table.
_LONGEST = 3.2
#: A document that is cut off runs along this part of an edge; a finger is narrower.
_RUNS_ALONG = 0.3
#: What runs along all of these is no document that is cut off but ground of many colours, or all document.
_EDGES = ("left", "top", "right", "bottom")
#: How much of what looks like text lies in an outline at least; light that ends across a document leaves more outside.
_TEXT_OF_A_WHOLE, _TEXT_OF_A_CUT = 0.6, 0.75
#: What is told by its edges fills at least this part of what would be cut off, or of the picture, and holds its text.
_PART_OF_A_CUT, _PART_OF_ALL, _TEXT_BY_EDGES = 0.3, 0.08, 0.9
#: The cosine of an angle that is this far from a right one (23 degrees) is no corner of a document.
_ASKEW = 0.39
#: The rim of the small picture, and how far its tint and light may be from those of a document that goes on there.
_RIM, _OTHER_TINT, _OTHER_LIGHT = 8, 6.0, 0.6
#: Where this part of the ground looks like text, it is rough or printed, and where the text lies tells nothing.
_BUSY_GROUND, _PART_OF_BUSY = 0.1, 0.15

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A document's four corners in the picture's pixels, the part of the picture that it fills, the edges cut off.

    ``cut`` names edges of the picture (``left``, ``top``, ``right``, ``bottom``) beyond which the document goes on.
    """

    quad: Quad
    share: float
    cut: tuple[str, ...] = ()

    def size(self) -> tuple[int, int]:
        """Width and height, each the longer of the two sides."""
        sides = [
            float(np.linalg.norm(self.quad[a] - self.quad[b])) for a, b in ((0, 1), (3, 2), (0, 3), (1, 2))
        ]
        return round(max(sides[:2])), round(max(sides[2:]))

    def scaled(self, ratio: float) -> Outline:
        """The same outline in a picture that is *ratio* times as large."""
        return replace(self, quad=np.asarray(self.quad * ratio, np.float32))

    def moved(self, right: int, down: int) -> Outline:
        """The same outline in a picture of which this one is the part from there on."""
        return replace(self, quad=np.asarray(self.quad + np.array((right, down)), np.float32))


def outlines(picture: Pixels) -> list[Outline]:
    """The documents in *picture*, the largest first; none where nothing stands out from the ground.

    The ground is first taken for whatever runs along the border, lit or in shadow. Where that leaves no whole
    document, only for most of it: a document that goes on beyond an edge is on the border too. What would be cut off,
    or is not found at all, may be a document with four edges on paper, a white table or keys.
    """
    scale = _LONG_SIDE / max(picture.shape[:2])
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (5, 5), 0), cv2.COLOR_BGR2LAB).astype(np.float32)
    ring, owners = _ring(lab)
    texture = _texture(small)
    whole = [
        each for each in _on_ground(lab, ring, owners, range(_SORTS), texture)
        if not each.cut and each.share >= _PLAINLY_A_DOCUMENT
    ]  # fmt: skip
    most = [int(np.bincount(owners).argmax())]
    found = whole or [
        each for each in _on_ground(lab, ring, owners, most, texture)
        if _goes_over(lab, each) and (not each.cut or _is_square(each.quad))
    ]  # fmt: skip
    found = sorted((each for each in found if len(each.cut) < len(_EDGES)), key=lambda each: -each.share)
    if not found or found[0].cut:
        found = _told_by_edges(small, found, texture) or found
    return [
        Outline(each.quad / scale, each.share, each.cut)
        for each in found
        if each.share >= found[0].share * 0.3
    ]


def _told_by_edges(small: Pixels, cut: list[Outline], texture: Floats) -> list[Outline]:
    """The document that has four edges in the picture, where its ground told of none but one that is *cut* off."""
    # Beyond one edge of the picture goes a document that is cut off; beyond several, mostly what one lies on.
    least = _PART_OF_A_CUT * cut[0].share if cut else _PART_OF_ALL
    quad = by_edges(small, least, plainly=bool(cut) and len(cut[0].cut) == 1)
    if quad is None:
        return []
    found = [Outline(clockwise(quad), float(cv2.contourArea(quad)) / texture.size)]
    if cut or _hold_the_text(found, texture, _TEXT_BY_EDGES):
        return found
    outside = cv2.fillConvexPoly(np.ones(texture.shape, np.uint8), quad.astype(np.int32), 0) > 0
    busy = float(texture[outside].mean()) > _BUSY_GROUND
    return found if busy and found[0].share >= _PART_OF_BUSY else []


def _is_square(quad: Quad) -> bool:
    """Whether the corners of *quad* are about right angles, as those of a document at an edge of the picture are.

    Where light falls off over a white table, its border and the edges of the picture enclose any shape.
    """
    for place in range(4):
        one, other = quad[place - 1] - quad[place], quad[(place + 1) % 4] - quad[place]
        lengths = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
        if abs(float(np.dot(one, other))) > _ASKEW * max(lengths, 1e-6):
            return False
    return True


def _goes_over(lab: Floats, found: Outline) -> bool:
    """Whether the edges beyond which *found* goes on have its colour; else ground in other light was taken for it."""
    inside = np.zeros(lab.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, found.quad.astype(np.int32), 1)
    own = np.median(lab[inside > 0], axis=0)
    height, width = lab.shape[:2]
    sides = {
        "left": (slice(0, height), slice(0, _RIM)), "top": (slice(0, _RIM), slice(0, width)),
        "right": (slice(0, height), slice(width - _RIM, width)),
        "bottom": (slice(height - _RIM, height), slice(0, width)),
    }  # fmt: skip
    for edge in found.cut:
        rim = lab[sides[edge]][inside[sides[edge]] > 0]
        there = np.median(rim, axis=0) if len(rim) else own
        tint = float(np.hypot(*(there - own)[1:]))
        if tint > _OTHER_TINT or not _OTHER_LIGHT < there[0] / max(1.0, own[0]) < 1 / _OTHER_LIGHT:
            return False
    return True


def _ring(lab: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The colours along the border, and to which of a few sorts each belongs."""
    sides = (lab[:6], lab[-6:], lab[:, :6], lab[:, -6:])
    ring = np.concatenate([side.reshape(-1, 3) for side in sides])
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    cv2.setRNGSeed(1)
    labels = np.zeros((len(ring), 1), np.int32)
    owners = cv2.kmeans(ring, _SORTS, labels, stop, 1, cv2.KMEANS_PP_CENTERS)[1]
    return ring, np.asarray(owners, np.int64).ravel()


def _on_ground(
    lab: Floats, ring: Floats, owners: npt.NDArray[np.int64], sorts: Iterable[int], texture: Floats
) -> list[Outline]:
    """The quadrilaterals of what differs from the *sorts* of ground, in pixels of the small picture."""
    height, width = lab.shape[:2]
    away = np.full((height, width), np.inf, np.float32)
    near = _near(ring, owners, sorts)
    for sort in near:
        ground = ring[owners == sort]
        middle, spread = np.median(ground, axis=0), np.maximum(ground.std(axis=0), (5.0, 2.5, 2.5))
        light, red, yellow = cv2.split((lab - middle.astype(np.float32)) / spread.astype(np.float32))
        away = np.minimum(away, light * light + red * red + yellow * yellow)
    mask = (away > _APART**2).astype(np.uint8) * 255
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    mask = np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)
    found = []
    for shape in _shapes(mask):
        quad = _four_corners(shape)
        if quad is not None and (share := float(cv2.contourArea(quad)) / (height * width)) >= _SMALLEST:
            each = Outline(quad, share, _cut(shape, width, height))
            if each.cut or max(each.size()) <= _LONGEST * max(1, min(each.size())):
                found.append(each)
    part = _TEXT_OF_A_CUT if any(each.cut for each in found) else _TEXT_OF_A_WHOLE
    return found if _hold_the_text(found, texture, part) else []


def _near(ring: Floats, owners: npt.NDArray[np.int64], sorts: Iterable[int]) -> list[int]:
    """*sorts*, and those that are the same ground in a little other light."""
    wanted = {sort for sort in sorts if (owners == sort).any()}
    centres = {int(sort): np.median(ring[owners == sort], axis=0) for sort in np.unique(owners)}
    return [
        sort for sort, centre in centres.items()
        if any(float(np.linalg.norm(centre - centres[other])) < _SAME_GROUND for other in wanted)
    ]  # fmt: skip


def _texture(small: Pixels) -> Floats:
    """Where the small picture is busy as text and photographs are."""
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    dark_on_light = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((7, 7), np.uint8))
    return np.asarray(dark_on_light > 34, np.float32)


def _hold_the_text(found: list[Outline], texture: Floats, part: float) -> bool:
    """Whether *part* of what looks like text lies in *found*: on a scan a photograph stands out, and text does not."""
    inside = np.zeros(texture.shape, np.uint8)
    for each in found:
        cv2.fillConvexPoly(inside, each.quad.astype(np.int32), 1)
    total = float(texture.sum())
    return total < 60 or float((texture * inside).sum()) >= part * total


def _shapes(mask: npt.NDArray[np.uint8]) -> list[npt.NDArray[np.int32]]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    smallest = _SMALLEST * mask.size
    return [np.asarray(each, np.int32) for each in contours if cv2.contourArea(each) >= smallest]


def _four_corners(shape: npt.NDArray[np.int32]) -> Quad | None:
    """The corners of a shape that is nearly a quadrilateral, upper left first, clockwise; else None."""
    hull = cv2.convexHull(shape)
    area = float(cv2.contourArea(hull))
    if float(cv2.contourArea(shape)) < 0.82 * area:
        return None
    length = cv2.arcLength(hull, True)
    corners = next(
        (
            found
            for part in (0.02, 0.03, 0.045, 0.06)
            if len(found := cv2.approxPolyDP(hull, part * length, True)) == 4
        ),
        None,
    )
    if corners is None:
        corners = cv2.boxPoints(cv2.minAreaRect(hull))
    quad = np.asarray(corners, np.float32).reshape(4, 2)
    if area < 0.88 * abs(float(cv2.contourArea(quad))):
        return None
    return clockwise(quad)


def clockwise(quad: Quad) -> Quad:
    """*quad* with its upper left corner first, clockwise on the screen."""
    middle = quad.mean(axis=0)
    turned = quad[np.argsort(np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0]))]
    return np.asarray(np.roll(turned, -int(turned.sum(axis=1).argmin()), axis=0), np.float32)


def _cut(shape: npt.NDArray[np.int32], width: int, height: int) -> tuple[str, ...]:
    """The edges of the picture that the shape runs along for a good part of them."""
    x, y = shape[:, 0, 0], shape[:, 0, 1]
    along = {
        "left": (x <= _BORDER, height), "top": (y <= _BORDER, width),
        "right": (x >= width - 1 - _BORDER, height), "bottom": (y >= height - 1 - _BORDER, width),
    }  # fmt: skip
    return tuple(
        edge for edge, (touching, length) in along.items() if int(touching.sum()) > _RUNS_ALONG * length
    )


def straightened(
    picture: Pixels, quad: Quad, *, margin: float = 0.012, long_side: int = 2400
) -> tuple[Pixels, npt.NDArray[np.float64]]:
    """The document at *quad* laid flat, with a *margin* around it, and the matrix from the picture to it."""
    width, height = Outline(quad, 0.0).size()
    scale = min(1.0, long_side / max(width, height))
    width, height = max(8, round(width * scale)), max(8, round(height * scale))
    edge = margin * max(width, height)
    target = np.array(
        [[edge, edge], [width + edge, edge], [width + edge, height + edge], [edge, height + edge]], np.float32
    )
    matrix = np.asarray(cv2.getPerspectiveTransform(quad.astype(np.float32), target), np.float64)
    size = (round(width + 2 * edge), round(height + 2 * edge))
    flat = cv2.warpPerspective(
        picture,
        matrix,
        size,
        flags=cv2.INTER_CUBIC if scale == 1 else cv2.INTER_AREA,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(flat, np.uint8), matrix
