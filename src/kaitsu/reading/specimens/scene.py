"""Photographs of a specimen: a desk below it, the camera held at an angle, near or far, another document beside."""

from __future__ import annotations

import random

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

_DESKS = {
    "wood": (92, 118, 150),
    "dark": (44, 46, 52),
    "cloth": (110, 84, 70),
    "grey": (128, 126, 122),
    "white": (226, 228, 230),
}


def desk(width: int, height: int, dice: random.Random, sort: str = "") -> Pixels:
    """A desk top of *width* by *height* pixels, BGR: wood, dark, cloth, grey or white."""
    sort = sort or dice.choice(("wood", "wood", "dark", "cloth", "grey"))
    shade = np.random.default_rng(dice.getrandbits(32))
    coarse = shade.normal(0, 1, (max(2, height // 24), max(2, width // 24), 1)).astype(np.float32)
    streak = (width // 40 + 2, max(2, height // 4)) if sort == "wood" else (width // 6 + 2, height // 6 + 2)
    lines = shade.normal(0, 1, (streak[1], streak[0])).astype(np.float32)
    wave = cv2.resize(coarse[..., 0], (width, height), interpolation=cv2.INTER_CUBIC) * 5
    grain = cv2.resize(lines, (width, height), interpolation=cv2.INTER_CUBIC) * (9 if sort == "wood" else 2)
    colour = np.array(_DESKS[sort], np.float32)
    return np.clip(colour + (wave + grain)[..., None], 0, 255).astype(np.uint8)


def corners(
    size: tuple[int, int], frame: tuple[int, int], dice: random.Random, share: float, tilt: float, turn: float
) -> npt.NDArray[np.float32]:
    """Where the four corners of a document of *size* come to lie in a *frame*.

    It fills *share* of the frame's width or height, each corner moved by up to *tilt* of its size, all turned by
    *turn* degrees.
    """
    width, height = size
    angle = np.deg2rad(turn)
    cos, sin = abs(np.cos(angle)), abs(np.sin(angle))
    scale = share * min(frame[0] / (width * cos + height * sin), frame[1] / (width * sin + height * cos))
    half = np.array([width, height], np.float32) * scale / 2
    square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32) * half
    square += (
        np.array([[dice.uniform(-tilt, tilt) for _ in range(2)] for _ in range(4)], np.float32)
        * half.min()
        * 2
    )
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    turned = square @ spin.T
    room = (np.array(frame, np.float32) - (turned.max(0) - turned.min(0))) / 2
    drift = np.array([dice.uniform(-0.5, 0.5) * max(0.0, float(each)) for each in room], np.float32)
    placed: npt.NDArray[np.float32] = (
        turned - (turned.max(0) + turned.min(0)) / 2 + np.array(frame, np.float32) / 2 + drift
    )
    return placed.astype(np.float32)


def lay(document: Pixels, ground: Pixels, where: npt.NDArray[np.float32], *, shadow: bool = True) -> Pixels:
    """*document* on *ground* with its corners at *where*, with a soft shadow beside it."""
    height, width = document.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, where)
    size = (ground.shape[1], ground.shape[0])
    smaller = np.linalg.norm(where[1] - where[0]) < width * 0.8
    seen = (
        cv2.GaussianBlur(document, (0, 0), 0.45 * width / float(np.linalg.norm(where[1] - where[0])))
        if smaller
        else document
    )
    laid = cv2.warpPerspective(seen, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = (
        cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size).astype(np.float32)[
            ..., None
        ]
        / 255
    )
    under = ground.astype(np.float32)
    if shadow:
        soft = cv2.GaussianBlur(np.roll(mask[..., 0], (6, 8), (0, 1)), (0, 0), 9)[..., None]
        under = under * (1 - 0.45 * soft)
    return np.asarray(np.clip(under * (1 - mask) + laid * mask, 0, 255), np.uint8)
