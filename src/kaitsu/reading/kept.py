"""A reading that was kept as plain data becomes a document again, to be compared and judged anew (IDV-15).

What ``evidence.document_data`` writes, without the pixels: nothing can be read again from it, only judged again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

import numpy as np

from kaitsu.reading.advice import Advice
from kaitsu.reading.document import Document, FieldRead
from kaitsu.reading.look import Look
from kaitsu.reading.quality import Figures


def document_of(data: Mapping[str, Any]) -> Document:
    """The document that *data* keeps; KeyError where that is none."""
    quality = data["quality"]
    return Document(
        kind=data["kind"],
        side=data["side"],
        kind_confidence=quality["kind_confidence"],
        look=Look((), _figures(quality), tuple(map(_advice, quality["advice"]))),
        fields={name: _field(field) for name, field in data["fields"].items()},
        remarks=dict(data["remarks"]),
    )


def _figures(quality: Mapping[str, Any]) -> Figures:
    """The figures as they were kept; one that was not measured in those days is as if nothing were wrong."""
    needed = [each.name for each in fields(Figures) if each.name in quality or each.default is MISSING]
    return Figures(**{name: quality[name] for name in needed})


def _field(data: Mapping[str, Any]) -> FieldRead:
    return FieldRead(
        text=data["text"],
        confidence=data["confidence"],
        certain=data["certain"],
        box=_corners(data["box"]),
        quad=np.asarray(data["box"], np.float32),
        day=date.fromisoformat(data["date"]) if "date" in data else None,
        problem=data.get("problem", ""),
        also=data.get("also", ""),
    )


def _advice(data: Mapping[str, Any]) -> Advice:
    return Advice(data["code"], data["blocks"], _corners(data["region"]))


def _corners(data: Any) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in data)
