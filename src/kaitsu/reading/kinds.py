"""Which document a page is, and which side of it, told by its words (IDV-5, IDV-7)."""

from __future__ import annotations

from dataclasses import dataclass

from kaitsu.reading.page import Page
from kaitsu.reading.words import INTERNATIONAL, KINDS, UTILITIES, Kind

#: With less weight than this nothing is said.
_ENOUGH = 3.0
_HINT = 1.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind and side ("" where no words told), with how clearly they stood out (0 to 1)."""

    kind: str
    side: str
    confidence: float


def recognise(page: Page, hint: str = "") -> Recognised:
    """The kind and side of *page*; *hint* is the kind that was announced, and decides where words leave two."""
    lines = [line.plain for line in page.lines]
    scores = {kind: _score(kind, lines, hint) for kind in KINDS}
    (first, best), (_, second) = sorted(scores.items(), key=lambda each: -each[1])[:2]
    if best < _ENOUGH:
        return Recognised("", "", 0.0)
    return Recognised(*first, round(min(1.0, (best - second) / best + 0.25), 3))


def _score(kind: Kind, lines: list[str], hint: str) -> float:
    found = sum(weight for pattern, weight in KINDS[kind] if any(pattern.search(line) for line in lines))
    return found + (_HINT if found and kind[0] == hint else 0.0)


def utility(page: Page) -> str:
    """What a receipt is for: lp_gas, water, city_gas, electricity, or "" where no word tells.

    The heading decides; of gases the bottled one goes first, since its receipts say ガス as well.
    """
    heading = "\n".join(line.plain for line in page.lines[:4])
    for text in (heading, page.plain):
        if UTILITIES["lp_gas"].search(page.plain):
            return "lp_gas"
        for name, pattern in UTILITIES.items():
            if pattern.search(text):
                return name
    return ""


def international(page: Page) -> bool:
    """Whether a licence is an international permit."""
    return bool(INTERNATIONAL.search(page.plain))
