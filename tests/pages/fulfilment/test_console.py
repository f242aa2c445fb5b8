"""The day of those who pack and send: stock in, labels, courier files out and in, what came back (FUL)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from factories.fulfilment import (
    DATA,
    fulfilled,
    fulfilling,
    issued,
    packed,
    returned,
    table,
    two_voice_one_data,
    waybill,
)
from kaitsu.applications import delivery
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.fulfilment import services
from kaitsu.fulfilment.models import FileImport, LabelRun, Parcel, SimCard
from kaitsu.fulfilment.states import ParcelState
from pages.checking import CheckingClient

pytestmark = pytest.mark.django_db


def send_in(clerk: CheckingClient, kind: str, data: bytes) -> HttpResponse:
    upload = SimpleUploadedFile("file.csv", data, content_type="text/csv")
    return clerk.post("/console/fulfilment/imports/", {"kind": kind, "file": upload}, follow=True)


@pytest.mark.rule("FUL-1")
def test_every_list_shows_what_stands_there(clerk: CheckingClient) -> None:
    waiting = fulfilling()
    delivery.fulfil(waiting.pk)
    page = clerk.get("/console/fulfilment/")
    assert waiting.reference in page.content.decode()

    ready = fulfilled(two_voice_one_data())
    assert ready.reference in clerk.get("/console/fulfilment/?list=ready").content.decode()
    returned(DATA)
    for name in ("packed", "out", "returned", "nothing"):
        assert clerk.get(f"/console/fulfilment/?list={name}").status_code == 200
    back = Parcel.objects.get(state=ParcelState.RETURNED)
    assert back.number in clerk.get("/console/fulfilment/?list=returned").content.decode()
    assert clerk.get("/console/stock/").status_code == 200
    assert clerk.get("/console/").status_code == 200


@pytest.mark.rule("FUL-5")
def test_a_stock_file_tells_its_wrong_lines_and_takes_the_rest(clerk: CheckingClient) -> None:
    good, bad = str(services.trial_card(7001)), str(services.trial_card(7002))[:-1] + "x"

    page = send_in(clerk, "cards", table(["ICCID", "size"], (good, "nano"), (bad, "nano")))

    assert page.redirect_chain[-1][0] == f"/console/fulfilment/imports/{FileImport.objects.get().pk}/"
    assert SimCard.objects.filter(iccid=good).exists()
    assert FileImport.objects.get().problems[0]["line"] == 3
    assert clerk.get("/console/fulfilment/imports/").status_code == 200


def test_a_file_that_is_no_table_is_refused_on_the_page(clerk: CheckingClient) -> None:
    assert send_in(clerk, "cards", b"nonsense").status_code == 422
    assert clerk.post("/console/fulfilment/imports/", {"kind": "cards"}).status_code == 422
    assert not FileImport.objects.exists()


@pytest.mark.rule("FUL-3", "FUL-6")
def test_from_ready_to_handed_over(clerk: CheckingClient) -> None:
    fulfilled(two_voice_one_data())

    first = clerk.post("/console/fulfilment/runs/")
    clerk.post("/console/fulfilment/runs/", follow=True)

    run = LabelRun.objects.get()
    assert first.headers["Location"] == f"/console/fulfilment/runs/{run.pk}/"
    assert clerk.get("/console/fulfilment/runs/").status_code == 200
    assert clerk.get(f"/console/fulfilment/runs/{run.pk}/").status_code == 200
    for name, start in (
        ("labels.pdf", b"%PDF"),
        ("packing-lists.pdf", b"%PDF"),
        ("courier.csv", b"\x82\xa8"),
    ):
        download = clerk.get(f"/console/fulfilment/runs/{run.pk}/{name}")
        assert download.content.startswith(start)
        assert "attachment" in download.headers["Content-Disposition"]
    send_in(clerk, "tracking", issued(*[(parcel.number, waybill()) for parcel in run.parcels.all()]))
    assert set(Parcel.objects.values_list("state", flat=True)) == {ParcelState.HANDED_OVER}


@pytest.mark.rule("FUL-4")
def test_a_returned_parcel_is_sent_again(clerk: CheckingClient) -> None:
    _, parcel = returned()
    page = clerk.get(f"/console/fulfilment/parcels/{parcel.pk}/")
    assert "/resend/" in page.content.decode()

    clerk.post(f"/console/fulfilment/parcels/{parcel.pk}/resend/", follow=True)
    clerk.post(f"/console/fulfilment/parcels/{parcel.pk}/resend/", follow=True)

    assert not Parcel.objects.get(pk=parcel.pk).lines.exists()


@pytest.mark.rule("FUL-4")
def test_a_returned_parcel_ends_the_application(clerk: CheckingClient) -> None:
    application, parcel = returned()
    address = f"/console/fulfilment/parcels/{parcel.pk}/end/"

    unsure = clerk.post(address, {"reason": "wish"})
    done = clerk.post(address, {"reason": "wish", "sure": "on"}, follow=True)
    again = clerk.post(address, {"reason": "wish", "sure": "on"})

    assert (unsure.status_code, done.status_code, again.status_code) == (422, 200, 422)
    assert Application.objects.get(pk=application.pk).state == State.CANCELLED


def test_a_name_that_the_courier_cannot_print_is_pointed_out(clerk: CheckingClient) -> None:
    _, run = packed()
    run.parcels.update(name="𠮷田 花子")
    clerk.japanese_words = [*clerk.japanese_words, "𠮷", "吉"]

    page = clerk.get(f"/console/fulfilment/runs/{run.pk}/").content.decode()

    assert "𠮷" in page
    assert "吉" in page
