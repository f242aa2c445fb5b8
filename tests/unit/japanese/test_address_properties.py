"""What must hold for any address and any text, played with chance."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.japanese.address import compare, parse
from kaitsu.japanese.address_text import clean, fold, in_kanji, number
from kaitsu.japanese.verdict import Verdict

PLACES = (
    "東京都千代田区丸の内",
    "東京都港区六本木",
    "北海道札幌市中央区北1条西",
    "京都市中京区寺町通御池上る上本能寺前町",
    "千葉県旭市イの",
    "愛媛県今治市玉川町三反地甲",
    "長野県長野市大字南長野字幅下",
    "岩手県八幡平市野駄第7地割",
    "神奈川県茅ヶ崎市茅ヶ崎",
    "大阪府東大阪市どこでもない町",
)
BUILDINGS = (
    "",
    " 第2田中ビル",
    " ハイツ緑A棟",
    " コーポ21 ",
    " 六本木ヒルズ3F",
    " 山田様方",
    "メゾン・ド・桜 B-",
)

numbers = st.lists(st.integers(1, 3000), min_size=1, max_size=4).map(
    lambda values: "-".join(map(str, values))
)
rooms = st.one_of(st.just(""), st.integers(1, 2600).map(str))


@st.composite
def addresses(draw: st.DrawFn) -> str:
    building = draw(st.sampled_from(BUILDINGS))
    room = draw(rooms) if building and not building.endswith(("方", "F")) else ""
    return draw(st.sampled_from(PLACES)) + draw(numbers) + building + room


def as_written_wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_raises_and_the_verdict_is_symmetric(left: str, right: str) -> None:
    forward, backward = compare(left, right), compare(right, left)

    assert forward.verdict is backward.verdict
    assert set(forward.rules) == set(backward.rules)


@given(
    st.text(
        "東京都千代田区丸の内北条西上る字大イ甲第一二三十百〇0123456789-ー−・番地号丁目階FビルA棟室方〒 \n０１",
        max_size=40,
    ),
    st.text(
        "東京都千代田区丸の内北条西上る字大イ甲第一二三十百〇0123456789-ー−・番地号丁目階FビルA棟室方〒 \n０１",
        max_size=40,
    ),
)
def test_no_jumble_of_address_signs_raises(left: str, right: str) -> None:
    assert compare(left, right).verdict is compare(right, left).verdict
    assert parse(left).as_dict() == parse(left).as_dict()


@given(addresses())
def test_an_address_is_the_same_as_itself_whatever_its_width(text: str) -> None:
    assert compare(text, text).verdict is Verdict.SAME
    assert compare(text, text + " ").verdict is Verdict.SAME
    assert compare(text, as_written_wide(text)).verdict is Verdict.SAME
    assert compare(text, unicodedata.normalize("NFKC", text)).verdict is Verdict.SAME
    assert compare(text, unicodedata.normalize("NFD", text)).verdict is Verdict.SAME


@pytest.mark.rule("ADR-2")
@given(addresses(), st.data())
def test_a_changed_digit_is_never_the_same(text: str, data: st.DataObject) -> None:
    places = [index for index, char in enumerate(text) if "0" <= char <= "9"]
    index = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != text[index]]))
    changed = text[:index] + digit + text[index + 1 :]

    assert compare(text, changed).verdict is Verdict.DIFFERENT
    assert compare(text, as_written_wide(changed)).verdict is Verdict.DIFFERENT


@given(addresses(), st.data())
def test_spaces_between_the_parts_never_matter(text: str, data: st.DataObject) -> None:
    def bare(char: str) -> bool:
        return not (char.isascii() and char.isalnum()) and char not in "〇一二三四五六七八九十百千"

    places = [index for index in range(1, len(text)) if bare(text[index - 1]) or bare(text[index])]
    index = data.draw(st.sampled_from(places))
    space = data.draw(st.sampled_from((" ", "\u3000", "\n", "  ", "\t")))

    assert compare(text, text[:index] + space + text[index:]).verdict is Verdict.SAME


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert len(fold(once)) == len(once)
    assert fold(fold(once)) == fold(once)


@given(st.integers(1, 9999))
def test_kanji_numerals_and_digits_have_one_value(value: int) -> None:
    in_digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))

    assert number(in_kanji(value)) == number(in_digits) == number(f"0{value}") == str(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "〒",
        "123-4567",
        "一" * 5000,
        "1線" * 2000,
        "1-" * 3000,
        "第" * 3000,
        "9" * 9000,
        "京都市中京区" + "上る" * 500,
        "東京都千代田区丸の内" + "千" * 4000,
        "東京都千代田区丸の内1-1 " + "A1" * 2000,
        "東京都千代田区丸の内1-1 " + "二" * 5000 + "階",
    ],
)
def test_long_and_empty_texts_are_read_in_time(text: str) -> None:
    parts = parse(text).as_dict()

    assert all(isinstance(part, str) for part in parts.values())
    assert compare(text, "東京都千代田区丸の内2-7-2").verdict is not Verdict.SAME
