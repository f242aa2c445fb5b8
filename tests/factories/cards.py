"""Cards and registrations for tests."""

from __future__ import annotations

from uuid import UUID, uuid4

from kaitsu.cards import services
from kaitsu.cards.models import Registration
from kaitsu.cards.ports import Card
from kaitsu.kernel.actors import Actor, member

HANAKO = member("M2345678")
RETURN_URL = "http://testserver/apply/1/card/return/"


def card(**changes: object) -> Card:
    """A card that a provider keeps."""
    values = {
        "reference": "card_for_tests",
        "brand": "Visa",
        "last4": "4242",
        "exp_year": 2039,
        "exp_month": 12,
        "name": "OHNO HANAKO",
    }
    return Card(**(values | changes))  # type: ignore[arg-type]


def begun(owner: UUID | None = None, *, by: Actor = HANAKO, **changes: str) -> tuple[Registration, str]:
    """A registration that was just begun, and where the browser goes."""
    asked = {"name_latin": "OHNO HANAKO", "return_url": RETURN_URL, "language": "ja"} | changes
    return services.begin(owner or uuid4(), by=by, **asked)  # type: ignore[arg-type]
