"""The numerals of addresses."""

from __future__ import annotations

import pytest

from kaitsu.japanese.address_text import clean, fold, in_kanji, number


@pytest.mark.rule("ADR-1")
@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("15", "15"), ("015", "15"), ("0", "0"), ("十五", "15"), ("一五", "15"), ("二十三", "23"), ("二三", "23"),
        ("百二", "102"), ("一〇二", "102"), ("千二百", "1200"), ("二千三百四十五", "2345"), ("十", "10"), ("〇", "0"),
        ("千〇〇一", "1001"),
    ],
)  # fmt: skip
def test_a_numeral_has_its_value_in_digits(numeral: str, value: str) -> None:
    assert number(numeral) == value


def test_a_numeral_that_is_no_number_of_an_address_stays() -> None:
    assert number("一二三四五六七八九十") == "一二三四五六七八九十"
    assert number("十百") == "十百"
    assert number("千" + "〇" * 5000 + "一") == "1001"


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "一"), (10, "十"), (15, "十五"), (102, "百二"), (2345, "二千三百四十五")]
)
def test_a_number_in_kanji_as_names_of_towns_have_it(value: int, numeral: str) -> None:
    assert in_kanji(value) == numeral


@pytest.mark.rule("ADR-1")
@pytest.mark.parametrize("hyphen", "-‐‑‒–—―−－ーｰ─━﹣")
def test_every_sort_of_hyphen_is_one(hyphen: str) -> None:
    assert clean(f"丸の内2{hyphen}7 {hyphen} 2") == "丸の内2-7-2"


@pytest.mark.rule("ADR-1")
def test_spaces_are_taken_out_of_a_number_only_where_every_character_is_set_apart() -> None:
    assert clean("北 十 一 条") == "北十一条"
    assert clean("芝園 二 三 番地") == "芝園二 三番地"


@pytest.mark.rule("ADR-1")
def test_a_mark_behind_a_space_and_the_first_kana_of_the_table() -> None:
    assert clean("か \u3099") == "が"
    assert fold("ぁァゖヶっヴ") == "アアケケツヴ"


@pytest.mark.rule("ADR-1")
def test_the_kanji_for_one_between_digits_is_a_hyphen_and_a_long_mark_in_a_name_is_none() -> None:
    assert clean("蒲田5一13一14 センタービル") == "蒲田5-13-14センタービル"
