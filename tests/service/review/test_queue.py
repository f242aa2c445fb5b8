"""The reviewers' queue: its order, its filters, its pages (IDV-12, MNP-7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from conftest import USUAL_MOMENT
from factories.applications import LineWish, Wish, submitted
from factories.reviews import OTHER, REVIEWER, send, verdicts, waiting
from kaitsu.applications import review_queue, verification
from kaitsu.applications.models import Application
from kaitsu.applications.review_queue import Filter
from kaitsu.identity import rules as identity_rules
from kaitsu.identity import services as identity
from kaitsu.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]

NUMBERED = replace(Wish(), lines=(LineWish(start="mnp", days_left=7),))


def at(**later: int) -> datetime:
    moment = USUAL_MOMENT + timedelta(**later)
    clock.use(lambda: moment)
    return moment


def order(wanted: Filter = Filter.ALL) -> list[str]:
    return [row.reference for row in review_queue.page(wanted, reviewer=str(REVIEWER)).rows]


def free(*applications: Application) -> list[str]:
    return [application.reference for application in applications]


def test_whoever_sent_first_is_due_first() -> None:
    first = waiting()
    at(hours=1)
    second = waiting()

    assert order() == free(first, second)
    (row, _) = review_queue.page(Filter.ALL, reviewer=str(REVIEWER)).rows
    assert row.due_at == USUAL_MOMENT + timedelta(days=3)
    assert (row.name, row.kind, row.attempt, row.claimed_by) == ("大野 花子", "drivers_licence", 1, "")


@pytest.mark.rule("MNP-7")
def test_a_reservation_that_ends_before_the_promise_comes_first() -> None:
    ported = submitted(NUMBERED)
    at(days=4, hours=23)
    new = waiting()
    at(days=5)
    assert ported.case is not None
    send(ported.case)

    # Sent last and promised last; but its number is lost after the 25th.
    assert order() == free(ported, new)
    row = review_queue.page(Filter.ALL, reviewer=str(REVIEWER)).rows[0]
    assert row.port_ends == date(2026, 11, 25)
    assert row.due_at == datetime(2026, 11, 26, 0, 0, tzinfo=clock.TOKYO)


def test_only_cases_that_wait_for_staff_are_in_the_queue() -> None:
    decided, asked = waiting(), waiting()
    for application, wrong in ((decided, {}), (asked, {"image_front": "blurred"})):
        assert application.case is not None
        identity.claim(application.case.pk, by=REVIEWER)
        verification.decide(application.case.pk, verdicts(application.case, **wrong), by=REVIEWER)
    left = waiting()

    assert order() == free(left)


def test_filters_and_their_counts(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    mine, theirs, long_ago = waiting(), waiting(), waiting()
    at(days=2)
    new = waiting()
    for application, by in ((mine, REVIEWER), (theirs, OTHER)):
        assert application.case is not None
        identity.claim(application.case.pk, by=by)

    with django_assert_num_queries(1):
        counted = review_queue.counts(str(REVIEWER))
    assert counted == {Filter.ALL: 4, Filter.MINE: 1, Filter.FREE: 2, Filter.LONG: 3}
    assert order(Filter.MINE) == free(mine)
    assert order(Filter.FREE) == free(long_ago, new)
    assert order(Filter.LONG) == free(mine, theirs, long_ago)
    claimed = {row.reference: row.claimed_by for row in review_queue.page(Filter.ALL, reviewer="").rows}
    assert claimed[theirs.reference] == str(OTHER)


def test_a_claim_that_timed_out_is_free_again() -> None:
    application = waiting()
    assert application.case is not None
    identity.claim(application.case.pk, by=OTHER)
    assert order(Filter.FREE) == []

    at(minutes=identity_rules.CLAIM_MINUTES)

    assert order(Filter.FREE) == free(application)
    assert review_queue.page(Filter.ALL, reviewer="").rows[0].claimed_by == ""
    taken = review_queue.take_next(by=REVIEWER)
    assert taken is not None
    assert taken.claimed_by == str(REVIEWER)


def test_pages_follow_each_other_without_gaps(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sent = [waiting() for _ in range(5)]
    at(minutes=1)
    sent.append(waiting())

    seen: list[str] = []
    cursor, asked = "", 0
    with django_assert_num_queries(3):
        while asked == 0 or cursor:
            part = review_queue.page(Filter.ALL, reviewer="", after=cursor, size=2)
            seen += [row.reference for row in part.rows]
            cursor, asked = part.cursor, asked + 1

    assert sorted(seen) == sorted(free(*sent))
    assert seen[-1] == sent[-1].reference


@pytest.mark.parametrize("cursor", ["nothing", "2026-11-18T10:00:00~x", "~", "2026-11-18T10:00:00"])
def test_a_cursor_that_is_none_is_the_first_page(cursor: str) -> None:
    application = waiting()
    assert [row.reference for row in review_queue.page(Filter.ALL, reviewer="", after=cursor).rows] == free(
        application
    )


def test_the_next_case_is_the_free_one_that_is_due_first() -> None:
    first = waiting()
    at(hours=1)
    second = waiting()

    taken = [review_queue.take_next(by=REVIEWER) for _ in range(3)]

    assert [case.pk if case else None for case in taken] == [first.case_id, second.case_id, None]
    assert review_queue.own_oldest(str(REVIEWER)) == first.case_id
    assert review_queue.own_oldest(str(OTHER)) is None


def test_the_deadline_of_a_case_and_what_is_overdue() -> None:
    application = waiting()
    assert application.case is not None
    assert review_queue.deadline_of(application.case) == USUAL_MOMENT + timedelta(days=3)
    assert review_queue.overdue() == 0
    at(days=3)
    assert review_queue.overdue() == 1
