import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel import ids


def test_given_a_new_key_when_looked_at_then_it_is_a_uuid_of_version_7() -> None:
    key = ids.uuid7()
    assert key.version == 7
    assert key.variant == "specified in RFC 4122"


@given(st.integers(min_value=0, max_value=(1 << 48) - 1), st.integers(min_value=1, max_value=10**6))
def test_given_two_moments_when_keys_are_made_then_they_sort_by_time(moment: int, later: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: moment * 1_000_000)
        first = ids.uuid7()
        patch.setattr(time, "time_ns", lambda: (moment + later) * 1_000_000)
        second = ids.uuid7()
    assert first.int >> 80 == moment
    assert first < second or moment + later >= 1 << 48


def test_given_many_keys_when_made_at_once_then_none_is_given_twice() -> None:
    assert len({ids.uuid7() for _ in range(10_000)}) == 10_000


@given(st.integers(min_value=1, max_value=512))
def test_given_bits_when_a_token_is_made_then_it_has_at_least_those_and_not_a_character_more(
    bits: int,
) -> None:
    token = ids.token(bits)
    each = math.log2(len(ids.UNAMBIGUOUS))
    assert (len(token) - 1) * each < bits <= len(token) * each
    assert set(token) <= set(ids.UNAMBIGUOUS)


def test_given_the_unambiguous_alphabet_when_looked_at_then_nothing_is_taken_for_another() -> None:
    assert not set(ids.UNAMBIGUOUS) & set("01ILO")
    assert len(set(ids.UNAMBIGUOUS)) == len(ids.UNAMBIGUOUS) == 31


def test_given_an_alphabet_of_two_when_a_token_is_made_then_it_has_a_character_for_each_bit() -> None:
    assert len(ids.token(64, "ab")) == 64


def test_given_a_repeated_character_when_a_token_is_made_then_it_counts_once() -> None:
    assert len(ids.token(64, "aab")) == 64


@pytest.mark.parametrize(("bits", "alphabet"), [(0, "ab"), (-1, "ab"), (8, "a"), (8, "aa"), (8, "")])
def test_given_no_randomness_when_a_token_is_asked_for_then_it_is_refused(bits: int, alphabet: str) -> None:
    with pytest.raises(ValueError, match="at least one bit"):
        ids.token(bits, alphabet)
