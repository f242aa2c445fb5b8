"""Whatever the log can say has words in the console (OPS-1)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import kaitsu
from kaitsu.applications.states import ChangeEvent
from kaitsu.applications.states import Event as ApplicationEvent
from kaitsu.cards.states import State as CardState
from kaitsu.faces.console import words
from kaitsu.fulfilment.states import PARCEL_TRANSITIONS
from kaitsu.identity.states import CaseEvent
from kaitsu.portability.states import Event as PortEvent

SOURCE = Path(kaitsu.__file__).parent

#: What stands in the hole of an action that is put together, by the room and the hole as the code has them.
HOLES: dict[str, list[str]] = {
    "application.address_{event}": [event.value for event in ChangeEvent],
    "application.{event}": [event.value for event in ApplicationEvent],
    "cards.{state}": [state.value for state in CardState if state is not CardState.PENDING],
    "fulfilment.{event}": sorted({event.value for _state, event in PARCEL_TRANSITIONS}),
    "fulfilment.{what}_taken": ["labels", "lists", "courier"],
    "identity.{event}": [event.value for event in CaseEvent],
    "portability.{column.removesuffix('_at')}": ["warned", "reissue_asked"],
    # Two of the moves are logged by the name of what was done, in ``portability.services``.
    "portability.{event}": [
        event.value for event in PortEvent if event not in (PortEvent.RESERVE, PortEvent.RELEASE)
    ],
}


def actions() -> Iterator[str]:
    """The first argument of every ``record(…)`` of the package, as it is written."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and node.args
                and ast.unparse(node.func) in ("record", "audit.record")
            ):
                yield _written(node.args[0])


def _written(argument: ast.expr) -> str:
    if isinstance(argument, ast.JoinedStr):
        return ast.unparse(argument)[2:-1].replace('\\"', "'")
    assert isinstance(argument, ast.Constant), ast.unparse(argument)
    return str(argument.value)


def logged() -> set[str]:
    """Every action that can stand in the log."""
    found: set[str] = set()
    for action in actions():
        if "{" not in action:
            found.add(action)
            continue
        before, _, rest = action.partition("{")
        after = rest.partition("}")[2]
        found |= {f"{before}{each}{after}" for each in HOLES[action]}
    return found


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_action_of_the_log_has_words(language: str) -> None:
    known = logged()
    assert len(known) > 80

    with translation.override(language):
        bare = sorted(action for action in known if words.action(action) == action)

    assert bare == []


def test_no_words_for_what_nobody_does() -> None:
    assert sorted(set(words.ACTIONS) - logged()) == []
