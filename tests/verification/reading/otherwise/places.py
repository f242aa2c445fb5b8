"""Which prefecture and town issues a document: those of its holder's address."""

from __future__ import annotations

from verification.reading.otherwise.plate import Plate


def prefecture(plate: Plate) -> str:
    """The prefecture of the holder's address."""
    place = str(plate.claims["address"]["text"])  # type: ignore[index]
    return place[: next(at for at in (3, 4) if place[at - 1] in "都道府県")]


def town(plate: Plate) -> str:
    """The city or ward of the holder's address."""
    place = str(plate.claims["address"]["text"])[len(prefecture(plate)) :]  # type: ignore[index]
    return place[: place.index("市") + 1] if "市" in place else place[: place.index("区") + 1]
