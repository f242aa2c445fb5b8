"""Authenticator apps, recovery codes and passkeys."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from factories import members
from kaitsu.members import limits
from kaitsu.members.models import Member
from kaitsu.members.roles import Role
from pages.accounts.authenticator import Passkey
from pages.accounts.conftest import Mails

pytestmark = pytest.mark.django_db

EMAIL = "hanako@example.jp"
SIGN_IN, STEP_TWO, PASSKEY_SIGN_IN = (
    "/account/sign-in/",
    "/account/sign-in/second-step/",
    "/account/sign-in/passkey/",
)
SECURITY, APP = "/account/security/", "/account/security/app/"
ADD = "/account/security/passkeys/add/"


def sign_in(browser: Client, **values: str) -> str:
    """Where the sign-in with the password leads."""
    answer = browser.post(SIGN_IN, {"login": EMAIL, "password": members.PASSWORD} | values)
    return answer.headers.get("Location", "")


def confirm(browser: Client) -> None:
    """Show the password once more, as changes to second factors ask."""
    assert browser.post("/account/confirm/", {"password": members.PASSWORD}).status_code == 302


def code_of(secret: str, later: int = 0) -> str:
    """What an authenticator app shows, *later* steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def activate_app(browser: Client) -> str:
    """Set up an authenticator app; its secret."""
    confirm(browser)
    secret: str = browser.get(APP).context["form"].secret
    assert browser.post(APP, {"code": code_of(secret)}).status_code == 302
    return secret


def add_passkey(browser: Client, **options: bool) -> Passkey:
    """Make a passkey for the signed-in member."""
    passkey = Passkey("http://testserver", **options)
    confirm(browser)
    asked = browser.get(ADD).context["js_data"]["creation_options"]
    answer = browser.post(ADD, {"name": "携帯電話", "credential": passkey.create(asked)})
    assert answer.status_code == 302, answer.content.decode()
    return passkey


def sign_in_by_passkey(browser: Client, passkey: Passkey, **values: str) -> str:
    """Where a sign-in by nothing but *passkey* leads."""
    asked = browser.get(PASSKEY_SIGN_IN, headers={"Accept": "application/json"}).json()["request_options"]
    answer = browser.post(PASSKEY_SIGN_IN, {"credential": passkey.get(asked)} | values)
    return answer.headers["Location"]


@pytest.fixture
def at_home() -> Client:
    """The browser of a member, signed in."""
    members.member(EMAIL)
    browser = Client()
    sign_in(browser)
    return browser


@pytest.mark.rule("MEM-4")
def test_with_an_app_a_sign_in_has_two_steps_and_leads_on(
    at_home: Client, mails: Mails, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = activate_app(at_home)
    browser = Client()

    assert sign_in(browser, next="/apply/") == STEP_TWO
    assert browser.get("/account/").status_code == 302
    assert browser.get(STEP_TWO).status_code == 200
    assert browser.post(STEP_TWO, {"code": code_of(secret)}).headers["Location"] == "/apply/"
    assert browser.get("/account/").status_code == 200
    assert [mail.kind for mail in mails()] == ["sign_in_method_changed"]


def test_the_secret_is_stored_encrypted(at_home: Client) -> None:
    secret = activate_app(at_home)

    assert secret not in str(Authenticator.objects.values_list("data", flat=True).get(type="totp"))


def test_a_code_serves_once(at_home: Client) -> None:
    code = code_of(activate_app(at_home))
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)

    assert first.post(STEP_TWO, {"code": code}).status_code == 302
    assert "コードが違います" in second.post(STEP_TWO, {"code": code}).content.decode()


def test_a_code_serves_once_on_whichever_server(at_home: Client, settings: Settings) -> None:
    from django.core.cache import cache

    code = code_of(activate_app(at_home))
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)
    first.post(STEP_TWO, {"code": code})
    cache.clear()  # what another process would know

    assert second.post(STEP_TWO, {"code": code}).status_code == 422


def test_guesses_are_limited_however_many_browsers_guess(at_home: Client) -> None:
    secret = activate_app(at_home)
    # What setting it up has cost is over with the window; here it has just been counted once.
    guessers = [Client() for _ in range(limits.SECOND_FACTOR.tries + 1)]
    for guesser in guessers:
        sign_in(guesser)
    for n, guesser in enumerate(guessers):
        guesser.post(STEP_TWO, {"code": f"00000{n}"})

    refused = guessers[0].post(STEP_TWO, {"code": code_of(secret)})
    assert "短い間に何度も" in refused.content.decode()


def test_a_recovery_code_serves_once_in_place_of_the_app(at_home: Client) -> None:
    activate_app(at_home)
    page = at_home.get("/account/security/recovery-codes/")
    code = page.context["unused_codes"][0]
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)

    assert len(page.context["unused_codes"]) == 10
    assert first.post(STEP_TWO, {"code": code}).status_code == 302
    assert second.post(STEP_TWO, {"code": code}).status_code == 422


def test_recovery_codes_can_be_made_anew(at_home: Client) -> None:
    activate_app(at_home)
    old = at_home.get("/account/security/recovery-codes/").context["unused_codes"]

    at_home.post("/account/security/recovery-codes/new/")

    assert set(at_home.get("/account/security/recovery-codes/").context["unused_codes"]).isdisjoint(old)


def test_an_app_can_be_removed_again(at_home: Client) -> None:
    activate_app(at_home)

    assert at_home.post("/account/security/app/remove/").headers["Location"] == SECURITY
    assert not Authenticator.objects.exists()


@pytest.mark.rule("MEM-4")
def test_a_passkey_signs_in_alone(at_home: Client) -> None:
    passkey = add_passkey(at_home)
    browser = Client()

    assert sign_in_by_passkey(browser, passkey, next="/apply/") == "/apply/"
    assert browser.get("/account/").status_code == 200


def test_a_passkey_is_the_second_step_after_a_password(at_home: Client) -> None:
    passkey = add_passkey(at_home)
    browser = Client()
    assert sign_in(browser) == STEP_TWO

    asked = browser.get(STEP_TWO).context["js_data"]["request_options"]
    assert browser.post(STEP_TWO, {"credential": passkey.get(asked)}).status_code == 302
    assert browser.get("/account/").status_code == 200


def test_a_passkey_that_asks_for_no_finger_does_not_sign_in_alone(at_home: Client) -> None:
    passkey = add_passkey(at_home, verified=False)
    browser = Client()

    assert sign_in_by_passkey(browser, passkey) == SIGN_IN
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize("kept", ["/account/sign-in/", "/account/sign-in/?next=%2Fapply%2F"])
def test_somebody_elses_passkey_is_told_nothing_and_sent_back(at_home: Client, kept: str) -> None:
    add_passkey(at_home)
    stranger = Passkey("http://testserver")
    stranger.user, stranger.rp = Member.objects.get().pk.hex.encode(), "testserver"
    browser = Client()

    back = sign_in_by_passkey(browser, stranger, **({"next": "/apply/"} if "next" in kept else {}))
    assert back == kept
    assert "パスキーを確認できませんでした" in browser.get(SIGN_IN).content.decode()


NO_ANSWERS = [
    "",
    "{}",
    "[]",
    "null",
    '"x"',
    '{"id": 1}',
    '{"id": 1, "rawId": 1}',
    "not json",
    '{"response": {}}',
]


@pytest.mark.parametrize("credential", NO_ANSWERS)
def test_what_is_no_new_passkey_is_refused(at_home: Client, credential: str) -> None:
    confirm(at_home)
    at_home.get(ADD)

    answer = at_home.post(ADD, {"name": "x", "credential": credential})
    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", NO_ANSWERS)
def test_what_is_no_answer_of_a_passkey_is_refused(at_home: Client, credential: str) -> None:
    add_passkey(at_home)
    browser = Client()
    browser.get(PASSKEY_SIGN_IN, headers={"Accept": "application/json"})

    assert browser.post(PASSKEY_SIGN_IN, {"credential": credential}).headers["Location"] == SIGN_IN


def test_a_passkey_can_be_renamed_and_removed(at_home: Client) -> None:
    add_passkey(at_home)
    number = Authenticator.objects.get(type="webauthn").pk

    assert "携帯電話" in at_home.get(SECURITY).content.decode()
    at_home.post(f"{SECURITY}passkeys/{number}/rename/", {"name": "会社の電話"})
    assert "会社の電話" in at_home.get(SECURITY).content.decode()
    assert "会社の電話" in at_home.get(f"{SECURITY}passkeys/{number}/remove/").content.decode()
    at_home.post(f"{SECURITY}passkeys/{number}/remove/")
    assert not Authenticator.objects.exists()


def test_another_members_passkey_is_not_there(at_home: Client) -> None:
    add_passkey(at_home)
    number = Authenticator.objects.get(type="webauthn").pk
    members.member("taro@example.jp")
    other = Client()
    other.post(SIGN_IN, {"login": "taro@example.jp", "password": members.PASSWORD})
    confirm(other)

    assert other.post(f"{SECURITY}passkeys/{number}/remove/").status_code == 404


@pytest.mark.parametrize("path", [APP, ADD, "/account/security/recovery-codes/new/"])
def test_what_protects_an_account_changes_only_after_the_password_once_more(
    at_home: Client, path: str
) -> None:
    for answer in (at_home.get(path), at_home.post(path, {"code": "123456", "credential": "{}"})):
        assert answer.headers["Location"].startswith("/account/confirm/?next=")


def test_staff_keep_one_second_factor(settings: Settings) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = True
    members.staff(Role.MANAGER, email=EMAIL)
    browser = Client()
    sign_in(browser)
    add_passkey(browser)
    number = Authenticator.objects.get(type="webauthn").pk
    remove = f"{SECURITY}passkeys/{number}/remove/"

    refused = browser.post(remove, follow=True)
    assert "別の方法を加えてから" in refused.content.decode()
    activate_app(browser)
    browser.post(remove)
    assert not Authenticator.objects.filter(type="webauthn").exists()
    browser.post("/account/security/app/remove/")
    assert Authenticator.objects.filter(type="totp").exists()
