"""The port of the engine that reads: finds lines of text, says which way up they are, and reads strips of pixels.

An adapter knows models and their library; everything else (where a field is, which of two readings holds, whether it
is the registered name) is decided outside of it, so that another engine takes its place without a rule changing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

#: A picture: height by width by three, blue green red, 0 to 255.
Pixels = npt.NDArray[np.uint8]
#: Four corners, upper left first, clockwise: four by two, in pixels.
Quad = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Strip:
    """One line as an engine read it: its text, and for each letter how sure it is, from 0 to 1.

    ``rivals`` is the letter that came second in each place, with how likely it was. ``before`` and ``after`` are how
    far the strip goes on before the middle of its first letter and behind that of its last, in its heights; 0 where
    the engine does not say.
    """

    text: str
    letters: tuple[float, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()
    before: float = 0.0
    after: float = 0.0

    @property
    def confidence(self) -> float:
        """The mean over the letters; 0 for an empty text. It is no guard: what reads wrong is often sure."""
        return sum(self.letters) / len(self.letters) if self.letters else 0.0

    @property
    def weakest(self) -> float:
        """The least sure letter."""
        return min(self.letters, default=0.0)


class Engine(Protocol):
    """What reads. One is shared in a process; its calls are safe from several threads."""

    @property
    def version(self) -> str:
        """Engine and models with their versions, for the evidence of a decision."""
        ...

    def find(self, page: Pixels, long_side: int) -> list[Quad]:
        """The lines of text on *page*, looked for with its longer side at *long_side*; corners in its pixels."""
        ...

    def turned(self, strips: Sequence[Pixels]) -> list[float]:
        """For each strip how likely it stands on its head, from 0 to 1."""
        ...

    def read(self, strips: Sequence[Pixels]) -> list[Strip]:
        """The text of each strip, in their order. A strip is one line, upright."""
        ...
