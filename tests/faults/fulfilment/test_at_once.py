"""Many hands at once, on real connections: no card and no number is ever given twice (FUL-1, FUL-6)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from factories.fulfilment import CLERK, DATA, fulfilled, issued, line, packed, returned, stock, table, waybill
from factories.racing import at_once
from kaitsu.applications import delivery, readdressing, returns
from kaitsu.applications.answers import AddressGiven
from kaitsu.applications.models import AddressChange
from kaitsu.fulfilment import services
from kaitsu.fulfilment.models import LabelRun, LineFulfilment, Parcel, PhoneNumber, SimCard
from kaitsu.fulfilment.states import ParcelState, StockState
from kaitsu.identity.models import Case
from kaitsu.notifications.models import Mail

CONNECTIONS = 24
NEW = AddressGiven("1500043", "東京都", "渋谷区", "道玄坂", "2-3-4", "見本荘202")

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def given() -> tuple[int, int]:
    """Cards and numbers that are given, after a look that none is given twice."""
    lines = LineFulfilment.objects.exclude(allocated_at=None)
    cards, numbers = [each.card_id for each in lines], [each.number_id for each in lines]
    assert len(set(cards)) == len(cards)
    assert len(set(numbers)) == len(numbers)
    assert SimCard.objects.filter(state=StockState.ALLOCATED).count() == len(cards)
    assert PhoneNumber.objects.filter(state=StockState.ALLOCATED).count() == len(numbers)
    return len(cards), len(numbers)


@pytest.mark.rule("FUL-1")
def test_many_lines_each_get_their_own() -> None:
    lines = [line(uuid4()) for _ in range(CONNECTIONS)]
    stock(CONNECTIONS * 2, CONNECTIONS * 2)

    at_once([lambda pk=each.pk: services.allocate(pk, by=CLERK) for each in lines])
    for each in lines:  # whoever met a locked piece at the very end looks again, as the sweep does
        services.allocate(each.pk, by=CLERK)

    assert given() == (CONNECTIONS, CONNECTIONS)


@pytest.mark.rule("FUL-1")
def test_fewer_cards_than_lines() -> None:
    lines = [line(uuid4()) for _ in range(CONNECTIONS)]
    stock(5, CONNECTIONS)

    done = at_once([lambda pk=each.pk: services.allocate(pk, by=CLERK) for each in lines])
    for each in lines:
        services.allocate(each.pk, by=CLERK)

    assert sum(map(bool, done)) <= 5
    assert given() == (5, 5)
    assert PhoneNumber.objects.filter(state=StockState.FREE).count() == CONNECTIONS - 5


@pytest.mark.rule("FUL-1")
def test_one_line_from_many_workers() -> None:
    one = line(uuid4())
    stock(CONNECTIONS, CONNECTIONS)

    done = at_once([lambda: services.allocate(one.pk, by=CLERK)] * CONNECTIONS)

    assert sum(map(bool, done)) == 1
    assert given() == (1, 1)


@pytest.mark.rule("FUL-1", "FUL-5")
def test_workers_while_stock_arrives_and_lines_end() -> None:
    owners = [uuid4() for _ in range(CONNECTIONS)]
    for owner in owners:
        line(owner)
    arriving = [str(services.trial_card(5000 + place)) for place in range(CONNECTIONS)]
    file = table(["ICCID", "size"], *[(iccid, "nano") for iccid in arriving])
    stock(CONNECTIONS, CONNECTIONS)

    at_once(
        [delivery.allocate_waiting] * 6
        + [lambda: services.import_cards(file, name="", by=CLERK).taken] * 6
        + [lambda owner=owner: services.end(owner, by=CLERK) for owner in owners[:6]]
    )
    delivery.allocate_waiting()

    assert set(SimCard.objects.filter(iccid__in=arriving).values_list("iccid", flat=True)) == set(arriving)
    ended = LineFulfilment.objects.exclude(ended_at=None).exclude(card=None)
    assert SimCard.objects.filter(state=StockState.STRUCK_OFF).count() == ended.count()
    live = LineFulfilment.objects.filter(ended_at=None)
    assert live.count() == CONNECTIONS - 6
    assert len(set(live.values_list("card", flat=True))) == CONNECTIONS - 6
    everything = [each.card_id for each in LineFulfilment.objects.exclude(card=None)]
    assert len(set(everything)) == len(everything)


@pytest.mark.rule("FUL-6")
def test_a_label_run_pressed_by_many_packs_each_line_once() -> None:
    for _ in range(8):
        fulfilled()

    runs = [run for run in at_once([lambda: delivery.make_run(by=CLERK)] * 16) if run is not None]
    delivery.make_run(by=CLERK)

    assert runs
    assert Parcel.objects.count() == LineFulfilment.objects.exclude(parcel=None).count() == 8
    assert all(run.parcels.exists() for run in LabelRun.objects.all())


@pytest.mark.rule("FUL-6", "MAI-2")
def test_one_courier_file_sent_in_by_many_ships_and_mails_once() -> None:
    runs = [packed()[1] for _ in range(4)]
    rows = [(parcel.number, waybill()) for run in runs for parcel in run.parcels.all()]

    done = at_once([lambda: delivery.take_tracking(issued(*rows), name="", by=CLERK).taken] * 16)

    assert sum(done) == 4  # type: ignore[arg-type]
    assert Mail.objects.filter(kind="shipped").count() == 4
    assert Parcel.objects.filter(state=ParcelState.HANDED_OVER).count() == 4


@pytest.mark.rule("FUL-4")
def test_a_returned_parcel_is_sent_again_or_ended_never_both() -> None:
    application, parcel = returned()

    outcomes = at_once(
        [
            lambda: bool(returns.resend(parcel, by=CLERK)),
            lambda: str(returns.end(parcel, reason="wish", by=CLERK)),
        ]
        * 8
    )

    won = [each for each in outcomes if each != "fulfilment.not_returned"]
    assert len(won) == 1
    (line_,) = LineFulfilment.objects.filter(owner=application.pk)
    assert (line_.ended_at is None) == (won == [True])
    assert Mail.objects.filter(kind="cancelled").count() == (0 if won == [True] else 1)


@pytest.mark.rule("FUL-4", "MAI-2")
def test_a_new_address_is_asked_for_once_and_taken_once() -> None:
    application, parcel = returned(DATA)
    holder = application.member

    asked = at_once([lambda: bool(returns.ask(parcel, by=CLERK))] * 12)
    taken = at_once(
        [lambda: readdressing.give(holder, application.pk, NEW, by=holder.actor).problems] * 12
        + [lambda: delivery.make_run(by=CLERK)] * 4
    )
    delivery.make_run(by=CLERK)

    assert asked.count(True) == 1
    assert taken.count(()) == 1
    assert Mail.objects.filter(kind="address_wanted").count() == 1
    (new,) = Parcel.objects.filter(owner=application.pk, state=ParcelState.PACKED)
    assert (new.address, new.lines.count()) == ("東京都渋谷区道玄坂2-3-4", 1)


@pytest.mark.rule("FUL-4", "MAI-2")
def test_a_new_address_opens_one_round_of_documents_whatever_else_happens() -> None:
    application, parcel = returned()
    returns.ask(parcel, by=CLERK)
    holder = application.member

    at_once(
        [
            lambda: readdressing.give(holder, application.pk, NEW, by=holder.actor).documents,
            lambda: returns.resend(parcel, by=CLERK),
        ]
        * 8
    )

    application.refresh_from_db()
    (change,) = AddressChange.objects.all()
    assert (application.state, change.state) == ("fulfilling", "withdrawn")
    assert application.city == "港区"
    case = Case.objects.get(pk=application.case_id)
    assert case.state == "approved"
    assert "六本木" in case.address
    assert case.reopenings.count() == Mail.objects.filter(kind="address_documents").count() <= 1
