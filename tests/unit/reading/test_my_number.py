"""A My Number on any document: nothing of it is kept; other numbers of twelve digits are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from factories.reading import Texts, licence, picture_of, read_script
from kaitsu.reading.adapters.scripted import script
from kaitsu.reading.judging import Table, judge
from kaitsu.reading.look import look
from kaitsu.reading.my_number import has_check_digit
from kaitsu.reading.outline import Outline
from kaitsu.reading.reader import read_picture

pytestmark = pytest.mark.rule("IDV-7")

#: Numbers of nobody, made for their check digit: that of the first is right, that of the second wrong.
RIGHT, WRONG = "1111 1111 1118", "1111 1111 1112"


def certificate(more: Texts) -> Texts:
    """The lines of a certificate of residence, with *more* on it."""
    return {
        (500, 30): "住民票",
        (60, 120): "住所",
        (400, 120): "東京都千代田区霞が関2-1-2",
        (60, 200): "氏名",
        (400, 200): "山田 花子",
        (60, 280): "続柄",
        (60, 740): "この写しは、住民票の原本と相違ないことを証明する。",
        **more,
    }


@pytest.mark.parametrize(
    "number",
    [
        {(60, 400): "個人番号", (400, 400): RIGHT},
        {(60, 400): f"個人番号 {RIGHT}"},
        {(60, 400): "マイナンバー：" + RIGHT.replace(" ", "")},
        {(60, 400): "個 人 番 号", (400, 400): "1111", (720, 400): "1111", (1040, 400): "1118"},
        {(60, 400): "個人番号", (80, 450): "1111-1111-1118"},
        {(60, 400): "個人番号", (400, 400): "１１１１　１１１１　１１１８"},
        {(60, 400): "Individual Number", (400, 400): "llll 1111 1118"},
        {(60, 400): "個人番号", (400, 400): WRONG},
        {(60, 400): "個人番号", (700, 560): RIGHT},
    ],
)
def test_nothing_is_kept_of_a_certificate_with_a_my_number(number: Texts) -> None:
    found = read_script(certificate(number))

    assert (found.kind, found.fields, found.page) == ("residence_certificate", {}, None)
    assert found.remarks == {"forbidden": True}
    assert [each.code for each in judge(found, Table(date(2026, 11, 22)))] == ["reading.my_number"]


@pytest.mark.parametrize(
    "other",
    [
        {(60, 400): "個人番号", (400, 400): "【省略】"},
        {(60, 400): "個人番号", (400, 400): "省略", (60, 460): "住民票コード", (400, 460): "11111111118"},
        {(60, 400): "発行番号", (400, 400): RIGHT},
        {(60, 400): "個人番号", (400, 400): "省略", (700, 560): WRONG},
        {(60, 320): "個人番号", (400, 320): "省略", (700, 690): RIGHT},
        {(60, 400): "個人番号", (400, 400): "性別", (720, 400): "男"},
    ],
)
def test_a_certificate_without_one_is_read(other: Texts) -> None:
    found = read_script(certificate(other))

    assert found.fields["name"].text == "山田 花子"
    assert "forbidden" not in found.remarks


@pytest.mark.parametrize("outlined", [True, False])
def test_what_one_reading_saw_is_forbidden_whatever_another_misses(
    outlined: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = (RIGHT, "省略") if outlined else ("省略", RIGHT)
    said = certificate({(60, 400): "個人番号", (400, 400): read})
    del said[60, 120], said[400, 120]  # without an address the whole picture is read as well
    engine = script(said)
    picture = picture_of(engine)
    whole = np.array([(80, 80), (1480, 80), (1480, 963), (80, 963)], np.float32)
    seen = replace(look(picture), outlines=(Outline(whole, 0.9),))
    monkeypatch.setattr("kaitsu.reading.reader.look", lambda *_: seen)

    (found,) = read_picture(picture, engine)

    assert (found.fields, found.page, found.remarks) == ({}, None, {"forbidden": True})


def test_the_number_of_a_licence_is_none() -> None:
    found = read_script(licence() | {(40, 560): "番号 第 111111111118 号"})

    assert (found.kind, found.side) == ("drivers_licence", "front")
    assert found.fields["name"].text == "山田 花子"


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("111111111118", True),
        ("111111111112", False),
        ("000000000000", True),
        ("123456789018", True),
        ("123456789012", False),
        ("100000000005", True),
        ("000000000019", True),
    ],
)
def test_the_check_digit(number: str, right: bool) -> None:
    assert has_check_digit(number) is right


@pytest.mark.parametrize(("digits", "kind"), [("111111111010", ""), ("111111111012", "my_number_card")])
def test_strokes_and_rings_alone_are_no_number(digits: str, kind: str) -> None:
    assert read_script({(40, 60): digits, (40, 200): "見本"}).kind == kind
