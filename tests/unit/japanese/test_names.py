"""Names compared: tables of real forms, and what must hold for any text (NAM-1 to NAM-4, HLD-1 to HLD-3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kaitsu.japanese.names import Script, compare_names, parse_name
from kaitsu.japanese.text import DASHES
from kaitsu.japanese.verdict import Verdict

DATA = Path(__file__).parent / "data"


def table(name: str) -> list[list[str]]:
    """The rows of a table; lines that begin with # name the columns and the source of the rows below."""
    lines = (DATA / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [line.split("\t") for line in lines if not line.startswith("#")]


def check(left: str, right: str, verdict: str, rule: str, reading: str = "") -> None:
    found = compare_names(left, right, reading=reading or None)
    back = compare_names(right, left, reading=reading or None)
    assert (found.verdict, back.verdict) == (verdict, verdict), found.findings
    assert any(name.startswith(rule) for name in found.rules), found.rules
    assert set(found.rules) == set(back.rules)


@pytest.mark.rule("NAM-1")
@pytest.mark.parametrize(("left", "right", "verdict", "rule"), table("names_kanji.tsv"))
def test_kanji(left: str, right: str, verdict: str, rule: str) -> None:
    check(left, right, verdict, rule)


@pytest.mark.rule("NAM-4")
@pytest.mark.parametrize(("left", "right", "verdict", "rule"), table("names_kana.tsv"))
def test_kana(left: str, right: str, verdict: str, rule: str) -> None:
    check(left, right, verdict, rule)


@pytest.mark.rule("NAM-3", "PAY-2")
@pytest.mark.parametrize(("left", "right", "verdict", "rule"), table("names_latin.tsv"))
def test_latin(left: str, right: str, verdict: str, rule: str) -> None:
    check(left, right, verdict, rule)


@pytest.mark.rule("HLD-1", "HLD-2", "NAM-2")
@pytest.mark.parametrize(("left", "right", "reading", "verdict", "rule"), table("names_forms.tsv"))
def test_forms(left: str, right: str, reading: str, verdict: str, rule: str) -> None:
    check(left, right, verdict, rule, reading)


@pytest.mark.rule("NAM-1")
def test_each_finding_by_a_table_names_it() -> None:
    found = compare_names("髙橋 斉", "高橋 斎")
    assert [(finding.part, finding.verdict) for finding in found.findings] == [
        ("family", Verdict.SAME),
        ("given", Verdict.CLOSE),
    ]
    assert all(finding.source for finding in found.findings)
    assert "two families" in found.findings[1].detail


def test_a_comparison_says_what_each_side_was_read_as() -> None:
    found = compare_names("ﾀｶﾊｼ　ｲﾁﾛｳ", "TAKAHASHI ICHIRO")
    assert found.left == {
        "text": "タカハシ イチロウ",
        "script": "kana",
        "family": "タカハシ",
        "given": "イチロウ",
    }
    assert found.right["script"] == "latin"


def test_only_the_part_that_differs_is_different() -> None:
    found = compare_names("高橋 一郎", "髙橋 二郎")
    assert [(finding.part, finding.verdict) for finding in found.findings] == [
        ("family", Verdict.SAME),
        ("given", Verdict.DIFFERENT),
    ]


@pytest.mark.parametrize(
    ("text", "script", "family", "given"),
    [
        ("山田　太郎", Script.KANJI, "山田", "太郎"),
        ("山田太郎", Script.KANJI, "山田太郎", ""),
        ("スミス・ジョン", Script.KANA, "スミス", "ジョン"),
        ("SMITH, John Paul", Script.LATIN, "SMITH", "JOHN PAUL"),
        ("김 철수", Script.OTHER, "김", "철수"),
        ("", Script.NONE, "", ""),
    ],
)
def test_parse(text: str, script: Script, family: str, given: str) -> None:
    name = parse_name(text)
    assert (name.script, name.family, name.given) == (script, family, given)


KANJI = st.sampled_from("山田太郎花子高髙橋﨑崎斉斎齋邉辺邊一二三々佐藤健未末大木本濱浜沢澤")
KANA = st.sampled_from("アイウエオカガキサシジスズタチツッテトナハバマャュョラリルワンヴー")
LATIN = st.sampled_from("ABCEHIJKMNOSTUYabcehjkmnü'-")
ALPHABET = st.one_of(
    KANJI, KANA, LATIN, st.characters(), st.sampled_from(" 　・-ー\ud800\udc00\u3099\ufe0f〓")
)
TEXT = st.text(ALPHABET, max_size=10)


def names(letters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    part = st.text(letters, min_size=1, max_size=4)
    return st.builds(lambda family, given: f"{family} {given}", part, part)


NAMES = st.one_of(names(KANJI), names(KANA), names(LATIN), names(st.one_of(KANJI, KANA)))


@given(TEXT | NAMES, TEXT | NAMES, st.none() | TEXT)
@example("\ud800", "一", "\udfff")
@settings(max_examples=200)
def test_any_text_is_compared_without_an_error_and_either_way_round(
    left: str, right: str, reading: str | None
) -> None:
    found, back = compare_names(left, right, reading=reading), compare_names(right, left, reading=reading)
    assert found.verdict == back.verdict
    assert set(found.rules) == set(back.rules)
    assert found.left == back.right


@given(TEXT | NAMES)
@settings(max_examples=150)
def test_a_name_is_itself(text: str) -> None:
    assert compare_names(text, text).verdict in (Verdict.SAME, Verdict.UNREADABLE)
    if parse_name(text).parts and parse_name(text).script is not Script.NONE and "〓" not in text:
        assert (
            compare_names(text, text).verdict is Verdict.SAME
            or "name.placeholder" in compare_names(text, text).rules
        )


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(NAMES)
@settings(max_examples=150)
def test_spacing_and_width_never_matter(name: str) -> None:
    typed = f"　{name.replace(' ', ' 　 ')} ".translate(FULL_WIDTH)
    assert compare_names(name, typed).verdict == compare_names(name, name).verdict
    if parse_name(name).script in (Script.KANJI, Script.KANA):
        joined = name.replace(" ", "")
        assert compare_names(name, joined).verdict is Verdict.SAME


#: Characters of which no two are forms of one another, drawn alike, or read alike.
UNLIKE = "山川田中村林森井上下北南東西石金水火土日月星空海花鳥風雪雨春夏秋冬"


@given(st.text(st.sampled_from(UNLIKE), min_size=3, max_size=5), st.data())
@settings(max_examples=150)
def test_a_character_of_another_class_is_never_the_same(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    other = data.draw(st.sampled_from([char for char in UNLIKE if char != name[place]]))
    changed = name[:place] + other + name[place + 1 :]
    for left, right in ((name, changed), (f"{name[:2]} {name[2:]}", f"{changed[:2]} {changed[2:]}")):
        assert compare_names(left, right).verdict in (Verdict.DIFFERENT, Verdict.CLOSE)
        assert (
            compare_names(left, right).verdict is Verdict.DIFFERENT
            or "NAM-3.order" in compare_names(left, right).rules
        )


@given(st.sampled_from(sorted(DASHES - {"\u00ad"})))
def test_every_dash_for_a_long_mark_is_the_long_mark(dash: str) -> None:
    assert compare_names(f"タロ{dash} ユ{dash}コ", "タロー ユーコ").verdict is Verdict.SAME
