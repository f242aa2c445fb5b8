"""Verbs of the warehouse: begin a line, allocate, pack, hand over, deliver, take back, send again, end.

Stock comes in through ``stock``; what is offered to the hall is named here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from kaitsu.audit.services import record
from kaitsu.fulfilment import rules
from kaitsu.fulfilment.models import LabelRun, LineFulfilment, Parcel, PhoneNumber, SimCard
from kaitsu.fulfilment.states import (
    PARCEL_TRANSITIONS,
    TRANSITIONS,
    Event,
    Handling,
    LineState,
    ParcelState,
    StockState,
)
from kaitsu.fulfilment.stock import (
    import_cards,
    import_numbers,
    receive_cards,
    receive_numbers,
    stock_trial,
    trial_card,
)
from kaitsu.japanese.telephone import Msisdn
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.transition import transition

__all__ = [
    "Recipient",
    "Wanted",
    "allocate",
    "begin",
    "deliver",
    "end",
    "give_number",
    "hand_over",
    "import_cards",
    "import_numbers",
    "pack",
    "receive_cards",
    "receive_numbers",
    "resend",
    "stock_trial",
    "take_back",
    "trial_card",
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line needs: a card of *size* (none where it is *embedded*), a number of its own or a *ported* one."""

    index: int
    size: str
    embedded: bool
    handling: Handling
    ported: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a parcel goes to; ``postal_code`` in seven digits, ``telephone`` as the courier dials it."""

    name: str
    kana: str
    telephone: str
    postal_code: str
    address: str
    building: str = ""


@transaction.atomic
def begin(owner: UUID, wanted: Sequence[Wanted], *, by: Actor) -> list[LineFulfilment]:
    """The lines of *owner* in the warehouse, begun now where they were not yet; twice does no harm (FUL-6)."""
    rows = [LineFulfilment(owner=owner, **asdict(each)) for each in wanted]
    known = LineFulfilment.objects.filter(owner=owner).count()
    LineFulfilment.objects.bulk_create(rows, ignore_conflicts=True)
    lines = list(LineFulfilment.objects.filter(owner=owner).select_related("parcel").order_by("index"))
    if len(lines) > known:
        record("fulfilment.begun", by=by, subject=f"application:{owner}", count=len(lines))
    return lines


@transaction.atomic
def give_number(owner: UUID, index: int, msisdn: Msisdn, *, by: Actor) -> bool:
    """The number of a line that moves in has arrived (MNP-8); False where the line has it already.

    Raises KaitsuError ``fulfilment.no_line`` where the line was not begun, brings no number, or has ended.
    """
    line = LineFulfilment.objects.select_for_update().filter(owner=owner, index=index, ported=True).first()
    if line is None or line.ended_at is not None or line.msisdn not in ("", msisdn.digits):
        raise KaitsuError("fulfilment.no_line", rule="MNP-8")
    if line.msisdn:
        return False
    line.msisdn = msisdn.digits
    line.save(update_fields=["msisdn"])
    record("fulfilment.number_arrived", by=by, subject=f"application:{owner}", line=index)
    return True


@transaction.atomic
def allocate(line_id: int, *, by: Actor) -> bool:
    """Give a waiting line its card and its number, both or nothing (FUL-1); False where it goes on waiting.

    The row of the line is locked, card and number are taken with SKIP LOCKED: whoever comes at the same time
    takes others, and a worker that dies leaves everything as it was. A line that somebody else works on is left
    to them.
    """
    line = (
        LineFulfilment.objects.select_for_update(skip_locked=True)
        .filter(pk=line_id, allocated_at__isnull=True, ended_at__isnull=True)
        .first()
    )
    if line is None or line.waits_for_port:
        return False
    card = None if line.embedded else _free_card(line.size)
    number = None if line.ported else _free_number()
    if (card is None and not line.embedded) or (number is None and not line.ported):
        return False
    transition(TRANSITIONS, LineState.WAITING, Event.ALLOCATE)
    if card is not None:
        _give(card)
    if number is not None:
        _give(number)
        line.msisdn = number.msisdn
    line.card, line.number, line.allocated_at = card, number, clock.now()
    line.save(update_fields=["card", "number", "msisdn", "allocated_at"])
    record(
        "fulfilment.allocated", by=by, subject=f"application:{line.owner}", line=line.index, size=line.size
    )
    return True


@transaction.atomic
def pack(
    lines: Sequence[LineFulfilment], recipients: Mapping[tuple[UUID, Handling], Recipient], *, by: Actor
) -> LabelRun:
    """Pack *lines*, which the caller has locked, into one parcel per owner and handling (FUL-2): a label run."""
    run = LabelRun.objects.create(by=str(by))
    keys = [(line.owner, Handling(line.handling)) for line in lines]
    for places in rules.group(keys):
        owner, handling = keys[places[0]]
        for place in places:
            transition(TRANSITIONS, lines[place].state, Event.PACK)
        parcel = Parcel.objects.create(
            owner=owner, run=run, handling=handling, **asdict(recipients[owner, handling])
        )
        LineFulfilment.objects.filter(pk__in=[lines[place].pk for place in places]).update(parcel=parcel)
        record(
            "fulfilment.packed", by=by, subject=f"application:{owner}", parcel=parcel.pk, count=len(places)
        )
    record("fulfilment.run_made", by=by, subject=f"run:{run.pk}", count=len(lines))
    return run


@transaction.atomic
def hand_over(parcel_id: UUID, tracking: str, *, by: Actor) -> bool:
    """The courier has the parcel under the waybill *tracking* (FUL-3); False where that is known already.

    Raises KaitsuError ``fulfilment.other_tracking`` for a parcel that has another one, ``fulfilment.tracking_used``
    for a number of another parcel, ``fulfilment.ended`` where nothing of the parcel is wanted any longer.
    """
    parcel = _locked(parcel_id)
    if parcel.tracking == tracking:
        return False
    if parcel.tracking:
        raise KaitsuError("fulfilment.other_tracking", rule="FUL-6", number=parcel.number)
    _demand_wanted(parcel)
    try:
        with transaction.atomic():
            parcel.tracking = tracking
            _move(parcel, Event.HAND_OVER, by=by)
    except IntegrityError:
        raise KaitsuError("fulfilment.tracking_used", rule="FUL-6", tracking=tracking) from None
    return True


@transaction.atomic
def deliver(parcel_id: UUID, *, by: Actor) -> bool:
    """The parcel is in its holder's hands; False where that is known already.

    Raises KaitsuError ``fulfilment.not_on_its_way`` for one that was returned or never handed over, ``.ended``.
    """
    return _finish(parcel_id, Event.DELIVER, by)


@transaction.atomic
def take_back(parcel_id: UUID, *, by: Actor) -> bool:
    """The parcel came back (FUL-4); False where that is known already. Raises as ``deliver`` does."""
    return _finish(parcel_id, Event.RETURN, by)


@transaction.atomic
def resend(parcel_id: UUID, *, by: Actor) -> int:
    """Make the lines of a returned parcel ready for a new one (FUL-4); returns how many.

    Raises KaitsuError ``fulfilment.not_returned`` where it is not, or was sent again already.
    """
    parcel = _locked(parcel_id)
    lines = LineFulfilment.objects.select_for_update().filter(parcel=parcel, ended_at__isnull=True)
    if parcel.state != ParcelState.RETURNED or not lines:
        raise KaitsuError("fulfilment.not_returned", rule="FUL-4")
    transition(TRANSITIONS, LineState.RETURNED, Event.RESEND)
    count = LineFulfilment.objects.filter(pk__in=[line.pk for line in lines]).update(parcel=None)
    record("fulfilment.resent", by=by, subject=f"application:{parcel.owner}", parcel=parcel.pk, count=count)
    return count


@transaction.atomic
def end(owner: UUID, *, by: Actor) -> int:
    """End all lines of *owner*: their cards are struck off, their numbers of the pool quarantined (FUL-4).

    Returns how many ended now; a second time, none.
    """
    lines = list(
        LineFulfilment.objects.select_for_update(of=("self",))
        .select_related("parcel")
        .filter(owner=owner, ended_at__isnull=True)
        .order_by("index")
    )
    for line in lines:
        transition(TRANSITIONS, line.state, Event.END)
    cards = [line.card_id for line in lines if line.card_id]
    numbers = [line.number_id for line in lines if line.number_id]
    SimCard.objects.filter(pk__in=cards).update(state=StockState.STRUCK_OFF.value)
    PhoneNumber.objects.filter(pk__in=numbers).update(state=StockState.QUARANTINED.value)
    LineFulfilment.objects.filter(pk__in=[line.pk for line in lines]).update(ended_at=clock.now())
    if lines:
        record("fulfilment.ended", by=by, subject=f"application:{owner}", count=len(lines))
    return len(lines)


def _free_card(size: str) -> SimCard | None:
    free = SimCard.objects.select_for_update(skip_locked=True).filter(size=size, state=StockState.FREE)
    return free.order_by("id").first()


def _free_number() -> PhoneNumber | None:
    free = PhoneNumber.objects.select_for_update(skip_locked=True).filter(state=StockState.FREE)
    return free.order_by("id").first()


def _give(piece: SimCard | PhoneNumber) -> None:
    piece.state = StockState.ALLOCATED.value
    piece.save(update_fields=["state"])


def _finish(parcel_id: UUID, event: Event, by: Actor) -> bool:
    parcel = _locked(parcel_id)
    target = ParcelState.DELIVERED if event is Event.DELIVER else ParcelState.RETURNED
    if parcel.state == target:
        return False
    _demand_wanted(parcel)
    if parcel.state != ParcelState.HANDED_OVER:
        raise KaitsuError("fulfilment.not_on_its_way", rule="FUL-6", number=parcel.number)
    _move(parcel, event, by=by)
    return True


def _demand_wanted(parcel: Parcel) -> None:
    if not parcel.lines.filter(ended_at__isnull=True).exists():
        raise KaitsuError("fulfilment.ended", rule="FUL-4", number=parcel.number)


def _locked(parcel_id: UUID) -> Parcel:
    parcel = Parcel.objects.select_for_update().filter(pk=parcel_id).first()
    if parcel is None:
        raise KaitsuError("fulfilment.no_parcel", rule="FUL-3")
    return parcel


def _move(parcel: Parcel, event: Event, *, by: Actor) -> None:
    before = ParcelState(parcel.state)
    parcel.state = transition(PARCEL_TRANSITIONS, before, event).value
    parcel.changed_at = clock.now()
    parcel.save(update_fields=["state", "tracking", "changed_at"])
    record(
        f"fulfilment.{event}",
        by=by,
        subject=f"application:{parcel.owner}",
        parcel=parcel.pk,
        before=before,
        after=parcel.state,
    )
