"""One code, many real connections: whoever wins, one wins (ENT-5)."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction

from factories.retail import CLERK, HANAKO, code, held, package
from kaitsu.kernel.errors import KaitsuError
from kaitsu.retail import services
from kaitsu.retail.models import Package
from kaitsu.retail.states import State

CONNECTIONS = 40

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def at_once(count: int, act: Callable[[int], object]) -> list[str]:
    """The outcomes of *act* in *count* threads, each on its own connection, all let go at one moment."""
    gate = threading.Barrier(count)

    def one(number: int) -> str:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return f"won:{act(number)}"
        except KaitsuError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@contextmanager
def other_connection(act: Callable[[], object]) -> Iterator[threading.Thread]:
    """A thread that does *act* on a connection of its own; joined when the block ends."""

    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield thread
    thread.join(timeout=30)
    assert not thread.is_alive()


def wait_until_blocked() -> None:
    """Until another connection waits for a lock: asked of PostgreSQL itself, so that nothing has to sleep."""
    with connection.cursor() as cursor:
        for _ in range(20_000):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_stat_clear_snapshot()")
    raise AssertionError("nobody waits for a lock")


@pytest.mark.rule("ENT-5")
def test_many_drafts_hold_one_code() -> None:
    known, holders = code(), [uuid4() for _ in range(CONNECTIONS)]

    outcomes = Counter(at_once(CONNECTIONS, lambda n: services.hold(known, holders[n], by=HANAKO).held_by))

    (winner,) = [key for key in outcomes if key.startswith("won:")]
    assert outcomes == {winner: 1, "retail.held_by_you": CONNECTIONS - 1}
    assert package(known).held_by == UUID(winner.removeprefix("won:"))


@pytest.mark.rule("ENT-5", "CNF-3")
def test_one_application_submitted_many_times_spends_once() -> None:
    holder = uuid4()
    mine = held(holder)

    outcomes = at_once(CONNECTIONS, lambda _: services.spend(mine.pk, holder, by=HANAKO).spent_at)

    assert len(set(outcomes)) == 1
    assert outcomes[0].startswith("won:")


@pytest.mark.rule("ENT-5")
def test_many_applications_hold_and_spend_one_code() -> None:
    known, holders = code(), [uuid4() for _ in range(CONNECTIONS)]

    def sign_up(number: int) -> UUID | None:
        with transaction.atomic():
            mine = services.hold(known, holders[number], by=HANAKO)
            return services.spend(mine.pk, holders[number], by=HANAKO).spent_by

    outcomes = at_once(CONNECTIONS, sign_up)

    (winner,) = [outcome for outcome in outcomes if outcome.startswith("won:")]
    assert set(outcomes) <= {winner, "retail.spent", "retail.held_by_you"}
    assert package(known).spent_by == UUID(winner.removeprefix("won:"))


@pytest.mark.rule("ENT-5", "ENT-7")
def test_a_code_is_either_spent_or_recalled() -> None:
    for _ in range(5):
        holder = uuid4()
        mine = held(holder)

        outcomes = at_once(
            8,
            lambda n, mine=mine, holder=holder: (
                services.spend(mine.pk, holder, by=HANAKO)
                if n % 2
                else services.recall_batch(mine.batch_id, note="race", by=CLERK).recalled
            ),
        )

        mine.refresh_from_db()
        if mine.state == State.SPENT:
            assert "retail.recalled" not in outcomes
            assert "won:1" not in outcomes
        else:
            assert mine.state == State.RECALLED
            assert outcomes.count("retail.recalled") == 4
            assert outcomes.count("won:1") == 1


@pytest.mark.rule("ENT-5")
def test_a_spender_that_waited_at_the_row_sees_that_it_is_gone() -> None:
    """One side is paused at the critical line: its UPDATE waits for the row that another has just changed."""
    holder = uuid4()
    mine = held(holder)
    told: list[str] = []

    def spend() -> None:
        try:
            services.spend(mine.pk, holder, by=HANAKO)
        except KaitsuError as error:
            told.append(error.code)

    with transaction.atomic():
        services.recall_package(mine.pk, note="race", by=CLERK)
        waiting = other_connection(spend)
        waiting.__enter__()
        wait_until_blocked()
    waiting.__exit__(None, None, None)

    assert told == ["retail.recalled"]
    assert Package.objects.get(pk=mine.pk).state == State.RECALLED


@pytest.mark.rule("ENT-7")
def test_a_code_given_back_during_a_recall_is_recalled() -> None:
    holder = uuid4()
    mine = held(holder)
    services.spend(mine.pk, holder, by=HANAKO)

    with transaction.atomic():
        services.recall_batch(mine.batch_id, note="race", by=CLERK)
        waiting = other_connection(lambda: services.give_back(mine.pk, holder, by=CLERK))
        waiting.__enter__()
        wait_until_blocked()
    waiting.__exit__(None, None, None)

    mine.refresh_from_db()
    assert mine.state == State.RECALLED


@pytest.mark.rule("ENT-6")
def test_a_hold_that_vanishes_between_refusal_and_reason_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known, holder, next_holder = code(), uuid4(), uuid4()
    mine = services.hold(known, holder, by=HANAKO)
    move = services._move
    calls: list[int] = []

    def move_then_lose_the_other(*args: object, **kwargs: object) -> int:
        moved = move(*args, **kwargs)
        calls.append(moved)
        if len(calls) == 1:
            with other_connection(lambda: services.release(mine.pk, holder, by=HANAKO)):
                pass
        return moved

    monkeypatch.setattr(services, "_move", move_then_lose_the_other)

    assert services.hold(known, next_holder, by=HANAKO).held_by == next_holder
    assert calls == [0, 1, 1]
