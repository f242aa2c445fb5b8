"""The cheap look at each picture, inside a decoder: what hinders reading, while the holder is still there (IDV-10).

The fork looks, after its pictures have gone out: whatever happens to a look, the picture is taken. The parent puts
what the fork said into words, and believes only what it knows the form of.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image

from kaitsu.identity.decoding import protocol
from kaitsu.reading.advice import ADVICE, EDGES, Advice
from kaitsu.reading.decoding import Picture
from kaitsu.reading.look import look
from kaitsu.reading.quality import Figures, Limits

if TYPE_CHECKING:
    from PIL.Image import Image as Drawn

_FIGURES = frozenset(each.name for each in fields(Figures))
_MOST_ADVICE = 12
_CORNERS = 4


def load() -> None:
    """Have the libraries load whatever they load when first used, and start no thread: a fork may do neither."""
    cv2.setNumThreads(1)
    page = Image.new("RGB", (900, 600), (90, 90, 90))
    page.paste((240, 240, 240), (100, 100, 800, 500))
    for left in range(150, 750, 12):
        page.paste((10, 10, 10), (left, 200, left + 5, 400))
    answer([(page, page.width)], {})


def answer(pictures: Sequence[tuple[Drawn, int]], limits: Mapping[str, float]) -> bytes:
    """The frame with a look at each of *pictures* (small, and how wide it is in full); *limits* may move a limit."""
    named: dict[str, Any] = dict(limits)
    used = Limits(**named)
    return protocol.pack(json.dumps([_look(small, width, used) for small, width in pictures]).encode())


def _look(small: Drawn, width: int, limits: Limits) -> dict[str, Any]:
    pixels = np.asarray(cv2.cvtColor(np.asarray(small), cv2.COLOR_RGB2BGR), np.uint8)
    found = look(Picture(pixels, small.width / width), limits)
    return {
        "advice": [
            {"code": each.code, "blocks": each.blocks, "region": each.region, "values": dict(each.values)}
            for each in found.advice
        ],
        "figures": {name: round(value, 3) for name, value in asdict(found.figures).items()},
        "documents": len(found.outlines),
    }


def told(said: bytes, count: int) -> bytes:
    """The frame for the web process: a look with its words for each of *count* pictures, or null for each."""
    try:
        (packed,) = protocol.parts_of(said)
        looks = [_told(each) for each in json.loads(packed)]
    except (ValueError, TypeError, KeyError, AttributeError):
        looks = []
    return protocol.pack(json.dumps(looks if len(looks) == count else [None] * count).encode())


def _told(said: Mapping[str, Any]) -> dict[str, Any]:
    advice = [_advice(each) for each in said["advice"][:_MOST_ADVICE]]
    return {
        "usable": not any(each["blocks"] for each in advice),
        "advice": advice,
        "figures": {name: _number(said["figures"][name]) for name in _FIGURES},
        "documents": int(said["documents"]),
    }


def _number(said: Any) -> float:
    number = float(said)
    if not math.isfinite(number):
        raise ValueError("no number")
    return number


def _advice(said: Mapping[str, Any]) -> dict[str, Any]:
    region = tuple((_number(x), _number(y)) for x, y in said["region"])
    if said["code"] not in ADVICE or len(region) not in (0, _CORNERS):
        raise ValueError("no advice that is known")
    values = {"edge": said["values"]["edge"]} if said["values"] else {}
    if values and values["edge"] not in EDGES:
        raise ValueError("no edge that is known")
    advice = Advice(said["code"], bool(said["blocks"]), region, values)
    return {
        "code": advice.code,
        "blocks": advice.blocks,
        "region": [[min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)] for x, y in region],
        "values": values,
        "ja": advice.text("ja"),
        "en": advice.text("en"),
    }
