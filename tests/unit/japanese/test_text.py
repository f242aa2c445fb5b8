"""Typed text in one form, and what was changed on the way (HLD-3)."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kaitsu.japanese.text import Change, folded, is_kana, is_kanji, is_latin, normalise

pytestmark = pytest.mark.rule("HLD-3")


@pytest.mark.parametrize(
    ("typed", "text", "kinds"),
    [
        # source: what HLD-3 names: half-width kana, full-width letters, stray spaces
        ("ﾀｶﾊｼ", "タカハシ", ["width"] * 4),
        ("ﾜﾀﾅﾍﾞ", "ワタナベ", ["width"] * 3 + ["voiced"]),
        ("ﾊﾟ", "パ", ["voiced"]),
        ("ＹＡＭＡＤＡ　１", "YAMADA 1", ["width"] * 6 + ["space", "width"]),
        ("  山田 　 太郎 ", "山田 太郎", ["space"] * 5),
        ("山田\t太郎\n", "山田 太郎", ["space"] * 2),
        ("山\u00a0田", "山 田", ["space"]),
        ("   ", "", ["space"] * 3),
        ("", "", []),
        ("山田 太郎", "山田 太郎", []),
        # source: JIS X 0201 and Unicode voiced marks as characters of their own
        ("か\u3099", "が", ["voiced"]),
        ("カ゛", "ガ", ["voiced"]),
        ("は゜", "ぱ", ["voiced"]),
        ("ア゛", "ア゛", []),
        ("アﾞ", "ア゛", ["voiced"]),
        ("゛ア", "゛ア", []),
        ("ウﾞ", "ヴ", ["voiced"]),
        ("ハ゛゜", "バ゜", ["voiced"]),
        ("\u3357\u3099", "ワッド", ["voiced"]),
        ("ｳﾞ", "ヴ", ["voiced"]),
        # source: hyphens and dashes of Unicode, drawn as one stroke
        ("1‐2‑3‒4–5—6―7−8－9", "1-2-3-4-5-6-7-8-9", ["dash"] * 8),
        ("1ー2ｰ3", "1-2-3", ["dash"] * 2),
        ("ハイツ−101", "ハイツ-101", ["dash"]),
        ("タロ-", "タロー", ["long"]),
        ("タロ－ 2", "タロー 2", ["long"]),
        ("メ―ル", "メール", ["long"]),
        ("コーポ-A", "コーポ-A", []),
        ("タロ一", "タロ一", []),
        ("髙橋ー郎", "髙橋ー郎", []),
        ("ー", "ー", []),
        ("-", "-", []),
        ("三ー二", "三ー二", []),
        ("Aーア", "Aーア", []),
        ("アー1", "アー1", []),
        # source: apostrophes and accents typed for one; middle dots of several scripts
        ("O’Brien", "O'Brien", ["apostrophe"]),
        ("D´Angelo O`Neil", "D'Angelo O'Neil", ["apostrophe"] * 2),
        ("´a", "´a", []),
        ("ア´", "ア´", []),
        ("メアリ･アン", "メアリ・アン", ["width"]),
        ("メアリ·アン", "メアリ・アン", ["dot"]),
        ("a·b", "a·b", []),
        ("·", "·", []),
        # source: Unicode: what is not seen
        ("葛\U000e0100城", "葛城", ["selector"]),
        ("辻\ufe00", "辻", ["selector"]),
        ("辻\ufe0f\U000e01ef", "辻", ["selector"] * 2),
        ("山\u200b田\ufeff", "山田", ["invisible"] * 2),
        ("山\u00ad田\x00", "山田", ["invisible"] * 2),
        ("か\u200b\u3099", "が", ["voiced", "invisible"]),
        # source: Unicode compatibility characters
        ("①㈱㍍", "1(株)メートル", ["compatible"] * 3),
        ("⼭⽥", "山田", ["compatible"] * 2),
        ("⻑⻘", "長青", ["compatible"] * 2),
        ("Mu\u0308ller", "Müller", ["compatible"]),
        ("\ufe31", "-", ["compatible"]),
        ("\ufdfa", "\ufdfa", []),
        ("¨", "¨", []),
        ("\ufa19\ufa11", "\ufa19\ufa11", []),
        ("\uf900\U0002f800", "\uf900\U0002f800", []),
        ("\ufa19\u3099", "\ufa19゛", ["voiced"]),
        ("\ud800a", "\ufffda", ["broken"]),
        ("\u0301", "\u0301", []),
    ],
)
def test_typed_text(typed: str, text: str, kinds: list[str]) -> None:
    found = normalise(typed)
    assert found.text == text
    assert [change.kind for change in found.changes] == kinds


def test_a_change_says_where_and_what() -> None:
    assert normalise("山田　ﾀﾞｲ").changes == (
        Change("space", "　", " ", 2),
        Change("voiced", "ﾀﾞ", "ダ", 3),
        Change("width", "ｲ", "イ", 5),
    )
    assert normalise("アﾞ").changes == (Change("voiced", "ﾞ", "゛", 1),)


LOOK_ALIKES = st.sampled_from(
    "-ー一－―ｰ 　ｶﾞﾊﾟﾟ゛゜タロ’`´·・あ1A\u3099\u309a\u0301\ufe0f\u200b\ud800\ufa19\ufe31①㈱…¼"
)
ANY = st.text(
    st.one_of(st.characters(), LOOK_ALIKES, st.characters(min_codepoint=0xF900, max_codepoint=0xFFFF))
)


@given(ANY)
@example("\u2e3a\u3099")
@settings(max_examples=250)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text).text == once.text
    assert "  " not in once.text
    assert once.text == once.text.strip(" ")


@given(ANY)
@settings(max_examples=100)
def test_each_change_is_true_of_the_text(text: str) -> None:
    for change in normalise(text).changes:
        assert text[change.position] == change.before[0]
        assert change.before != change.after


def test_kinds_of_letters() -> None:
    assert all(map(is_kanji, "一髙﨑𠮷々〆〇㐂\ufa19"))
    assert all(map(is_kanji, "\u3400\u4dbf\u4e00\u9fff\uf900\ufaff\U00020000\U000323af"))
    assert not any(map(is_kanji, "アあAー・X"))
    assert all(map(is_kana, "アンヴヶあゔーㇰァぁゖㇿ"))
    assert not any(map(is_kana, "・一A゛"))
    assert all(map(is_latin, "AzÉłṇÀɏ\u1e00ỿ"))
    assert not any(map(is_latin, "×÷1'あЯ{~\u00bf"))


def test_one_character_alone() -> None:
    assert folded("　") == (" ", "space")
    assert folded("\u200b") == ("", "invisible")


@pytest.mark.parametrize("char", ["a", "神", "\ufa19", "\ufdfa"])
def test_a_character_that_stays_has_no_kind_of_change(char: str) -> None:
    assert folded(char) == (char, "")
