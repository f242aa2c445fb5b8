"""Readings in katakana: made valid, and compared by rules (HLD-1, NAM-4)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.japanese.kana import Kana, relate_kana, to_katakana
from kaitsu.japanese.verdict import Verdict
from kaitsu.kernel.errors import InvalidValue


@pytest.mark.rule("HLD-1", "HLD-3")
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ﾀｶﾊｼ", "タカハシ"),
        ("たかはし", "タカハシ"),
        (" ヤマダ　タロウ ", "ヤマダ タロウ"),
        ("ジョン・ポール", "ジョン・ポール"),
    ],
)
def test_what_is_typed_becomes_katakana(typed: str, text: str) -> None:
    assert str(Kana.parse(typed)) == text


@pytest.mark.rule("HLD-1")
@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ("", "kana.empty", {}),
        ("　", "kana.empty", {}),
        ("タカ橋", "kana.not_katakana", {"character": "橋", "position": 2}),
        ("Taro", "kana.not_katakana", {"character": "T", "position": 0}),
        ("タロウ2", "kana.not_katakana", {"character": "2", "position": 3}),
        ("ータロ", "kana.cannot_begin", {"character": "ー"}),
        ("ヤマダ ッタ", "kana.cannot_begin", {"character": "ッ"}),
    ],
)
def test_what_is_no_reading_is_refused(typed: str, code: str, values: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as refused:
        Kana.parse(typed)
    assert (refused.value.code, dict(refused.value.values)) == (code, values)


@pytest.mark.rule("NAM-4")
def test_only_the_rules_that_are_needed_are_named() -> None:
    found = relate_kana("じょん すみす", "ジヨンスミス")
    assert [relation.rule for relation in found] == ["NAM-4.hiragana", "NAM-4.small"]
    assert all(relation.source for relation in found)


@pytest.mark.rule("NAM-4")
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ーア", "アア"),
        ("カー", "カイ"),
        ("ヽア", "アア"),
        ("ヾア", "アア"),
        ("ンー", "ンン"),
        ("アーー", "アイー"),
    ],
)
def test_a_mark_with_nothing_before_it_stands_for_nothing(left: str, right: str) -> None:
    assert relate_kana(left, right) is None


KANA = st.text(
    st.sampled_from(
        "アイウエオカガキサシジスズタチヂツヅッテトナハバマャュョラワヰヱヲンヴァィヷーヽヾあかゃっ・ "
    ),
    max_size=7,
)


@given(KANA, KANA)
@settings(max_examples=150)
def test_relations_hold_either_way_round(left: str, right: str) -> None:
    found, back = relate_kana(left, right), relate_kana(right, left)
    assert (found is None) == (back is None)
    if found is not None:
        assert set(found) == set(back)


@given(KANA)
@settings(max_examples=100)
def test_hiragana_is_the_katakana_of_the_same_name(text: str) -> None:
    found = relate_kana(text, to_katakana(text))
    assert found is not None
    assert {relation.verdict for relation in found} <= {Verdict.SAME}
