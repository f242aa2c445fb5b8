"""Tries from many connections at once: exactly as many pass as the limit says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kaitsu.throttle import services
from kaitsu.throttle.models import Window
from kaitsu.throttle.rules import Limit

CONNECTIONS = 24
TRIES_EACH = 5


def _at_once(tries: list[tuple[Limit, str]]) -> int:
    start = Barrier(CONNECTIONS)

    def run(number: int) -> int:
        in_turn = tries if number % 2 else tries[::-1]
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return sum(bool(services.hit_all(in_turn)) for _ in range(TRIES_EACH))
        finally:
            connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(run, range(CONNECTIONS)))


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("MEM-4")
@pytest.mark.parametrize("limit", [1, 7, 30])
def test_exactly_the_limit_passes(limit: int) -> None:
    assert _at_once([(Limit("race", limit, 3600), "hanako")]) == limit
    assert Window.objects.get().tries == CONNECTIONS * TRIES_EACH


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_several_limits_in_any_order_neither_deadlock_nor_leak() -> None:
    several = [(Limit(f"race {n}", 10 + n, 3600), key) for n, key in enumerate("abcdef")]

    assert _at_once(several) == 10
    assert _at_once(several) == 0
