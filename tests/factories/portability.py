"""Reservations for tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from uuid import UUID, uuid4

from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel.actors import Actor, member
from kaitsu.portability import services
from kaitsu.portability.models import Reservation

HANAKO = member("M2345678")

_serial = count(1)


def entered(**changes: object) -> dict[str, object]:
    """What a holder enters for one line; numbers of its own unless *changes* says others."""
    serial = next(_serial)
    values = {
        "number": ReservationNumber(f"10{serial:08}"),
        "msisdn": Msisdn(f"0901{serial:07}"),
        "carrier": "docomo",
        "last_day": date(2026, 12, 2),
    }
    return values | changes


def drafted(owner: UUID | None = None, *, by: Actor = HANAKO, **changes: object) -> Reservation:
    """A drafted reservation of *owner*."""
    return services.draft(owner or uuid4(), by=by, **entered(**changes))  # type: ignore[arg-type]


def reserved(owner: UUID | None = None, *, by: Actor = HANAKO, **changes: object) -> Reservation:
    """A reservation of a submitted application."""
    made = drafted(owner, by=by, **changes)
    return services.reserve(made.pk, owner=made.owner, by=by)
