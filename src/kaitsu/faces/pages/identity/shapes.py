"""The shape of a document, for the frame in which the browser's camera shows it. Nothing depends on it."""

from __future__ import annotations

from kaitsu.identity.rules import SUPPLEMENT

#: Booklets: one page of a passport, or two open ones of a certificate. All other documents are cards.
_BOOKLETS = {"japanese_passport", "disability_certificate"}


def shape_of(kind: str, slot: str) -> str:
    """``card``, ``page`` or ``sheet`` (A4) for the image of *slot* of a document of *kind*."""
    if slot.startswith(SUPPLEMENT):
        return "sheet"
    return "page" if kind in _BOOKLETS else "card"
