"""How long documents took of late, and how long the queue is now (OPS-7)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection

from factories.decisions import decided, waiting
from kaitsu.applications import promises
from kaitsu.applications.promises import FEWEST, Measured, measured
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-7")]

Queries = Callable[[int], AbstractContextManager[object]]
HOUR = timedelta(hours=1)


def test_half_and_nine_of_ten_were_decided_within() -> None:
    decided(range(1, 22))  # 1, 2, … 21 hours

    found = measured()

    assert (found.half, found.most) == (11 * HOUR, 19 * HOUR)


def test_fewer_than_twenty_say_nothing() -> None:
    decided([5] * (FEWEST - 1))
    assert measured() == Measured(None, None, None)

    decided([5])
    promises._of_the_minute.cache_clear()

    assert measured() == Measured(5 * HOUR, 5 * HOUR, None)


def test_what_is_older_than_four_weeks_does_not_count() -> None:
    decided([100] * 50, days_ago=28.01)
    decided([3] * FEWEST, days_ago=27.9)

    assert measured().most == 3 * HOUR


def test_the_age_of_the_queue_is_that_of_the_first_in_it() -> None:
    for hours, state in ((30, CaseState.SUBMITTED), (31, CaseState.CLAIMED), (2, CaseState.SUBMITTED)):
        waiting(hours, state)

    assert measured().oldest == 31 * HOUR


def test_what_was_withdrawn_or_asked_again_waits_for_nobody() -> None:
    waiting(90, CaseState.WITHDRAWN)
    waiting(90, CaseState.LAPSED)
    decided([90])

    assert measured().oldest is None


def test_it_is_asked_once_a_minute(django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(1):
        measured()
        measured()
        with clock.frozen(clock.now() + timedelta(seconds=59)):
            measured()
    decided([4] * FEWEST)
    assert measured().half is None

    with clock.frozen(clock.now() + timedelta(minutes=1)), django_assert_num_queries(1):
        assert measured().half == 4 * HOUR


def test_no_table_is_read_as_a_whole() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + promises._SQL, [CaseState.SUBMITTED, CaseState.CLAIMED, clock.now()])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "identity_attempt_by_decision" in plan
    assert "Seq Scan" not in plan
