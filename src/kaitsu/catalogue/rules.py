"""What may be chosen from the profile's offer, and what a choice breaks (PLN-1 to 5, PRE-1, PRE-2, PRE-4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kaitsu.catalogue.quotes import LineChoice, Quote, QuoteItem, quote
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import FunctionKey, Profile
from kaitsu.operator_profile.facts import Keyed
from kaitsu.operator_profile.offer import Plan, Preparation, Readiness, SimSize, Use

__all__ = [
    "Advice",
    "Choice",
    "LineChoice",
    "Quote",
    "QuoteItem",
    "advise",
    "asks_device",
    "functions_for",
    "max_lines",
    "needs",
    "needs_identity",
    "not_ready",
    "problems",
    "quote",
    "readiness",
    "sizes_for",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """What an applicant chose so far; None is not answered yet. ``sim_only`` is the answer "no device"."""

    plan: str | None
    lines: tuple[LineChoice, ...]
    device: str | None = None
    sim_only: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """The plan that the adviser leads to, None where no use was named, and the uses that lead there."""

    plan: Plan | None
    because: tuple[Use, ...]


def max_lines(profile: Profile, plan_key: str) -> int:
    """How many SIM cards *plan_key* takes (PLN-1); KeyError where there is no such plan."""
    return profile.plan(plan_key).max_lines


def functions_for(
    profile: Profile, plan_key: str, index: int, package_line_type: FunctionKey | None
) -> tuple[FunctionKey, ...]:
    """What line *index* (0 is the first) of *plan_key* may be (PLN-2); KeyError where there is no such plan.

    The package's line type fixes the first line; further lines, and the first without a package, are free.
    """
    if index >= max_lines(profile, plan_key):
        return ()
    offered = tuple(function.key for function in profile.functions)
    if index == 0 and package_line_type is not None:
        return tuple(key for key in offered if key == package_line_type)
    return offered


def asks_device(profile: Profile) -> bool:
    """Whether a device is asked about: not with an empty list (PLN-5)."""
    return bool(profile.devices)


def sizes_for(profile: Profile, device_key: str | None) -> tuple[SimSize, ...]:
    """The SIM sizes on offer (PLN-3), only fitting ones for a device (KeyError: an unknown one)."""
    fitting = profile.device(device_key).sizes if device_key else None
    return tuple(size for size in profile.sim_sizes if fitting is None or size.key in fitting)


def needs_identity(profile: Profile, functions: Collection[FunctionKey]) -> bool:
    """Whether a line of one of *functions* makes the holder prove who they are."""
    return any(function.needs_identity for function in profile.functions if function.key in functions)


def problems(
    profile: Profile, choice: Choice, *, package_line_type: FunctionKey | None, on: date
) -> list[Problem]:
    """Everything that keeps *choice* from being applied for on *on*.

    Fields are ``plan``, ``lines``, ``lines.0.function``, ``lines.0.porting``, ``lines.0.size``, ``device``.
    """
    view = profile.on(on)
    return [
        *_plan_problems(view, choice),
        *(found for index in range(len(choice.lines)) for found in _line_problems(view, choice, index)),
        *_fixed_function(view, choice, package_line_type),
        *_device_problems(view, choice),
    ]


def _plan_problems(view: Profile, choice: Choice) -> Iterator[Problem]:
    if choice.plan is None:
        yield Problem("catalogue.plan_missing", "plan", "PLN-1")
        return
    if choice.plan not in _keys(view.plans):
        yield Problem("catalogue.plan_unknown", "plan", "PLN-1")
        return
    most = max_lines(view, choice.plan)
    if not choice.lines:
        yield Problem("catalogue.no_line", "lines", "PLN-1")
    elif len(choice.lines) > most:
        yield Problem("catalogue.too_many_lines", "lines", "PLN-1", {"most": most})


def _line_problems(view: Profile, choice: Choice, index: int) -> Iterator[Problem]:
    line, field = choice.lines[index], f"lines.{index}"
    if line.function is None:
        yield Problem("catalogue.function_missing", f"{field}.function", "PLN-2")
    elif line.function not in _keys(view.functions):
        yield Problem("catalogue.function_unknown", f"{field}.function", "PLN-2")
    else:
        portable = view.function(line.function).portable
        if portable and line.porting is None:
            yield Problem("catalogue.number_missing", f"{field}.porting", "PLN-4")
        if line.porting and not portable:
            yield Problem("catalogue.not_portable", f"{field}.porting", "PLN-4")
    if line.sim_size is None:
        yield Problem("catalogue.size_missing", f"{field}.size", "PLN-3")
    elif line.sim_size not in _keys(view.sim_sizes):
        yield Problem("catalogue.size_unknown", f"{field}.size", "PLN-3")


def _fixed_function(
    view: Profile, choice: Choice, package_line_type: FunctionKey | None
) -> Iterator[Problem]:
    if package_line_type is None or not choice.lines:
        return
    first = choice.lines[0].function
    if first in _keys(view.functions) and first != package_line_type:
        yield Problem("catalogue.function_fixed", "lines.0.function", "PLN-2")


def _device_problems(view: Profile, choice: Choice) -> Iterator[Problem]:
    if choice.device is None:
        if asks_device(view) and not choice.sim_only:
            yield Problem("catalogue.device_missing", "device", "PLN-5")
        return
    if choice.device not in _keys(view.devices):
        yield Problem("catalogue.device_unknown", "device", "PLN-5")
        return
    fitting = _keys(sizes_for(view, choice.device))
    chosen = [line.sim_size for line in choice.lines if line.sim_size is not None]
    if chosen and not fitting.intersection(chosen):
        yield Problem("catalogue.device_size", "device", "PLN-5")


def advise(profile: Profile, uses: Collection[str]) -> Advice:
    """The plan for *uses* (keys of the profile's adviser, PRE-2); unknown uses are passed over.

    Where uses lead to different plans, the largest serves them all: plans stand in the profile in that order.
    """
    named = [use for use in profile.adviser if use.key in uses]
    plan = next((plan for plan in reversed(profile.plans) if plan.key in {use.plan for use in named}), None)
    return Advice(plan, tuple(use for use in named if plan and use.plan == plan.key))


def needs(profile: Profile, functions: Collection[FunctionKey], porting: bool) -> list[str]:
    """The keys of what to have at hand (PRE-1) for lines of *functions*; *porting* where a number moves in.

    Before any function is chosen: what every function needs.
    """
    return [item.key for item in profile.preparation if _applies(profile, item, functions, porting)]


def readiness(profile: Profile, functions: Collection[FunctionKey], porting: bool) -> tuple[Readiness, ...]:
    """The questions to ask before any typing (PRE-4), chosen as in ``needs``."""
    return tuple(item for item in profile.readiness if _applies(profile, item, functions, porting))


def not_ready(asked: Sequence[Readiness], answers: Mapping[str, bool]) -> tuple[Readiness, ...]:
    """Those of *asked* that were answered no: each has its advice. An unanswered question stops nobody."""
    return tuple(item for item in asked if answers.get(item.key) is False)


def _applies(
    profile: Profile, item: Preparation | Readiness, functions: Collection[FunctionKey], porting: bool
) -> bool:
    if item.porting and not porting:
        return False
    if not functions:
        return {function.key for function in profile.functions} <= set(item.functions)
    return not set(functions).isdisjoint(item.functions)


def _keys(facts: Sequence[Keyed]) -> set[str]:
    return {fact.key for fact in facts}
