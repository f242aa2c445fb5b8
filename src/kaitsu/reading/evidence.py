"""The reading as plain data: what ``kaitsu read --json`` prints and what a decision keeps (IDV-9, IDV-15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kaitsu.reading.comparing import Finding
from kaitsu.reading.document import Document

#: Raised when a rule of reading, comparing or judging changes what it finds; part of each finding's evidence.
RULES_VERSION = "8"


def document_data(document: Document, findings: Sequence[Finding]) -> dict[str, Any]:
    """*document* and its *findings* as JSON types."""
    return {
        "kind": document.kind,
        "side": document.side,
        "quality": _quality(document),
        "fields": {name: _field(document, name) for name in document.fields},
        "findings": [finding_data(each) for each in findings],
        "remarks": dict(document.remarks),
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON types, empty parts left out."""
    return {name: str(value) for name, value in asdict(finding).items() if value}


def _quality(document: Document) -> dict[str, Any]:
    look = document.look
    figures: Mapping[str, float] = asdict(look.figures)
    return {
        "usable": look.usable,
        **{name: round(value, 3) for name, value in figures.items()},
        "documents_seen": len(look.outlines),
        "kind_confidence": document.kind_confidence,
        "advice": [
            {
                "code": each.code,
                "blocks": each.blocks,
                "ja": each.text("ja"),
                "en": each.text("en"),
                "region": [list(point) for point in each.region],
            }
            for each in look.advice
        ],
    }


def _field(document: Document, name: str) -> dict[str, Any]:
    read = document.fields[name]
    data: dict[str, Any] = {
        "text": read.text,
        "confidence": read.confidence,
        "certain": read.certain,
        "box": [list(point) for point in read.box],
    }
    if read.day is not None:
        data["date"] = read.day.isoformat()
    if read.problem:
        data["problem"] = read.problem
    if read.also:
        data["also"] = read.also
    return data
