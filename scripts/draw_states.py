"""Draw docs/states.md from the tables of moves in the code: ``make docs``; ``--check`` only compares.

A table is every mapping of (state, event) to state in a ``states.py``. One that has no title here is an error, so
that a new one gets its words.
"""

from __future__ import annotations

import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kaitsu"
TARGET = ROOT / "docs" / "states.md"

#: The title of each table, in the order in which a person meets them.
TITLES = {
    "retail.TRANSITIONS": "Package",
    "cards.TRANSITIONS": "Card registration",
    "applications.TRANSITIONS": "Application",
    "applications.CHANGE_TRANSITIONS": "New address of a returned parcel",
    "identity.TRANSITIONS": "Identity case",
    "portability.TRANSITIONS": "Reservation",
    "portability.ORDER_TRANSITIONS": "Order to the carrier",
    "fulfilment.TRANSITIONS": "Line in the warehouse",
    "fulfilment.PARCEL_TRANSITIONS": "Parcel",
    "notifications.TRANSITIONS": "Mail",
}

HEAD = """# States

Drawn by `make docs` from the tables of moves in the code; a test compares. What is not drawn is not possible:
`kernel.transition` raises `IllegalMove`. The words are explained in [glossary.md](glossary.md).
"""

Table = Mapping[tuple[StrEnum, StrEnum], StrEnum]


def tables() -> Iterator[tuple[str, Table]]:
    """Every table of moves, as ``room.NAME``."""
    for path in sorted(SOURCE.glob("*/states.py")):
        module = import_module(f"kaitsu.{path.parent.name}.states")
        for name, value in vars(module).items():
            if isinstance(value, Mapping) and value and all(_is_move(key) for key in value):
                yield f"{path.parent.name}.{name}", value


def _is_move(key: object) -> bool:
    return isinstance(key, tuple) and len(key) == 2 and all(isinstance(part, StrEnum) for part in key)


def diagram(table: Table) -> str:
    """*table* as a mermaid state diagram: moves between the same two states share an arrow."""
    states = list(type(next(iter(table))[0]))
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (before, event), after in table.items():
        arrows[before, after].append(event)
    sources, targets = {before for before, _ in arrows}, {after for _, after in arrows}
    drawn = [state for state in states if state in sources | targets]
    lines = ["stateDiagram-v2", f"    [*] --> {drawn[0]}"]
    lines += [
        f"    {before} --> {after}: {', '.join(events)}"
        for (before, after), events in sorted(
            arrows.items(), key=lambda item: (states.index(item[0][0]), states.index(item[0][1]))
        )
    ]
    lines += [f"    {state} --> [*]" for state in drawn if state not in sources]
    return "\n".join(lines)


def section(name: str, table: Table) -> str:
    """The heading, where it stands in the code, what its author says of the states, the diagram."""
    room, _, constant = name.partition(".")
    words = inspect.getdoc(type(next(iter(table))[0])) or ""
    path = f"src/kaitsu/{room}/states.py"
    return (
        f"## {TITLES[name]}\n\n[`{room}/states.py`](../{path}), `{constant}`. {' '.join(words.split())}\n\n"
        f"```mermaid\n{diagram(table)}\n```\n"
    )


def document() -> str:
    """The whole of docs/states.md."""
    found = dict(tables())
    if found.keys() != TITLES.keys():
        raise SystemExit(
            f"give each table a title in scripts/draw_states.py: {', '.join(found.keys() ^ TITLES)}"
        )
    return "\n".join([HEAD, *(section(name, found[name]) for name in TITLES)])


def main() -> int:
    """1 where ``--check`` finds docs/states.md other than the code says."""
    text = document()
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("docs/states.md is older than the tables in the code; run `make docs`")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
