"""A photograph of a document of the second hand, with what is printed on it and whose it is."""

from __future__ import annotations

import io
import random

from verification.reading.otherwise.camera import photograph
from verification.reading.otherwise.papers import drawn
from verification.reading.otherwise.people import person


def photographed(
    kind: tuple[str, str], how: str, seed: int
) -> tuple[bytes, dict[str, str], dict[str, object]]:
    """The JPEG of a document of *kind* photographed in the way *how*; what is printed; the holder's claims."""
    dice = random.Random(f"size {seed}")
    claims = person(seed, foreign=kind == ("residence_card", "front"))
    image, printed = drawn(kind, claims, seed)
    taken = photograph(image, how, seed, dice.choice((1500, 2000, 2600, 3200)))
    file = io.BytesIO()
    taken.save(file, "JPEG", quality=dice.choice((70, 85, 92)))
    return file.getvalue(), printed, claims
