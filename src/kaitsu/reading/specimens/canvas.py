"""A sheet to draw a specimen on: paper, text in one of two typefaces, rules, a drawn face, and 見本 across it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pylopdf_fonts_jp
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]

INK: Colour = (28, 28, 34)
_FACES = {"sans": pylopdf_fonts_jp.sans_path, "serif": pylopdf_fonts_jp.serif_path}


@lru_cache(maxsize=256)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """The typeface *face* (``sans`` or ``serif``) at *size* pixels."""
    return ImageFont.truetype(str(_FACES[face]()), size)


class Sheet:
    """A page of *width* by *height* pixels; everything on it varies with *dice* (face, ink, wear)."""

    def __init__(self, width: int, height: int, dice: random.Random, tint: Colour) -> None:
        self.width, self.height, self.dice = width, height, dice
        self.image = _paper(width, height, dice, tint)
        self._pen = ImageDraw.Draw(self.image)
        self.face = dice.choice(("sans", "sans", "serif"))
        depth = dice.randint(12, 62)
        self.ink: Colour = (depth, depth, depth + dice.randint(0, 12))
        self.label_ink: Colour = dice.choice(((60, 60, 66), (34, 62, 92), (90, 50, 50), (40, 76, 56)))

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        *,
        colour: Colour | None = None,
        face: str | None = None,
        spacing: float = 0.0,
    ) -> float:
        """Write *words* with their upper left corner *at*; *spacing* is more between letters, in parts of *size*.

        Returns the x where they end.
        """
        used = font(face or self.face, size)
        x, y = at
        if not spacing:
            self._pen.text((x, y), words, font=used, fill=colour or self.ink)
            return x + used.getlength(words)
        for letter in words:
            self._pen.text((x, y), letter, font=used, fill=colour or self.ink)
            x += used.getlength(letter) + spacing * size
        return x

    def label(self, at: tuple[float, float], words: str, size: int) -> float:
        """A printed label, in the label's ink; the x where it ends."""
        return self.text(at, words, size, colour=self.label_ink)

    def block(
        self, at: tuple[float, float], words: str, size: int, room: float, spacing: float = 0.0
    ) -> float:
        """Write *words* in as many lines as the width *room* needs; the y below them."""
        x, y = at
        for line in wrapped(words, size, self.face, room, spacing):
            self.text((x, y), line, size, spacing=spacing)
            y += size * 1.28
        return y

    def rule(self, x: float, y: float, width: float, colour: Colour = (150, 150, 156)) -> None:
        """A thin horizontal line."""
        self._pen.line((x, y, x + width, y), fill=colour, width=2)

    def frame(
        self, x: float, y: float, width: float, height: float, colour: Colour = (120, 120, 126)
    ) -> None:
        """A thin frame."""
        self._pen.rectangle((x, y, x + width, y + height), outline=colour, width=2)

    def band(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self._pen.rectangle((x, y, x + width, y + height), fill=colour)

    def face_photo(self, x: float, y: float, width: float, height: float) -> None:
        """A drawn head before a plain ground, in the place of a photograph."""
        pen, dice = self._pen, self.dice
        ground = dice.choice(((150, 178, 204), (188, 196, 204), (120, 150, 186)))
        skin = dice.choice(((226, 190, 160), (206, 164, 132), (168, 124, 92)))
        pen.rectangle((x, y, x + width, y + height), fill=ground)
        hair = dice.choice(((30, 24, 22), (70, 48, 34), (120, 116, 112)))
        middle, top = x + width / 2, y + height * 0.16
        pen.ellipse((middle - width * 0.31, top, middle + width * 0.31, top + height * 0.56), fill=hair)
        pen.ellipse(
            (middle - width * 0.24, top + height * 0.1, middle + width * 0.24, top + height * 0.58), fill=skin
        )
        shoulder = dice.choice(((40, 46, 70), (90, 40, 44), (54, 84, 66)))
        pen.ellipse((x + width * 0.06, y + height * 0.74, x + width * 0.94, y + height * 1.2), fill=shoulder)
        pen.rectangle((x, y + height, x + width, y + height * 1.22), fill=self._ground_at(x, y + height))
        for side in (-1, 1):
            eye = middle + side * width * 0.1
            pen.ellipse((eye - 6, top + height * 0.28, eye + 6, top + height * 0.31), fill=(20, 20, 24))
        pen.arc(
            (middle - width * 0.08, top + height * 0.38, middle + width * 0.08, top + height * 0.48),
            20, 160, fill=(130, 60, 60), width=4,
        )  # fmt: skip

    def _ground_at(self, x: float, y: float) -> Colour:
        red, green, blue = np.asarray(self.image)[min(self.height - 1, int(y) + 4), max(0, int(x) - 4)]
        return int(red), int(green), int(blue)

    def seal(self, x: float, y: float, size: int, words: str) -> None:
        """A square in red with *words*, that copies no real seal."""
        red = (190, 64, 58)
        self._pen.rectangle((x, y, x + size, y + size), outline=red, width=3)
        for place, letter in enumerate(words[:4]):
            left, below = x + size * (0.52 - 0.44 * (place // 2)), y + size * (0.06 + 0.45 * (place % 2))
            self._pen.text((left, below), letter, font=font("serif", int(size * 0.4)), fill=red)

    def marked(self) -> Image.Image:
        """The image with 見本 across it, pale enough to read what is under it."""
        veil = Image.new("RGBA", self.image.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(veil)
        size = int(min(self.width, self.height) * self.dice.uniform(0.26, 0.36))
        colour = (*self.dice.choice(((200, 60, 60), (70, 90, 190), (60, 140, 90))), self.dice.randint(26, 44))
        x = self.dice.uniform(0.18, 0.4) * self.width
        pen.text((x, (self.height - size * 1.3) / 2), "見本", font=font("sans", size), fill=colour)
        small = font("sans", max(14, int(self.height * 0.022)))
        pen.text(
            (self.width * 0.86, self.height * 0.95), "見本 SPECIMEN"[:2], font=small, fill=(180, 40, 40, 255)
        )
        return Image.alpha_composite(self.image.convert("RGBA"), veil).convert("RGB")


def wrapped(words: str, size: int, face: str, room: float, spacing: float = 0.0) -> Sequence[str]:
    """*words* broken into lines of at most *room* pixels; a newline in them breaks as well."""
    used, lines = font(face, size), []
    for part in words.split("\n"):
        line = ""
        for letter in part:
            if line and used.getlength(line + letter) + spacing * size * len(line) > room:
                lines.append(line)
                line = ""
            line += letter
        lines.append(line)
    return lines


def _paper(width: int, height: int, dice: random.Random, tint: Colour) -> Image.Image:
    """Tinted paper with a slow wave of colour and a little grain; no pattern of any real document."""
    shade = np.random.default_rng(dice.getrandbits(32))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn, length = dice.uniform(0, 3.14), dice.uniform(0.2, 0.7) * width
    wave = np.sin((x * np.cos(turn) + y * np.sin(turn)) / length * 6.283)[..., None]
    colour = np.array(tint, np.float32) + wave * np.array([dice.uniform(2, 7) for _ in range(3)], np.float32)
    grain = shade.normal(0, dice.uniform(0.6, 2.2), (height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(colour + grain, 0, 255).astype(np.uint8), "RGB")
