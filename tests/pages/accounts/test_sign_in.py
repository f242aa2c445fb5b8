"""Signing in: by member ID or address, in whatever case; limits; where it leads; what a session is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from factories import members
from kaitsu.kernel import clock
from kaitsu.members import limits
from kaitsu.members.models import Member
from kaitsu.members.roles import Role

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
EMAIL = "hanako@example.jp"


def sign_in(browser: Client, login: str = EMAIL, password: str = members.PASSWORD, **values: str) -> str:
    """Where the sign-in leads; "" where it fails."""
    answer = browser.post(SIGN_IN, {"login": login, "password": password} | values)
    return answer.headers.get("Location", "")


@pytest.mark.rule("MEM-1")
def test_a_member_signs_in_with_id_or_address_however_typed() -> None:
    member = members.member(EMAIL)
    bare = member.member_id.replace("-", "")

    for login in (member.member_id, bare.lower(), f" {bare[:4]} {bare[4:]} ", EMAIL, "Hanako@EXAMPLE.jp"):
        assert sign_in(Client(), login) == settings.LOGIN_REDIRECT_URL, login


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/apply/0190/holder/?x=1", "/apply/0190/holder/?x=1"),
        ("https://evil.example/", settings.LOGIN_REDIRECT_URL),
        ("//evil.example/", settings.LOGIN_REDIRECT_URL),
        ("http:///evil.example", settings.LOGIN_REDIRECT_URL),
        ("javascript:alert(1)", settings.LOGIN_REDIRECT_URL),
        ("\\\\evil.example", settings.LOGIN_REDIRECT_URL),
        (settings.KAITSU_CARD_SANDBOX_URL + "/", settings.LOGIN_REDIRECT_URL),
        ("http://localhost/", settings.LOGIN_REDIRECT_URL),
    ],
)
def test_it_leads_on_within_kaitsu_and_nowhere_else(browser: Client, target: str, leads_to: str) -> None:
    members.member(EMAIL)

    assert sign_in(browser, next=target) == leads_to


def test_where_one_was_going_survives_a_slip_and_the_way_to_registration(browser: Client) -> None:
    wrong = browser.post(SIGN_IN, {"login": EMAIL, "password": "wrong-password", "next": "/apply/"})

    text = wrong.content.decode()
    assert '<input type="hidden" name="next" value="/apply/">' in text
    assert "/account/register/?next=%2Fapply%2F" in text


def test_the_target_cannot_carry_markup(browser: Client) -> None:
    page = browser.get(SIGN_IN, {"next": '"><script>alert(1)</script>'})

    assert "<script>alert" not in page.content.decode()


def test_a_sign_in_gives_the_session_a_new_key(browser: Client) -> None:
    members.member(EMAIL)
    browser.get(SIGN_IN)
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key

    sign_in(browser)

    assert browser.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Client) -> None:
    members.member(EMAIL)
    sign_in(browser)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == settings.SESSION_COOKIE_AGE


def test_without_a_csrf_token_nothing_is_done() -> None:
    members.member(EMAIL)
    strict = Client(enforce_csrf_checks=True)

    for path in (SIGN_IN, "/account/register/", "/account/password/forgotten/", "/account/sign-out/"):
        assert strict.post(path, {"login": EMAIL, "password": members.PASSWORD}).status_code == 403


@pytest.mark.rule("MEM-4")
def test_the_sixth_try_within_five_minutes_is_refused_even_with_the_right_password(browser: Client) -> None:
    members.member(EMAIL)
    start = clock.now()
    with clock.frozen(start):
        for _ in range(limits.SIGN_IN_HERE.tries):
            assert sign_in(browser, password="wrong-password") == ""
        refused = browser.post(SIGN_IN, {"login": EMAIL.upper(), "password": members.PASSWORD})
    assert "5分たってから" in refused.content.decode()

    with clock.frozen(start + timedelta(seconds=limits.SIGN_IN_HERE.seconds)):
        assert sign_in(browser) == settings.LOGIN_REDIRECT_URL


def test_signing_in_well_is_not_limited(browser: Client) -> None:
    members.member(EMAIL)

    for _ in range(limits.SIGN_IN_HERE.tries * 2):
        assert sign_in(Client()) == settings.LOGIN_REDIRECT_URL


def test_one_address_cannot_try_many_accounts(browser: Client) -> None:
    answers = [
        browser.post(
            SIGN_IN, {"login": f"member{n}@example.jp", "password": "wrong-password"}
        ).content.decode()
        for n in range(limits.SIGN_IN_ADDRESS.tries + 1)
    ]

    assert ["短い間に何度も" in text for text in answers].index(True) == limits.SIGN_IN_ADDRESS.tries


def test_one_account_is_limited_from_many_addresses(browser: Client) -> None:
    members.member(EMAIL)
    for n in range(limits.SIGN_IN_ACCOUNT.tries):
        browser.post(SIGN_IN, {"login": EMAIL, "password": "wrong"}, REMOTE_ADDR=f"203.0.113.{n}")

    refused = browser.post(
        SIGN_IN, {"login": EMAIL, "password": members.PASSWORD}, REMOTE_ADDR="198.51.100.1"
    )
    assert "短い間に何度も" in refused.content.decode()


def test_an_account_that_was_closed_is_told_so_only_with_its_password(browser: Client) -> None:
    members.member(EMAIL, is_active=False)

    assert sign_in(browser, password="wrong-password") == ""
    assert sign_in(browser) == "/account/inactive/"
    assert browser.get("/account/inactive/").status_code == 200


def test_closing_an_account_ends_its_sessions(browser: Client) -> None:
    member = members.member(EMAIL)
    sign_in(browser)
    Member.objects.filter(pk=member.pk).update(is_active=False)

    assert browser.get("/account/").headers["Location"].startswith(SIGN_IN)


def test_signing_out_needs_a_press_and_ends_the_session(browser: Client) -> None:
    members.member(EMAIL)
    sign_in(browser)

    assert browser.get("/account/sign-out/").status_code == 200
    assert browser.get("/account/").status_code == 200
    browser.post("/account/sign-out/")
    assert browser.get("/account/").status_code == 302


def test_staff_land_in_the_console_and_applicants_at_their_applications() -> None:
    members.staff(Role.REVIEWER, email="staff@example.jp")

    assert sign_in(Client(), "staff@example.jp") == "/console/"


def test_a_language_chosen_before_becomes_the_members_and_else_the_members_is_used() -> None:
    english = members.member(EMAIL, language="en")
    fresh = Client()
    sign_in(fresh)
    assert fresh.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"

    choosing = Client()
    choosing.cookies[settings.LANGUAGE_COOKIE_NAME] = "ja"
    sign_in(choosing)
    english.refresh_from_db()
    assert english.language == "ja"


def test_a_failed_sign_in_says_the_same_for_id_and_address(browser: Client) -> None:
    said = [
        browser.post(SIGN_IN, {"login": login, "password": "wrong-password"})
        .context["form"]
        .non_field_errors()
        for login in ("hanako@example.jp", "K7QM-3FHT", "hanako", "@")
    ]

    assert len({str(errors) for errors in said}) == 1
