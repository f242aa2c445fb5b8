"""The forms of a character, as a search asks for them."""

from __future__ import annotations

import pytest

from kaitsu.japanese.variants import forms, variant_key


@pytest.mark.rule("NAM-1")
@pytest.mark.parametrize(
    ("one", "other"), [("高", "髙"), ("崎", "﨑"), ("邊", "辺"), ("浜", "濵"), ("斎", "齋")]
)
def test_each_form_leads_to_the_other(one: str, other: str) -> None:
    assert forms(one)[0] == one
    assert other in forms(one)
    assert one in forms(other)


@pytest.mark.parametrize("char", "高崎邊藤")
def test_all_forms_have_one_key_and_stand_once(char: str) -> None:
    assert {variant_key(form) for form in forms(char)} == {variant_key(char)}
    assert len(set(forms(char))) == len(forms(char))


@pytest.mark.parametrize("char", ["ア", "A", "1"])
def test_what_has_no_variants_is_its_only_form(char: str) -> None:
    assert forms(char) == (char,)
