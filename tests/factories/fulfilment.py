"""Stock, applications in fulfilment and files of the courier, made through the verbs that the house uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.db import transaction

from factories.applications import LineWish, Wish, family, submitted
from kaitsu.applications import delivery, moves
from kaitsu.applications.models import Application
from kaitsu.applications.states import Event, State
from kaitsu.fulfilment import services
from kaitsu.fulfilment.models import LabelRun, LineFulfilment, Parcel
from kaitsu.fulfilment.services import Wanted
from kaitsu.fulfilment.states import Handling
from kaitsu.identity.models import Case
from kaitsu.identity.states import CaseState
from kaitsu.japanese.telephone import Msisdn
from kaitsu.kernel import sheets
from kaitsu.kernel.actors import machine, staff

CLERK = staff("S2345678")
DATA = Wish(line_type="data", lines=(LineWish(function="data", start=""),))

_serial = count(1)
_waybills = count(1)


def stock(cards: int = 5, numbers: int = 5, size: str = "nano") -> None:
    """New cards of *size* and new numbers."""
    services.receive_cards([(services.trial_card(next(_serial)), size) for _ in range(cards)], by=CLERK)
    services.receive_numbers([Msisdn(f"070{40_000_000 + next(_serial)}") for _ in range(numbers)], by=CLERK)


def line(owner: UUID, index: int = 1, **changes: object) -> LineFulfilment:
    """A line in the warehouse, of an application that nobody knows."""
    wanted = {
        "index": index,
        "size": "nano",
        "embedded": False,
        "handling": Handling.VERIFIED_ONLY,
        "ported": False,
    } | changes
    lines = services.begin(owner, [Wanted(**wanted)], by=CLERK)  # type: ignore[arg-type]
    return next(each for each in lines if each.index == index)


def fulfilling(wish: Wish | None = None) -> Application:
    """An application that reached FULFILLING, verified where its lines ask for it; its job has not run yet."""
    # Each is another person: two applications of one holder at once would be held (PCK-1).
    born = date(1980, 1, 1) + timedelta(days=next(_serial))
    application = submitted(replace(wish or Wish(), birth_date=born))
    if application.case_id is not None:
        Case.objects.filter(pk=application.case_id).update(state=CaseState.APPROVED)
        with transaction.atomic():
            moves.move(moves.locked(application.pk), Event.VERIFIED, by=machine("test"))
    application.refresh_from_db()
    assert application.state == State.FULFILLING, application.state
    return application


def two_voice_one_data() -> Wish:
    """Family Share: two lines that go to the verified address, one that goes to the registered one."""
    return family(LineWish(), LineWish(), LineWish(function="data", start=""))


def fulfilled(wish: Wish | None = None) -> Application:
    """An application all of whose lines have their card and number."""
    application = fulfilling(wish)
    stock()
    delivery.fulfil(application.pk)
    return application


def packed(wish: Wish | None = None) -> tuple[Application, LabelRun]:
    """An application whose parcels are packed."""
    application = fulfilled(wish)
    run = delivery.make_run(by=CLERK)
    assert run is not None
    return application, run


def shipped(wish: Wish | None = None) -> tuple[Application, Parcel]:
    """An application whose (first) parcel is with the courier."""
    application, run = packed(wish)
    for parcel in run.parcels.order_by("pk"):
        delivery.hand_over(parcel, waybill(), by=CLERK)
    return application, run.parcels.order_by("pk")[0]


def returned(wish: Wish | None = None) -> tuple[Application, Parcel]:
    """An application whose (first) parcel came back."""
    application, parcel = shipped(wish)
    delivery.take_back(parcel, by=CLERK)
    return application, Parcel.objects.get(pk=parcel.pk)


def waybill() -> str:
    """A waybill number with its check digit."""
    body = 40_000_000_000 + next(_waybills)
    return f"{body}{body % 7}"


def issued(*rows: tuple[str, str]) -> bytes:
    """The courier's file of issued waybills, as its program writes it: (our number, waybill number)."""
    return sheets.write(
        ["お客様管理番号", "送り状種類", "伝票番号"],
        [[ours, "0", theirs] for ours, theirs in rows],
        encoding="cp932",
    )


def results(*rows: tuple[str, str]) -> bytes:
    """The courier's file of what became of parcels: (waybill number, status)."""
    return sheets.write(["伝票番号", "配達状況"], rows, encoding="cp932")


def table(heading: Sequence[str], *rows: Sequence[str]) -> bytes:
    """A CSV as staff save one."""
    return sheets.write(heading, rows)
