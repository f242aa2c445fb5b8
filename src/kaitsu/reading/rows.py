"""The lines of a page by where they stand to one another, and a field as some of them."""

from __future__ import annotations

from dataclasses import dataclass

from kaitsu.reading import words
from kaitsu.reading.page import Line, Page


@dataclass(frozen=True, eq=False)
class Found:
    """A field on a page: its ``lines``, and how many letters of the first are its label (without spaces)."""

    field: str
    lines: tuple[Line, ...]
    label_length: int = 0


class Rows:
    """The lines of a page, asked for by where they stand to one another."""

    def __init__(self, page: Page) -> None:
        self.lines = tuple(line for line in page.lines if not words.SPECIMEN.fullmatch(line.plain))
        self.width = page.pixels.shape[1]

    def right_of(self, line: Line, beside: float = 0.45) -> list[Line]:
        """The lines in the row of *line* to its right, from left to right; *beside* it by that part of their height."""
        row = [
            other for other in self.lines
            if other is not line and other.left >= line.right - 0.8 * min(line.height, other.height)
            and overlap(line, other) > beside
        ]  # fmt: skip
        return sorted(row, key=lambda other: other.left)

    def below(self, line: Line) -> Line | None:
        """The next line under *line* that begins about where it does."""
        under = [
            other for other in self.lines
            if 0 < other.middle - line.middle < 2.6 * line.height and other.top > line.top + 0.5 * line.height
            and other.left < line.right + line.height and other.right > line.left
            and other.left > line.left - (1.5 if words.is_label(other.plain) else 6.0) * line.height
        ]  # fmt: skip
        next_row = min(under, key=lambda other: other.middle, default=None)
        if next_row is None:
            return None
        return min(
            (other for other in under if overlap(next_row, other) > 0.45), key=lambda other: other.left
        )


def overlap_across(one: Line, other: Line) -> float:
    """The part of the shorter line's length in which one stands over the other."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared / max(1.0, min(one.right - one.left, other.right - other.left))


def overlap(one: Line, other: Line) -> float:
    """The part of the lower line's height in which the two stand side by side."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / min(one.height, other.height)
