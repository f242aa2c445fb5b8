"""What is sold: functions, plans, sizes, devices, prices. Amounts are whole yen before consumption tax."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from kaitsu.operator_profile.facts import (
    Count,
    Dated,
    Fact,
    FunctionKey,
    Key,
    Keyed,
    Localised,
    Price,
    Prices,
)


class Function(Keyed):
    """What a SIM can do; whether its holder proves who they are, and whether a number can come along."""

    key: FunctionKey
    name: Localised
    description: Localised
    needs_identity: bool
    portable: bool


class Plan(Keyed):
    """A tariff. ``monthly`` is the fee of the first line by its function, ``extra_line`` of each further one.

    Plans stand in the profile from the smallest to the largest; the adviser relies on it.
    """

    name: Localised
    pitch: Localised
    uses: tuple[Localised, ...]
    allowance: Localised
    max_lines: Count
    monthly: Prices
    extra_line: Prices = Field(default_factory=dict, validate_default=True)


class SimSize(Keyed):
    """A size of SIM card; ``embedded`` is one without a card (eSIM)."""

    name: Localised
    description: Localised
    embedded: bool = False


class Device(Keyed):
    """A device that can be bought with the SIM, and the sizes that fit it."""

    name: Localised
    description: Localised
    price: Price
    sizes: Annotated[tuple[Key, ...], Field(min_length=1)]


class Fees(Dated):
    """Paid once an application: ``initial``, or ``initial_with_package`` where a package covers it."""

    initial: Price
    initial_with_package: Price


class Tax(Dated):
    """Consumption tax; ``rate`` is a fraction of one (0.10 for ten percent)."""

    rate: Annotated[Decimal, Field(ge=0, lt=1)]


class Use(Keyed):
    """A use that the adviser asks about, and the plan that it leads to (PRE-2)."""

    label: Localised
    plan: Key


class Preparation(Keyed):
    """Something to have at hand (PRE-1) for a line of ``functions``; ``porting``: where a number moves in."""

    label: Localised
    detail: Localised
    functions: tuple[FunctionKey, ...] = ("voice", "sms", "data")
    porting: bool = False


class Readiness(Keyed):
    """A question before any typing (PRE-4). ``advice`` is what to do first where the answer is no."""

    question: Localised
    advice: Localised
    functions: tuple[FunctionKey, ...] = ("voice", "sms", "data")
    porting: bool = False


class SimChoice(Keyed):
    """Does the package hold a SIM card (ENT-3)? Sign-up ends with ``advice`` where it is not ``accepted``."""

    key: Literal["none", "included"]
    name: Localised
    description: Localised
    accepted: bool
    advice: Localised | None = None


class Retail(Fact):
    """Packages and codes. Wrong codes are limited per member and per address within ``guess_minutes``."""

    sim_choices: Annotated[tuple[SimChoice, ...], Field(min_length=1)]
    without_package: bool
    code_valid_days: Count | None = None
    guesses_per_member: Count
    guesses_per_address: Count
    guess_minutes: Count
