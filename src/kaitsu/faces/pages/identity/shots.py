"""What the page shows of one image that was sent: how far the machine is with it, and what it told (IDV-10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from kaitsu.identity import queries
from kaitsu.identity.findings import Corners, ImageAdvice
from kaitsu.identity.models import Image
from kaitsu.identity.states import ReadingState

#: How an image stands, the one that the holder has to know of first: something to look at again · being looked at ·
#: a person will look · arrived, and nobody looks before it is sent · looks good.
STANDINGS = ("again", "looking", "person", "received", "good")

#: How far outside of a place its outline is drawn, as a share of the picture.
_MARGIN = 0.015
_OTHER_KIND = "reading.other_kind"


@dataclass(frozen=True, slots=True)
class Shot:
    """One image as its holder sees it."""

    image: Image
    advice: tuple[ImageAdvice, ...]
    standing: str
    pending: bool

    @property
    def texts(self) -> list[str]:
        """What the holder is told, in the language of the page."""
        return [each.text(get_language() or "ja") for each in self.advice]

    @property
    def other_kind(self) -> bool:
        """Whether it seems to be another kind of document than the holder chose."""
        return any(each.code == _OTHER_KIND for each in self.advice)

    @property
    def regions(self) -> list[str]:
        """The places that are meant, each as the points of an SVG polygon in a square of 1 by 1."""
        return list(dict.fromkeys(points(each.region) for each in self.advice if each.region))


def shot_of(image: Image) -> Shot:
    """How *image* stands; it comes from ``queries.images_with_readings``.

    One to look at again is still being read: reading may lift what the look feared.
    """
    advice = tuple(queries.advice(image))
    reading = queries.reading(image)
    pending = reading is not None and reading.state == ReadingState.PENDING
    return Shot(image, advice, _standing(image, advice), pending)


def _standing(image: Image, advice: Sequence[ImageAdvice]) -> str:
    if any(each.blocks for each in advice):
        return "person" if image.insisted_at else "again"
    reading = queries.reading(image)
    if reading is None:
        return "received"
    return {ReadingState.PENDING: "looking", ReadingState.READ: "good"}.get(
        ReadingState(reading.state), "person"
    )


def worst(shots: Iterable[Shot]) -> str:
    """How a card with *shots* stands; "" for one without."""
    return min((shot.standing for shot in shots), key=STANDINGS.index, default="")


def points(corners: Corners) -> str:
    """*corners* as SVG writes them, a little outwards, so that the line does not cover what it is drawn around."""
    middle = [sum(each) / len(corners) for each in zip(*corners, strict=True)]
    return " ".join(f"{_outwards(x, middle[0]):.4f},{_outwards(y, middle[1]):.4f}" for x, y in corners)


def _outwards(place: float, middle: float) -> float:
    return min(1.0, max(0.0, place + (_MARGIN if place > middle else -_MARGIN)))
