"""Specimens: documents that we draw ourselves, marked 見本, for the trial, the tests and the benchmark.

``make`` draws one of a kind and side for the claims of a person and tells what is printed on it; ``draw`` gives the
image alone; ``spoil`` takes a photograph of it, well or badly. Everything follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PIL import Image

from kaitsu.reading.specimens import cards, papers
from kaitsu.reading.specimens.canvas import Sheet
from kaitsu.reading.specimens.order import Order, Specimen
from kaitsu.reading.specimens.people import Claims, holder
from kaitsu.reading.specimens.spoilers import SPOILERS, spoil

__all__ = ["DRAWN", "SPOILERS", "Specimen", "draw", "holder", "make", "spoil"]

#: What can be drawn: the function of each kind and side.
DRAWN: Mapping[tuple[str, str], Callable[[Order], Sheet]] = MappingProxyType(
    {
        ("drivers_licence", "front"): cards.licence_front,
        ("drivers_licence", "back"): cards.licence_back,
        ("health_insurance", "front"): cards.insurance_front,
        ("health_insurance", "back"): cards.insurance_back,
        ("japanese_passport", "photo_page"): papers.passport_photo,
        ("japanese_passport", "address_page"): papers.passport_address,
        ("special_permanent_resident", "front"): cards.permanent_front,
        ("special_permanent_resident", "back"): cards.permanent_back,
        ("resident_register_card", "front"): cards.register_card,
        ("resident_register_card", "back"): cards.register_back,
        ("residence_card", "front"): cards.residence_front,
        ("residence_card", "back"): cards.residence_back,
        ("disability_certificate", "front"): papers.disability_front,
        ("disability_certificate", "back"): papers.disability_back,
        ("residence_certificate", "front"): papers.residence_certificate,
        ("utility_receipt", "front"): papers.utility_receipt,
        ("my_number_card", "front"): cards.my_number_front,
        ("my_number_card", "back"): cards.my_number_back,
    }
)


def make(kind: str, side: str, claims: Claims, seed: int, **wishes: Any) -> Specimen:
    """The specimen of *kind* and *side* for *claims*; *wishes* are those of :class:`order.Order`.

    Raises KeyError for a kind and side that are not in ``DRAWN``.
    """
    dice = random.Random(f"{kind} {side} {seed}")  # noqa: S311 - a layout, no secret
    order = Order(claims, dice, wishes)
    sheet = DRAWN[kind, side](order)
    return Specimen(sheet.marked(), kind, side, dict(order.printed))


def draw(kind: str, side: str, claims: Claims, seed: int, **wishes: Any) -> Image.Image:
    """The image of :func:`make` alone."""
    return make(kind, side, claims, seed, **wishes).image
