"""PP-OCRv6 on ONNX Runtime, by way of rapidocr: models from inside the installed wheel, never from a network.

Detection is rapidocr's; recognition runs its model but decodes here, since which letter came second, and how closely,
is needed to tell 太 from 大. Importing this module imports the runtime: workers do, the web process does not.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Before the runtime is imported: newer releases send telemetry unless told not to.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import cv2
import numpy as np

from kaitsu.reading.engine import Pixels, Quad, Strip

_FIND, _READ, _TURN = (
    "PP-OCRv6_det_small.onnx",
    "PP-OCRv6_rec_small.onnx",
    "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
)
_STRIP_HEIGHT = 48
_TURN_WIDTH = 192
#: Narrower strips are padded to this; the models' own 320 takes half as long again and reads no better.
_NARROWEST = 192
_WIDEST = 2400


class EngineMissing(RuntimeError):
    """The engine's package or one of its models is not installed; the message names it."""


def _models() -> dict[str, Path]:
    """The model files inside the installed package; raises EngineMissing for one that is not there."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise EngineMissing("the rapidocr package is not installed")
    folder = Path(spec.origin).parent / "models"
    for name in (_FIND, _READ, _TURN):
        if not (folder / name).is_file():
            raise EngineMissing(f"the model {name} is not in {folder}; install the pinned rapidocr again")
    return {name: folder / name for name in (_FIND, _READ, _TURN)}


class RapidEngine:
    """The engine. *threads* is the number of cores that one call uses."""

    def __init__(self, threads: int = 1) -> None:
        models = _models()
        from rapidocr import RapidOCR

        self._lock = threading.Lock()
        runtime = "EngineConfig.onnxruntime."
        # The library's own progress is not ours to print.
        whole: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Det.model_path": str(models[_FIND]),
                "Rec.model_path": str(models[_READ]),
                "Cls.model_path": str(models[_TURN]),
                "Det.limit_type": "max",
                "Det.limit_side_len": 1280,
                runtime + "intra_op_num_threads": threads,
                runtime + "inter_op_num_threads": 1,
            }
        )
        self._find: Any = whole._load_det_model()
        self._reads: Any = whole._load_rec_model().session
        self._turns: Any = whole._load_cls_model().session
        self._letters: list[str] = ["", *self._reads.get_character_list(), " "]

    @property
    def version(self) -> str:
        """As in the port."""
        return f"rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')}, PP-OCRv6 small"

    def find(self, page: Pixels, long_side: int) -> list[Quad]:
        """As in the port."""
        height, width = page.shape[:2]
        scale = min(1.0, long_side / max(height, width))
        small = (
            page if scale == 1.0 else cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        )
        with self._lock:
            found = self._find(small).boxes
        return [] if found is None else [np.asarray(box, np.float32) / scale for box in found]

    def turned(self, strips: Sequence[Pixels]) -> list[float]:
        """As in the port."""
        if not strips:
            return []
        batch = np.stack([_prepared(strip, _TURN_WIDTH) for strip in strips])
        with self._lock:
            odds = self._turns(batch)
        return [float(row[1]) for row in odds]

    def read(self, strips: Sequence[Pixels]) -> list[Strip]:
        """As in the port. One by one: strips of unlike width in one batch are all padded to the widest."""
        found = []
        for strip in strips:
            width = _scaled_width(strip)
            batch = _prepared(strip, width)[np.newaxis]
            with self._lock:
                odds = self._reads(batch)[0]
            found.append(self._decoded(odds, width / _STRIP_HEIGHT, strip.shape[1] / strip.shape[0]))
        return found

    def _decoded(self, odds: Any, length: float, own: float) -> Strip:
        """The best letter of each column, repeats and blanks dropped (CTC), with the rival of each.

        The columns of *odds* share a *length* of the strip's heights, of which its *own* are not filled up.
        """
        best = odds.argmax(axis=1)
        new = np.ones(len(best), bool)
        new[1:] = best[1:] != best[:-1]
        columns = np.flatnonzero(new & (best != 0))
        letters, rivals = [], []
        for column in columns:
            end = column + 1
            while end < len(best) and best[end] == best[column]:
                end += 1
            run = odds[column:end]
            letters.append(float(run[:, best[column]].max()))
            others = run.max(axis=0)
            others[[0, best[column]]] = 0
            second = int(others.argmax())
            rivals.append((self._letters[second], float(others[second])))
        text = "".join(self._letters[best[column]] for column in columns)
        if not text:
            return Strip("")
        first, last = (float(columns[place]) / len(best) * length for place in (0, -1))
        return Strip(text, tuple(letters), tuple(rivals), first, max(0.0, own - last))


def _scaled_width(strip: Pixels) -> int:
    width = int(np.ceil(_STRIP_HEIGHT * strip.shape[1] / strip.shape[0]))
    return int(np.clip(width, _NARROWEST, _WIDEST))


def _prepared(strip: Pixels, width: int) -> Any:
    """*strip* as the models want it: 48 high, *width* wide, filled up with grey, -1 to 1."""
    own = min(width, max(1, int(np.ceil(_STRIP_HEIGHT * strip.shape[1] / strip.shape[0]))))
    resized = cv2.resize(strip, (own, _STRIP_HEIGHT)).astype(np.float32)
    filled = np.zeros((3, _STRIP_HEIGHT, width), np.float32)
    filled[:, :, :own] = resized.transpose(2, 0, 1) / 127.5 - 1
    return filled


@lru_cache(maxsize=1)
def shared(threads: int = 1) -> RapidEngine:
    """The engine of this process, loaded and warmed up at the first call (one to three seconds)."""
    engine = RapidEngine(threads)
    blank = np.full((120, 480, 3), 255, np.uint8)
    cv2.putText(blank, "123", (40, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
    engine.find(blank, 480)
    engine.turned([blank])
    engine.read([blank])
    return engine
