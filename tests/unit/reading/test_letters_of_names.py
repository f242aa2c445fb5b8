"""Letters of names that stand far apart, or that an engine takes for others (IDV-9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from kaitsu.reading.engine import Pixels, Quad, Strip
from kaitsu.reading.letters_apart import with_letters_apart
from kaitsu.reading.page import Line, Page
from kaitsu.reading.repair import name_put_right
from kaitsu.reading.rows import Found


class _Reads:
    """An engine that reads one text whatever it is shown."""

    version = "one text"

    def __init__(self, text: str, sure: float) -> None:
        self._strip = Strip(text, (sure,) * len(text))

    def find(self, page: Pixels, long_side: int) -> list[Quad]:
        return []

    def turned(self, strips: Sequence[Pixels]) -> list[float]:
        return [0.0 for _ in strips]

    def read(self, strips: Sequence[Pixels]) -> list[Strip]:
        return [self._strip for _ in strips]


@pytest.mark.parametrize(
    ("text", "sure", "expected"),
    [
        ("松田 浩", 0.95, "松田 浩"),
        ("松田 浩", 0.5, "松田"),
        ("松田 123", 0.95, "松田"),
        ("村田 浩", 0.95, "松田"),
    ],
)
def test_a_given_name_of_one_character_far_off_is_read_on_purpose(
    text: str, sure: float, expected: str
) -> None:
    quad = np.array([[100, 100], [200, 100], [200, 150], [100, 150]], np.float32)
    line = Line(Strip("松田", (0.99, 0.99)), quad)
    page = Page(np.full((400, 900, 3), 255, np.uint8), (line,), np.eye(3))
    found = with_letters_apart(page, {"name": Found("name", (line,))}, _Reads(text, sure))
    assert found["name"].lines[0].text == expected


@pytest.mark.parametrize(
    ("text", "sure", "lines"),
    [
        ("今井 りく", 0.95, ["今井 りく"]),
        ("今井 りく", 0.2, ["今井", "り", "へ"]),  # no surer than what was found apart
        ("今井", 0.95, ["今井", "り", "へ"]),  # less than what was found apart
    ],
)
def test_a_name_whose_letters_were_found_apart_is_read_as_one_line(
    text: str, sure: float, lines: list[str]
) -> None:
    apart = tuple(
        Line(
            Strip(letters, (odds,) * len(letters)),
            np.array([[x, 100], [x + 60, 100], [x + 60, 150], [x, 150]], np.float32),
        )
        for x, letters, odds in ((100, "今井", 0.99), (250, "り", 0.9), (330, "へ", 0.3))
    )
    page = Page(np.full((400, 900, 3), 255, np.uint8), apart, np.eye(3))
    found = with_letters_apart(page, {"name": Found("name", apart)}, _Reads(text, sure))
    assert [line.text for line in found["name"].lines] == lines


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("東力ナ", "東カナ"),
        ("竹内 ナオ三", "竹内 ナオミ"),
        ("大力 三三", "大力 三三"),
        ("山口ナオミ", "山口ナオミ"),
        ("C 辻彩", "辻彩"),
        ("K THOMAS", "K THOMAS"),
        ("宮崎.久美子", "宮崎 久美子"),
        ("儿玉 聪", "兒玉 聡"),
        ("鵜词 千鶴", "鵜飼 千鶴"),
        ("棄原 幸四郎", "桒原 幸四郎"),
        ("栾田敦", "桒田敦"),
        ("寫田 悠斗", "嶌田 悠斗"),
        ("演口 彰", "濵口 彰"),
        ("田演 彰", "田演 彰"),
        ("檜山ーマリア", "檜山 マリア"),
        ("柏木さ < 5", "柏木さくら"),
        ("SATO 5", "SATO 5"),
        ("今井ーりく", "今井 りく"),
        ("桒田ケーシー", "桒田ケーシー"),
        ("襄 康鉉", "裵 康鉉"),
        ("亵康鉉", "裵康鉉"),
        ("山田 襄", "山田 襄"),
        ("e名 翔太", "蛯名 翔太"),
        ("姥名健一", "蛯名健一"),
        ("蜷川 実", "蜷川 実"),
        ("姥山 実", "姥山 実"),
    ],
)
def test_slips_that_no_name_holds_are_put_right(read: str, name: str) -> None:
    assert name_put_right(read) == name
