"""Money is whole yen, tax included or not, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal


@dataclass(frozen=True, slots=True, order=True)
class Yen:
    """An amount in whole yen. Adds, subtracts, multiplies by whole numbers; all else is a TypeError."""

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"yen are whole: {self.amount!r}")

    def __add__(self, other: Yen) -> Yen:
        return Yen(self.amount + other.amount) if isinstance(other, Yen) else NotImplemented

    def __sub__(self, other: Yen) -> Yen:
        return Yen(self.amount - other.amount) if isinstance(other, Yen) else NotImplemented

    def __mul__(self, times: int) -> Yen:
        return Yen(self.amount * times) if type(times) is int else NotImplemented

    def __str__(self) -> str:
        return f"{self.amount:,}"

    def with_tax(self, rate: Decimal) -> Yen:
        """This amount with consumption tax at *rate* (0.10 for ten percent), fractions of a yen cut off."""
        taxed = Decimal(self.amount) * (1 + rate)
        return Yen(int(taxed.quantize(Decimal(1), rounding=ROUND_DOWN)))


ZERO = Yen(0)


def total(amounts: list[Yen]) -> Yen:
    """The sum of *amounts*, zero yen for none."""
    return Yen(sum(amount.amount for amount in amounts))
