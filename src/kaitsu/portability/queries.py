"""What pages and the console read of reservations and desks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from kaitsu.operator_profile import Profile
from kaitsu.operator_profile.people import Carrier, Desk
from kaitsu.portability.models import PortOrder, Reservation
from kaitsu.portability.states import LIVE, OrderState, Outcome, State
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


#: A reservation in one of these has days that still count: its number is not here yet.
_COUNTING = (State.RESERVED.value, State.ORDERED.value, State.REJECTED.value)


def deadlines(owners: Iterable[UUID]) -> dict[UUID, date]:
    """MNP-7: for each of *owners* that brings a number, the last day by which the first of them must be here."""
    rows = Reservation.objects.filter(owner__in=list(owners), state__in=_COUNTING)
    return dict(rows.values_list("owner").annotate(Min("last_day")).order_by())


def deadline_of(owner: str) -> Subquery:
    """The same as an expression, to order a query by whose column *owner* holds the application (MNP-7)."""
    rows = Reservation.objects.filter(owner=OuterRef(owner), state__in=_COUNTING).order_by("last_day")
    return Subquery(rows.values("last_day")[:1])


def running_out(before: date) -> QuerySet[Reservation]:
    """Reservations that no order has gone out for, whose last day is before *before*, the most urgent first."""
    states = [State.RESERVED.value, State.REJECTED.value]
    return Reservation.objects.filter(state__in=states, last_day__lt=before).order_by("last_day", "pk")


def rejection(reservation: Reservation) -> Outcome | None:
    """Why the carrier rejected *reservation*; None where it did not."""
    if reservation.state != State.REJECTED:
        return None
    last = PortOrder.objects.filter(reservation=reservation, state=OrderState.ANSWERED).latest("answered_at")
    return Outcome(last.answer)


def orders(state: OrderState) -> QuerySet[PortOrder]:
    """Orders in *state*, with their reservations, the oldest first."""
    return PortOrder.objects.filter(state=state).select_related("reservation").order_by("placed_at", "pk")


def troubled() -> QuerySet[Reservation]:
    """Reservations that wait for their holder: rejected, expired, or asked to be reissued; the most urgent first."""
    asked = Q(state=State.RESERVED, reissue_asked_at__isnull=False)
    waiting = Q(state__in=[State.REJECTED, State.EXPIRED])
    return Reservation.objects.filter(asked | waiting).order_by("last_day", "pk")


def _desks_of(carrier: Carrier, at: datetime) -> CarrierDesks:
    return CarrierDesks(carrier, tuple(_now(desk, at) for desk in carrier.desks))


def _now(desk: Desk, at: datetime) -> DeskNow:
    is_open = hours.is_open(desk.hours, at)
    return DeskNow(desk, is_open, None if is_open else hours.next_opening(desk.hours, at))


def owner_of_order(number: str) -> UUID | None:
    """The application that the order *number* is for; None where there is no such order."""
    return PortOrder.objects.filter(number=number).values_list("reservation__owner", flat=True).first()


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """How many orders wait to be sent and for an answer, and the earliest last day of those to be sent."""

    placed: int
    sent: int
    earliest: date | None


def order_counts() -> OrderCounts:
    """How many orders stand where now. One query."""
    found = PortOrder.objects.filter(state__in=[OrderState.PLACED, OrderState.SENT]).aggregate(
        placed=Count("pk", filter=Q(state=OrderState.PLACED)),
        sent=Count("pk", filter=Q(state=OrderState.SENT)),
        earliest=Min("reservation__last_day", filter=Q(state=OrderState.PLACED)),
    )
    return OrderCounts(**found)
