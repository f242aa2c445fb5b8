"""Figures of a document in a picture: sharpness, light, glare, grain, size. Each is a number with a unit and a limit.

They are measured on the document laid flat and brought to one size, so that a figure means the same whatever the
camera; all on a thousand pixels, so that they cost a few milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Pixels

_LONG_SIDE = 1000
_FLAT = 9
#: Paper from this brightness on is burnt out by any lamp; lines of print lie closer together than this many pixels.
_NEARLY_WHITE, _FREE_OF_PRINT = 240, 61


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond which figure a picture cannot be used, and from which on the holder is warned.

    The numbers are measured (docs/reading.md), not an operator's choice; a profile may hand others in.
    """

    sharpness: float = 0.43
    sharpness_warn: float = 0.47
    light: float = 25.0
    light_warn: float = 60.0
    glare: float = 0.2
    glare_warn: float = 0.03
    grain: float = 4.5
    busy: float = 0.6
    covered: float = 0.05
    shade: float = 0.12
    long_side: int = 420
    long_side_warn: int = 640


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one document.

    ``sharpness``: how much of an edge's height lies within two pixels, in its least sharp direction (0 to 1).
    ``steadiness``: that direction against the mean of all (1: no direction is worse; a shaken camera is low).
    ``light``: median brightness (0 to 255). ``glare``: part of the document that is burnt out. ``grain``: deviation
    of brightness on plain ground. ``long_side``: of the document, in pixels of the file. ``text``: part of the
    document with the contrast of print. ``covered``: part of it under the largest thing of the colour of skin that is
    no photograph. ``shade``: part of it that lies in deep shadow.
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


def measure(document: Pixels, long_side: int) -> Figures:
    """The figures of a *document* that was laid flat, *long_side* pixels long in its file."""
    ratio = _LONG_SIDE / max(document.shape[:2])
    if ratio < 1:
        document = np.asarray(
            cv2.resize(document, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8
        )
    grey = np.asarray(cv2.cvtColor(document, cv2.COLOR_BGR2GRAY), np.uint8)
    contrast = _contrast(grey)
    sharpness, steadiness, text = _sharpness(grey, contrast)
    return Figures(
        sharpness, steadiness, float(np.median(grey)), _glare(grey), _grain(grey), long_side, text,
        _covered(document), _shade(grey),
    )  # fmt: skip


def _contrast(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    kernel = np.ones((_FLAT, _FLAT), np.uint8)
    return np.asarray(cv2.dilate(grey, kernel).astype(np.float32) - cv2.erode(grey, kernel), np.float32)


def _sharpness(grey: npt.NDArray[np.uint8], contrast: npt.NDArray[np.float32]) -> tuple[float, float, float]:
    """Sharpness and steadiness over the tenth of the document with the most contrast, and how much has contrast."""
    strong = contrast > max(30.0, float(np.percentile(contrast, 90)))
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
    return min(steepness), min(steepness) / (sum(steepness) / 4), float((contrast > 60).mean())


def _glare(grey: npt.NDArray[np.uint8]) -> float:
    """The largest burnt-out spot; none where the paper itself is that bright, as on a scan.

    On paper that is nearly white only a spot without a line of print across it counts: lamps burn its ground out.
    """
    light = float(np.median(grey))
    if light >= 253:
        return 0.0
    size = _FLAT if light < _NEARLY_WHITE else _FREE_OF_PRINT
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    burnt = cv2.morphologyEx((grey >= 250).astype(np.uint8), cv2.MORPH_OPEN, kernel)
    areas = cv2.connectedComponentsWithStats(burnt)[2][1:, cv2.CC_STAT_AREA]
    return float(areas.max(initial=0)) / grey.size


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
    """The part of the paper that has less than a third of the light of its brightest part."""
    small = cv2.resize(
        grey, (200, max(8, 200 * grey.shape[0] // grey.shape[1])), interpolation=cv2.INTER_AREA
    )
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((51, 51), np.uint8))
    return float((paper < 0.3 * float(np.percentile(paper, 95))).mean())


def _grain(grey: npt.NDArray[np.uint8]) -> float:
    """The deviation of brightness where it is smallest: blocks of plain ground (Immerkaer's mask)."""
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    rough = np.abs(cv2.filter2D(grey.astype(np.float32), -1, mask))
    blocks = cv2.resize(rough, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA)
    return float(np.percentile(blocks, 20)) * 1.2533 / 6
