"""The question for a SIM's function, on the page of what to prepare and on the page of a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.look.widgets import RadioCards
from kaitsu.operator_profile.offer import Function


class FunctionCards(RadioCards):
    """Functions as cards. Those that can bring a number are marked, so that a style sheet can ask only them for it."""

    def __init__(self, functions: Iterable[Function]) -> None:
        offered = list(functions)
        super().__init__(hints={function.key: localised(function.description) for function in offered})
        self.portable = {function.key for function in offered if function.portable}

    def create_option(self, name: str, value: Any, *rest: Any, **options: Any) -> dict[str, Any]:
        """One card, marked ``data-portable`` where a number can come along."""
        option = super().create_option(name, value, *rest, **options)
        if value in self.portable:
            option["attrs"]["data-portable"] = ""
        return option
