"""A share as a number and a bar."""

from __future__ import annotations

from dataclasses import dataclass

from kaitsu.identity.agreement import Share


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a number with its bar; ``width`` of 100, both "" where there is nothing to share."""

    share: Share
    percent: str
    width: str


def bar(share: Share) -> Bar:
    """*share* with its number in words and the length of its bar."""
    if share.percent is None:
        return Bar(share, "", "")
    # Rounded down: 100 % is said of all, and of nothing less.
    tenths = int(share.percent * 10) / 10
    return Bar(share, f"{tenths:.1f}".removesuffix(".0"), f"{tenths:.1f}")
