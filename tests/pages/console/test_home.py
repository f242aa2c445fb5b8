"""The console's first page: what waits, what failed, what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from factories.applications import Wish, begun, submitted
from factories.members import member
from kaitsu.faces.console.section import Section
from kaitsu.faces.console.sections import SECTIONS
from kaitsu.fulfilment import services as fulfilment
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.console.conftest import Enter

pytestmark = pytest.mark.django_db


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_menu_offers_what_the_role_may_open(enter: Enter, role: Role, language: str) -> None:
    browser = enter(role)
    browser.cookies["kaitsu_language"] = language
    page = BeautifulSoup(browser.get("/console/").content, "html5lib")
    links = [str(link["href"]) for link in page.select(".console-nav a")]

    assert links[0] == "/console/"
    assert {browser.get(link).status_code for link in links} == {200}


@pytest.mark.rule("PRO-2")
@pytest.mark.parametrize(("language", "said"), [("ja", "2026"), ("en", "2026")])
def test_the_notice_of_the_profile_stands_on_top(enter: Enter, language: str, said: str) -> None:
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language
    page = BeautifulSoup(browser.get("/console/").content, "html5lib")
    notices = page.select("main .notice--warning")

    assert len(notices) == 1
    assert said in notices[0].get_text()


@pytest.mark.rule("PRO-1")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_profile_is_shown_in_words(enter: Enter, language: str) -> None:
    browser = enter(Role.AUDITOR)
    browser.cookies["kaitsu_language"] = language
    page = BeautifulSoup(browser.get("/console/profile/").content, "html5lib")

    assert len(page.select("main section")) > 8
    assert len(page.select(".summary__row")) > 40


def figures(content: bytes) -> dict[str, str]:
    page = BeautifulSoup(content, "html5lib")
    return {
        part.select_one("dt").get_text(strip=True): next(part.select_one("dd").strings).strip()  # type: ignore[union-attr]
        for part in page.select(".figures > div")
    }


@pytest.mark.rule("PCK-1", "MAI-2", "FUL-1")
def test_home_counts_what_waits_what_failed_and_what_is_left(enter: Enter) -> None:
    submitted(replace(Wish(), card_name="TARO YAMADA"))
    begun()
    failed = Mail.objects.filter(kind="application_held")
    failed.update(state="failed")
    Mail.objects.filter(kind="confirmation_code").update(due_at=clock.now() - timedelta(hours=1))
    fulfilment.stock_trial(["nano"], 12, 3)

    page = enter(Role.MANAGER).get("/console/")
    told = figures(page.content)

    assert told["判断を待つお申し込み"] == "1"
    assert told["入力の途中"] == "1"
    assert told["送れなかったメール"] == "1"
    assert told["遅れているメール"] == "1"
    assert told["SIMカード（nanoSIM）"] == "12"
    assert told["電話番号"] == "3"
    assert told["失敗した処理"] == "0"
    calls = BeautifulSoup(page.content, "html5lib").select(".calls__label")
    assert [call.get_text(strip=True) for call in calls][:2] == ["判断を待つお申し込み", "送れなかったメール"]


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        (Role.SUPPORT, "送れなかったメール", "電話番号"),
        (Role.FULFILMENT, "電話番号", "判断を待つお申し込み"),
        (Role.AUDITOR, "記録の点検", "送れなかったメール"),
        (Role.REVIEWER, "判断を待つお申し込み", "記録の点検"),
    ],
)
def test_home_tells_a_role_what_is_its_own(enter: Enter, role: Role, seen: str, unseen: str) -> None:
    told = figures(enter(role).get("/console/").content)
    assert seen in told
    assert unseen not in told


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_section_counts_in_few_queries(
    section: Section, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        section.figures()


def test_home_asks_no_more_with_more_to_tell(enter: Enter) -> None:
    browser = enter(Role.MANAGER)
    browser.get("/console/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/console/")
    for who in (member(), member()):
        submitted(replace(Wish(), card_name="TARO YAMADA"), who)
    Mail.objects.update(state="failed")
    with CaptureQueriesContext(connection) as many:
        browser.get("/console/")

    assert len(many) == len(few)
