"""What a choice costs, tax included, to the yen (PLN-6, ENT-8).

Consumption tax is added to each item by itself and a fraction of a yen is cut off; a total is the sum of the
items as shown. So every price on a page is the price that is paid, and a page adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kaitsu.kernel.money import Yen, total
from kaitsu.operator_profile import FunctionKey, Localised, Profile
from kaitsu.operator_profile.offer import Function, Plan

Kind = Literal["once", "monthly"]

_INITIAL = Localised(ja="初期費用", en="Initial fee")


@dataclass(frozen=True, slots=True)
class LineChoice:
    """One SIM as chosen so far; None is not answered yet. ``porting``: today's number comes along."""

    function: FunctionKey | None
    porting: bool | None = None
    sim_size: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """One price, tax included; paid ``once`` or ``monthly``."""

    key: str
    label: Localised
    amount: Yen
    kind: Kind


@dataclass(frozen=True, slots=True)
class Quote:
    """The prices of a choice and the tax rate (a fraction of one) that is in them."""

    items: tuple[QuoteItem, ...]
    tax_rate: Decimal

    @property
    def once(self) -> Yen:
        """What is paid once, tax included."""
        return total([item.amount for item in self.items if item.kind == "once"])

    @property
    def monthly(self) -> Yen:
        """What is paid every month, tax included."""
        return total([item.amount for item in self.items if item.kind == "monthly"])


def quote(
    profile: Profile,
    plan_key: str | None,
    lines: Sequence[LineChoice],
    device_key: str | None,
    with_package: bool,
    on: date,
) -> Quote:
    """The prices of *on* for what is chosen so far; lines without a function cost nothing yet.

    The initial fee is always an item, of zero yen where the package covers it (ENT-8). What is not on offer
    that day, and lines beyond the plan's, cost nothing here: ``rules.problems`` refuses them.
    Raises LookupError for a day before the profile's first fees or tax rate.
    """
    view = profile.on(on)
    rate = view.tax_rate.rate
    initial = view.fees.initial_with_package if with_package else view.fees.initial
    items = [QuoteItem("initial_fee", _INITIAL, initial.with_tax(rate), "once")]
    items += (
        QuoteItem("device", device.name, device.price.with_tax(rate), "once")
        for device in view.devices
        if device.key == device_key
    )
    items += (
        _line(plan, index, function, rate)
        for plan in view.plans
        if plan.key == plan_key
        for index, line in enumerate(lines[: plan.max_lines])
        for function in view.functions
        if function.key == line.function
    )
    return Quote(tuple(items), rate)


def _line(plan: Plan, index: int, function: Function, rate: Decimal) -> QuoteItem:
    if index == 0:
        price = plan.monthly[function.key]
        ja, en = f"{plan.name.ja}（{function.name.ja}）", f"{plan.name.en} ({function.name.en})"
    else:
        price = plan.extra_line[function.key]
        ja, en = f"{index + 1}枚目のSIM（{function.name.ja}）", f"SIM card {index + 1} ({function.name.en})"
    return QuoteItem(f"line_{index + 1}", Localised(ja=ja, en=en), price.with_tax(rate), "monthly")
