"""Counting tries: windows, scopes, giving back, forgetting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from kaitsu.kernel import clock
from kaitsu.throttle import services
from kaitsu.throttle.models import Window
from kaitsu.throttle.rules import Limit

pytestmark = pytest.mark.django_db

TWICE = Limit("twice a minute", 2, 60)
ONCE = Limit("once an hour", 1, 3600)


def test_tries_up_to_the_limit_are_allowed_and_then_refused_with_the_time_to_wait() -> None:
    start = clock.now()
    with clock.frozen(start):
        assert services.hit("code", "hanako", limit=2, seconds=60)
        assert services.hit("code", "hanako", limit=2, seconds=60)
    with clock.frozen(start + timedelta(seconds=20)):
        refused = services.hit("code", "hanako", limit=2, seconds=60)

    assert not refused
    assert refused.retry_after_seconds == 40


def test_a_window_ends_as_promised_however_often_it_was_tried() -> None:
    start = clock.now()
    with clock.frozen(start):
        for _ in range(5):
            services.hit_all([(TWICE, "hanako")])
    with clock.frozen(start + timedelta(seconds=59)):
        assert services.hit_all([(TWICE, "hanako")]).retry_after_seconds == 1
    with clock.frozen(start + timedelta(seconds=60)):
        assert services.hit_all([(TWICE, "hanako")])
        assert services.hit_all([(TWICE, "hanako")])
        assert not services.hit_all([(TWICE, "hanako")])


def test_scopes_and_keys_are_counted_apart() -> None:
    assert services.hit("a", "x", limit=1, seconds=60)
    assert services.hit("b", "x", limit=1, seconds=60)
    assert services.hit("a", "y", limit=1, seconds=60)
    assert not services.hit("a", "x", limit=1, seconds=60)


def test_several_limits_are_one_statement_and_the_strictest_rules(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    start = clock.now()
    with clock.frozen(start):
        with django_assert_num_queries(1):
            assert services.hit_all([(TWICE, "x"), (ONCE, "x")])
        refused = services.hit_all([(TWICE, "x"), (ONCE, "x")])

    assert not refused
    assert refused.retry_after_seconds == 3600


def test_what_turned_out_well_is_given_back() -> None:
    for _ in range(10):
        assert services.hit_all([(TWICE, "x")])
        services.give_back([(TWICE, "x")])


def test_giving_back_what_was_never_taken_earns_nothing() -> None:
    services.hit_all([(TWICE, "x")])
    for _ in range(3):
        services.give_back([(TWICE, "x")])

    assert [bool(services.hit_all([(TWICE, "x")])) for _ in range(3)] == [True, True, False]


def test_the_key_itself_is_not_stored() -> None:
    services.hit("sign-in", "hanako@example.jp", limit=1, seconds=60)

    row = Window.objects.values().get()
    assert "hanako" not in str(row)
    assert row["scope"] == "sign-in"


def test_windows_that_are_over_are_forgotten() -> None:
    start = clock.now()
    with clock.frozen(start):
        services.hit_all([(TWICE, "old"), (ONCE, "new")])
    with clock.frozen(start + timedelta(minutes=2)):
        assert services.prune() == 1
        assert services.prune() == 0

    assert Window.objects.get().scope == ONCE.scope
