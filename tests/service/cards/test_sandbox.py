"""The sandbox provider's own application: its pages, its API, and what it keeps."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from kaitsu.cards.adapters.sandbox.store import Store
from kaitsu.cards.adapters.sandbox.testcards import BY_KEY, TEST_CARDS
from kaitsu.cards.adapters.sandbox.texts import _TEXTS
from kaitsu.cards.adapters.sandbox.web import Application
from kaitsu.cards.states import Reason
from kaitsu.japanese.values import luhn_valid
from kaitsu.kernel import clock

SECRET = "between us"
BACK = "http://127.0.0.1:8000/apply/1/card/return/"
GOOD = {"number": "4242 4242 4242 4242", "expiry": "12/39", "cvc": "123", "name": "OHNO HANAKO"}


class Sandbox:
    """The application called in this process, with the answers taken apart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = Application(Store(folder), SECRET, "http://sandbox.test")

    def call(
        self, method: str, path: str, body: bytes = b"", **environ: Any
    ) -> tuple[int, dict[str, str], str]:
        path, _, query = path.partition("?")
        seen: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        } | environ
        answer = b"".join(self.app(environ, lambda status, headers: seen.extend((status, headers))))
        return int(seen[0][:3]), dict(seen[1]), answer.decode()

    def begin(self, key: str = "", *, secret: str = SECRET, **changes: object) -> tuple[int, dict[str, Any]]:
        asked = {
            "registration": str(uuid4()),
            "return_url": BACK,
            "name": "OHNO HANAKO",
            "language": "ja",
        } | changes
        status, _, text = self.call(
            "POST",
            "/api/sessions",
            json.dumps(asked).encode(),
            HTTP_AUTHORIZATION=f"Bearer {secret}",
            HTTP_IDEMPOTENCY_KEY=key or str(uuid4()),
        )
        return status, json.loads(text) if status == 201 else {}

    def open(self, **changes: object) -> str:
        """The path of a fresh session's page."""
        return self.begin(**changes)[1]["page_url"].removeprefix("http://sandbox.test")

    def result(self, page: str) -> dict[str, Any]:
        path = page.replace("/pay/", "/api/sessions/")
        return json.loads(self.call("GET", path, HTTP_AUTHORIZATION=f"Bearer {SECRET}")[2])

    def token(self, page: str) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.call("GET", page)[2])
        assert found
        return found[1]

    def send(
        self, page: str, rest: str = "", *, token: str = "", **typed: str
    ) -> tuple[int, dict[str, str], str]:
        fields = {"token": token or self.token(page + ("/challenge" if "challenge" in rest else ""))} | typed
        return self.call("POST", page + rest, urlencode(fields).encode())


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


# the pages


def test_the_form_names_its_cards_and_is_not_to_be_mistaken_for_a_real_provider(sandbox: Sandbox) -> None:
    status, headers, html = sandbox.call("GET", sandbox.open())

    assert status == 200
    assert '<html lang="ja">' in html
    assert html.count("<h1>") == 1
    assert "決済会社の画面の見本" in html
    assert all(card.grouped in html and luhn_valid(card.number) for card in TEST_CARDS)
    for field, autocomplete in {
        "number": "cc-number",
        "expiry": "cc-exp",
        "cvc": "cc-csc",
        "name": "cc-name",
    }.items():
        assert f'<label for="{field}">' in html
        assert f'autocomplete="{autocomplete}"' in html
    assert 'value="OHNO HANAKO"' in html
    assert "<script" not in html
    assert "style=" not in html
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' http://127.0.0.1:8000" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_every_text_is_there_in_both_languages(sandbox: Sandbox) -> None:
    assert all(len(pair) == 2 and all(pair) for pair in _TEXTS.values())
    page = sandbox.open(language="en")

    assert '<html lang="en">' in sandbox.call("GET", page)[2]
    assert '<html lang="ja">' in sandbox.call("GET", f"{page}?lang=ja")[2]
    assert not re.search("[ぁ-ん]", sandbox.call("GET", page)[2].replace("日本語", ""))


def test_what_was_given_is_shown_escaped(sandbox: Sandbox) -> None:
    page = sandbox.open(name='"><script>alert(1)</script>')

    html = sandbox.call("GET", page)[2]
    assert "<script" not in html
    html = sandbox.send(page, **(GOOD | {"number": "<b>1"}))[2]
    assert "<b>1" not in html


def test_a_link_fills_a_card_in_without_scripts(sandbox: Sandbox) -> None:
    html = sandbox.call("GET", f"{sandbox.open()}?card=declined")[2]

    assert f'value="{BY_KEY["declined"].grouped}"' in html
    assert 'value="12/39"' in html
    assert 'value="123"' in html
    assert 'value="1234"' in sandbox.call("GET", f"{sandbox.open()}?card=amex")[2]


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"number": ""}, "number", "number_empty"),
        ({"number": "4242"}, "number", "number_digits"),
        ({"number": "4242 4242 4242 424X"}, "number", "number_digits"),
        ({"number": "4242 4242 4242 4241"}, "number", "number_slip"),
        ({"number": "4012888888881881"}, "number", "number_real"),
        ({"expiry": ""}, "expiry", "expiry_empty"),
        ({"expiry": "2039"}, "expiry", "expiry_form"),
        ({"expiry": "13/39"}, "expiry", "expiry_form"),
        ({"expiry": "10/26"}, "expiry", "expiry_past"),
        ({"cvc": ""}, "cvc", "cvc_empty"),
        ({"cvc": "12"}, "cvc", "cvc_form"),
        ({"cvc": "1234"}, "cvc", "cvc_form"),
        ({"name": ""}, "name", "name_empty"),
        ({"name": "大野 花子"}, "name", "name_form"),
        ({"name": "A" * 61}, "name", "name_form"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    sandbox: Sandbox, usual_moment: datetime, changes: dict[str, str], field: str, error: str
) -> None:
    page = sandbox.open()

    status, _, html = sandbox.send(page, **(GOOD | changes))

    text = _TEXTS[error][0]
    assert status == 422
    assert f'<p class="error" id="{field}-error">{text}</p>' in html
    assert f'<li><a href="#{field}">{text}</a></li>' in html
    assert html.count('aria-invalid="true"') == 1
    assert 'value="123"' not in html  # the security code is never sent back
    assert "<title>入力エラー: " in html
    assert sandbox.result(page)["outcome"] == "open"


@pytest.mark.parametrize(
    "expiry", ["12/39", "1239", "12 / 2039", "12−39", "\uff11\uff12\uff0f\uff13\uff19", "11/26"]
)
def test_an_expiry_date_is_read_as_people_write_it(
    sandbox: Sandbox, usual_moment: datetime, expiry: str
) -> None:
    page = sandbox.open()

    assert sandbox.send(page, **(GOOD | {"expiry": expiry}))[0] == 303
    assert sandbox.result(page)["card"]["exp_month"] in {11, 12}


def test_american_express_has_four_digits_of_security_code(sandbox: Sandbox) -> None:
    page = sandbox.open()
    amex = {"number": BY_KEY["amex"].grouped}

    assert sandbox.send(page, **(GOOD | amex))[0] == 422
    assert sandbox.send(page, **(GOOD | amex | {"cvc": "1234"}))[0] == 303
    assert sandbox.result(page)["card"]["brand"] == "American Express"


@pytest.mark.rule("PAY-1")
def test_a_good_card_returns_to_where_the_session_was_begun_and_nowhere_else(sandbox: Sandbox) -> None:
    page = sandbox.open()

    status, headers, _ = sandbox.send(page, return_url="https://evil.example/", **GOOD)

    assert (status, headers["Location"]) == (303, BACK)
    again = sandbox.call("GET", page)
    assert (again[0], again[1]["Location"]) == (303, BACK)


@pytest.mark.rule("PAY-2")
def test_another_name_is_taken_down_as_it_is(sandbox: Sandbox) -> None:
    page = sandbox.open()

    sandbox.send(page, **(GOOD | {"name": "sato  taro"}))

    assert sandbox.result(page)["card"]["name"] == "SATO TARO"


@pytest.mark.parametrize(
    ("decision", "outcome"), [("approve", "succeeded"), ("refuse", "failed"), ("", "failed")]
)
def test_three_d_secure_asks_the_holder(sandbox: Sandbox, decision: str, outcome: str) -> None:
    page = sandbox.open()

    status, headers, _ = sandbox.send(page, **(GOOD | {"number": BY_KEY["challenge"].number}))
    assert (status, headers["Location"]) == (303, f"{page}?lang=ja")
    assert sandbox.call("GET", page)[1]["Location"] == f"{page}/challenge?lang=ja"
    assert "3155" in sandbox.call("GET", f"{page}/challenge")[2]
    assert sandbox.result(page)["outcome"] == "open"
    status, headers, _ = sandbox.send(page, "/challenge", decision=decision)

    assert (status, headers["Location"]) == (303, BACK)
    result = sandbox.result(page)
    assert result["outcome"] == outcome
    assert result["reason"] == (None if outcome == "succeeded" else Reason.AUTHENTICATION_FAILED)
    assert bool(result["card"] and result["card"]["reference"]) is (outcome == "succeeded")


def test_there_is_no_challenge_before_a_card(sandbox: Sandbox) -> None:
    page = sandbox.open()
    token = sandbox.token(page)

    assert sandbox.call("GET", f"{page}/challenge")[1]["Location"] == f"{page}?lang=ja"
    assert (
        sandbox.send(page, "/challenge", token=token, decision="approve")[1]["Location"] == f"{page}?lang=ja"
    )
    assert sandbox.result(page)["outcome"] == "open"


@pytest.mark.rule("CNF-3")
def test_of_two_tabs_the_first_decides(sandbox: Sandbox) -> None:
    page = sandbox.open()
    token = sandbox.token(page)
    sandbox.send(page, token=token, **GOOD)
    taken = sandbox.result(page)

    for rest, typed in {"": GOOD | {"number": BY_KEY["declined"].number}, "/cancel": {}}.items():
        assert sandbox.send(page, rest, token=token, **typed)[1]["Location"] == BACK
    assert sandbox.result(page) == taken


def test_a_card_that_challenges_is_not_replaced_by_the_form_of_another_tab(sandbox: Sandbox) -> None:
    page = sandbox.open()
    token = sandbox.token(page)
    sandbox.send(page, token=token, **(GOOD | {"number": BY_KEY["challenge"].number}))

    assert sandbox.send(page, token=token, **GOOD)[1]["Location"] == f"{page}?lang=ja"
    assert sandbox.result(page)["outcome"] == "open"


def test_a_form_of_elsewhere_is_refused(sandbox: Sandbox) -> None:
    page, other = sandbox.open(), sandbox.open()

    for token in ("wrong", sandbox.token(other), "ß"):
        status, _, html = sandbox.send(page, token=token, **GOOD)
        assert status == 403
        assert "古くなりました" in html
    assert sandbox.result(page)["outcome"] == "open"


def test_a_page_that_does_not_exist_says_where_to_go(sandbox: Sandbox) -> None:
    for path in ("/pay/unknown", "/elsewhere", "/pay/unknown?lang=en"):
        status, _, html = sandbox.call("GET", path)
        assert status == 404
        assert "<h1>" in html


def test_a_session_left_alone_for_an_hour_is_abandoned(sandbox: Sandbox, usual_moment: datetime) -> None:
    page = sandbox.open()

    with clock.frozen(usual_moment + timedelta(minutes=61)):
        assert sandbox.call("GET", page)[1]["Location"] == BACK
        assert sandbox.result(page)["reason"] == Reason.ABANDONED


# the API


@pytest.mark.parametrize("secret", ["", "wrong", "ß"])
def test_the_api_is_for_those_who_share_the_secret(sandbox: Sandbox, secret: str) -> None:
    assert sandbox.begin(secret=secret)[0] == 401
    assert sandbox.call("GET", "/api/sessions/any")[0] == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"return_url": "javascript:alert(1)"},
        {"return_url": "//evil.example/"},
        {"return_url": "http://here/\r\nSet-Cookie: a=b"},
        {"return_url": None},
        {"language": "fr"},
        {"name": 7},
        {"name": "A" * 2001},
    ],
)
def test_a_session_that_makes_no_sense_is_not_begun(sandbox: Sandbox, changes: dict[str, object]) -> None:
    assert sandbox.begin(**changes)[0] == 400


def test_the_api_refuses_what_it_cannot_read(sandbox: Sandbox) -> None:
    known = {"HTTP_AUTHORIZATION": f"Bearer {SECRET}"}

    for body in (b"", b"[]", b"{", b'{"name": "x"}', b"\xff"):
        assert sandbox.call("POST", "/api/sessions", body, HTTP_IDEMPOTENCY_KEY="k", **known)[0] == 400
    assert sandbox.call("POST", "/api/sessions", b"{}", CONTENT_LENGTH="many", **known)[0] == 400
    assert sandbox.call("POST", "/api/sessions", b"{}", CONTENT_LENGTH="99999999", **known)[0] == 413
    assert sandbox.call("GET", "/api/other", **known)[0] == 404
    assert sandbox.call("GET", "/api/sessions/unknown", **known)[0] == 404
    assert sandbox.call("DELETE", "/api/sessions/unknown", **known)[0] == 405
    assert sandbox.call("PUT", sandbox.open())[0] == 405
    assert sandbox.call("POST", sandbox.open(), b"&".join([b"a=b"] * 30))[0] == 400


@pytest.mark.rule("CNF-3")
def test_an_idempotency_key_stands_for_one_request(sandbox: Sandbox) -> None:
    first = sandbox.begin("one", registration="r")

    assert sandbox.begin("one", registration="r") == first
    assert sandbox.begin("one", registration="r", name="SATO TARO")[0] == 409
    assert sandbox.begin("two", registration="r")[1] != first[1]
    assert sandbox.begin("", registration="r")[0] == 201
    assert sandbox.call("HEAD", "/health")[2] == ""
    assert sandbox.call("GET", "/health")[2] == "ok"
    assert sandbox.call("GET", "/sandbox.css")[1]["Content-Type"].startswith("text/css")


# what is kept


@pytest.mark.rule("PAY-1")
def test_no_card_number_is_kept_anywhere(sandbox: Sandbox) -> None:
    for card in TEST_CARDS:
        page = sandbox.open()
        sandbox.send(page, **(GOOD | {"number": card.grouped, "cvc": "8642"[: card.cvc_digits]}))

    kept = b"".join(file.read_bytes() for file in sandbox.folder.iterdir())
    for card in TEST_CARDS:
        assert card.number.encode() not in kept
        assert card.grouped.encode() not in kept
        assert card.number[:12].encode() not in kept
    assert (sandbox.folder / "sessions.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.rule("PAY-1")
def test_a_card_that_was_not_taken_leaves_nothing(sandbox: Sandbox) -> None:
    page = sandbox.open()
    sandbox.send(page, **(GOOD | {"number": BY_KEY["challenge"].number}))
    sandbox.send(page, "/challenge", decision="refuse")

    stored = sandbox.app.store.get(page.removeprefix("/pay/"))

    assert stored is not None
    assert (stored.brand, stored.last4, stored.name, stored.reference) == (None, None, None, None)


def test_a_restart_forgets_no_session(sandbox: Sandbox) -> None:
    taken, waiting = sandbox.open(), sandbox.open()
    sandbox.send(taken, **GOOD)
    before = sandbox.result(taken)

    restarted = Sandbox(sandbox.folder)

    assert restarted.result(taken) == before
    assert restarted.send(waiting, **GOOD)[0] == 303


def test_old_sessions_are_forgotten_at_a_start(sandbox: Sandbox) -> None:
    page = sandbox.open()

    with clock.frozen(clock.now() + timedelta(days=91)):
        assert Sandbox(sandbox.folder).call("GET", page)[0] == 404
