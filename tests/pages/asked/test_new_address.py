"""The page where the holder of a returned parcel gives the new address (FUL-4)."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.fulfilment import CLERK, DATA, returned
from kaitsu.applications import returns
from kaitsu.applications.models import AddressChange, Application
from kaitsu.applications.states import ChangeState, State
from kaitsu.fulfilment.models import Parcel
from pages.asked.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FUL-4")]

TYPED = {
    "postal_code": "150-0043",
    "prefecture": "東京都",
    "city": "渋谷区",
    "town": "道玄坂",
    "block": "2-3-4",
    "building": "見本荘202",
}


def asked(wish: object = None) -> tuple[Application, str]:
    application, parcel = returned(wish)  # type: ignore[arg-type]
    returns.ask(parcel, by=CLERK)
    return application, f"/applications/{application.pk}/"


@pytest.mark.rule("MEM-5")
def test_the_status_page_leads_there_and_the_address_leads_to_documents(enter: Enter) -> None:
    application, status = asked()
    browser = enter(application.member)

    first = browser.get(status).content.decode()
    listed = browser.get("/applications/").content.decode()
    page = browser.get(f"{status}new-address/")
    done = browser.post(f"{status}new-address/", TYPED, follow=True)

    assert f"{status}new-address/" in first
    assert f"{status}new-address/" in listed
    assert page.status_code == 200
    assert done.redirect_chain == [(status, 302)]
    assert "/identity/" in done.content.decode()
    assert Application.objects.get(pk=application.pk).state == State.VERIFYING
    again = browser.get(f"{status}new-address/").content.decode()
    assert 'value="道玄坂"' in again


def test_without_documents_the_parcel_is_ready_at_once(enter: Enter) -> None:
    application, status = asked(DATA)
    browser = enter(application.member)

    browser.post(f"{status}new-address/", TYPED, follow=True)
    late = browser.post(f"{status}new-address/", TYPED)

    assert AddressChange.objects.get().state == ChangeState.CONFIRMED
    assert (late.status_code, late.headers["Location"]) == (302, status)
    assert not Parcel.objects.get(owner=application.pk).lines.exists()


@pytest.mark.rule("HLD-5")
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(enter: Enter) -> None:
    application, status = asked()
    browser = enter(application.member)

    browser.cookies["kaitsu_language"] = "ja"  # what is wrong with an address quotes it
    missing = browser.post(f"{status}new-address/", TYPED | {"block": "", "building": "<b>"})
    contradicts = browser.post(f"{status}new-address/", TYPED | {"postal_code": "060-0001"})
    same = browser.post(
        f"{status}new-address/",
        {"postal_code": "1060032", "prefecture": "東京都", "city": "港区", "town": "六本木", "block": "1-2-3",
         "building": "見本ビル101"},
    )  # fmt: skip
    insisted = browser.post(
        f"{status}new-address/", TYPED | {"postal_code": "060-0001", "insisted": "on"}, follow=True
    )

    assert [each.status_code for each in (missing, contradicts, same)] == [422, 422, 422]
    for shown in ("渋谷区", "id_block_error", "id_building_error"):
        assert shown in missing.content.decode()
    assert 'name="insisted"' in contradicts.content.decode()
    assert insisted.redirect_chain == [(status, 302)]
    assert AddressChange.objects.get().insisted


@pytest.mark.rule("SCR-2")
def test_the_postal_code_fills_the_address_without_scripts(enter: Enter) -> None:
    application, status = asked()

    page = enter(application.member).post(
        f"{status}new-address/", {"postal_code": "150-0043", "lookup": "yes"}
    )

    assert 'value="渋谷区"' in page.content.decode()
    assert AddressChange.objects.get().state == ChangeState.ASKED


def test_nobody_else_and_nobody_unasked_gets_the_page(enter: Enter) -> None:
    application, status = asked()
    other, other_status = asked(DATA)
    unasked, _ = returned()

    assert enter(other.member).get(f"{status}new-address/").status_code == 404
    assert enter(other.member).post(f"{status}new-address/", TYPED).status_code == 404
    assert enter(unasked.member).get(f"/applications/{unasked.pk}/new-address/").status_code == 302
    assert Client().get(f"{other_status}new-address/").headers["Location"].startswith("/account/")
    assert AddressChange.objects.filter(state=ChangeState.ASKED).count() == 2
    assert Application.objects.get(pk=application.pk).city == "港区"
