"""A sheet measured in millimetres, on which labels and values are set in the ways in which offices set them."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import pylopdf_fonts_jp
from PIL import Image, ImageDraw, ImageFont

from kaitsu.japanese import dates

Colour = tuple[int, int, int]


@lru_cache(maxsize=1)
def faces() -> tuple[str, ...]:
    """Font files: those of the specimens' package, and more from ``READING_FONTS`` (paths divided by colons)."""
    own = (str(pylopdf_fonts_jp.sans_path()), str(pylopdf_fonts_jp.serif_path()))
    return own + tuple(filter(None, os.environ.get("READING_FONTS", "").split(":")))


@lru_cache(maxsize=512)
def font(file: str, size: int) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels."""
    return ImageFont.truetype(file, size)


class Plate:
    """A sheet of *width* by *height* mm at *dots* pixels a mm, for one holder; ``printed`` is what stands on it."""

    def __init__(
        self, width: float, height: float, dots: float, claims: Mapping[str, object], dice: random.Random
    ) -> None:
        self.dots, self.dice, self.claims = dots, dice, claims
        self.width, self.height = width, height
        ground = dice.choice(
            (
                (255, 255, 255),
                (250, 246, 232),
                (224, 238, 246),
                (246, 224, 230),
                (222, 240, 222),
                (234, 226, 244),
            )
        )
        self.image = Image.new("RGB", (round(width * dots), round(height * dots)), ground)
        self.pen = ImageDraw.Draw(self.image)
        self._lattice(ground)
        self.file = dice.choice(faces())
        self.ink: Colour = dice.choice(((0, 0, 0), (30, 30, 60), (60, 40, 40), (20, 44, 30)))
        self.faint: Colour = dice.choice(((90, 90, 90), (30, 80, 140), (150, 60, 60), (40, 110, 80)))
        self.printed: dict[str, str] = {}
        self.sort = dice.choice(("left", "colon", "wide", "above"))

    def _lattice(self, ground: Colour) -> None:
        """Fine coloured lines under everything, as papers against copying have; of no real document."""
        if self.dice.random() < 0.45:
            return
        tone = tuple(max(0, each - self.dice.randint(10, 34)) for each in ground)
        step = self.dice.randint(9, 26)
        for place in range(-self.image.height, self.image.width, step):
            self.pen.line((place, 0, place + self.image.height, self.image.height), fill=tone, width=1)

    def put(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 3.2,
        *,
        ink: Colour | None = None,
        gap: float = 0.0,
        end: bool = False,
        file: str = "",
    ) -> float:
        """Write *words* at x, y (mm; the right end with *end*), letters *size* mm high; the x (mm) behind them."""
        face = font(file or self.file, max(6, round(size * self.dots)))
        left = x * self.dots - (face.getlength(words) if end else 0)
        for letter in words if gap else (words,):
            self.pen.text((left, y * self.dots), letter, font=face, fill=ink or self.ink)
            left += face.getlength(letter) + gap * size * self.dots
        return left / self.dots

    def rows(self, x: float, y: float, words: str, size: float, room: float, break_at: str = " ") -> float:
        """Write *words* in lines of *room* mm, broken before a building where that fits; the y below."""
        face, lines, line = font(self.file, round(size * self.dots)), [], ""
        for letter in words:
            if line and face.getlength(line + letter) > room * self.dots:
                lines.append(line)
                line = ""
            line += letter
        lines.append(line)
        if break_at and break_at in words and len(lines) > 1:
            lines = [part for part in words.split(break_at, 1) if part]
            if any(face.getlength(part) > room * self.dots for part in lines):
                return self.rows(x, y, words, size, room, "")
        for each in lines:
            self.put(x, y, each.strip(" \u3000"), size)
            y += size * self.dice.uniform(1.25, 1.5)
        return y

    def label(self, x: float, y: float, words: str, size: float) -> float:
        """A label as this sheet sets all of its labels; the x behind it."""
        if self.sort == "wide" and len(words) == 2:
            words = words[0] + "\u3000" + words[1]
        if self.sort == "colon":
            words += self.dice.choice(("：", ":"))
        return self.put(x, y, words, size, ink=self.faint)

    def item(
        self,
        x: float,
        y: float,
        label: str,
        value: str,
        size: float = 3.4,
        column: float = 18,
        room: float = 200,
    ) -> float:
        """A label with its value beside it or below it; the y below both."""
        small = size * self.dice.uniform(0.66, 0.9)
        if self.sort == "above":
            self.label(x, y, label, small)
            return self.rows(x + self.dice.choice((0, 2)), y + small * 1.35, value, size, room + column) + 0.8
        behind = self.label(x, y + (size - small) * 0.7, label, small)
        start = max(behind + 1.5, x + column)
        return self.rows(start, y, value, size, room - (start - x - column)) + 0.8

    def line(self, x: float, y: float, width: float) -> None:
        """A rule."""
        self.pen.line(
            (x * self.dots, y * self.dots, (x + width) * self.dots, y * self.dots), fill=self.faint, width=2
        )

    def box(self, x: float, y: float, width: float, height: float, fill: Colour | None = None) -> None:
        """A frame, or a filled one."""
        corners = tuple(each * self.dots for each in (x, y, x + width, y + height))
        self.pen.rectangle(corners, outline=self.faint, width=2, fill=fill)

    def portrait(self, x: float, y: float, width: float) -> None:
        """Shapes in the place of a photograph."""
        high = width * 1.25
        self.box(x, y, width, high, self.dice.choice(((170, 190, 214), (206, 206, 210), (140, 160, 190))))
        d = self.dots
        self.pen.ellipse(
            ((x + width * 0.26) * d, (y + high * 0.14) * d, (x + width * 0.74) * d, (y + high * 0.66) * d),
            fill=(60, 44, 38),
        )
        self.pen.ellipse(
            ((x + width * 0.3) * d, (y + high * 0.22) * d, (x + width * 0.7) * d, (y + high * 0.68) * d),
            fill=(214, 176, 148),
        )
        self.pen.pieslice(
            ((x + 0.5) * d, (y + high * 0.7) * d, (x + width - 0.5) * d, (y + high * 1.28) * d),
            180,
            360,
            fill=(60, 66, 92),
        )

    def stamp(self, x: float, y: float, words: str, size: float = 9) -> None:
        """A round or square mark in red."""
        red = (206, 60, 60)
        area = tuple(each * self.dots for each in (x, y, x + size, y + size))
        (self.pen.ellipse if self.dice.random() < 0.5 else self.pen.rectangle)(area, outline=red, width=3)
        self.put(x + size * 0.12, y + size * 0.3, words[:2], size * 0.38, ink=red)

    # What is printed -------------------------------------------------------------------------------------------

    def name(self, form: str = "registered") -> str:
        """The holder's name in *form*, and remembered."""
        words = str(self.claims["name"][form])  # type: ignore[index]
        self.printed["name"] = words
        return (
            words.replace(" ", self.dice.choice((" ", "\u3000", "\u3000\u3000")))
            if form == "registered"
            else words
        )

    def address(self) -> str:
        """The holder's address in one of several notations, and remembered."""
        words = str(self.claims["address"]["text"])  # type: ignore[index]
        self.printed["address"] = words
        if self.dice.random() < 0.4:
            words = words.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789ABC"})
            words = words.replace("-", self.dice.choice(("－", "ー", "−")))
        return words

    def born(self, style: str = "") -> str:
        """The birth date, and remembered."""
        return self.day("birth_date", date.fromisoformat(str(self.claims["birth_date"])), style)

    def within(self, field: str, first: int, last: int, style: str = "") -> str:
        """A day between *first* and *last* days from 2026-11-22, remembered as *field* ("" for none of interest)."""
        return self.day(field, date(2026, 11, 22) + timedelta(days=self.dice.randint(first, last)), style)

    def day(self, field: str, day: date, style: str = "") -> str:
        """*day* written in *style* or in one by lot."""
        if field:
            self.printed[field] = day.isoformat()
        return written(day, style or self.dice.choice(STYLES), self.dice)


STYLES = (
    "era",
    "era spaced",
    "era padded",
    "western",
    "western spaced",
    "dots",
    "slashes",
    "both",
    "both other",
    "wide",
    "letters",
)


def written(day: date, style: str, dice: random.Random) -> str:
    """*day* in one of ``STYLES``."""
    era = dates.era_of(day)
    year = era.year_of(day)
    first = "元" if year == 1 else str(year)
    letter = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}[era.name]
    return {
        "era": f"{era.name}{first}年{day.month}月{day.day}日",
        "era spaced": f"{era.name}{first:>2}年{day.month:>2}月{day.day:>2}日",
        "era padded": f"{era.name}{year:02}年{day.month:02}月{day.day:02}日",
        "western": f"{day.year}年{day.month}月{day.day}日",
        "western spaced": f"{day.year} 年 {day.month:>2} 月 {day.day:>2} 日",
        "dots": f"{day.year}.{day.month:02}.{day.day:02}",
        "slashes": f"{day.year}/{day.month:02}/{day.day:02}",
        "both": f"{day.year}年({era.name}{first}年){day.month:02}月{day.day:02}日",
        "both other": f"{era.name}{first}年({day.year}年){day.month}月{day.day}日",
        "wide": f"{era.name}{first}年{day.month}月{day.day}日".translate(
            {ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"}
        ),
        "letters": f"{letter}{year:02}.{day.month:02}.{day.day:02}"
        if dice.random() < 0.5
        else f"{letter}{year}年{day.month}月{day.day}日",
        "english": f"{day.day:02} {day:%b} {day.year}".upper(),
        "double": f"{day.day:02} {day.month}月/{day:%b} {day.year}".upper(),
    }[style]
