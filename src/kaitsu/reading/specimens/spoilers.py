"""What goes wrong when a document is photographed, each in a bearable and in an unusable strength.

``spoil(image, "glare", seed)`` is a photograph that a reviewer would still accept; with ``strong=True`` it is one that
hides text. Some ways (``empty``, ``tiny``) are only ever unusable, some (``turned``, ``screen``) only ever bearable.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from kaitsu.reading.specimens.scene import Pixels, corners, desk, lay

Spoiler = Callable[[Pixels, random.Random, bool], Pixels]
Floats = npt.NDArray[np.float32]


def _clipped(pixels: npt.ArrayLike) -> Pixels:
    return np.asarray(np.clip(np.asarray(pixels), 0, 255), np.uint8)


def _field(
    shape: tuple[int, ...], centre: tuple[float, float], spread: tuple[float, float], turn: float
) -> Floats:
    """A soft spot: 1 at *centre* (parts of the picture), falling off over *spread*, turned by *turn* radians."""
    height, width = shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = x / width - centre[0], (y - centre[1] * height) / width
    along, across = dx * np.cos(turn) + dy * np.sin(turn), dy * np.cos(turn) - dx * np.sin(turn)
    return np.asarray(np.exp(-((along / spread[0]) ** 2 + (across / spread[1]) ** 2)), np.float32)


def _blur(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    base = picture.shape[1] / 2000
    sigma = dice.uniform(5.5, 8.0) if strong else dice.uniform(0.7, 1.3)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma * base), np.uint8)


def _motion(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    length = max(3, int((dice.uniform(30, 46) if strong else dice.uniform(3, 6)) * picture.shape[1] / 2000))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1
    spin = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), dice.uniform(0, 180), 1)
    kernel = np.asarray(cv2.warpAffine(kernel, spin, (length, length)), np.float32)
    return np.asarray(cv2.filter2D(picture, -1, kernel / max(float(kernel.sum()), 1e-6)), np.uint8)


def _glare(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    if strong:
        centre, spread, power = (dice.uniform(0.36, 0.56), dice.uniform(0.34, 0.5)), (0.2, 0.11), 520.0
    else:
        centre, spread, power = (
            (dice.uniform(0.2, 0.8), dice.uniform(0.3, 0.7)),
            (0.16, 0.08),
            dice.uniform(40, 75),
        )
    spot = _field(picture.shape, centre, spread, dice.uniform(-0.6, 0.6))
    return _clipped(picture.astype(np.float32) + spot[..., None] * power)


def _shadow(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    turn, place = dice.uniform(0, 6.28), dice.uniform(0.35, 0.65)
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = ((x / width - place) * np.cos(turn) + (y / height - place) * np.sin(turn)) * 14
    dark = 1 / (1 + np.exp(-edge))
    return _clipped(picture * (1 - (0.8 if strong else dice.uniform(0.3, 0.5)) * dark[..., None]))


def _dark(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    light = dice.uniform(0.05, 0.08) if strong else dice.uniform(0.4, 0.55)
    return _grain(_clipped(picture * light), dice, 7 if strong else 3)


def _grain(picture: Pixels, dice: random.Random, deviation: float) -> Pixels:
    shade = np.random.default_rng(dice.getrandbits(32))
    return _clipped(picture + shade.normal(0, deviation, picture.shape).astype(np.float32))


def _noise(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    return _grain(picture, dice, 70 if strong else dice.uniform(8, 16))


def _jpeg(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    quality = dice.randint(3, 5) if strong else dice.randint(30, 50)
    if strong:
        small = np.asarray(cv2.resize(picture, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA), np.uint8)
        return np.asarray(
            cv2.resize(_encoded(small, quality), picture.shape[1::-1], interpolation=cv2.INTER_LINEAR),
            np.uint8,
        )
    return _encoded(picture, quality)


def _encoded(picture: Pixels, quality: int) -> Pixels:
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def _moire(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn, period = dice.uniform(0, 3.14), dice.uniform(5, 9) * width / 2000
    bend = 30 * np.sin(y / height * dice.uniform(3, 6))
    waves = np.sin((x * np.cos(turn) + y * np.sin(turn) + bend) / period * 6.283)
    return _clipped(picture + waves[..., None] * (120 if strong else dice.uniform(6, 12)))


def _screen(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    rows = np.ones((picture.shape[0], 1, 1), np.float32)
    rows[:: dice.randint(3, 4)] = 0.5 if strong else 0.88
    tinted = picture * rows * np.array([1.04, 1.0, 0.95], np.float32)
    return _moire(_clipped(tinted), dice, strong)


def _finger(picture: Pixels, dice: random.Random, strong: bool) -> Pixels:
    height, width = picture.shape[:2]
    corner = dice.choice(((0.1, 0.95), (0.92, 0.06), (0.94, 0.95)))
    centre = (int(width * corner[0]), int(height * corner[1]))
    if strong:
        centre = (int(width * dice.uniform(0.3, 0.45)), int(height * 0.34))
    size = (int(width * (0.2 if strong else 0.075)), int(height * (0.17 if strong else 0.13)))
    over = picture.copy()
    cv2.ellipse(
        over, centre, size, dice.uniform(0, 60), 0, 360, dice.choice(((120, 150, 205), (90, 116, 170))), -1
    )
    soft = cv2.GaussianBlur(np.any(over != picture, axis=2).astype(np.float32), (0, 0), 4)[..., None]
    return _clipped(picture * (1 - soft) + over * soft)


def _same(picture: Pixels, _dice: random.Random, _strong: bool) -> Pixels:
    return picture


_AFTER: Mapping[str, Spoiler] = MappingProxyType(
    {
        "blur": _blur, "motion": _motion, "glare": _glare, "shadow": _shadow, "dark": _dark, "noise": _noise,
        "jpeg": _jpeg, "moire": _moire, "screen": _screen, "finger": _finger,
    }
)  # fmt: skip

#: How each way is photographed: share of the frame, tilt, turn in degrees (each as a range), and the desk.
_HELD: Mapping[str, tuple[tuple[float, float], float, tuple[float, float], str]] = MappingProxyType(
    {
        "perspective": ((0.78, 0.9), 0.055, (-4, 4), ""),
        "rotation": ((0.76, 0.86), 0.01, (-14, 14), ""),
        "turned": ((0.8, 0.9), 0.012, (88, 92), ""),
        "upside_down": ((0.8, 0.92), 0.012, (178, 182), ""),
        "far": ((0.55, 0.62), 0.02, (-4, 4), ""),
        "tiny": ((0.1, 0.14), 0.02, (-8, 8), ""),
        "white_desk": ((0.8, 0.92), 0.012, (-3, 3), "white"),
    }
)
_USUAL = ((0.84, 0.94), 0.014, (-2.5, 2.5), "")

#: Every way, and whether it can be bearable and can be unusable.
SPOILERS: Mapping[str, tuple[bool, bool]] = MappingProxyType(
    {
        "scan": (True, False), "desk": (True, False), "perspective": (True, False), "rotation": (True, False),
        "turned": (True, False), "upside_down": (True, False), "far": (True, False), "white_desk": (True, False),
        "two": (True, False), "crop": (False, True), "tiny": (False, True), "empty": (False, True),
        **dict.fromkeys(_AFTER, (True, True)),
    }
)  # fmt: skip


def spoil(
    image: Image.Image, how: str, seed: int, *, strong: bool = False, long_side: int = 2000,
    beside: Image.Image | None = None,
) -> Image.Image:  # fmt: skip
    """A photograph of *image* spoilt by *how* (one of ``SPOILERS``), *long_side* pixels wide or high.

    *strong* makes it unusable where the way allows; *beside* is the other document of ``two``. Raises KeyError for
    an unknown way.
    """
    can_bear, can_spoil = SPOILERS[how]
    dice = random.Random(f"{how} {strong} {seed}")  # noqa: S311 - no secret
    document = np.asarray(cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR), np.uint8)
    if how == "scan":
        return _as_image(document)
    frame = _frame(document, how, long_side)
    picture = _photograph(document, how, frame, dice, beside)
    picture = _AFTER.get(how, _same)(picture, dice, (strong and can_spoil) or not can_bear)
    return _as_image(_encoded(_grain(picture, dice, 1.5), 90))


def _frame(document: Pixels, how: str, long_side: int) -> tuple[int, int]:
    height, width = document.shape[:2]
    lying = (width >= height) != (how == "turned")
    return (long_side, long_side * 3 // 4) if lying else (long_side * 3 // 4, long_side)


def _photograph(
    document: Pixels, how: str, frame: tuple[int, int], dice: random.Random, beside: Image.Image | None
) -> Pixels:
    (near, far), tilt, turns, sort = _HELD.get(how, _USUAL)
    ground = desk(*frame, dice, sort)
    if how == "empty":
        return ground
    size = (document.shape[1], document.shape[0])
    where = corners(size, frame, dice, dice.uniform(near, far), tilt, dice.uniform(*turns))
    if how == "two":
        return _two(document, beside, ground, dice)
    if how == "crop":
        away = dice.choice(((-0.3, 0.0), (0.3, 0.0), (0.0, -0.3), (0.0, 0.3)))
        where = where + np.array(away, np.float32) * np.array(frame, np.float32)
    return lay(document, ground, where.astype(np.float32))


def _two(document: Pixels, beside: Image.Image | None, ground: Pixels, dice: random.Random) -> Pixels:
    other = document if beside is None else cv2.cvtColor(np.asarray(beside.convert("RGB")), cv2.COLOR_RGB2BGR)
    height, width = ground.shape[:2]
    upright = document.shape[0] > document.shape[1]
    half = (width // 2, height) if upright or width > height * 1.6 else (width, height // 2)
    if not upright and half == (width, height // 2):
        ground = np.asarray(cv2.resize(ground, (height, int(height * 1.3))), np.uint8)
        height, width = ground.shape[:2]
        half = (width, height // 2)
    shift = np.array((half[0], 0) if half[0] < width else (0, half[1]), np.float32)
    for place, each in enumerate((document, np.asarray(other, np.uint8))):
        size = (each.shape[1], each.shape[0])
        where = corners(size, half, dice, 0.88, 0.01, dice.uniform(-2, 2)) + shift * place
        ground = lay(each, ground, where.astype(np.float32))
    return ground


def _as_image(picture: Pixels) -> Image.Image:
    return Image.fromarray(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8), "RGB")
