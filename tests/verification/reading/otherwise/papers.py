"""Documents of every kind as somebody else might draw them: other places, words, orders and sizes than ours."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image

from verification.reading.otherwise.booklets import disability, disability_back, passport, passport_back
from verification.reading.otherwise.cards import (
    insurance,
    insurance_back,
    licence,
    licence_back,
    my_number,
    my_number_back,
    register,
)
from verification.reading.otherwise.foreigners import permanent, permanent_back, residence, residence_back
from verification.reading.otherwise.plate import Plate
from verification.reading.otherwise.sheets import certificate, numbered_certificate, receipt

CARD = (85.6, 54.0)


Draw = Callable[[Plate], None]
PAPERS: Mapping[tuple[str, str], tuple[Draw, tuple[float, float], float]] = MappingProxyType(
    {
        ("drivers_licence", "front"): (licence, CARD, 15),
        ("drivers_licence", "back"): (licence_back, CARD, 15),
        ("health_insurance", "front"): (insurance, CARD, 15),
        ("health_insurance", "back"): (insurance_back, CARD, 15),
        ("japanese_passport", "photo_page"): (passport, (125, 88), 12),
        ("japanese_passport", "address_page"): (passport_back, (125, 88), 12),
        ("special_permanent_resident", "front"): (permanent, CARD, 15),
        ("special_permanent_resident", "back"): (permanent_back, CARD, 15),
        ("resident_register_card", "front"): (register, CARD, 15),
        ("residence_card", "front"): (residence, CARD, 15),
        ("residence_card", "back"): (residence_back, CARD, 15),
        ("disability_certificate", "front"): (disability, (125, 90), 12),
        ("disability_certificate", "back"): (disability_back, (125, 90), 12),
        ("residence_certificate", "front"): (certificate, (210, 297), 8),
        ("residence_certificate", "numbered"): (numbered_certificate, (210, 297), 8),
        ("utility_receipt", "front"): (receipt, (100, 170), 10),
        ("my_number_card", "front"): (my_number, CARD, 15),
        ("my_number_card", "back"): (my_number_back, CARD, 15),
    }
)


def drawn(
    kind: tuple[str, str], claims: Mapping[str, object], seed: int
) -> tuple[Image.Image, dict[str, str]]:
    """The document of *kind* for *claims*, and what is printed on it."""
    draw, size, dots = PAPERS[kind]
    plate = Plate(*size, dots, claims, random.Random(f"{kind} {seed} otherwise"))
    draw(plate)
    plate.put(
        plate.width * 0.985, plate.height * 0.955, "見本", plate.height * 0.03, ink=(200, 60, 60), end=True
    )
    return plate.image, {field: words for field, words in plate.printed.items() if words}
