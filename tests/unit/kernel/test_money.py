from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel.money import ZERO, Yen, total

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@given(amounts, amounts, st.integers(min_value=-1000, max_value=1000))
def test_given_yen_when_reckoned_with_then_they_follow_whole_numbers(
    one: int, other: int, times: int
) -> None:
    assert Yen(one) + Yen(other) == Yen(one + other)
    assert Yen(one) - Yen(other) == Yen(one - other)
    assert Yen(one) * times == Yen(one * times)
    assert (Yen(one) < Yen(other)) == (one < other)


@given(st.lists(amounts))
def test_given_amounts_when_totalled_then_their_sum_is_exact(each: list[int]) -> None:
    assert total([Yen(amount) for amount in each]) == Yen(sum(each))


def test_given_nothing_when_totalled_then_it_is_zero() -> None:
    assert total([]) == ZERO == Yen(0)


@pytest.mark.parametrize("amount", [1.0, True, "1", Decimal(1), None])
def test_given_anything_but_a_whole_number_when_made_yen_then_it_is_refused(amount: object) -> None:
    with pytest.raises(TypeError, match="whole"):
        Yen(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operation", "other"), [(add, 1), (sub, 1), (mul, 1.5), (mul, True), (mul, Yen(2)), (add, "1")]
)
def test_given_another_kind_when_reckoned_with_then_it_is_a_type_error(operation, other: object) -> None:
    with pytest.raises(TypeError):
        operation(Yen(100), other)


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=1000))
def test_given_a_rate_when_tax_is_added_then_the_fraction_of_a_yen_is_cut_off(
    amount: int, permille: int
) -> None:
    taxed = Yen(amount).with_tax(Decimal(permille) / 1000)
    assert taxed.amount == Fraction(amount) * (1000 + permille) // 1000


def test_given_prices_of_the_guide_when_tax_is_added_then_they_are_what_people_pay() -> None:
    assert Yen(900).with_tax(Decimal("0.10")) == Yen(990)
    assert Yen(999).with_tax(Decimal("0.10")) == Yen(1098)
    assert Yen(999).with_tax(Decimal("0.08")) == Yen(1078)


def test_given_a_large_amount_when_written_then_thousands_are_parted() -> None:
    assert str(Yen(1234567)) == "1,234,567"
    assert str(Yen(-1000)) == "-1,000"
