"""Names whose letters stand far apart: what was found as no line is read on purpose, what was found apart as one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from kaitsu.reading.engine import Engine
from kaitsu.reading.page import Line, Page, squashed, strip_at
from kaitsu.reading.rows import Found, overlap

#: Longer names than this, spaces apart, are whole.
_SHORT = 3
_FAR, _CLEAR, _CLOSE = 4.5, 0.6, 1.2
_SURE = 0.8
_IN_ROW = 0.45
_RUBY_REACHES = 0.45
_KANA = re.compile("[ァ-ヶーぁ-ん]+")
_MORE = re.compile("[一-鿿々ァ-ヶーぁ-ん]{1,3}")


def with_letters_apart(page: Page, found: Mapping[str, Found], engine: Engine) -> dict[str, Found]:
    """*found* with a short name read as far to the right as nothing else stands, where that says more of it.

    A name of which a letter was found apart (今井 り く) is read as one line, where that is surer.
    """
    name = found.get("name")
    if name is None:
        return dict(found)
    if len(name.lines) > 1:
        return {**found, "name": _in_one(page, name, engine)}
    if not _is_short(name):
        return dict(found)
    line = name.lines[0]
    room = _room_right(page, line)
    if room < _CLOSE:
        return dict(found)
    along = line.quad[1] - line.quad[0] + line.quad[2] - line.quad[3]
    step = along / max(1e-6, float(np.linalg.norm(along))) * room * line.height
    quad = np.stack([line.quad[0], line.quad[1] + step, line.quad[2] + step, line.quad[3]])
    strip = engine.read([strip_at(page.pixels, quad)])[0]
    before, after = squashed(line.text), squashed(strip.text)
    more = after.removeprefix(before)
    sure = len(strip.letters) >= len(more) and min(strip.letters[-len(more) :], default=0.0) > _SURE
    if after == before or not after.startswith(before) or not _MORE.fullmatch(more) or not sure:
        return dict(found)
    return {**found, "name": replace(name, lines=(Line(strip, np.asarray(quad, np.float32)),))}


def _in_one(page: Page, name: Found, engine: Engine) -> Found:
    """*name* from one strip over all of its lines, where one of them is a letter alone."""
    first, last = name.lines[0], name.lines[-1]
    alone = any(len(line.plain) == 1 for line in name.lines)
    in_row = all(overlap(first, line) > _IN_ROW and line.left > first.left for line in name.lines[1:])
    if not (alone and in_row) or first.text.isascii():
        return name
    quad = np.stack([first.quad[0], last.quad[1], last.quad[2], first.quad[3]])
    strip = engine.read([strip_at(page.pixels, quad)])[0]
    letters = sum(len(line.plain) for line in name.lines)
    surer = strip.weakest > min(line.strip.weakest for line in name.lines)
    if not surer or len(squashed(strip.text)) < letters:
        return name
    return replace(name, lines=(Line(strip, np.asarray(quad, np.float32)),))


def _is_short(name: Found) -> bool:
    text = name.lines[0].plain[name.label_length :]
    return bool(re.fullmatch(f"[一-鿿々]{{1,{_SHORT}}}", text))


def _beside(other: Line) -> float:
    """From which part of their heights on a line stands in the row: kana over a name reach into it."""
    return _RUBY_REACHES if _KANA.fullmatch(other.plain) else 0.1


def _room_right(page: Page, line: Line) -> float:
    """How far nothing else stands to the right, in heights, at most ``_FAR``."""
    ends = [page.pixels.shape[1] * 0.995]
    ends += [
        other.left for other in page.lines
        if other is not line and other.left > line.right - line.height and overlap(line, other) > _beside(other)
    ]  # fmt: skip
    return min(_FAR, float(min(ends) - line.right) / line.height - _CLEAR)
