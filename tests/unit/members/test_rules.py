"""Member IDs and e-mail addresses: how they are made, typed and kept."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel import ids
from kaitsu.members import rules

SYMBOLS = st.text(alphabet=ids.UNAMBIGUOUS, min_size=8, max_size=8)


@pytest.mark.rule("MEM-2")
def test_a_member_id_is_random_and_easy_to_read() -> None:
    made = {rules.new_member_id() for _ in range(500)}

    assert len(made) == 500
    assert all(len(each) == 9 and each[4] == "-" for each in made)
    assert not set("".join(made)) & set("01OIL")
    assert math.log2(len(ids.UNAMBIGUOUS)) * 8 >= rules.MEMBER_ID_BITS


@pytest.mark.parametrize(
    "typed",
    ["K7QM-3FHT", "k7qm3fht", " k7qm 3fht ", "Ｋ７ＱＭ－３ＦＨＴ", "K7QMー3FHT", "k7-qm-3f-ht", "K7QM―3FHT"],
)
def test_a_member_id_may_be_typed_in_any_case_width_and_grouping(typed: str) -> None:
    assert rules.read_member_id(typed) == "K7QM-3FHT"


@pytest.mark.parametrize(
    "typed", ["", "K7QM-3FH", "K7QM-3FHTT", "K7QM-3FH0", "K7QM-3FHL", "hanako@example.jp", "会員"]
)
def test_what_cannot_be_a_member_id_is_none(typed: str) -> None:
    assert rules.read_member_id(typed) == ""


@given(SYMBOLS)
def test_reading_twice_changes_nothing(text: str) -> None:
    once = rules.read_member_id(text.lower())

    assert rules.read_member_id(once) == once == f"{text[:4]}-{text[4:]}"


def test_an_email_address_is_kept_half_width_and_in_lower_case() -> None:
    assert rules.read_email(" Ｈanako@Example.JP　") == "hanako@example.jp"
