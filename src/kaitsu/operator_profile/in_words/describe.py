"""Every fact of the profile as sections of rows, as the help page and the console show them."""

from __future__ import annotations

from dataclasses import dataclass

from kaitsu.operator_profile.in_words import applying, offer, verifying
from kaitsu.operator_profile.in_words.rows import Part
from kaitsu.operator_profile.profile import Profile


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is, and its value, which may have several lines."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one subject; ``key`` serves as an anchor."""

    key: str
    title: str
    rows: tuple[Row, ...]


def describe(profile: Profile, language: str, *, staff: bool = False) -> tuple[Section, ...]:
    """*profile* (a day's view) in words of *language*; with *staff* also what only the operator needs to see.

    Sections without facts are left out.
    """
    parts = (*offer.parts(profile), *applying.parts(profile), *verifying.parts(profile))
    return tuple(
        Section(part.key, part.title.text(language), rows)
        for part in parts
        if (rows := _rows(part, language, staff))
    )


def _rows(part: Part, language: str, staff: bool) -> tuple[Row, ...]:
    return tuple(
        Row(label.text(language), value.text(language))
        for label, value in (*part.rows, *(part.staff_rows if staff else ()))
    )
