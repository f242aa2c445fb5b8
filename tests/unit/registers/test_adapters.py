"""What an adapter makes of a register's answers, and which registers the settings name (PCK-3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from factories.registers import SECRET, Server, server
from kaitsu.applications import adapters
from kaitsu.applications.adapters.http import HttpRegister
from kaitsu.applications.adapters.stub import StubRegister
from kaitsu.applications.ports import MOST_CODES, Answer, RegisterUnavailable, Subject, Verdict

pytestmark = pytest.mark.rule("PCK-3")

SUBJECT = Subject(
    request=UUID("01960000-0000-7000-8000-000000000001"),
    name="大野 花子",
    kana="オオノ ハナコ",
    birth_date=date(1980, 1, 1),
    telephone="+81312345678",
    postal_code="1060032",
    address="東京都港区六本木1-2-3",
)


@pytest.fixture
def outside() -> Iterator[Server]:
    with server() as running:
        yield running


def test_a_register_is_asked_over_http_and_knows_us_by_the_secret(outside: Server) -> None:
    outside.body = b'{"verdict": "review", "codes": ["unpaid", "score.3"]}'

    answer = HttpRegister(outside.url, SECRET).ask(SUBJECT)

    assert answer == Answer(Verdict.REVIEW, ("unpaid", "score.3"))
    ((headers, question),) = outside.asked
    assert headers["Authorization"] == f"Bearer {SECRET}"
    assert headers["Idempotency-Key"] == str(SUBJECT.request)
    assert question == {
        "request": str(SUBJECT.request),
        "name": "大野 花子",
        "kana": "オオノ ハナコ",
        "birth_date": "1980-01-01",
        "telephone": "+81312345678",
        "postal_code": "1060032",
        "address": "東京都港区六本木1-2-3",
    }


def test_codes_may_be_left_out(outside: Server) -> None:
    outside.body = b'{"verdict": "clear"}'

    assert HttpRegister(outside.url, SECRET).ask(SUBJECT) == Answer(Verdict.CLEAR)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b'{"verdict": "clear"}'),
        (401, b'{"verdict": "clear"}'),
        (302, b""),
        (200, b""),
        (200, b"clear"),
        (200, b'"clear"'),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"verdict": "perhaps"}'),
        (200, b'{"verdict": ["clear"]}'),
        (200, b'{"verdict": "review", "codes": "unpaid"}'),
        (200, b'{"verdict": "review", "codes": [3]}'),
        (200, '{"verdict": "review", "codes": ["大野花子は未払い"]}'.encode()),
        (200, b'{"verdict": "review", "codes": ["owes since 1980 01 01"]}'),
        (200, b'{"verdict": "\xff"}'),
        (200, b'{"verdict": "clear", "codes": [' + b" " * 70_000 + b"]}"),
    ],
)
def test_what_is_no_answer_is_never_taken_for_one(outside: Server, status: int, body: bytes) -> None:
    outside.status, outside.body = status, body

    with pytest.raises(RegisterUnavailable) as refused:
        HttpRegister(outside.url, SECRET).ask(SUBJECT)

    assert "大野" not in str(refused.value)


def test_a_register_that_hangs_is_given_up(outside: Server) -> None:
    outside.answers.clear()

    with pytest.raises(RegisterUnavailable, match="ReadTimeout"):
        HttpRegister(outside.url, SECRET, seconds=0.1).ask(SUBJECT)


def test_a_register_that_is_off_says_so() -> None:
    with server() as gone:
        address = gone.url

    with pytest.raises(RegisterUnavailable, match="ConnectError"):
        HttpRegister(address, SECRET).ask(SUBJECT)


def test_neither_the_secret_nor_the_person_is_shown_by_accident() -> None:
    assert SECRET not in repr(HttpRegister("https://register.example", SECRET))
    assert "大野" not in repr(SUBJECT)


@pytest.mark.parametrize(
    "codes", [("大野",), ("0312345678",), ("",), ("two words",), ("x" * 41,), ("x",) * (MOST_CODES + 1)]
)
def test_codes_are_few_and_short(codes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="short codes"):
        Answer(Verdict.REVIEW, codes)


def test_the_stub_answers_by_the_number() -> None:
    stub = StubRegister()

    assert stub.ask(SUBJECT) == Answer(Verdict.CLEAR)
    assert stub.ask(replace(SUBJECT, telephone="+81312345677")).verdict is Verdict.REVIEW
    with pytest.raises(RegisterUnavailable):
        stub.ask(replace(SUBJECT, telephone="+81312345679"))


@pytest.mark.parametrize("named", [[], ["none"]])
def test_without_registers_there_are_none(settings: Settings, named: list[str]) -> None:
    settings.KAITSU_REGISTERS = named

    assert adapters.registers() == {}


def test_the_settings_name_registers_in_order(settings: Settings) -> None:
    settings.KAITSU_REGISTERS = ["nonpayers=https://register.example/ask", "fraud=stub"]
    settings.KAITSU_REGISTER_SECRET = SECRET

    assert list(adapters.registers()) == ["nonpayers", "fraud"]
    assert adapters.registers()["nonpayers"] == HttpRegister("https://register.example/ask", SECRET)


@pytest.mark.parametrize(
    ("named", "secret", "said"),
    [
        (["https://register.example"], SECRET, "name=address"),
        (["fraud=stub", "fraud=stub"], SECRET, "each name once"),
        (["none", "fraud=stub"], SECRET, "no.*https://|https://"),
        (["fraud=http://register.example"], SECRET, "https://"),
        (["fraud=ftp://register.example"], SECRET, "https://"),
        (["fraud="], SECRET, "https://"),
        (["fraud=https://register.example"], "", "KAITSU_REGISTER_SECRET"),
    ],
)
def test_a_wrong_setting_is_told(settings: Settings, named: list[str], secret: str, said: str) -> None:
    settings.KAITSU_REGISTERS = named
    settings.KAITSU_REGISTER_SECRET = secret

    with pytest.raises(ImproperlyConfigured, match=said):
        adapters.registers()
