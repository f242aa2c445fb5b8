"""Readings in Latin letters, as passports and cards write them (NAM-3, PAY-2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.japanese.romanize import could_be, hepburn, kunrei, plain_letters, spellings
from kaitsu.japanese.verdict import Verdict

pytestmark = pytest.mark.rule("NAM-3")

LINES = (Path(__file__).parent / "data" / "names_romanised.tsv").read_text(encoding="utf-8").splitlines()
TABLE = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("kana", "first", "allowed", "others", "wrong"), TABLE)
def test_spellings(kana: str, first: str, allowed: str, others: str, wrong: str) -> None:
    found = spellings(kana)
    assert (found[0], hepburn(kana)) == (first, first)
    for latin in filter(None, allowed.split(";")):
        assert latin in found
    for latin in (first, *filter(None, f"{allowed};{others}".split(";"))):
        relations = could_be(latin, kana)
        assert relations is not None, latin
        assert all(relation.verdict is Verdict.SAME for relation in relations)
    for latin in filter(None, others.split(";")):
        assert latin.upper() not in found or latin.upper() == first
    for latin in wrong.split(";"):
        assert could_be(latin, kana) is None, latin


# source: Cabinet notice 1 of 1954, table 1
@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("シンバシ", "SINBASI"), ("チヅル", "TIDURU"), ("フジ ツトム", "HUZI TUTOMU"), ("ショウタ", "SYOTA"),
        ("ハッチョウ", "HATTYO"), ("ジュン", "ZYUN"), ("ヤマダ", "YAMADA"),
    ],
)  # fmt: skip
def test_kunrei(kana: str, latin: str) -> None:
    assert kunrei(kana) == latin
    assert could_be(latin, kana) is not None


@pytest.mark.parametrize(
    ("latin", "kana", "rules"),
    [
        ("ONO", "オオノ", ["NAM-3.passport"]),
        ("OHNO", "オオノ", ["NAM-3.long"]),
        ("KOO", "コオオ", ["NAM-3.passport"]),
        ("SATOO", "サトウ", ["NAM-3.long"]),
        ("ITIROU", "イチロウ", ["NAM-3.long", "NAM-3.kunrei"]),
        ("FABIO", "ファビオ", ["NAM-3.loan"]),
        ("LISA", "リサ", ["NAM-3.foreign"]),
        ("VERONIKA", "ベロニカ", ["NAM-3.foreign"]),
        ("KWA", "クァ", ["NAM-3.loan"]),
        ("GWA", "グァ", ["NAM-3.loan"]),
        ("VARUGA", "ヷルガ", ["NAM-3.foreign"]),
        ("KWAK", "クァ", None),
        ("TA", "ータ", ["NAM-3.passport"]),
        ("XXXXTA", "ータ", None),
        ("NH", "ンー", ["NAM-3.long"]),
        ("", "ア", None),
        ("A", "", None),
        ("", "", None),
        ("ABC", "漢字", None),
    ],
)
def test_the_rule_is_named(latin: str, kana: str, rules: list[str] | None) -> None:
    found = could_be(latin, kana)
    assert (None if found is None else [relation.rule for relation in found]) == rules


def test_what_is_no_kana_stays() -> None:
    assert hepburn("漢字 タロウ") == "漢字 TARO"
    assert hepburn("") == ""
    assert hepburn("ッ ッア ンッ") == "TSU A NTSU"
    assert hepburn("X") == "X"


def test_small_kana_alone_and_dots_around_a_name() -> None:
    assert hepburn("ァン イュ") == "AN YU"
    assert hepburn("・タロウ・") == "TARO"


def test_hiragana_and_half_width_are_readings_too() -> None:
    assert hepburn("ｼﾝﾊﾞ けんじ") == "SHIMBA KENJI"


def test_a_long_reading_has_many_spellings_but_not_more_than_shown() -> None:
    assert len(spellings("コウ" * 8)) == 64
    assert len(spellings("コウ" * 40)) == 64
    assert len(spellings("コウコウコウコウ コウコウコウコウ")) == 64


def test_marks_on_letters_do_not_matter() -> None:
    assert plain_letters("Ōta-Kōji'") == "OTAKOJI"
    assert plain_letters("O`Neil [ph.D_]^\\") == "ONEILPHD"
    assert plain_letters("É" * 1000) == "E" * 1000
    assert plain_letters("É" * 1001) == ""


KANA = st.text(
    st.sampled_from("アイウエオカキクコサシスタチツトナニノハフホマミヤユヨラリロワンガジズゴドバボパ"),
    min_size=1,
    max_size=8,
)


@given(KANA)
@settings(max_examples=150)
def test_every_spelling_spells_its_reading(kana: str) -> None:
    for latin in (*spellings(kana), kunrei(kana)):
        assert could_be(latin, kana) is not None


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=100)
def test_any_text(latin: str, kana: str) -> None:
    found = could_be(latin, kana)
    assert found is None or len(found) > 0
    assert spellings(kana)[0] == hepburn(kana)
