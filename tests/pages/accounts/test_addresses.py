"""Every address under /account/: ours, in both languages, guarded, cheap."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import URLPattern
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from factories import members
from kaitsu.faces.pages.accounts.urls import urlpatterns
from kaitsu.members.models import Member
from pages.accounts.test_second_factor import activate_app, add_passkey

pytestmark = pytest.mark.django_db

OPEN = {
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_inactive",
}
PATHS = {
    pattern.name: f"/account/{str(pattern.pattern).replace('<int:pk>', '{key}')}" for pattern in urlpatterns
}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


@pytest.fixture
def at_home() -> Client:
    """The browser of a member with everything set up, who has just confirmed who they are."""
    members.member("hanako@example.jp")
    browser = Client()
    browser.post("/account/sign-in/", {"login": "hanako@example.jp", "password": members.PASSWORD})
    activate_app(browser)
    add_passkey(browser)
    browser.get("/account/")  # shows the notes of what was set up
    return browser


def path(name: str) -> str:
    """The path of the address *name*, for the passkey that is there if it needs one."""
    from allauth.mfa.models import Authenticator

    key = Authenticator.objects.filter(type="webauthn").values_list("pk", flat=True).first() or 1
    return PATHS[name].format(key=key)


def checked(content: bytes, language: str) -> BeautifulSoup:
    """The page, after looking for what every page has."""
    soup = BeautifulSoup(content, "html.parser")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), ids
    assert soup.html is not None
    assert soup.html["lang"] == language
    assert len(soup.find_all("h1")) == 1
    assert soup.title is not None
    assert soup.h1 is not None
    assert soup.h1.text.strip() in soup.title.text
    for control in soup.select("main input:not([type=hidden]), main select, main textarea"):
        assert soup.select_one(f"label[for={control['id']}]"), control
        assert not control.has_attr("placeholder"), control
    assert not soup.select("script:not([src]):not([type='application/json'])")
    assert not soup.select("[style], [onclick]")
    return soup


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", sorted(PATHS))
def test_every_page_is_ours_in_both_languages(at_home: Client, name: str, language: str) -> None:
    browser = Client() if name in OPEN else at_home
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.get(path(name), follow=True)
    if answer.status_code == 404:
        # The way led on to a page of another face, which is not there yet.
        assert answer.redirect_chain
        return
    assert answer.status_code == 200

    soup = checked(answer.content, language)
    if language == "en":
        main = soup.select_one("main")
        assert main is not None
        texts = [text.replace("携帯電話", "") for text in main.stripped_strings]
        found = [text for text in texts if JAPANESE.search(text)]
        assert found == []


@pytest.mark.parametrize("name", sorted(set(PATHS) - OPEN))
def test_every_other_page_needs_a_member_or_a_step_taken_before(browser: Client, name: str) -> None:
    answer = browser.get(path(name))

    assert answer.status_code == 302
    target = answer.headers["Location"]
    assert (
        target.startswith(("/account/sign-in/", "/account/password/forgotten/", "/account/")) or target == "/"
    )
    assert browser.post(path(name), {}).status_code in {302, 404}
    assert not Member.objects.exists()


def test_no_page_of_an_account_is_kept_by_a_cache(at_home: Client) -> None:
    for name in ("account_home", "account_registered"):
        assert "no-store" in at_home.get(path(name)).headers["Cache-Control"], name


@pytest.mark.parametrize(
    ("name", "statements"),
    [("account_login", 0), ("account_signup", 0), ("account_reset_password", 0)],
)
def test_pages_for_everybody_ask_the_database_nothing(
    browser: Client, name: str, statements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(statements):
        browser.get(PATHS[name])


@pytest.mark.parametrize(("name", "statements"), [("account_home", 2), ("account_change_password", 2)])
def test_pages_of_a_member_ask_for_the_session_and_the_member(
    at_home: Client, name: str, statements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(statements):
        at_home.get(PATHS[name])


def test_a_member_who_changes_the_language_is_written_to_in_it(at_home: Client) -> None:
    at_home.post("/language/", {"language": "en", "next": "/account/"})

    assert Member.objects.get().language == "en"


def test_every_address_has_a_name_and_a_title() -> None:
    with translation.override("ja"):
        for pattern in urlpatterns:
            assert isinstance(pattern, URLPattern)
            assert pattern.name
