"""Figures of a document in a picture: sharpness, light, glare, grain, size. Each is a number with a unit and a limit.

They are measured on the document laid flat and brought to one size, so that a figure means the same whatever the
camera; all on a thousand pixels, so that they cost a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Pixels, Quad

_LONG_SIDE = 1000
_FLAT = 9
#: Lines of print lie closer together than this many pixels.
_FREE_OF_PRINT = 61
#: Burnt out from this brightness on; a smaller part needs no second look.
_BURNT, _SPECK = 250, 0.02
#: How far a lamp's glow reaches, how bright it is at least, and by how much the paper is darker further off.
_HALO, _BRIGHT, _FALLS_OFF = 41, 238.0, 5.0
#: By how much print is darker than its paper; ink that is not bleached, and how much of a ring is such ink at most.
_PRINT, _DARK_INK, _MUCH_INK = 40, 90, 0.042
_SMALL = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond which figure a picture cannot be used, and from which on the holder is warned.

    The numbers are measured (docs/reading.md), not an operator's choice; a profile may hand others in.
    """

    sharpness: float = 0.38
    sharpness_shaken: float = 0.48
    sharpness_warn: float = 0.55
    steady: float = 0.4
    light: float = 25.0
    light_warn: float = 60.0
    glare: float = 0.23
    glare_warn: float = 0.03
    grain: float = 3.75
    busy: float = 0.6
    busy_ground: float = 0.75
    covered: float = 0.125
    shade: float = 0.14
    even: float = 0.2
    long_side: int = 420
    long_side_warn: int = 640


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one document.

    ``sharpness``: how much of an edge's height lies within two pixels, the mean of its directions (0 to 1).
    ``steadiness``: the least sharp direction against that mean (1: no direction is worse; a shaken camera is low).
    ``light``: median brightness (0 to 255). ``glare``: part of the document that is burnt out. ``grain``: deviation
    of brightness on plain ground. ``long_side``: of the document, in pixels of the file. ``text``: part of the
    document with the contrast of print. ``covered``: part of it under the largest thing of the colour of skin that is
    no photograph. ``shade``: part of it that lies in deep shadow. ``even``: the light on the ground beside its darkest
    edge against that beside its lightest (1 where nothing is beside it).
    """

    sharpness: float
    steadiness: float
    light: float
    glare: float
    grain: float
    long_side: int
    text: float
    covered: float = 0.0
    shade: float = 0.0
    even: float = 1.0


def measure(document: Pixels, long_side: int) -> Figures:
    """The figures of a *document* that was laid flat, *long_side* pixels long in its file."""
    ratio = _LONG_SIDE / max(document.shape[:2])
    if ratio < 1:
        document = np.asarray(
            cv2.resize(document, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8
        )
    grey = np.asarray(cv2.cvtColor(document, cv2.COLOR_BGR2GRAY), np.uint8)
    darkest = np.asarray(cv2.min(cv2.min(*cv2.split(document)[:2]), document[..., 2]), np.uint8)
    contrast = _contrast(grey)
    sharpness, steadiness, text = _sharpness(grey, contrast)
    return Figures(
        sharpness, steadiness, _level(grey, 0.5), _glare(darkest), _grain(grey), long_side, text,
        _covered(document), _shade(grey),
    )  # fmt: skip


def _level(grey: npt.NDArray[np.uint8], part: float) -> float:
    """The brightness that *part* of the pixels do not exceed: counted, since sorting a million costs ten times that."""
    counts = np.bincount(grey.ravel(), minlength=256).cumsum()
    return float(np.searchsorted(counts, part * counts[-1]))


def _contrast(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((_FLAT, _FLAT), np.uint8)), np.uint8)


def _sharpness(grey: npt.NDArray[np.uint8], contrast: npt.NDArray[np.uint8]) -> tuple[float, float, float]:
    """Sharpness and steadiness over the tenth of the document with the most contrast, and how much has contrast.

    The mean of the directions tells better than the worst of them: a tremor of a few pixels leaves the others sharp.
    """
    strong = contrast > max(30.0, _level(contrast, 0.9))
    edges, height = strong[1:-1, 1:-1], contrast[1:-1, 1:-1]
    if int(edges.sum()) < 50:
        return 0.0, 1.0, 0.0
    f = grey.astype(np.float32)
    steps = (
        f[1:-1, 2:] - f[1:-1, :-2],
        f[2:, 1:-1] - f[:-2, 1:-1],
        (f[2:, 2:] - f[:-2, :-2]) * 0.8,  # the diagonal reaches further
        (f[2:, :-2] - f[:-2, 2:]) * 0.8,
    )
    steepness = [float(np.percentile(np.abs(step[edges]) / height[edges], 90)) for step in steps]
    mean = sum(steepness) / 4
    return mean, min(steepness) / max(1e-6, mean), float((contrast > 60).mean())


def _glare(grey: npt.NDArray[np.uint8]) -> float:
    """The part of the largest burnt-out spot without print that glows and bleaches: white paper does neither.

    Told by the darkest colour of each pixel (*grey*): a lamp burns out all of them, and cream paper is white in two.
    Whether it glows is asked of the whole spot, lines of print in it or not.
    """
    spot = _largest_burnt(grey, _FLAT)
    if spot.mean() <= _SPECK:
        return float(spot.mean())
    if not _glows(grey, spot):
        return 0.0
    bare = _largest_burnt(grey, _FREE_OF_PRINT)
    return 0.0 if _inked(grey, bare) else float(bare.mean())


def _largest_burnt(grey: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    """The largest spot that is burnt out, as ones; *size* is that of what is too small to be part of it."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    burnt = cv2.morphologyEx((grey >= _BURNT).astype(np.uint8), cv2.MORPH_OPEN, kernel)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(burnt)
    areas = stats[1:, cv2.CC_STAT_AREA]
    return np.asarray(labels == 1 + int(areas.argmax()) if len(areas) else burnt, np.uint8)


def _glows(grey: npt.NDArray[np.uint8], spot: npt.NDArray[np.uint8]) -> bool:
    """Whether the paper around *spot* is a little less bright than it, and darker the further off.

    By and by, not at once: the bar of a screenshot is darker than the paper beside it as well.
    """
    filled = cv2.morphologyEx(
        cv2.copyMakeBorder(spot, _HALO, _HALO, _HALO, _HALO, cv2.BORDER_CONSTANT),
        cv2.MORPH_CLOSE,
        np.ones((_HALO, _HALO), np.uint8),
    )[_HALO:-_HALO, _HALO:-_HALO].astype(np.uint8)
    edge, near, far = (_around(filled, size) for size in (5, _HALO // 2, _HALO))
    paper = ~_print(grey)
    rest = grey[(filled == 0) & paper]
    rings = [grey[ring & paper] for ring in (near & ~edge, far & ~near, far & ~edge)]
    if not all(map(len, rings)) or len(rest) < 0.03 * grey.size:
        return False
    close, further, halo = (_level(ring, 0.5) for ring in rings)
    return halo >= _BRIGHT and halo - _level(rest, 0.5) >= _FALLS_OFF and close > further


def _inked(grey: npt.NDArray[np.uint8], spot: npt.NDArray[np.uint8]) -> bool:
    """Whether dark print stands close to *spot*: a lamp adds its light to the ink as well, and bleaches it there.

    A tenth of such a ring is dark where half a page lies in a light shadow, a thirtieth around a flash.
    """
    ring = _around(spot, _HALO) & (spot == 0)
    return float((_print(grey) & ring & (grey < _DARK_INK)).sum()) > _MUCH_INK * max(1, int(ring.sum()))


def _around(spot: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.bool_]:
    return np.asarray(cv2.dilate(spot, np.ones((size, size), np.uint8)) > 0)


def _print(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((13, 13), np.uint8)) > _PRINT)


def evenness(picture: Pixels, quad: Quad) -> float:
    """How evenly the ground beside the edges of *quad* is lit: its darkest side against its lightest (0 to 1).

    A shadow deep enough to hide an edge of the document ends the outline where it begins, and goes on there. A side is
    light by its darker parts: where a finger hides a corner the outline runs askew, and paper lies beside it.
    """
    ratio = _SMALL / max(picture.shape[:2])
    grey = cv2.cvtColor(
        cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY
    )
    corners = quad.astype(np.float64) * ratio
    middle = corners.mean(axis=0)
    along = np.linspace(0.1, 0.9, 40)[:, None]
    lights = []
    for place in range(4):
        one, other = corners[place], corners[(place + 1) % 4]
        edge = one + (other - one) * along
        outwards = (one + other) / 2 - middle
        beside = np.concatenate([edge + outwards * part for part in (0.06, 0.1, 0.14)]).round().astype(int)
        height, width = grey.shape
        seen = beside[(beside >= 0).all(axis=1) & (beside[:, 0] < width) & (beside[:, 1] < height)]
        if len(seen) > len(along) // 2:
            lights.append(np.percentile(grey[seen[:, 1], seen[:, 0]], (20, 50)))
    if len(lights) < 2:
        return 1.0
    darkest, lightest = min(light[1] for light in lights), max(light[0] for light in lights)
    return min(1.0, float(darkest) / max(1.0, float(lightest)))


def _covered(document: Pixels) -> float:
    """The largest smooth spot of the colour of skin, unlike the paper; a photograph has straight sides, or is small."""
    small = cv2.resize(
        document, (250, max(8, 250 * document.shape[0] // document.shape[1])), interpolation=cv2.INTER_AREA
    )
    tint = cv2.cvtColor(small, cv2.COLOR_BGR2YCrCb)[..., 1:].astype(np.float32)
    paper = np.median(tint.reshape(-1, 2), axis=0)
    skin = (tint[..., 0] > 139) & (tint[..., 0] < 182) & (tint[..., 1] > 80) & (tint[..., 1] < 126)
    skin &= np.hypot(*(tint - paper).transpose(2, 0, 1)) > 9
    solid = cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_OPEN, np.ones((13, 13), np.uint8))
    largest = 0.0
    for _, _, wide, high, area in cv2.connectedComponentsWithStats(solid)[2][1:]:
        if area < 0.9 * wide * high:
            largest = max(largest, float(area) / skin.size)
    return largest


def _shade(grey: npt.NDArray[np.uint8]) -> float:
    """The part of the paper that has less than two fifths of the light of its brightest part.

    Lines of print are closed over and a photograph is not: one with black hair is a twentieth of a card.
    """
    small = cv2.resize(
        grey, (200, max(8, 200 * grey.shape[0] // grey.shape[1])), interpolation=cv2.INTER_AREA
    )
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return float((paper < 0.4 * float(np.percentile(paper, 95))).mean())


def _grain(grey: npt.NDArray[np.uint8]) -> float:
    """The deviation of brightness where it is smallest: blocks of plain ground (Immerkaer's mask)."""
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    rough = np.abs(cv2.filter2D(grey.astype(np.float32), -1, mask))
    blocks = cv2.resize(rough, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA)
    return float(np.percentile(blocks, 20)) * 1.2533 / 6
