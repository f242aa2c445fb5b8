"""Drawn documents as files that a holder might send: legible ones, and ones that are spoilt in a known way."""

from __future__ import annotations

import functools
import io

from PIL import Image

from kaitsu.reading import specimens
from kaitsu.reading.specimens import people

SEED = 5


@functools.cache
def drawn(kind: str = "drivers_licence", side: str = "front", seed: int = SEED) -> Image.Image:
    """A document, as if scanned to its edges."""
    return specimens.draw(kind, side, people.holder(seed), seed)


@functools.cache
def photograph(
    how: str = "desk",
    *,
    strong: bool = False,
    kind: str = "drivers_licence",
    side: str = "front",
    seed: int = SEED,
) -> bytes:
    """A JPEG of a document, photographed well (``desk``) or spoilt by *how*, *strong*: beyond use."""
    out = io.BytesIO()
    specimens.spoil(drawn(kind, side, seed), how, seed, strong=strong).save(out, "JPEG", quality=90)
    return out.getvalue()
