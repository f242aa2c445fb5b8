"""Entry codes: made by chance, read however they are typed, refused with the reason (ENT-2)."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.typed_values import FULL_WIDTH, code_of, noise, scattered
from kaitsu.japanese.values import (
    ENTRY_CODE_LENGTH,
    EntryCode,
    check_character,
)
from kaitsu.kernel.errors import InvalidValue
from kaitsu.kernel.ids import UNAMBIGUOUS

bodies = st.text(UNAMBIGUOUS, min_size=ENTRY_CODE_LENGTH - 1, max_size=ENTRY_CODE_LENGTH - 1)
codes = bodies.map(lambda body: EntryCode(body + check_character(body)))


@pytest.mark.rule("ENT-2")
def test_given_many_codes_when_generated_then_none_repeats_and_each_is_valid() -> None:
    made = [EntryCode.generate() for _ in range(5000)]
    assert len(set(made)) == 5000
    assert all(EntryCode.parse(str(code)) == code for code in made)
    assert {character for code in made for character in code.characters} == set(UNAMBIGUOUS)


@pytest.mark.rule("ENT-2")
def test_given_the_length_of_a_code_when_counted_then_at_least_50_bits_are_random() -> None:
    assert len(UNAMBIGUOUS) ** (ENTRY_CODE_LENGTH - 1) >= 2**50


def test_given_a_code_when_shown_then_it_is_in_three_groups() -> None:
    code = EntryCode("FGBKDVP6X63" + check_character("FGBKDVP6X63"))
    assert str(code) == "FGBK-DVP6-X63W"
    assert code.last4 == "X63W"
    assert repr(code) == "EntryCode('****-****-X63W')"


@pytest.mark.rule("ENT-2")
@given(codes, st.lists(noise, max_size=13))
def test_given_a_code_as_typed_when_parsed_then_case_width_spaces_and_hyphens_do_not_matter(
    code: EntryCode, gaps: list[str]
) -> None:
    plain = code.characters
    for written in (
        plain,
        plain.lower(),
        str(code).translate(FULL_WIDTH),
        plain.lower().translate(FULL_WIDTH),
    ):
        assert EntryCode.parse(written) == code
        assert EntryCode.parse(scattered(written, gaps)) == code


@pytest.mark.rule("ENT-2")
@settings(max_examples=30, deadline=None)
@given(codes)
def test_given_every_single_wrong_character_when_parsed_then_it_is_a_typing_slip(code: EntryCode) -> None:
    plain = code.characters
    for place in range(ENTRY_CODE_LENGTH):
        for wrong in set(UNAMBIGUOUS) - {plain[place]}:
            assert code_of(EntryCode, plain[:place] + wrong + plain[place + 1 :]) == "entry_code.slip"


@pytest.mark.rule("ENT-2")
@settings(max_examples=30, deadline=None)
@given(codes)
def test_given_any_two_characters_exchanged_when_parsed_then_it_is_a_typing_slip(code: EntryCode) -> None:
    plain = code.characters
    for first, second in combinations(range(ENTRY_CODE_LENGTH), 2):
        swapped = list(plain)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        if swapped != list(plain):
            assert code_of(EntryCode, "".join(swapped)) == "entry_code.slip"


@pytest.mark.rule("ENT-2")
@pytest.mark.parametrize(
    ("text", "seen"),
    [("FGBK-DVP6-X630", "0"), ("fgbk-dvp6-loil", "ILO"), ("FGBK-01LI-OX63", "01ILO"), ("１GBKDVP6X63W", "1")],
)
def test_given_a_character_that_no_code_has_when_parsed_then_it_is_told_that_it_is_never_used(
    text: str, seen: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        EntryCode.parse(text)
    assert caught.value.code == "entry_code.never_used"
    assert caught.value.values["characters"] == seen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "entry_code.empty"),
        (" - ", "entry_code.empty"),
        ("FGBK-DVP6-X63", "entry_code.length"),
        ("FGBK-DVP6-X63WW", "entry_code.length"),
        ("F" * 4000, "entry_code.length"),
        ("FGBK-DVP6-X63?", "entry_code.characters"),
        ("FGBK-DVP6-0あい", "entry_code.characters"),
        ("FGBKDVP6X63\ud800", "entry_code.characters"),
    ],
)
def test_given_no_entry_code_when_parsed_then_the_code_says_why(text: str, code: str) -> None:
    assert code_of(EntryCode, text) == code


def test_given_a_code_of_a_wrong_length_when_refused_then_both_lengths_are_told() -> None:
    for text in ("FGBK", "F" * 101):
        with pytest.raises(InvalidValue) as caught:
            EntryCode.parse(text)
        assert dict(caught.value.values) == {"expected": 12, "given": len(text)}


@pytest.mark.parametrize("characters", ["fgbkdvp6x63w", "FGBKDVP6X63０", "FGBK-DVP6-X6"])
def test_given_anything_but_the_plain_code_when_constructed_then_it_is_refused(characters: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        EntryCode(characters)
    assert caught.value.code == "entry_code.characters"


@pytest.mark.rule("ENT-2")
def test_given_a_code_with_much_space_around_it_when_parsed_then_a_hundred_characters_are_read() -> None:
    assert EntryCode.parse("FGBK-DVP6-X63W".center(100)).last4 == "X63W"
    assert code_of(EntryCode, "FGBK-DVP6-X63W".center(101)) == "entry_code.length"
