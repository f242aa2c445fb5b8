"""Cancelling an application that is being verified, from its page (IDV-13)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from factories.applications import Wish, submitted
from kaitsu.applications import cancelling
from kaitsu.applications.models import Application
from kaitsu.kernel.actors import staff as actor
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.checking import CheckingClient
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-13")]


def page_of(browser: CheckingClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(browser.get(address).content, "html5lib")


def address_of(application: Application) -> str:
    return f"/console/applications/{application.pk}/cancel/"


def state_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).state


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_mail_is_shown_first_and_sent_as_shown(enter: Enter, language: str) -> None:
    application = submitted()
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language
    link = page_of(browser, f"/console/applications/{application.pk}/").select_one("a[href$='/cancel/']")
    assert link is not None
    assert page_of(browser, str(link["href"])).select("select[name='cancel-reason']")

    preview = browser.post(str(link["href"]), {"cancel-reason": "wish", "cancel-words": "お電話の件です。"})
    page = BeautifulSoup(preview.content, "html5lib")
    assert state_of(application) == "verifying"
    assert "お電話の件です。" in page.select_one(".mail__text").get_text()
    sent = {str(each["name"]): str(each["value"]) for each in page.select("main input[type=hidden]")}
    browser.post(str(link["href"]), sent | {"send": "1"})

    assert state_of(application) == "cancelled"
    assert "お電話の件です。" in Mail.objects.get(kind="cancelled").text
    assert not page_of(browser, f"/console/applications/{application.pk}/").select("a[href$='/cancel/']")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "「取り消す理由」を選んでください"),
        ({"cancel-reason": "no_answer"}, "no_answer"),
        ({"cancel-reason": "card", "cancel-words": "4242 4242 4242 4242"}, "カード番号"),
    ],
)
def test_what_is_wrong_is_said(enter: Enter, values: dict[str, str], said: str) -> None:
    application = submitted()

    answer = enter(Role.MANAGER).post(address_of(application), values)

    assert said in BeautifulSoup(answer.content, "html5lib").select_one(".error-summary").get_text()
    assert state_of(application) == "verifying"


def test_who_comes_second_is_told(enter: Enter) -> None:
    application = submitted()
    browser = enter(Role.SUPPORT)
    cancelling.cancel(application.pk, reason="wish", by=actor("K7QM-3FHT"))

    answer = browser.post(address_of(application), {"cancel-reason": "wish", "send": "1"}, follow=True)

    assert "もう本人確認の段階ではありません" in answer.content.decode()
    assert Mail.objects.filter(kind="cancelled").count() == 1


def test_what_is_held_has_its_own_page_for_it(enter: Enter) -> None:
    held = submitted(replace(Wish(), card_name="TARO YAMADA"))
    browser = enter(Role.SUPPORT)

    assert not page_of(browser, f"/console/applications/{held.pk}/").select("a[href$='/cancel/']")
    assert browser.get(address_of(held)).headers["Location"] == f"/console/applications/{held.pk}/"


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_who_only_reads_is_not_offered_it(enter: Enter, role: Role) -> None:
    application = submitted()
    assert not page_of(enter(role), f"/console/applications/{application.pk}/").select("a[href$='/cancel/']")
