"""Names in Latin letters: how they are read, and what must hold for any (NAM-3)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.japanese.latin import read, relate_latin, relate_part, romaji, unmarked
from kaitsu.japanese.verdict import Verdict

pytestmark = pytest.mark.rule("NAM-3")


@pytest.mark.parametrize(
    ("text", "parts", "titled"),
    [
        ("Yamada Taro", ("YAMADA", "TARO"), False),
        ("SMITH, John Paul", ("SMITH", "JOHN", "PAUL"), False),
        ("SMITH,", ("SMITH",), False),
        ("A, B, C", ("A", "B", "C"), False),
        ("YAMADA<<TARO", ("YAMADA", "TARO"), False),
        ("Mr. John Smith", ("JOHN", "SMITH"), True),
        ("MR", ("MR",), False),
        ("DR MR", ("DR", "MR"), False),
        ("Mx John Smith", ("JOHN", "SMITH"), True),
        ("MR SMITH", ("MR", "SMITH"), False),
        ("MALCOLM X", ("MALCOLM", "X"), False),
        ("O'Brien-Smith", ("O'BRIEN", "SMITH"), False),
        ("' .", (), False),
    ],
)
def test_parts(text: str, parts: tuple[str, ...], titled: bool) -> None:
    assert (read(text).parts, read(text).titled) == (parts, titled)


@pytest.mark.parametrize(
    ("letters", "sounds"),
    [
        ("SHINJI", "SIN'ZI"), ("SINZI", "SIN'ZI"), ("SHIMBA", "SIN'BA"), ("OHNO", "OhNO"), ("HATCHO", "HAQTYO"),
        ("HATTYO", "HAQTYO"), ("KUHN", "KUhN'"), ("", ""), ("SMITH", None), ("LEE", None), ("AHNO", None),
        ("YEN", None), ("X", None), ("MBA", "N'BA"), ("YUHKI", "YUhKI"),
    ],
)  # fmt: skip
def test_sounds(letters: str, sounds: str | None) -> None:
    assert romaji(letters) == sounds


def test_letters_without_their_marks() -> None:
    assert unmarked("ŁÓDŹ") == "LODZ"
    assert unmarked("ÆØÞ") == "AEOTH"


def test_marks_are_taken_off_as_long_as_that_takes_no_minutes() -> None:
    assert unmarked("É" * 1000) == "E" * 1000
    assert unmarked("É" * 1001) == "É" * 1001


def test_a_name_of_twelve_parts_is_compared_in_any_order_and_joined() -> None:
    twelve = " ".join("ABCDEFGHIJKL")
    assert [relation.rule for relation in relate_latin(twelve, twelve[::-1])] == ["NAM-3.order"]
    assert [relation.rule for relation in relate_latin(twelve, twelve.replace(" ", ""))] == [
        "NAM-3.punctuation"
    ]


def test_a_very_long_name_is_compared_only_in_order() -> None:
    many = " ".join("ABCDEFGHIJKLM")
    assert relate_latin(many, many) == ()
    assert relate_latin(many, " ".join(reversed(many.split()))) is None
    assert relate_latin(many, many[:-2]) is None


def test_nothing_is_equal_to_no_letters() -> None:
    assert relate_latin("", "") is None
    assert relate_latin("SMITH", "...") is None


def test_a_middle_name_is_for_a_person_to_decide() -> None:
    found = relate_latin("JOHN MICHAEL SMITH", "SMITH JOHN")
    assert [(relation.rule, relation.verdict) for relation in found] == [
        ("NAM-3.order", Verdict.SAME),
        ("NAM-3.middle", Verdict.CLOSE),
    ]


def test_equal_parts_find_each_other_before_spellings_do() -> None:
    assert [relation.rule for relation in relate_latin("ONO OHNO KEN", "KEN OHNO ONO")] == ["NAM-3.order"]


def test_two_initials_find_their_names() -> None:
    assert relate_latin("SMITH J M", "SMITH MARY JANE") is not None
    assert relate_latin("SMITH J K", "SMITH MARY JANE") is None


def test_parts_with_a_full_stop_and_another_spelling() -> None:
    assert [relation.rule for relation in relate_part("OH.NO", "ONO")] == ["NAM-3.punctuation", "NAM-3.long"]


LATIN = st.text(st.sampled_from("ABEHIJMNOSTUYabehjmnoüÖß' -.,"), max_size=14)


@given(LATIN, LATIN)
@settings(max_examples=200)
def test_relations_hold_either_way_round(left: str, right: str) -> None:
    assert relate_latin(left, right) == relate_latin(right, left)


NAMES = st.lists(st.text(st.sampled_from("ABEHKMNORSTUY"), min_size=2, max_size=6), min_size=2, max_size=4)


@given(NAMES, st.randoms())
@settings(max_examples=100)
def test_order_and_case_never_matter(parts: list[str], random: object) -> None:
    turned = list(parts)
    random.shuffle(turned)
    found = relate_latin(" ".join(parts), " ".join(turned).lower())
    assert found is not None
    assert {relation.verdict for relation in found} <= {Verdict.SAME}
