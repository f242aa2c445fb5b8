"""Many hands at one moment, each on a real connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from kaitsu.kernel.errors import KaitsuError

#: Seconds that the slowest of them may take to get its connection, on a machine under load.
PATIENCE = 60


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """What each of *acts* returned, or the code of the error that refused it; all are let go at one moment."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            gate.wait(timeout=PATIENCE)
            return act()
        except KaitsuError as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def times(count: int, act: Callable[[int], object]) -> list[Callable[[], object]]:
    """*act* so many times, for ``at_once``; each is given its number."""
    return [lambda number=number: act(number) for number in range(count)]  # type: ignore[misc]
