"""Two hands that draw and photograph documents: the project's specimens, and the tests' own code (for bench_reading).

All seeds lie far from those that were looked at while the rules were written. A place is one photograph of a hand;
what was looked at in a benchmark to mend a rule must not be counted again: ask for later places.
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaitsu.reading import specimens

ROOT = Path(__file__).parents[1]
#: The side with My Number is not read, and is counted by tests of its own.
NUMBERED = {("my_number_card", "back"), ("residence_certificate", "numbered")}

#: The JPEG, the kind and side with what is printed on it, the holder's claims.
Photograph = tuple[bytes, specimens.Specimen, Any]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who draws and photographs: kinds and sides, ways that reading must bear, ways that spoil, and one photograph.

    ``step`` is how the ways are gone through, so that each kind comes in each of them.
    """

    kinds: Sequence[tuple[str, str]]
    bearable: Sequence[str]
    unusable: Sequence[str]
    step: int
    take: Callable[[int, str, tuple[str, str], bool], Photograph]

    def kind(self, place: int) -> tuple[str, str]:
        """The kind and side of a place."""
        return self.kinds[place % len(self.kinds)]

    def way(self, place: int) -> str:
        """The bearable way in which the document of a place is photographed."""
        return self.bearable[(place * self.step + place // len(self.kinds)) % len(self.bearable)]


def _own(place: int, how: str, kind: tuple[str, str], strong: bool) -> Photograph:
    """A specimen that is spoilt by *how*."""
    seed = 7_000_003 + place * 17
    claims = specimens.holder(seed, foreign=kind[0] == "residence_card" and seed % 3 > 0)
    made = specimens.make(*kind, claims, seed)
    beside = (
        specimens.draw("health_insurance", "back", specimens.holder(seed + 1), seed) if how == "two" else None
    )
    side = random.Random(seed).choice((1600, 2000, 2600, 4000 if how in ("desk", "far") else 2200))
    image = specimens.spoil(made.image, how, seed, strong=strong, long_side=side, beside=beside)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue(), made, claims


OWN = Hand(
    [kind for kind in specimens.DRAWN if kind not in NUMBERED],
    [how for how, (can_bear, _) in specimens.SPOILERS.items() if can_bear],
    [how for how, (_, can_spoil) in specimens.SPOILERS.items() if can_spoil],
    7,
    _own,
)


def second() -> Hand:
    """The hand of the tests, which shares no line of code with the specimens."""
    sys.path.insert(0, str(ROOT / "tests"))
    from verification.reading.otherwise.camera import BAD, MILD
    from verification.reading.otherwise.pairs import photographed
    from verification.reading.otherwise.papers import PAPERS

    def take(place: int, how: str, kind: tuple[str, str], strong: bool) -> Photograph:
        del strong  # told by the way
        data, printed, claims = photographed(kind, how, 400_000 + place * 13)
        return data, specimens.Specimen(None, *kind, printed), claims  # type: ignore[arg-type]

    return Hand([kind for kind in PAPERS if kind not in NUMBERED], MILD, BAD, 5, take)
