"""Two readings of every line that decides: another crop and another scale, and both must say the same (IDV-9).

An engine is often sure of what it misreads; two crops seldom err alike. Where they differ a third is asked, and where
no two agree the line is unreadable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from kaitsu.reading.engine import Engine, Pixels, Strip
from kaitsu.reading.page import Line, Page, strip_at

#: A letter less sure than this in every reading is not read.
SURE = 0.5
#: A letter that the engine gives less than this was not thought of.
_THOUGHT_OF = 0.001
_KANJI = re.compile("[一-鿿]{2}")
_OTHER_HEIGHT = 72
#: A strip that goes on so far before its first letter, in its heights, holds another there.
_PASSED_OVER = 1.0
_HALF_A_LETTER = 0.5
_ONE_LETTER = re.compile(r"\w")
_MARKS = re.compile(r"[\s・·.,、。:：'’\-‐−–—―ー一]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as its readings have it: the text, whether two agreed, and the least sure letter that matters.

    ``doubts`` are the kanji that came second to one of the text's in any of the readings, as pairs.
    """

    strip: Strip
    agreed: bool
    weakest: float
    doubts: frozenset[tuple[str, str]] = frozenset()


def read_again(page: Page, lines: Sequence[Line], engine: Engine) -> dict[int, Reading]:
    """A reading of each of *lines* by ``id``, from two or three strips."""
    second = engine.read([_second(page, line) for line in lines])
    open_ones = [place for place, line in enumerate(lines) if key(line.text) != key(second[place].text)]
    third = dict(
        zip(open_ones, engine.read([_third(page, lines[place]) for place in open_ones]), strict=True)
    )
    settled = [settle(line.strip, second[place], third.get(place)) for place, line in enumerate(lines)]
    return {
        id(line): _with_what_was_passed_over(page, line, reading, engine)
        for line, reading in zip(lines, settled, strict=True)
    }


def _with_what_was_passed_over(page: Page, line: Line, reading: Reading, engine: Engine) -> Reading:
    """*reading* with the letter at an end of *line* that no reading has: engines pass over what they do not know.

    It is read by itself, and what that says does not count as read.
    """
    strip = reading.strip
    if max(line.strip.before, line.strip.after) < _PASSED_OVER or key(strip.text) != key(line.strip.text):
        return reading
    before = _at_the_beginning(page, line, engine) if line.strip.before >= _PASSED_OVER else ""
    return Reading(Strip(before + strip.text, strip.letters, strip.rivals), False, 0.0, reading.doubts)


def _at_the_beginning(page: Page, line: Line, engine: Engine) -> str:
    """The letter before the first that was read; "" where that is none."""
    along = (line.quad[1] - line.quad[0] + line.quad[2] - line.quad[3]) / 2
    height = float(np.linalg.norm(line.quad[3] - line.quad[0]))
    step = along / max(1e-6, float(np.linalg.norm(along))) * height * (line.strip.before - _HALF_A_LETTER)
    part = np.stack([line.quad[0], line.quad[0] + step, line.quad[3] + step, line.quad[3]])
    text = engine.read([strip_at(page.pixels, part)])[0].text
    return text if _ONE_LETTER.fullmatch(text) else ""


def settle(first: Strip, second: Strip, third: Strip | None) -> Reading:
    """The reading that two of the strips share."""
    readings = [first, second] if third is None else [first, second, third]
    doubts = frozenset(pair for one in readings for pair in _doubts(one))
    for one in readings:
        others = [other for other in readings if other is not one and key(other.text) == key(one.text)]
        if others:
            same = [one, *others]
            best = max(same, key=_weakest)
            return Reading(
                best if best.text.count(" ") >= one.text.count(" ") else one,
                True,
                max(map(_weakest, same)),
                doubts,
            )
    return Reading(first, False, 0.0, doubts)


def _doubts(strip: Strip) -> Iterator[tuple[str, str]]:
    for letter, (rival, odds) in zip(strip.text, strip.rivals, strict=False):
        if odds >= _THOUGHT_OF and _KANJI.fullmatch(letter + rival):
            yield letter, rival


def key(text: str) -> str:
    """*text* for telling whether two readings agree: one width, no spaces, one sort of stroke."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[·・.]", "・", re.sub("[‐−–—―-]", "-", plain)).casefold()


def _weakest(strip: Strip) -> float:
    """The least sure of the letters that matter; marks and spaces do not."""
    return min(
        (sure for letter, sure in zip(strip.text, strip.letters, strict=False) if not _MARKS.match(letter)),
        default=0.0,
    )


def _second(page: Page, line: Line) -> Pixels:
    """A wider crop, at another scale: what the first one cut off at an end comes into view."""
    room = _room(page, line)
    strip = strip_at(page.pixels, line.quad, higher=0.08, wider=room)
    ratio = _OTHER_HEIGHT / strip.shape[0]
    method = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(strip, None, fx=ratio, fy=ratio, interpolation=method), np.uint8)


def _third(page: Page, line: Line) -> Pixels:
    """A closer crop, a little sharpened and stretched in contrast."""
    strip = strip_at(page.pixels, line.quad, higher=-0.04, wider=(0.1, 0.1))
    soft = cv2.GaussianBlur(strip, (0, 0), 2)
    return np.asarray(cv2.addWeighted(strip, 1.5, soft, -0.5, 0), np.uint8)


def _room(page: Page, line: Line) -> tuple[float, float]:
    """How far a crop may grow to each side before it meets another line, in heights; at most half a letter."""
    left, right = line.left, page.pixels.shape[1] - line.right
    for other in page.lines:
        if other is line or min(line.bottom, other.bottom) - max(line.top, other.top) < 0.2 * line.height:
            continue
        if other.right <= line.left + 0.4 * line.height:
            left = min(left, line.left - other.right)
        if other.left >= line.right - 0.4 * line.height:
            right = min(right, other.left - line.right)
    return tuple(min(0.45, max(0.0, room / line.height - 0.1)) for room in (left, right))  # type: ignore[return-value]
