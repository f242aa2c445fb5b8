"""The console's first page: what waits, what failed, what to do."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from kaitsu.members.roles import Role
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
