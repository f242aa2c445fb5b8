from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel import clock

#: What a form or a test writes down: a moment without a zone.
NAIVE = datetime(2025, 1, 1)  # noqa: DTZ001 - that it has no zone is the point


def test_given_the_machines_clock_when_asked_then_it_is_now_in_japan() -> None:
    before = datetime.now(UTC)
    moment = clock.now()
    assert before <= moment <= datetime.now(UTC)
    assert moment.utcoffset() == timedelta(hours=9)


def test_given_late_evening_in_utc_when_today_is_asked_then_it_is_already_tomorrow_in_japan() -> None:
    with clock.frozen(datetime(2025, 1, 1, 15, 0, tzinfo=UTC)):
        assert clock.today() == date(2025, 1, 2)
    with clock.frozen(datetime(2025, 1, 1, 14, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2025, 1, 1)


@given(st.datetimes(min_value=NAIVE.replace(year=1900), max_value=NAIVE.replace(year=2200)))
def test_given_a_naive_moment_when_frozen_then_it_is_read_as_japans_time(moment: datetime) -> None:
    with clock.frozen(moment):
        assert clock.now().replace(tzinfo=None) == moment
        assert clock.now() == clock.now()


def test_given_a_frozen_clock_when_frozen_again_inside_then_the_outer_moment_returns() -> None:
    outer, inner = NAIVE, NAIVE.replace(month=6)
    with clock.frozen(outer):
        with clock.frozen(inner):
            assert clock.today() == inner.date()
        assert clock.today() == outer.date()


def test_given_a_failure_while_frozen_when_it_passes_then_the_clock_runs_again() -> None:
    with pytest.raises(LookupError), clock.frozen(NAIVE.replace(year=1999)):
        raise LookupError
    assert clock.today().year > 1999


def test_given_a_shifted_source_when_used_then_time_runs_from_there() -> None:
    clock.use(lambda: datetime.now(UTC) + timedelta(days=365))
    try:
        assert clock.now() > datetime.now(UTC) + timedelta(days=364)
    finally:
        clock.use(None)
    assert clock.now() < datetime.now(UTC) + timedelta(days=1)
