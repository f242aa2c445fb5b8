"""What pages and the console read of reservations and desks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kaitsu.operator_profile import Profile
from kaitsu.operator_profile.people import Carrier, Desk
from kaitsu.portability.models import Reservation
from kaitsu.portability.states import LIVE
from kaitsu.schedule import hours


@dataclass(frozen=True, slots=True)
class DeskNow:
    """A carrier's desk as it is now: ``open``, or when it opens next (None where it never does)."""

    desk: Desk
    open: bool
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class CarrierDesks:
    """A carrier with its desks, in the order of the profile."""

    carrier: Carrier
    desks: tuple[DeskNow, ...]


def desks(profile: Profile, at: datetime) -> tuple[CarrierDesks, ...]:
    """The directory of the carriers' MNP desks as it is at the moment *at* (MNP-1)."""
    return tuple(_desks_of(carrier, at) for carrier in profile.portability.carriers)


def carrier_desks(profile: Profile, carrier: str, at: datetime) -> CarrierDesks:
    """The desks of one carrier, for a reissued number (MNP-3). KeyError for an unknown carrier."""
    return _desks_of(profile.carrier(carrier), at)


def of_owner(owner: UUID) -> QuerySet[Reservation]:
    """The reservations of the application *owner*, oldest first, the released and replaced ones included."""
    return Reservation.objects.filter(owner=owner).order_by("pk")


def in_use(number: str, msisdn: str, *, besides: UUID) -> QuerySet[Reservation]:
    """Reservations of live applications other than *besides* with this reservation or telephone number
    (MNP-6).
    """
    same = Q(number=number) | Q(msisdn=msisdn)
    return Reservation.objects.filter(same, state__in=[str(state) for state in LIVE]).exclude(owner=besides)


def _desks_of(carrier: Carrier, at: datetime) -> CarrierDesks:
    return CarrierDesks(carrier, tuple(_now(desk, at) for desk in carrier.desks))


def _now(desk: Desk, at: datetime) -> DeskNow:
    is_open = hours.is_open(desk.hours, at)
    return DeskNow(desk, is_open, None if is_open else hours.next_opening(desk.hours, at))
