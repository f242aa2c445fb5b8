"""Limits, and which addresses count as one."""

from __future__ import annotations

import pytest

from kaitsu.throttle.rules import Allowance, Limit, address_key


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("not an address", "not an address"),
    ],
)
def test_a_household_counts_as_one_address(address: str, key: str) -> None:
    assert address_key(address) == key


@pytest.mark.parametrize("values", [("", 1, 1), ("x", 0, 1), ("x", 1, 0)])
def test_a_limit_that_limits_nothing_cannot_be_made(values: tuple[str, int, int]) -> None:
    with pytest.raises(ValueError, match="a limit needs"):
        Limit(*values)


def test_an_allowance_is_read_as_yes_or_no() -> None:
    assert Allowance(True)
    assert not Allowance(False, 5)
