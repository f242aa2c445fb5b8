"""What the console, the hall and the status page read of the warehouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from kaitsu.fulfilment import rules
from kaitsu.fulfilment.models import LineFulfilment, Parcel, PhoneNumber, SimCard
from kaitsu.fulfilment.states import ParcelState, StockState
from kaitsu.kernel import clock
from kaitsu.operator_profile import Profile

#: Stock is said to last as long as it would at the pace of the last weeks.
PACE_DAYS = 28

_WAITING = Q(allocated_at__isnull=True, ended_at__isnull=True)
_READY = Q(allocated_at__isnull=False, parcel__isnull=True, ended_at__isnull=True, embedded=False)


@dataclass(frozen=True, slots=True)
class Stock:
    """What is left of one kind: ``size`` of a card ("" for numbers), free, given, not to be given any longer.

    ``waiting`` lines want one now; ``days_left`` at the pace of the last weeks, None where none went.
    """

    size: str
    free: int
    given: int
    over: int
    waiting: int
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines and parcels stand where; ``oldest`` is since when a line waits, None where none does."""

    waiting: int
    oldest: datetime | None
    ready: int
    packed: int
    out: int
    returned: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one parcel has of its application's cards: its *lines*, of *among* that are sent at all.

    It is the parcel *place* of *count*, in the order of the lines; *rest* of the lines are not packed yet.
    """

    lines: tuple[LineFulfilment, ...]
    among: int
    place: int
    count: int
    rest: int


def share(parcel: Parcel) -> Share:
    """What *parcel*, of which something is still wanted, has of its application's cards. One query."""
    sent = [line for line in of_owner(parcel.owner) if not line.embedded and line.ended_at is None]
    order = list(dict.fromkeys(line.parcel_id for line in sent if line.parcel_id is not None))
    return Share(
        lines=tuple(line for line in sent if line.parcel_id == parcel.pk),
        among=len(sent),
        place=order.index(parcel.pk) + 1,
        count=len(order),
        rest=sum(line.parcel_id is None for line in sent),
    )


def of_owner(owner: UUID) -> list[LineFulfilment]:
    """The lines of one application, in order, with card and parcel."""
    return list(LineFulfilment.objects.filter(owner=owner).select_related("card", "parcel").order_by("index"))


def waiting() -> QuerySet[LineFulfilment]:
    """Lines that wait for a card, a number or a port, longest first."""
    return LineFulfilment.objects.filter(_WAITING).order_by("begun_at", "pk")


def ready() -> QuerySet[LineFulfilment]:
    """Lines that have everything and wait for a parcel, longest first."""
    return LineFulfilment.objects.filter(_READY).select_related("card").order_by("allocated_at", "pk")


def parcels(state: ParcelState) -> QuerySet[Parcel]:
    """Parcels in *state* of which something is still wanted, longest first."""
    wanted = LineFulfilment.objects.filter(parcel__isnull=False, ended_at__isnull=True).values("parcel")
    return (
        Parcel.objects.filter(state=state.value, pk__in=wanted)
        .prefetch_related("lines__card")
        .order_by("changed_at", "pk")
    )


def allocatable(limit: int) -> list[int]:
    """Waiting lines for which there is stock now, longest first: one kind that ran out holds up no other."""
    lines = LineFulfilment.objects.filter(_WAITING).filter(Q(ported=False) | ~Q(msisdn=""))
    lines = lines.filter(Q(embedded=True) | Q(size__in=free_sizes()))
    if not any_number():
        lines = lines.filter(ported=True)
    return list(lines.order_by("begun_at", "pk").values_list("pk", flat=True)[:limit])


def provided(limit: int) -> list[UUID]:
    """Owners of lines without a card (eSIM) that have got all they need, the latest first."""
    lines = LineFulfilment.objects.filter(embedded=True, allocated_at__isnull=False, ended_at__isnull=True)
    return list(dict.fromkeys(lines.order_by("-allocated_at").values_list("owner", flat=True)[:limit]))


def free_sizes() -> frozenset[str]:
    """The sizes of which a card is free."""
    return frozenset(SimCard.objects.filter(state=StockState.FREE).values_list("size", flat=True).distinct())


def any_number() -> bool:
    """Whether the pool has a free number."""
    return PhoneNumber.objects.filter(state=StockState.FREE).exists()


def stock(profile: Profile) -> list[Stock]:
    """What is left of every size with a card, and of the numbers (the last one)."""
    cards = _counted()
    waits, given = _lines_by_size()
    found = [
        _stock(size.key, cards.get(size.key, {}), waits[size.key], given[size.key])
        for size in profile.sim_sizes
        if not size.embedded
    ]
    numbers = dict(PhoneNumber.objects.values_list("state").annotate(Count("pk")).order_by())
    return [*found, _stock("", numbers, waits[""], given[""])]


def counts() -> Counts:
    """How many lines and parcels stand where, and since when the oldest line waits. Two queries."""
    lines = LineFulfilment.objects.aggregate(
        waiting=Count("pk", filter=_WAITING),
        ready=Count("pk", filter=_READY),
        oldest=Min("begun_at", filter=_WAITING),
    )
    wanted = Parcel.objects.filter(lines__ended_at__isnull=True, lines__isnull=False)
    states = dict(wanted.values_list("state").annotate(Count("pk", distinct=True)).order_by())
    return Counts(
        waiting=lines["waiting"],
        oldest=lines["oldest"],
        ready=lines["ready"],
        packed=states.get(ParcelState.PACKED, 0),
        out=states.get(ParcelState.HANDED_OVER, 0),
        returned=states.get(ParcelState.RETURNED, 0),
    )


def find(number: str) -> Parcel | None:
    """The parcel of this number (ours), with or without spaces and in any case."""
    return Parcel.objects.filter(number=number.strip().upper()).first()


def by_tracking(tracking: str) -> Parcel | None:
    """The parcel under this waybill number."""
    return Parcel.objects.filter(tracking=tracking).first() if tracking else None


def owners_begun(owners: Sequence[UUID]) -> set[UUID]:
    """Those of *owners* whose lines are in the warehouse."""
    return set(LineFulfilment.objects.filter(owner__in=owners).values_list("owner", flat=True))


def _counted() -> dict[str, dict[str, int]]:
    """Cards by size and state."""
    counted: dict[str, dict[str, int]] = {}
    for size, state, count in SimCard.objects.values_list("size", "state").annotate(Count("pk")).order_by():
        counted.setdefault(size, {})[state] = count
    return counted


def _lines_by_size() -> tuple[Counter[str], Counter[str]]:
    """Lines that wait, and lines that were given theirs within ``PACE_DAYS``: by size, numbers under ""."""
    since = Q(allocated_at__gte=clock.now() - timedelta(days=PACE_DAYS))
    rows = (
        LineFulfilment.objects.filter(_WAITING | since)
        .values("size", "embedded", "ported")
        .annotate(waiting_now=Count("pk", filter=_WAITING), given_lately=Count("pk", filter=since))
        .order_by()
        .values_list("size", "embedded", "ported", "waiting_now", "given_lately")
    )
    waits: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for size, embedded, ported, waiting_, given_ in rows:
        for kind, wants in ((size, not embedded), ("", not ported)):
            waits[kind] += waiting_ if wants else 0
            given[kind] += given_ if wants else 0
    return waits, given


def _stock(size: str, states: dict[str, int], waits: int, went: int) -> Stock:
    free = states.get(StockState.FREE, 0)
    over = states.get(StockState.STRUCK_OFF, 0) + states.get(StockState.QUARANTINED, 0)
    return Stock(
        size, free, states.get(StockState.ALLOCATED, 0), over, waits, rules.days_left(free, went, PACE_DAYS)
    )
