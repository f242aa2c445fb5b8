"""What an engine process may use. Its parent and the system enforce it; nothing on an image can raise it."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one engine process.

    ``seconds`` of the clock for one image, ``start`` for loading the models; ``memory`` of addresses in bytes, which
    ends it, and ``resident`` in bytes, beyond which it is replaced after the image; ``output`` of an answer in bytes.
    """

    seconds: float = 30.0
    start: float = 60.0
    memory: int = 1536 * MEBIBYTE
    resident: int = 850 * MEBIBYTE
    output: int = 16 * MEBIBYTE
