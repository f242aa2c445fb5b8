"""Registering within the sign-up: an address, a password, a code, and on to where one was going."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from factories import members
from kaitsu.members import limits
from kaitsu.members.models import Member
from pages.accounts.conftest import Mails, code_in

pytestmark = pytest.mark.django_db

REGISTER = "/account/register/"
CODE = "/account/register/code/"
DONE = "/account/register/done/"
EMAIL = "hanako@example.jp"


def register(browser: Client, email: str = EMAIL, **values: str) -> None:
    """Send the first form."""
    answer = browser.post(REGISTER, {"email": email, "password1": members.PASSWORD} | values)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == CODE


@pytest.mark.rule("MEM-1", "MEM-2", "MEM-3")
def test_a_first_time_applicant_registers_and_goes_on(browser: Client, mails: Mails) -> None:
    # given somebody on the way to the application
    register(browser, next="/apply/?code=x")

    # when they enter the code that was mailed
    answer = browser.post(CODE, {"code": code_in(mails(kind="email_code")[0])})

    # then they see their member ID, get it by mail, and go on to where they were going
    page = browser.get(answer.headers["Location"])
    member = Member.objects.get(email=EMAIL)
    assert member.member_id in page.content.decode()
    assert 'href="/apply/?code=x"' in page.content.decode()
    (mail,) = mails(kind="registered")
    assert member.member_id in mail.text
    assert browser.get("/account/").status_code == 200


def test_registration_asks_for_an_address_and_a_password_and_nothing_else(browser: Client) -> None:
    form = browser.get(REGISTER).context["form"]

    assert list(form.fields) == ["email", "password1"]


def test_without_a_code_nobody_is_signed_in_and_no_id_is_told(browser: Client, mails: Mails) -> None:
    register(browser)

    assert browser.get("/account/").status_code == 302
    assert browser.get(DONE).status_code == 302
    assert mails(kind="registered") == []


def test_a_code_typed_in_full_width_with_spaces_is_taken(browser: Client, mails: Mails) -> None:
    register(browser)
    code = code_in(mails()[0])
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    assert browser.post(CODE, {"code": f" {wide[:3]}　{wide[3:]} "}).headers["Location"].startswith(DONE)


def test_five_wrong_codes_end_the_attempt(browser: Client, mails: Mails) -> None:
    register(browser)
    right = code_in(mails()[0])
    wrong = "000000" if right != "000000" else "111111"

    answers = [browser.post(CODE, {"code": wrong}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 302]
    assert "コードが違います" in answers[0].content.decode()
    assert browser.post(CODE, {"code": right}).headers["Location"] == "/account/sign-in/"
    assert not Member.objects.get(email=EMAIL).last_login


def test_codes_of_one_address_are_limited_however_many_browsers_guess(mails: Mails) -> None:
    browsers = [Client() for _ in range(3)]
    browsers[0].post(REGISTER, {"email": EMAIL, "password1": members.PASSWORD})
    for other in browsers[1:]:
        register(other)
    guesses = [browser.post(CODE, {"code": "000000"}) for _ in range(4) for browser in browsers]

    refused = ["短い間に何度も" in answer.content.decode() for answer in guesses]
    assert refused.count(False) == limits.EMAIL_CODE.tries


def test_a_new_code_can_be_asked_for_once_a_minute(browser: Client, mails: Mails) -> None:
    register(browser)
    first = code_in(mails()[0])

    browser.post(CODE, {"action": "resend"})
    again = browser.post(CODE, {"action": "resend"}, follow=True)

    assert "先ほどお送りしました" in again.content.decode()
    _, second = mails(kind="email_code")
    if code_in(second) != first:
        assert browser.post(CODE, {"code": first}).status_code == 422
    assert browser.post(CODE, {"code": code_in(second)}).headers["Location"].startswith(DONE)


def test_a_member_who_left_before_the_code_signs_in_and_gets_a_new_one(mails: Mails) -> None:
    register(Client())
    later = Client()

    answer = later.post(
        "/account/sign-in/", {"login": EMAIL, "password": members.PASSWORD, "next": "/apply/"}
    )
    assert answer.headers["Location"] == CODE
    done = later.post(CODE, {"code": code_in(mails(kind="email_code")[-1])})

    assert Member.objects.get(email=EMAIL).last_login
    assert done.status_code == 302
    assert len(mails(kind="registered")) == 1


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"email": "hanako"}, "メールアドレス"),
        ({"email": ""}, "必"),
        ({"password1": "kawaguchi"}, "10文字以上"),
        ({"password1": "password123"}, "よく使われる"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_address_is_kept(
    browser: Client, values: dict[str, str], says: str
) -> None:
    answer = browser.post(REGISTER, {"email": EMAIL, "password1": members.PASSWORD} | values)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert f'value="{values.get("email", EMAIL)}"' in text or not values.get("email", EMAIL)
    assert not Member.objects.exists()


def test_the_address_is_made_half_width_and_lower_case(browser: Client, mails: Mails) -> None:
    register(browser, "ＨＡＮＡＫＯ@Example.jp")

    assert mails()[0].to == EMAIL


@pytest.mark.parametrize(("accepts", "language"), [("ja", "ja"), ("en-GB,en", "en"), ("fr", "ja")])
def test_a_member_is_written_to_in_the_language_of_the_page(
    mails: Mails, accepts: str, language: str
) -> None:
    browser = Client(headers={"Accept-Language": accepts})
    register(browser)
    browser.post(CODE, {"code": code_in(mails()[0])})

    assert Member.objects.get().language == language
    assert [mail.language for mail in mails()] == [language, language]


def test_the_same_address_twice_at_the_same_moment_makes_one_member(
    browser: Client, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a second registration that looked before the first one was written
    register(Client())
    monkeypatch.setattr(
        "allauth.account.forms.flows.manage_email.email_already_exists", lambda email, **_: (email, False)
    )

    # when it is sent, then it is answered as for any known address
    register(browser)
    assert Member.objects.count() == 1
    assert [mail.kind for mail in mails()] == ["email_code", "account_exists"]


def test_a_code_that_has_run_out_says_how_to_get_another(
    browser: Client, mails: Mails, settings: Settings
) -> None:
    register(browser)
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = -1

    answer = browser.post(CODE, {"code": code_in(mails()[0])}, follow=True)

    assert answer.redirect_chain[-1][0] == "/account/sign-in/"
    assert "有効期限が切れました。サインインすると" in answer.content.decode()


def test_somebody_who_mistyped_the_address_begins_anew_on_the_same_way(browser: Client, mails: Mails) -> None:
    register(browser, "hanako@example.jpp", next="/apply/")

    page = browser.get(CODE)
    back = browser.post("/account/sign-out/", {"next": page.context["signup_url"]})
    assert back.headers["Location"].startswith(REGISTER)
    register(browser, next="/apply/")

    assert browser.post(CODE, {"code": code_in(mails(to=EMAIL)[0])}).headers["Location"].startswith(DONE)
