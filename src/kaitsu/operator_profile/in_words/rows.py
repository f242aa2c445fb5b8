"""A section before its language is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from kaitsu.operator_profile.facts import Localised

Pair = tuple[Localised, Localised]


@dataclass(frozen=True, slots=True)
class Part:
    """Label and value pairs of one subject; ``staff_rows`` only for the operator."""

    key: str
    title: Localised
    rows: tuple[Pair, ...]
    staff_rows: tuple[Pair, ...] = ()
