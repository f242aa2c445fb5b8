"""A second camera: mild faults of photographs, one or two at once, and bad ones, by code of their own."""

from __future__ import annotations

import random

import cv2
import numpy as np
from PIL import Image

MILD = (
    "scanned",
    "plain_table",
    "patterned_table",
    "white_table",
    "tilted",
    "leaning",
    "sideways",
    "overhead_lamp",
    "evening",
    "half_shade",
    "soft",
    "shaky",
    "messenger",
    "small",
    "screenshot",
    "high_iso",
    "thumb_at_edge",
    "faded",
    "curled",
)
BAD = (
    "out_of_focus",
    "shaken",
    "flash",
    "night",
    "hand_over",
    "thumbnail",
    "part_only",
    "far_away",
    "deep_shade",
    "static",
)


def photograph(image: Image.Image, how: str, seed: int, long_side: int = 2000) -> Image.Image:
    """*image* photographed in the way *how*, one of ``MILD`` or ``BAD``."""
    dice = random.Random(f"{how} {seed} otherwise")
    sheet = cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR)
    if how == "curled":
        sheet = _curled(sheet, dice)
    if how == "faded":
        sheet = np.clip(sheet * 0.62 + 255 * 0.34, 0, 255).astype(np.uint8)
    lies_flat = how in ("scanned", "screenshot")
    picture = _flat(sheet, how, dice) if lies_flat else _placed(sheet, how, dice, long_side)
    picture = _light(picture, how, dice)
    picture = _optics(picture, how, dice)
    return Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))


def _flat(sheet: np.ndarray, how: str, dice: random.Random) -> np.ndarray:
    if how == "screenshot":
        bar = np.full((120, sheet.shape[1], 3), 245, np.uint8)
        cv2.putText(bar, "12:34", (30, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (60, 60, 60), 3)
        return np.concatenate([bar, sheet, np.full((160, sheet.shape[1], 3), 20, np.uint8)])
    edge = dice.randint(0, 60)
    return cv2.copyMakeBorder(sheet, edge, edge * 2, edge, edge, cv2.BORDER_CONSTANT, value=(252, 252, 252))


def _curled(sheet: np.ndarray, dice: random.Random) -> np.ndarray:
    height, width = sheet.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bend = np.sin(x / width * np.pi) * height * dice.uniform(0.008, 0.016)
    return cv2.remap(sheet, x, y + bend - bend.max() / 2, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _table(height: int, width: int, how: str, dice: random.Random) -> np.ndarray:
    shade = np.random.default_rng(dice.getrandbits(31))
    colour = np.array([dice.randint(40, 190) for _ in range(3)], np.float32)
    if how == "white_table":
        colour = np.array([236, 238, 240], np.float32)
    table = np.ones((height, width, 3), np.float32) * colour
    if how == "patterned_table":
        y, x = np.mgrid[0:height, 0:width]
        step = width // dice.randint(6, 18)
        table += (((x // step + y // step) % 2) * dice.randint(16, 44))[..., None]
    grain = cv2.GaussianBlur(
        shade.normal(0, 30, (height, width)).astype(np.float32), (0, 0), dice.uniform(1, 6)
    )
    return np.clip(table + grain[..., None], 0, 255).astype(np.uint8)


_SHARE = {"small": (0.52, 0.6), "far_away": (0.07, 0.1)}
_TURN = {"tilted": (6, 17), "sideways": (86, 94)}


def _placed(sheet: np.ndarray, how: str, dice: random.Random, long_side: int) -> np.ndarray:
    high, wide = sheet.shape[:2]
    lying = (wide > high) != (how == "sideways")
    width, height = (long_side, long_side * 3 // 4) if lying else (long_side * 3 // 4, long_side)
    low, top = _SHARE.get(how, (0.76, 0.95))
    low_turn, top_turn = _TURN.get(how, (-3.0, 3.0))
    turn = np.deg2rad(dice.uniform(low_turn, top_turn) * dice.choice((1, -1)))
    size = dice.uniform(low, top)
    cos, sin = abs(np.cos(turn)), abs(np.sin(turn))
    scale = size * min(width / (wide * cos + high * sin), height / (wide * sin + high * cos))
    box = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]], np.float32) * scale / 2
    if how == "leaning":
        box[:2] *= np.array([dice.uniform(0.84, 0.93), 0.96], np.float32)
    box = box @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]], np.float32)
    slack = (np.array([width, height]) - np.ptp(box, axis=0)).clip(0) / 2
    box += np.array([width, height], np.float32) / 2 + slack * np.array(
        [dice.uniform(-0.6, 0.6), dice.uniform(-0.6, 0.6)]
    )
    if how == "part_only":
        box += np.array([width * dice.choice((-0.34, 0.34)), 0])
    source = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, box.astype(np.float32))
    soft = cv2.GaussianBlur(sheet, (0, 0), max(0.01, 0.4 / scale)) if scale < 0.9 else sheet
    laid = cv2.warpPerspective(soft, matrix, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(
        np.full((high, wide), 255, np.uint8), matrix, (width, height), flags=cv2.INTER_LINEAR
    )
    ground = _table(height, width, how, dice).astype(np.float32)
    away = cv2.GaussianBlur(cv2.dilate(mask, np.ones((9, 9))), (0, 0), 12)[..., None] / 255
    ground *= 1 - dice.uniform(0.1, 0.4) * away
    part = mask[..., None].astype(np.float32) / 255
    return np.clip(laid * part + ground * (1 - part), 0, 255).astype(np.uint8)


def _light(picture: np.ndarray, how: str, dice: random.Random) -> np.ndarray:
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y, x = y / height, x / width
    out = picture.astype(np.float32)
    if how in ("overhead_lamp", "flash"):
        strong = how == "flash"
        cx, cy = dice.uniform(0.35, 0.65), dice.uniform(0.35, 0.6)
        size = dice.uniform(0.15, 0.2) if strong else dice.uniform(0.08, 0.16)
        spot = 1 / (
            1 + (((x - cx) ** 2 + ((y - cy) * height / width) ** 2) / size**2) ** (3 if strong else 1)
        )
        out += spot[..., None] * (420 if strong else dice.uniform(30, 60))
    if how in ("half_shade", "deep_shade"):
        angle, place = dice.uniform(0, 6.28), dice.uniform(0.4, 0.6)
        side = (x - place) * np.cos(angle) + (y - place) * np.sin(angle)
        dark = np.clip(side * 60 + 0.5, 0, 1) if dice.random() < 0.5 else np.clip(side * 6 + 0.5, 0, 1)
        out *= 1 - dark[..., None] * (
            dice.uniform(0.9, 0.94) if how == "deep_shade" else dice.uniform(0.25, 0.45)
        )
    if how == "evening":
        out = out * np.array([0.42, 0.5, 0.6], np.float32) * dice.uniform(0.85, 1.1)
    if how == "night":
        out *= dice.uniform(0.03, 0.06)
    if how == "thumb_at_edge":
        out = _skin(out, (dice.choice((0.03, 0.97)), dice.uniform(0.55, 0.95)), 0.06, dice)
    if how == "hand_over":
        for finger in range(3):
            out = _skin(out, (0.25 + 0.13 * finger, 0.42), 0.075, dice)
    return np.clip(out, 0, 255).astype(np.uint8)


def _skin(picture: np.ndarray, at: tuple[float, float], size: float, dice: random.Random) -> np.ndarray:
    height, width = picture.shape[:2]
    tone = np.array(dice.choice(((140, 170, 222), (110, 140, 196), (84, 108, 158))), np.float32)
    mask = np.zeros((height, width), np.float32)
    centre = (int(at[0] * width), int(at[1] * height))
    cv2.ellipse(
        mask, centre, (int(size * width), int(size * width * 2.4)), dice.uniform(-25, 25), 0, 360, 1.0, -1
    )
    mask = cv2.GaussianBlur(mask, (0, 0), 6)[..., None]
    shade = cv2.GaussianBlur(
        np.random.default_rng(5).normal(0, 60, (height, width)).astype(np.float32), (0, 0), 20
    )
    return picture * (1 - mask) + (tone + shade[..., None] * 3) * mask


def _optics(picture: np.ndarray, how: str, dice: random.Random) -> np.ndarray:
    unit = picture.shape[1] / 2000
    noise = np.random.default_rng(dice.getrandbits(31))
    if how in ("soft", "out_of_focus"):
        size = int((dice.uniform(2, 3) if how == "soft" else dice.uniform(14, 22)) * unit) * 2 + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.float32)
        picture = cv2.filter2D(picture, -1, disc / disc.sum())
    if how in ("shaky", "shaken"):
        steps = int((dice.uniform(3, 5) if how == "shaky" else dice.uniform(34, 50)) * unit) + 2
        angle, path = dice.uniform(0, 3.14), np.zeros((steps * 2 + 1, steps * 2 + 1), np.float32)
        for step in range(steps):
            bow = step * step / steps * 0.1
            path[
                int(steps + np.sin(angle) * step + bow) % (2 * steps),
                int(steps + np.cos(angle) * step) % (2 * steps),
            ] = 1
        picture = cv2.filter2D(picture, -1, path / path.sum())
    if how in ("high_iso", "static", "night", "evening"):
        level = {"high_iso": dice.uniform(9, 15), "static": 80, "night": 6, "evening": 4}[how]
        coloured = (
            noise.normal(0, level, picture.shape) * 0.6
            + noise.normal(0, level, (*picture.shape[:2], 1)) * 0.8
        )
        picture = np.clip(picture + coloured, 0, 255).astype(np.uint8)
    if how == "messenger":
        small = cv2.resize(picture, None, fx=0.62, fy=0.62, interpolation=cv2.INTER_AREA)
        picture = cv2.imdecode(
            cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, dice.randint(45, 60)])[1], 1
        )
    if how == "thumbnail":
        small = cv2.resize(picture, None, fx=0.16, fy=0.16, interpolation=cv2.INTER_AREA)
        picture = cv2.resize(small, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    return np.asarray(picture, np.uint8)
