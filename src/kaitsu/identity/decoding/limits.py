"""What a decoder may use for one file. The process enforces them; nothing that a file says can raise them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one decoding.

    ``pixels`` of a JPEG before it is scaled down; ``pages`` of a PDF; ``side`` the longest side of a picture in
    pixels, ``least_side`` the shortest one that can be read; ``dots`` per inch of a rendered page; ``seconds`` of
    the clock and of the processor; ``memory`` in bytes; ``output`` in bytes of all pictures together;
    ``look`` limits of the cheap look that are not its own (``reading.quality.Limits``), by their names.
    """

    pixels: int = 120_000_000
    pages: int = 5
    side: int = 4000
    least_side: int = 300
    dots: int = 300
    quality: int = 88
    seconds: int = 4
    memory: int = 1024 * MEBIBYTE
    output: int = 32 * MEBIBYTE
    look: Mapping[str, float] = field(default_factory=dict, hash=False)
