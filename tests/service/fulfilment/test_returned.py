"""A parcel that came back goes out again or ends the application, and nothing that was given is given again (FUL-4)."""

from __future__ import annotations

import pytest

from factories.fulfilment import (
    CLERK,
    fulfilled,
    issued,
    packed,
    results,
    returned,
    shipped,
    two_voice_one_data,
    waybill,
)
from kaitsu.applications import delivery, returns
from kaitsu.applications.models import Application
from kaitsu.applications.progress import progress
from kaitsu.applications.states import State
from kaitsu.fulfilment import queries, services
from kaitsu.fulfilment.models import LineFulfilment, Parcel, PhoneNumber, SimCard
from kaitsu.fulfilment.states import LineState, ParcelState, StockState
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.retail.models import Package

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FUL-4")]


def test_the_holder_is_asked_and_staff_find_it() -> None:
    application, parcel = shipped()
    parcel.refresh_from_db()

    done = delivery.take_results(results((parcel.tracking, "返品")), name="", by=CLERK)
    again = delivery.take_results(results((parcel.tracking, "返品")), name="", by=CLERK)

    assert (done.taken, again.unchanged) == (1, 1)
    (letter,) = Mail.objects.filter(kind="returned")
    assert "2026年12月2日（水）" in letter.text
    assert list(queries.parcels(ParcelState.RETURNED)) == [parcel]
    assert Application.objects.get(pk=application.pk).state == State.FULFILLING
    assert progress(application)[0].state is LineState.RETURNED


@pytest.mark.rule("FUL-6")
def test_it_is_sent_again_with_the_same_card_and_a_new_waybill() -> None:
    application, old = returned()
    card = LineFulfilment.objects.get(owner=application.pk).card_id

    assert returns.resend(old, by=CLERK) == 1
    with pytest.raises(KaitsuError, match="not_returned"):
        returns.resend(old, by=CLERK)
    run = delivery.make_run(by=CLERK)
    assert run is not None
    (new,) = run.parcels.all()
    delivery.take_tracking(issued((new.number, waybill())), name="", by=CLERK)
    new.refresh_from_db()
    late = delivery.take_results(results((old.tracking, "返品")), name="", by=CLERK)
    delivery.take_results(results((new.tracking, "配達完了")), name="", by=CLERK)

    assert (late.unchanged, late.refused) == (1, 0)
    assert LineFulfilment.objects.get(owner=application.pk).card_id == card
    assert Application.objects.get(pk=application.pk).state == State.ACTIVE
    assert Mail.objects.filter(kind="shipped").count() == 2


def test_the_end_strikes_off_the_card_keeps_the_number_back_and_frees_the_code() -> None:
    application, parcel = returned(two_voice_one_data())

    returns.end(parcel, reason="undeliverable", by=CLERK)

    ended = Application.objects.get(pk=application.pk)
    assert ended.state == State.CANCELLED
    assert SimCard.objects.filter(state=StockState.STRUCK_OFF).count() == 3
    assert PhoneNumber.objects.filter(state=StockState.QUARANTINED).count() == 3
    assert not SimCard.objects.filter(state=StockState.ALLOCATED).exists()
    assert [each.state for each in queries.of_owner(application.pk)] == [LineState.ENDED] * 3
    assert Package.objects.get(pk=application.package_id).state == "issued"
    (letter,) = Mail.objects.filter(kind="cancelled")
    assert "荷物をお届けできず" in letter.text
    assert not queries.parcels(ParcelState.RETURNED).exists()


@pytest.mark.rule("FUL-1")
def test_what_was_struck_off_is_never_given_again() -> None:
    application, parcel = returned()
    used = LineFulfilment.objects.get(owner=application.pk)
    returns.end(parcel, reason="wish", by=CLERK)

    other = fulfilled()

    (line,) = queries.of_owner(other.pk)
    assert (line.card_id, line.msisdn) != (used.card_id, used.msisdn)
    assert line.card_id != used.card_id
    assert line.msisdn != used.msisdn


def test_who_comes_second_is_refused() -> None:
    _, parcel = returned()
    returns.resend(parcel, by=CLERK)

    with pytest.raises(KaitsuError, match="not_returned"):
        returns.end(parcel, reason="wish", by=CLERK)


def test_an_end_has_a_reason_of_the_list() -> None:
    application, parcel = returned()

    with pytest.raises(KaitsuError, match="end_reason_missing"):
        returns.end(parcel, reason="because", by=CLERK)
    assert Application.objects.get(pk=application.pk).state == State.FULFILLING


@pytest.mark.rule("FUL-6")
def test_news_of_a_parcel_whose_application_ended_is_told() -> None:
    application, run = packed()
    (parcel,) = run.parcels.all()
    services.end(application.pk, by=CLERK)

    done = delivery.take_tracking(issued((parcel.number, waybill())), name="", by=CLERK)

    assert [each["code"] for each in done.problems] == ["fulfilment.ended"]
    assert services.end(application.pk, by=CLERK) == 0
    assert Parcel.objects.get().state == ParcelState.PACKED
