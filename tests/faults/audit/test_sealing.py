"""Writers and sealers at once, on real connections: every entry has one place, and the chain holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from faults.killing import killer
from kaitsu.audit import queries, services
from kaitsu.audit.models import Event
from kaitsu.kernel.actors import machine

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.rule("OPS-1")]

WRITERS, SEALERS, ENTRIES = 8, 4, 15


def test_writers_and_sealers_at_once_leave_one_chain() -> None:
    start = Barrier(WRITERS + SEALERS)

    def run(number: int) -> int:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            if number < SEALERS:
                return sum(services.seal() for _ in range(10))
            for _ in range(ENTRIES):
                services.record("race.entry", by=machine("test"), position=number)
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS + SEALERS) as pool:
        sealed = sum(pool.map(run, range(WRITERS + SEALERS)))

    sealed += services.seal()
    proof = queries.verify()
    assert sealed == proof.sealed == WRITERS * ENTRIES
    assert proof.holds


def test_an_open_transaction_holds_up_neither_sealer_nor_writer() -> None:
    written, sealed = Barrier(2), Barrier(2)

    def slow() -> None:
        try:
            with transaction.atomic():
                services.record("race.slow", by=machine("test"))
                written.wait(timeout=30)
                sealed.wait(timeout=30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(slow)
        written.wait(timeout=30)
        services.record("race.quick", by=machine("test"))
        assert services.seal() == 1
        sealed.wait(timeout=30)
        late.result(timeout=30)

    assert services.seal() == 1
    assert list(Event.objects.order_by("position").values_list("action", flat=True)) == [
        "race.quick",
        "race.slow",
    ]
    assert queries.verify().holds


def test_a_sealer_may_die_before_any_line() -> None:
    kills = 0

    with killer() as worker:
        services.record("race.entry", by=machine("test"))
        while worker.run("kaitsu.audit.services.seal", line=kills + 1, watched=["audit/services.py"]):
            kills += 1
            assert queries.verify().holds
            services.seal()
            services.record("race.entry", by=machine("test"))

    proof = queries.verify()
    assert kills > 15
    assert proof.holds
    assert (proof.sealed, proof.waiting) == (kills + 1, 0)
