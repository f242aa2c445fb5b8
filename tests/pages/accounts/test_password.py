"""A forgotten password, and a changed one: by code, limited, and ending every other session."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from factories import members
from kaitsu.members import limits
from kaitsu.members.models import Member
from kaitsu.members.roles import Role
from pages.accounts.conftest import Mails, code_in

pytestmark = pytest.mark.django_db

FORGOTTEN = "/account/password/forgotten/"
CODE, NEW = FORGOTTEN + "code/", FORGOTTEN + "new/"
CHANGE = "/account/password/"
EMAIL = "hanako@example.jp"
NEXT = "suppon-to-tsuki-8"


def signed_in(login: str = EMAIL, password: str = members.PASSWORD) -> Client:
    """A browser in which the member has signed in."""
    browser = Client()
    assert browser.post("/account/sign-in/", {"login": login, "password": password}).status_code == 302
    return browser


def ask(browser: Client, mails: Mails, path: str = FORGOTTEN) -> str:
    """Ask for a code; the code that came."""
    browser.post(path, {"email": EMAIL})
    return code_in(mails(kind="password_reset")[-1])


@pytest.mark.rule("MEM-4")
def test_a_forgotten_password_is_set_anew_with_a_code_and_leads_on(browser: Client, mails: Mails) -> None:
    members.member(EMAIL)
    code = ask(browser, mails, FORGOTTEN + "?next=/apply/")

    confirmed = browser.post(CODE + "?next=/apply/", {"code": code})
    done = browser.post(confirmed.headers["Location"], {"password1": NEXT, "next": "/apply/"})

    assert done.headers["Location"] == "/apply/"
    assert browser.get("/account/").status_code == 200
    signed_in(password=NEXT)
    assert [mail.kind for mail in mails()] == ["password_reset", "registered", "password_changed"]


def test_a_new_password_ends_every_other_session(browser: Client, mails: Mails) -> None:
    members.member(EMAIL)
    elsewhere = signed_in()
    browser.post(CODE, {"code": ask(browser, mails)})

    browser.post(NEW, {"password1": NEXT})

    assert elsewhere.get("/account/").status_code == 302


def test_the_new_password_keeps_the_rules(browser: Client, mails: Mails) -> None:
    members.member(EMAIL)
    browser.post(CODE, {"code": ask(browser, mails)})

    assert "10文字以上" in browser.post(NEW, {"password1": "short"}).content.decode()
    signed_in()


def test_without_the_code_no_password_is_set(browser: Client, mails: Mails) -> None:
    members.member(EMAIL)
    ask(browser, mails)

    assert browser.post(NEW, {"password1": NEXT}).headers["Location"] == CODE
    assert Client().post(NEW, {"password1": NEXT}).headers["Location"] == FORGOTTEN
    signed_in()


def test_a_code_belongs_to_the_browser_that_asked(browser: Client, mails: Mails) -> None:
    members.member(EMAIL)
    code = ask(browser, mails)
    other = Client()
    ask(other, mails)

    assert other.post(CODE, {"code": code}).status_code == 422


def test_guesses_at_one_account_are_limited_however_many_browsers_guess(mails: Mails) -> None:
    members.member(EMAIL)
    answers = []
    for n in range(4):
        guesser = Client(REMOTE_ADDR=f"203.0.113.{n}")
        ask(guesser, mails)
        answers += [guesser.post(CODE, {"code": "0000-0000"}) for _ in range(4)]

    refused = ["短い間に何度も" in answer.content.decode() for answer in answers]
    assert refused.count(False) == limits.RESET_CODE.tries


def test_who_never_entered_the_first_code_is_a_member_after_a_reset(browser: Client, mails: Mails) -> None:
    member = members.member(EMAIL, verified=False)
    browser.post(CODE, {"code": ask(browser, mails)})
    browser.post(NEW, {"password1": NEXT})

    assert member.member_id in mails(kind="registered")[0].text
    assert browser.get("/account/").status_code == 200


def test_a_changed_password_keeps_this_session_and_ends_the_others(mails: Mails) -> None:
    members.member(EMAIL)
    here, elsewhere = signed_in(), signed_in()

    done = here.post(CHANGE, {"oldpassword": members.PASSWORD, "password1": NEXT}, follow=True)

    assert "パスワードを変更しました" in done.content.decode()
    assert elsewhere.get("/account/").status_code == 302
    assert [mail.kind for mail in mails()] == ["password_changed"]


def test_the_present_password_cannot_be_guessed_in_a_session_left_open(mails: Mails) -> None:
    members.member(EMAIL)
    here = signed_in()
    for _ in range(limits.OLD_PASSWORD.tries):
        wrong = here.post(CHANGE, {"oldpassword": "wrong-password", "password1": NEXT})
        assert "パスワードが違います" in wrong.content.decode()

    refused = here.post(CHANGE, {"oldpassword": members.PASSWORD, "password1": NEXT})
    assert "短い間に何度も" in refused.content.decode()
    assert Member.objects.get().check_password(members.PASSWORD)


def test_a_reset_does_not_get_staff_around_their_second_factor(browser: Client, mails: Mails) -> None:
    from pages.accounts.test_second_factor import activate_app

    staff = members.staff(Role.MANAGER, email=EMAIL)
    activate_app(signed_in())
    browser.post(CODE, {"code": ask(browser, mails)})

    assert browser.post(NEW, {"password1": NEXT}).headers["Location"] == "/account/sign-in/second-step/"
    assert browser.get("/account/").status_code == 302
    assert staff.email == EMAIL


def test_a_reset_code_that_has_run_out_says_to_ask_again(
    browser: Client, mails: Mails, settings: Settings
) -> None:
    members.member(EMAIL)
    code = ask(browser, mails)
    settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = -1

    answer = browser.post(CODE, {"code": code}, follow=True)

    assert answer.redirect_chain[-1][0] == FORGOTTEN
    assert "有効期限が切れました" in answer.content.decode()
