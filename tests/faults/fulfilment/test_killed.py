"""A worker killed before any line leaves whole steps behind; the next one finishes them, and nothing is given twice."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from factories.fulfilment import (
    CLERK,
    fulfilled,
    fulfilling,
    issued,
    line,
    packed,
    stock,
    two_voice_one_data,
    waybill,
)
from faults.killing import Killer, killer
from kaitsu.applications import delivery
from kaitsu.fulfilment import queries, services
from kaitsu.fulfilment.models import LineFulfilment, Parcel, PhoneNumber, SimCard
from kaitsu.fulfilment.states import LineState, ParcelState, StockState
from kaitsu.notifications.models import Mail

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

TESTS = str(Path(__file__).parents[2])
#: Every line of the verbs themselves; between them stand only Django and the database.
WATCHED = ["/fulfilment/services.py", "/applications/delivery.py"]


def each_death(start: Killer, function: str, step: int, **arguments: object) -> int:
    """Kill *function* before each *step*-th line until it lives to its end; returns how often it was killed."""
    kills, at = 0, 1
    while start.run(function, line=at, watched=WATCHED, **arguments):
        kills += 1
        at += step
        _nothing_is_half_done()
    return kills


def _nothing_is_half_done() -> None:
    cards = list(LineFulfilment.objects.exclude(card=None).values_list("card", flat=True))
    numbers = list(LineFulfilment.objects.exclude(number=None).values_list("number", flat=True))
    assert len(set(cards)) == len(cards)
    assert len(set(numbers)) == len(numbers)
    assert SimCard.objects.filter(state=StockState.ALLOCATED).count() == len(cards)
    assert PhoneNumber.objects.filter(state=StockState.ALLOCATED).count() == len(numbers)
    assert all(parcel.lines.exists() for parcel in Parcel.objects.all())
    shipped = Parcel.objects.filter(state=ParcelState.HANDED_OVER).count()
    assert Mail.objects.filter(kind="shipped").count() == shipped


@pytest.mark.rule("FUL-1")
def test_an_allocation_killed_before_any_line_is_whole_or_nothing() -> None:
    stock(80, 80)
    kills = 0

    with killer(PYTHONPATH=TESTS) as start:
        killed = True
        while killed:
            waiting = line(uuid4())
            killed = start.run(
                "faults.fulfilment.kills.allocate", line=kills + 1, watched=WATCHED, line_id=waiting.pk
            )
            waiting.refresh_from_db()
            _nothing_is_half_done()
            assert killed or waiting.state is LineState.ALLOCATED
            services.allocate(waiting.pk, by=CLERK)
            waiting.refresh_from_db()
            assert waiting.state is LineState.ALLOCATED
            kills += killed

    assert kills > 15
    assert SimCard.objects.filter(state=StockState.ALLOCATED).count() == kills + 1


@pytest.mark.rule("FUL-1")
def test_fulfilment_goes_on_where_killed_workers_left_it() -> None:
    application = fulfilling(two_voice_one_data())
    stock()

    with killer(PYTHONPATH=TESTS) as start:
        kills = each_death(start, "faults.fulfilment.kills.fulfil", 4, application_id=str(application.pk))

    assert kills > 5
    lines = queries.of_owner(application.pk)
    assert [each.state for each in lines] == [LineState.ALLOCATED] * 3
    assert SimCard.objects.filter(state=StockState.ALLOCATED).count() == 3


@pytest.mark.rule("FUL-6")
def test_a_label_run_killed_again_and_again_packs_once() -> None:
    fulfilled(two_voice_one_data())

    with killer(PYTHONPATH=TESTS) as start:
        kills = each_death(start, "faults.fulfilment.kills.make_run", 4)

    assert kills > 3
    assert Parcel.objects.count() == 2
    assert delivery.make_run(by=CLERK) is None


@pytest.mark.rule("FUL-6", "MAI-2")
def test_an_import_of_waybills_killed_again_and_again_mails_once() -> None:
    rows = [(parcel.number, waybill()) for _ in range(2) for parcel in packed()[1].parcels.all()]

    with killer(PYTHONPATH=TESTS) as start:
        kills = each_death(start, "faults.fulfilment.kills.take_tracking", 4, data=issued(*rows).hex())

    assert kills > 5
    assert Parcel.objects.filter(state=ParcelState.HANDED_OVER).count() == 2
    assert Mail.objects.filter(kind="shipped").count() == 2
