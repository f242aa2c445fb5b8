"""What a system cannot register, and the katakana to write for it (HLD-2)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.japanese.repertoire import Refusal, Repertoire, refused

pytestmark = pytest.mark.rule("HLD-2")


# source: JIS X 0208:1997, code page 932 (NEC and IBM extensions), JIS X 0213:2004, Unicode
@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("高橋一郎", []),
        ("髙橋", ["jisx0208", "jisx0213"]),
        ("山﨑", ["jisx0208"]),
        ("濵田", ["jisx0208"]),
        ("德川", ["jisx0208"]),
        ("𠮷田", ["jisx0208", "cp932", "jisx0213"]),
        ("栁田", ["jisx0208"]),
        ("草彅", ["jisx0208"]),
        ("渡邉", []),
        ("渡邊", []),
        ("神\ufa19", ["jisx0208"]),
        ("①Ⅲ", []),
        ("～〜－−∥‖￠¢￡£￢¬—―", []),
        ("ABC abc", []),
        ("ﾀﾞﾊﾟ", []),
        ("が", []),
        ("葛\U000e0100城", []),
        ("é", ["jisx0208", "cp932"]),
        ("\ud800", ["jisx0208", "cp932", "jisx0213", "unicode"]),
        ("\ue000", ["jisx0208", "jisx0213", "unicode"]),
        ("", []),
    ],
)
def test_repertoires(text: str, lacking: list[str]) -> None:
    assert [repertoire.value for repertoire in Repertoire if refused(text, repertoire)] == lacking


# source: names with characters outside JIS X 0208; the reading of the other kanji from Japan Post's towns
@pytest.mark.parametrize(
    ("text", "reading", "katakana"),
    [
        ("髙橋 一郎", "タカハシ イチロウ", {0: "タカ"}),
        ("髙橋一郎", "タカハシイチロウ", {0: "タカ"}),
        ("髙橋　一郎", "ﾀｶﾊｼ ｲﾁﾛｳ", {0: "タカ"}),
        ("髙橋一郎", "たかはし いちろう", {0: "タカ"}),
        ("山﨑 豊", "ヤマザキ ユタカ", {1: "ザキ"}),
        ("山﨑 豊", "ヤマサキ ユタカ", {1: "サキ"}),
        ("宮﨑 駿", "ミヤザキ ハヤオ", {1: "ザキ"}),
        ("濵田 岳", "ハマダ ガク", {0: "ハマ"}),
        ("濵﨑 德子", "ハマサキ トクコ", {0: "ハマ", 1: "サキ", 3: "トク"}),
        ("𠮷岡 里帆", "ヨシオカ リホ", {0: "ヨシ"}),
        ("神﨑 守", "カンザキ マモル", {1: "ザキ"}),
        ("草彅 剛", "クサナギ ツヨシ", {1: "ナギ"}),
        ("黑澤 明", "クロサワ アキラ", {0: "クロ"}),
        ("曻", "ノボル", {0: "ノボル"}),
        ("関ヶ﨑 守", "セキガサキ マモル", {2: "サキ"}),
        ("奈々﨑 守", "ナナサキ マモル", {2: "サキ"}),
        ("髙橋 一郎", "", {0: None}),
        ("髙橋 一郎", "アアア ア", {0: None}),
        ("髙橋 一郎", "カ", {0: None}),
        ("髙橋 一郎", "ア" * 99, {0: None}),
        ("髙", "Taka", {0: None}),
        ("髙" + "山" * 40, "タカ" + "ヤマ" * 40, {0: None}),
        ("é髙", "エタカ", {0: None, 1: "タカ"}),
        ("é", "エ", {0: None}),
    ],
)
def test_the_katakana_to_write(text: str, reading: str, katakana: dict[int, str | None]) -> None:
    found = refused(text, "jisx0208", reading)
    assert {refusal.position: refusal.katakana for refusal in found} == katakana
    assert all(text.startswith(refusal.character, refusal.position) for refusal in found)


def test_a_selector_stays_with_its_character() -> None:
    assert refused("a髙\U000e0100b", Repertoire.JISX0208) == (Refusal(1, "髙\U000e0100", None),)
    assert refused("髙X", Repertoire.JISX0208) == (Refusal(0, "髙", None),)


@pytest.mark.parametrize("text", ["e\u0301", "ﾜﾞ", "ワ゛", "ワ\u3099"])
def test_a_mark_stays_with_its_character(text: str) -> None:
    assert refused("a" + text, Repertoire.JISX0208) == (Refusal(1, text, None),)


def test_an_unknown_repertoire() -> None:
    with pytest.raises(ValueError, match="ebcdic"):
        refused("a", "ebcdic")


@given(st.text(max_size=12), st.sampled_from(list(Repertoire)), st.text(max_size=8))
@settings(max_examples=150)
def test_any_text(text: str, repertoire: Repertoire, reading: str) -> None:
    for refusal in refused(text, repertoire, reading):
        assert text.startswith(refusal.character, refusal.position)


KNOWN = st.text(st.characters(codec="cp932", exclude_characters="¢£¬‖−〜"), max_size=8)


@given(KNOWN)
@settings(max_examples=100)
def test_what_code_page_932_has_is_in_it(text: str) -> None:
    assert [item for item in refused(text, Repertoire.CP932) if item.character.isprintable()] == []
