"""What a part of the console says of itself: where it stands in the menu, who may enter, what it shows at home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from kaitsu.members.roles import Role

EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count on the console's home page, with the list that it counts.

    *kind* colours it: "warning" where somebody should act, "danger" where something failed, "" otherwise.
    *hint* says what to do, or since when.
    """

    label: str
    value: int | str
    url: str
    kind: str = ""
    hint: str = ""


def nothing() -> Sequence[Figure]:
    """For a section that has nothing to count."""
    return ()


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the menu.

    *url_name* is its first page, *roles* who sees it, *shortcut* the letter after ``g`` that leads there.
    *figures* is asked by the home page only, for those who may enter: few, indexed queries.
    """

    key: str
    label: Promise
    icon: str
    url_name: str
    roles: frozenset[Role]
    shortcut: str = ""
    figures: Callable[[], Sequence[Figure]] = nothing
