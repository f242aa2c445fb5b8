"""What the machine told: of an image to its holder, of a part to the reviewer (IDV-9, IDV-10). No database.

Nothing here imports the reader: pages show what was kept, and only workers read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from kaitsu.identity.finding_words import words_of

Corners = tuple[tuple[float, float], ...]


class Suggestion(StrEnum):
    """What the findings on an attempt come to. PERSON: the machine cannot tell, or may not (IDV-14)."""

    APPROVE = "approve"
    ASK_AGAIN = "ask_again"
    PERSON = "person"


#: Verdicts on a part, the worst first.
WORST_FIRST = ("different", "unreadable", "close", "same")


@dataclass(frozen=True, slots=True)
class ImageAdvice:
    """One thing that the holder is told of an image; with ``blocks`` it cannot pass unless a person is asked (IDV-10).

    ``region`` are the corners of the place that is meant, x and y as shares of the image; empty for all of it.
    """

    code: str
    blocks: bool
    ja: str
    en: str
    region: Corners = ()

    def text(self, language: str) -> str:
        """What the holder is told, in *language*."""
        return self.en if language.startswith("en") else self.ja

    @property
    def data(self) -> dict[str, Any]:
        """The advice as JSON types."""
        region = [list(point) for point in self.region]
        return {"code": self.code, "blocks": self.blocks, "ja": self.ja, "en": self.en, "region": region}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ImageAdvice:
        """The advice that ``data`` keeps."""
        return cls(data["code"], data["blocks"], data["ja"], data["en"], corners(data.get("region")))


@dataclass(frozen=True, slots=True)
class PartFinding:
    """What the machine found of one part of an attempt (the parts of ``judging.parts``).

    ``verdict`` is ``same``, ``close``, ``different`` or ``unreadable``; ``code`` names the finding and ``rule`` the
    rule that led to it; ``read`` and ``registered`` are both texts. ``confidence`` is the
    weakest letter's, 0 to 1. ``image`` is where it was found, ``region`` the corners on it as shares, ``crop`` the id
    of the kept pixels.
    """

    part: str
    verdict: str
    code: str
    rule: str = ""
    read: str = ""
    registered: str = ""
    detail: str = ""
    confidence: float | None = None
    image: UUID | None = None
    region: Corners = ()
    crop: int | None = None

    def text(self, language: str) -> str:
        """The finding in words for a reviewer, in *language*."""
        return words_of(self.code, self.rule).text(language)

    @property
    def data(self) -> dict[str, Any]:
        """The finding as JSON types."""
        return {
            "part": self.part,
            "verdict": self.verdict,
            "code": self.code,
            "rule": self.rule,
            "read": self.read,
            "registered": self.registered,
            "detail": self.detail,
            "confidence": self.confidence,
            "image": str(self.image) if self.image else None,
            "region": [list(point) for point in self.region],
            "crop": self.crop,
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> PartFinding:
        """The finding that *data* keeps."""
        return cls(
            data["part"],
            data["verdict"],
            data["code"],
            data["rule"],
            data["read"],
            data["registered"],
            data["detail"],
            data["confidence"],
            UUID(data["image"]) if data["image"] else None,
            corners(data["region"]),
            data["crop"],
        )


def corners(data: Any) -> Corners:
    """The corners that *data* keeps."""
    return tuple((float(x), float(y)) for x, y in data or ())


def rank(finding: PartFinding) -> int:
    """Where *finding* stands in a list that begins with the worst."""
    return WORST_FIRST.index(finding.verdict)
