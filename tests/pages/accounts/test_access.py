"""Who may enter the console."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as kaitsu
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from factories import members
from kaitsu.audit.models import Event
from kaitsu.faces.console import access
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from pages.accounts.test_second_factor import activate_app, add_passkey, code_of, sign_in_by_passkey

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MEM-4", "OPS-1")]

CONSOLE_SIGN_IN = "/console/sign-in/"
ANYBODY, MANAGERS = "/console/anybody/", "/console/managers/"
EMAIL = "staff@example.jp"


@pytest.fixture(autouse=True)
def _second_factor_required(settings: Settings) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = True


def signed_in(role: Role | str = Role.SUPPORT, path: str = CONSOLE_SIGN_IN) -> Client:
    """The browser of somebody who has shown their password only."""
    members.member(EMAIL, staff_role=role)
    browser = Client()
    assert browser.post(path, {"login": EMAIL, "password": members.PASSWORD}).status_code == 302
    return browser


def inside(role: Role = Role.SUPPORT) -> Client:
    """The browser of staff who may work."""
    browser = signed_in(role)
    secret = activate_app(browser)
    browser.post("/account/confirm/code/", {"code": code_of(secret)})
    return browser


def test_who_is_not_signed_in_is_led_to_the_consoles_own_page_and_back(browser: Client) -> None:
    turned = browser.get(ANYBODY, {"page": "2"})
    assert turned.headers["Location"] == "/console/sign-in/?next=%2Fconsole%2Fanybody%2F%3Fpage%3D2"

    page = browser.get(turned.headers["Location"])
    assert "業務画面" in page.content.decode()
    assert 'name="next" value="/console/anybody/?page=2"' in page.content.decode()


def test_a_form_sent_without_a_session_comes_back_to_the_console(browser: Client) -> None:
    assert browser.post(MANAGERS).headers["Location"] == "/console/sign-in/?next=%2Fconsole%2F"


def test_to_an_applicant_the_console_is_not_there() -> None:
    applicant = signed_in(role="")

    assert applicant.get(ANYBODY).status_code == 404
    assert applicant.get(MANAGERS).status_code == 404


def test_staff_without_a_second_factor_set_one_up_first() -> None:
    browser = signed_in()

    turned = browser.get(ANYBODY)
    assert turned.headers["Location"].startswith("/account/security/")
    page = browser.get(turned.headers["Location"]).content.decode()
    assert "パスキーか認証アプリの登録が必要です" in page


def test_a_password_alone_is_not_enough_in_a_session_older_than_the_second_factor() -> None:
    # given a session in which only the password was shown
    old = signed_in()
    # when the second factor is set up elsewhere
    elsewhere = Client()
    elsewhere.post(CONSOLE_SIGN_IN, {"login": EMAIL, "password": members.PASSWORD})
    secret = activate_app(elsewhere)
    # then the old session has to show it too
    turned = old.get(ANYBODY).headers["Location"]
    assert turned == "/account/confirm/code/?next=%2Fconsole%2Fanybody%2F"
    assert old.post(turned, {"code": code_of(secret)}).headers["Location"] == ANYBODY
    assert old.get(ANYBODY).content == b"inside"


def test_with_only_a_passkey_the_passkey_is_asked_for() -> None:
    browser = signed_in()
    passkey = add_passkey(browser)

    turned = browser.get(ANYBODY).headers["Location"]
    assert turned.startswith("/account/confirm/passkey/?next=")
    asked = browser.get(turned).context["js_data"]["request_options"]
    assert browser.post(turned, {"credential": passkey.get(asked)}).headers["Location"] == ANYBODY
    assert browser.get(ANYBODY).content == b"inside"


def test_a_passkey_alone_lets_staff_in() -> None:
    passkey = add_passkey(signed_in())
    browser = Client()

    assert sign_in_by_passkey(browser, passkey) == access.HOME
    assert browser.get(ANYBODY).content == b"inside"


def test_in_a_trial_a_password_may_be_enough(settings: Settings) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = False

    assert signed_in().get(ANYBODY).content == b"inside"


@pytest.mark.parametrize("role", list(Role))
def test_a_page_is_for_its_roles_only(role: Role) -> None:
    browser = inside(role)

    assert browser.get(ANYBODY).status_code == 200
    assert browser.get(MANAGERS).status_code == (200 if role == Role.MANAGER else 403)


def test_after_idle_minutes_staff_sign_in_anew() -> None:
    start = clock.now()
    idle = timedelta(minutes=kaitsu.KAITSU_STAFF_IDLE_MINUTES)
    with clock.frozen(start):
        browser = inside()
        assert browser.get(ANYBODY).status_code == 200
    with clock.frozen(start + idle):
        assert browser.get(ANYBODY).status_code == 200
    with clock.frozen(start + idle * 2 + timedelta(seconds=1)):
        turned = browser.get(ANYBODY)
        assert turned.headers["Location"].startswith(CONSOLE_SIGN_IN)
        assert "しばらく操作がなかった" in browser.get(turned.headers["Location"]).content.decode()


def test_however_busy_a_session_ends_with_the_working_day() -> None:
    start = clock.now()
    with clock.frozen(start):
        browser = inside()
        browser.get(ANYBODY)
    ends = None
    for minutes in range(20, 24 * 60, 20):
        with clock.frozen(start + timedelta(minutes=minutes)):
            if browser.get(ANYBODY).status_code == 302:
                ends = minutes
                break

    assert ends == access.LONGEST_SESSION // 60 + 20


def test_pages_of_the_console_are_kept_by_no_cache() -> None:
    assert "no-store" in inside().get(ANYBODY).headers["Cache-Control"]


def test_signing_in_is_logged() -> None:
    signed_in()

    assert [event.action for event in Event.objects.all()] == ["members.signed_in"]


def test_a_guarded_view_says_for_whom_it_is() -> None:
    view = access.staff(Role.MANAGER)(lambda request: None)  # type: ignore[arg-type,return-value]

    assert view.staff_roles == {Role.MANAGER}  # type: ignore[attr-defined]
    assert access.staff()(lambda request: None).staff_roles == set(Role)  # type: ignore[arg-type,return-value,attr-defined]


def test_the_guard_costs_no_statement_of_its_own(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    browser = inside()
    browser.get(ANYBODY)

    with django_assert_num_queries(2):  # the session, the member
        browser.get(ANYBODY)
