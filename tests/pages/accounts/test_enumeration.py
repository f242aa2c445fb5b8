"""Nobody learns from us whether an address has an account: not by words, status, headers, nor by hashing less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import hashers
from django.http import HttpResponse
from django.test import Client

from factories import members
from pages.accounts.conftest import Mails

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MEM-4")]

KNOWN, UNKNOWN = "known.one@example.jp", "nobody.one@example.jp"
Steps = Callable[[Client, str], Iterator[HttpResponse]]


def register(browser: Client, email: str) -> Iterator[HttpResponse]:
    """All that a stranger to the mailbox can see of a registration."""
    yield browser.post(
        "/account/register/", {"email": email, "password1": members.PASSWORD, "next": "/apply/"}
    )
    yield browser.get("/account/register/code/")
    yield browser.get("/account/register/")
    yield browser.post("/account/register/code/", {"action": "resend"})
    yield browser.post("/account/register/code/", {"action": "resend"}, follow=True)
    for _ in range(5):
        yield browser.post("/account/register/code/", {"code": "00"})
    yield browser.get("/account/register/code/")


def reset(browser: Client, email: str) -> Iterator[HttpResponse]:
    """All that a stranger to the mailbox can see of a forgotten password."""
    yield browser.post("/account/password/forgotten/", {"email": email})
    yield browser.get("/account/password/forgotten/code/")
    yield browser.get("/account/password/forgotten/new/")
    for _ in range(5):
        yield browser.post("/account/password/forgotten/code/", {"code": "00"})
    yield browser.get("/account/password/forgotten/code/")


def sign_in(browser: Client, email: str) -> Iterator[HttpResponse]:
    """All that somebody without the password can see of a sign-in."""
    for _ in range(7):
        yield browser.post("/account/sign-in/", {"login": email, "password": "wrong-password"})


def seen(answer: HttpResponse, email: str) -> tuple[int, dict[str, str], list[str], str]:
    """What can be told apart of *answer*, without what differs each time."""
    text = answer.content.decode().replace(email, "EMAIL")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    headers = {
        name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Expires"}
    }
    return answer.status_code, headers, sorted(answer.cookies), text


@pytest.mark.parametrize("steps", [register, reset, sign_in])
@pytest.mark.parametrize("verified", [True, False])
def test_a_known_address_is_answered_as_an_unknown_one(
    steps: Steps, verified: bool, usual_moment: object
) -> None:
    members.member(KNOWN, verified=verified)

    known = [seen(answer, KNOWN) for answer in steps(Client(REMOTE_ADDR="203.0.113.1"), KNOWN)]
    unknown = [seen(answer, UNKNOWN) for answer in steps(Client(REMOTE_ADDR="203.0.113.2"), UNKNOWN)]

    assert known == unknown


@pytest.mark.parametrize("steps", [register, reset, sign_in])
def test_as_many_passwords_are_hashed_for_either(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    members.member(KNOWN)
    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, *a, **k: (hashed.append("x"), encode(self, *a, **k))[1],
    )

    def hashes(email: str, address: str) -> list[int]:
        counts = []
        for _ in steps(Client(REMOTE_ADDR=address), email):
            counts.append(len(hashed))
            hashed.clear()
        return counts

    assert hashes(KNOWN, "203.0.113.1") == hashes(UNKNOWN, "203.0.113.2")


@pytest.mark.parametrize(
    ("steps", "email", "kinds"),
    [
        (register, KNOWN, ["account_exists"]),
        (register, UNKNOWN, ["email_code", "email_code"]),
        (reset, KNOWN, ["password_reset"]),
        (reset, UNKNOWN, ["no_account"]),
        (sign_in, KNOWN, []),
    ],
)
def test_only_the_mailbox_is_told(steps: Steps, email: str, kinds: list[str], mails: Mails) -> None:
    members.member(KNOWN)

    list(steps(Client(), email))

    assert [(mail.kind, mail.to) for mail in mails()] == [(kind, email) for kind in kinds]


@pytest.mark.parametrize(
    ("path", "field", "extra"),
    [
        ("/account/register/", "email", {"password1": members.PASSWORD}),
        ("/account/password/forgotten/", "email", {}),
    ],
)
def test_an_address_is_not_flooded_with_mail(
    path: str, field: str, extra: dict[str, str], mails: Mails
) -> None:
    for n in range(12):
        Client(REMOTE_ADDR=f"203.0.113.{n}").post(path, {field: KNOWN} | extra)

    assert len(mails(to=KNOWN)) == 5


@pytest.mark.parametrize(
    ("path", "extra"),
    [("/account/register/", {"password1": members.PASSWORD}), ("/account/password/forgotten/", {})],
)
def test_one_address_cannot_ask_about_many(path: str, extra: dict[str, str], mails: Mails) -> None:
    answers = [Client().post(path, {"email": f"someone{n}@example.jp"} | extra) for n in range(32)]

    assert [answer.status_code for answer in answers] == [302] * 30 + [429] * 2
    assert len(mails()) == 30
