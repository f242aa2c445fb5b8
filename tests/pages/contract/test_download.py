"""The holder takes the contract's document from the page of the application; nobody else does (CNF-6)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from factories.applications import Wish, begun, submitted
from factories.members import member, staff
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.checking import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.rule("CNF-6")]

Queries = Callable[[int], AbstractContextManager[object]]
HELD = Wish(card_name="TARO YAMADA")


def address(application: Application) -> str:
    return reverse("contract", args=[application.pk])


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("wish", [Wish(), HELD])
def test_the_page_of_the_application_leads_to_the_document(
    checking_client: CheckingClient, wish: Wish, language: str, django_assert_max_num_queries: Queries
) -> None:
    application = submitted(wish)
    checking_client.force_login(application.member)
    shown = BeautifulSoup(
        checking_client.get(
            reverse("application", args=[application.pk]), headers={"accept-language": language}
        ).content,
        "html5lib",
    )
    (link,) = shown.select("main a[download]")
    assert "PDF" in link.get_text()

    browser = Client()
    browser.force_login(application.member)
    with django_assert_max_num_queries(4):
        response = browser.get(str(link["href"]))

    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="contract-{application.reference}.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_nobody_else_gets_it() -> None:
    application = submitted()

    for other in (member(), *(staff(role) for role in Role)):
        browser = Client()
        browser.force_login(other)
        assert browser.get(address(application)).status_code == 404, other
    turned = Client().get(address(application))
    assert turned.status_code == 302
    assert turned["Location"].startswith(reverse("account_login"))


def test_a_draft_has_none() -> None:
    draft = begun()
    browser = Client()
    browser.force_login(draft.member)

    assert browser.get(address(draft)).status_code == 404


@pytest.mark.parametrize("state", [State.CANCELLED, State.REFUSED, State.EXPIRED])
def test_an_application_that_came_to_nothing_offers_none(
    checking_client: CheckingClient, state: State
) -> None:
    application = submitted()
    Application.objects.filter(pk=application.pk).update(state=state, ended_at=clock.now())
    checking_client.force_login(application.member)

    shown = checking_client.get(reverse("application", args=[application.pk]))

    assert address(application) not in shown.content.decode()
    checking_client.check = False
    assert checking_client.get(address(application)).status_code == 404


def test_a_document_is_only_fetched() -> None:
    application = submitted()
    browser = Client()
    browser.force_login(application.member)

    assert browser.post(address(application)).status_code == 405


@pytest.mark.parametrize(("wish", "kind"), [(Wish(), "application_received"), (HELD, "application_held")])
def test_the_receipt_names_it_with_the_way_to_it(wish: Wish, kind: str) -> None:
    application = submitted(wish)
    mail = Mail.objects.get(kind=kind, about=f"application:{application.pk}")

    assert "ご契約内容の書面（PDF）" in mail.text
    assert reverse("application", args=[application.pk]) in mail.text
