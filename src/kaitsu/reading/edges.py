"""A document told by its four edges, where its ground tells nothing: a card on printed paper, white paper on white.

Slower than what lies apart from its ground (:mod:`kaitsu.reading.outline`), so it is asked only where that fails.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kaitsu.reading.engine import Pixels, Quad

#: A tint counts this much more than light: paper on paper differs by little else.
_TINT = 1.6
#: A step of brightness or tint from here on is an edge (of 255).
_STEP = 1.2
#: Shorter pieces, for the picture's long side, are print.
_PIECE = 0.04
#: So many pieces, the longest: noise has any number.
_PIECES = 160
#: Pieces of one line are within this angle (radians) and distance (pixels); this many lines, the longest, are tried.
_IN_LINE, _BESIDE, _TRIED = np.deg2rad(4), 4.0, 28
#: Opposite sides are within this angle of each other and this far apart; neighbours are at least that angle apart.
_PARALLEL, _APART, _ACROSS = np.deg2rad(18), 0.12, np.deg2rad(62)
#: The part of a side, and of all four, that is seen as an edge: fingers hide a little.
_SEEN_OF_A_SIDE, _SEEN_PLAINLY, _SEEN_OF_ALL = 0.55, 0.85, 0.82
#: How an edge is looked for: at so many places, so far to either side, in nearly the direction of its line.
_PLACES, _REACH, _ALONG = 36, 2, 0.93
_FEW_PLACES, _ROUGHLY_SEEN, _ROUGHLY_SEEN_OF_ALL = 8, 0.35, 0.7
#: A side that goes on beyond a corner for this part of its length; where two do, the third is a line of print.
_BEYOND, _GOES_ON, _AS_HIGH = (0.02, 0.14), 0.6, 0.4
_MOST_THAT_GO_ON = 1
#: What lies beyond a side is looked at so many pixels from it, smoothed by so many, and is another colour from here on.
_ASIDE, _ROUGH, _OTHER = 6, 9, 2.5

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Lines by their angle, normal and distance from the origin."""

    angle: Doubles
    normal: Doubles
    distance: Doubles


def by_edges(small: Pixels, least: float, *, plainly: bool = False) -> Quad | None:
    """The four corners of the document in a *small* picture that fills at least the part *least* of it, or None.

    With *plainly*, nothing may hide an edge, and none may go on.

    A document ends where its edges meet, and something else lies beyond: the sides of a printed frame, or of a part
    that was cut off, go on, and the paper beyond them is the same.
    """
    # What is rough (a carpet, a newspaper) shows no straight edges until it is smoothed, and faint ones are lost then;
    # on it rules of a form may be all that is straight before.
    smooth = np.asarray(cv2.medianBlur(small, _ROUGH), np.uint8)
    found = (_best(each, smooth, least, plainly) for each in (small, smooth))
    whole = [quad for quad in found if quad is not None]
    return max(whole, key=lambda quad: float(cv2.contourArea(quad)), default=None)


def _best(small: Pixels, smooth: Pixels, least: float, plainly: bool) -> Quad | None:
    steps = _steps(small)
    height, width = small.shape[:2]
    quads, shares = _quadrilaterals(_lines(_pieces(small)), width, height)
    enough = shares >= least
    quads, shares = quads[enough], shares[enough]
    # Most are told by a few places already.
    roughly = _seen(_across(quads, steps, np.linspace(0.1, 0.9, _FEW_PLACES))[0])
    enough = (roughly.min(axis=1) > _ROUGHLY_SEEN) & (roughly.mean(axis=1) > _ROUGHLY_SEEN_OF_ALL)
    quads, shares = quads[enough], shares[enough]
    if not len(quads):
        return None
    # Corners are round.
    across, _ = _across(quads, steps, np.linspace(0.08, 0.92, _PLACES))
    seen = _seen(across)
    good = (seen.min(axis=1) > (_SEEN_PLAINLY if plainly else _SEEN_OF_A_SIDE)) & (
        seen.mean(axis=1) > _SEEN_OF_ALL
    )
    quads, shares, seen, across = quads[good], shares[good], seen[good], across[good]
    going_on, open_ended = _going_on(quads, across, steps)
    ends = ~open_ended & (going_on <= (0 if plainly else _MOST_THAT_GO_ON))
    # The larger the better: a photograph on a card has four edges too.
    worth = seen.mean(axis=1) + 0.5 * seen.min(axis=1) + 0.5 * np.sqrt(shares) - 0.15 * going_on
    quads, worth = quads[ends], worth[ends]
    lab = cv2.cvtColor(smooth, cv2.COLOR_BGR2LAB).astype(np.float32)
    best = (np.asarray(quads[place], np.float32) for place in np.argsort(-worth))
    return next((quad for quad in best if _lies_on_something_else(quad, lab)), None)


def _lies_on_something_else(quad: Quad, lab: Floats) -> bool:
    """Whether the colour beyond every side of *quad* is another than within."""
    height, width = lab.shape[:2]
    middle = quad.mean(axis=0)
    for one, other in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        along = (other - one) / max(1e-6, float(np.linalg.norm(other - one)))
        across = np.array([along[1], -along[0]])
        outwards = across if float(np.dot(across, (one + other) / 2 - middle)) > 0 else -across
        places = one + (other - one) * np.linspace(0.1, 0.9, _PLACES)[:, None]
        beyond = np.rint(places + outwards * _ASIDE).astype(int)
        within = np.rint(places - outwards * _ASIDE).astype(int)
        seen = ((beyond >= 0) & (beyond < (width, height))).all(axis=1)
        if seen.sum() < _PLACES // 4:
            return False
        beyond, within = beyond[seen], within[seen].clip(0, (width - 1, height - 1))
        differs = _paper(lab[within[:, 1], within[:, 0]]) - _paper(lab[beyond[:, 1], beyond[:, 0]])
        if float(np.linalg.norm(differs)) < _OTHER:
            return False
    return True


def _paper(colours: Floats) -> Floats:
    """What is not print among *colours*: the middle of their lighter half."""
    return np.asarray(np.median(colours[colours[:, 0] >= np.median(colours[:, 0])], axis=0), np.float32)


def _steps(small: Pixels) -> tuple[Floats, Floats]:
    """The steps to the right and downwards at each pixel, in light or tint, whichever is steeper."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_BGR2LAB).astype(np.float32)
    lab[..., 1:] *= _TINT
    right = cv2.Sobel(lab, cv2.CV_32F, 1, 0, ksize=3) / 8
    down = cv2.Sobel(lab, cv2.CV_32F, 0, 1, ksize=3) / 8
    steepest = (right * right + down * down).argmax(axis=2)[..., None]
    return (
        np.asarray(np.take_along_axis(right, steepest, 2)[..., 0], np.float32),
        np.asarray(np.take_along_axis(down, steepest, 2)[..., 0], np.float32),
    )


def _pieces(small: Pixels) -> Doubles:
    """Straight pieces of edges as (x, y, x, y), the longest first."""
    light, red, yellow = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2LAB))
    tints = (cv2.convertScaleAbs(each.astype(np.float32) * 3 - 2 * 128) for each in (red, yellow))
    detector = cv2.createLineSegmentDetector(0)
    found = [
        pieces.reshape(-1, 4) for each in (light, *tints) if (pieces := detector.detect(each)[0]) is not None
    ]
    every = np.concatenate([np.zeros((0, 4)), *found]).astype(np.float64)
    lengths = np.hypot(every[:, 2] - every[:, 0], every[:, 3] - every[:, 1])
    long = lengths > _PIECE * max(small.shape[:2])
    return np.asarray(every[long][np.argsort(-lengths[long], kind="stable")][:_PIECES], np.float64)


def _lines(pieces: Doubles) -> _Lines:
    """The lines on which most of the *pieces* lie: an edge is seen in pieces, where print or a finger meets it."""
    across, down = pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]
    angles = np.arctan2(down, across) % np.pi
    normals = np.stack([-np.sin(angles), np.cos(angles)], axis=1)
    distances = (normals * (pieces[:, :2] + pieces[:, 2:]) / 2).sum(axis=1)
    lengths = np.hypot(across, down)
    kept: list[int] = []
    total = np.zeros(len(pieces))
    for piece in range(len(pieces)):
        turned = _between(angles[piece], angles[kept])
        ends = pieces[piece].reshape(2, 2) @ normals[kept].T - distances[kept]
        same = np.flatnonzero((turned < _IN_LINE) & (np.abs(ends).max(axis=0) < _BESIDE))
        line = kept[int(same[0])] if len(same) else piece
        if line == piece:
            kept.append(piece)
        total[line] += lengths[piece] ** 2
    best = sorted(kept, key=lambda line: -total[line])[:_TRIED]
    return _Lines(angles[best], normals[best], distances[best])


def _between(one: Doubles | np.float64, other: Doubles) -> Doubles:
    """The angle between lines, 0 to a quarter turn."""
    return np.asarray(np.abs((one - other + np.pi / 2) % np.pi - np.pi / 2), np.float64)


def _quadrilaterals(lines: _Lines, width: int, height: int) -> tuple[Doubles, Doubles]:
    """What two pairs of *lines* enclose within the picture: corners in order, and the part of it that they fill."""
    one, other = np.triu_indices(len(lines.angle), 1)
    middle = lines.normal @ (width / 2, height / 2) - lines.distance
    alike = np.sign((lines.normal[one] * lines.normal[other]).sum(axis=1))
    apart = np.abs(middle[one] - alike * middle[other])
    pairs = (_between(lines.angle[one], lines.angle[other]) < _PARALLEL) & (
        apart > _APART * max(width, height)
    )
    one, other = one[pairs], other[pairs]
    first, second = np.triu_indices(len(one), 1)
    crossing = _between(lines.angle[one[first]], lines.angle[one[second]]) > _ACROSS
    first, second = first[crossing], second[crossing]
    a, b, c, d = one[first], other[first], one[second], other[second]
    corners = np.stack([_meet(lines, *each) for each in ((a, c), (c, b), (b, d), (d, a))], axis=1)
    edge = 0.01 * max(width, height)
    within = ((corners > -edge) & (corners < np.array([width, height]) + edge)).all(axis=(1, 2))
    corners = corners[within]
    x, y = corners[..., 0], corners[..., 1]
    areas = np.abs((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)) / 2
    return corners, np.asarray(areas / (width * height), np.float64)


def _meet(lines: _Lines, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> Doubles:
    """Where lines that are not parallel meet."""
    n, m, p, q = lines.normal[one], lines.normal[other], lines.distance[one], lines.distance[other]
    det = n[:, 0] * m[:, 1] - n[:, 1] * m[:, 0]
    x, y = (p * m[:, 1] - q * n[:, 1]) / det, (n[:, 0] * q - m[:, 0] * p) / det
    return np.stack([x, y], axis=-1)


def _seen(across: Doubles) -> Doubles:
    """The part of each side that is seen as an edge."""
    return np.asarray((np.abs(across) > _STEP).mean(axis=-1), np.float64)


def _going_on(
    quads: Doubles, across: Doubles, steps: tuple[Floats, Floats]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """How many sides of each of *quads* go on beyond a corner, and whether two do beyond the side between them.

    A side goes on where there is a step of its kind, up or down, and of about its height: *across* has those of the
    side itself. One that leaves the picture there is taken to.
    """
    height = np.median(across, axis=-1)[..., None]
    near, far = _BEYOND
    beyond = []
    for places in (np.linspace(1 + near, 1 + far, 14), np.linspace(-near, -far, 14)):
        found, inside = _across(quads, steps, places)
        alike = found * np.sign(height) > np.maximum(_STEP, _AS_HIGH * np.abs(height))
        visible = inside.sum(axis=-1)
        part = np.where(visible < 3, 1.0, (alike & inside).sum(axis=-1) / np.maximum(visible, 1))
        beyond.append(part > _GOES_ON)
    forwards, backwards = beyond
    both = np.roll(forwards, 1, axis=1) & np.roll(backwards, -1, axis=1)
    return np.asarray(forwards.sum(axis=1) + backwards.sum(axis=1), np.int64), np.asarray(
        both.any(axis=1), np.bool_
    )


def _across(
    quads: Doubles, steps: tuple[Floats, Floats], places: Doubles
) -> tuple[Doubles, npt.NDArray[np.bool_]]:
    """The step across each side at *places* (0 to 1 from its first corner), 0 where there is none, and what is seen."""
    right, down = steps
    height, width = right.shape
    sides = np.roll(quads, -1, axis=1) - quads
    lengths = np.maximum(np.linalg.norm(sides, axis=-1, keepdims=True), 1e-6)
    normal = np.stack([-sides[..., 1], sides[..., 0]], axis=-1) / lengths
    points = quads[:, :, None] + sides[:, :, None] * places[None, None, :, None]
    inside = ((points >= _REACH) & (points < np.array([width, height]) - _REACH)).all(axis=-1)
    highest = np.zeros(inside.shape)
    for off in range(-_REACH, _REACH + 1):
        at = np.rint(points + normal[:, :, None] * off).astype(int)
        x, y = at[..., 0].clip(0, width - 1), at[..., 1].clip(0, height - 1)
        gx, gy = right[y, x], down[y, x]
        step = gx * normal[:, :, None, 0] + gy * normal[:, :, None, 1]
        along = (np.abs(step) > _ALONG * np.hypot(gx, gy)) & inside
        highest = np.where(along & (np.abs(step) > np.abs(highest)), step, highest)
    return highest, np.asarray(inside, np.bool_)
