"""A view of a day holds only that day's facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kaitsu.kernel import clock
from kaitsu.operator_profile import load
from kaitsu.operator_profile.facts import Localised

Written = Callable[..., Path]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2014, 4, 1), "0.08"),
        (date(2019, 9, 30), "0.08"),
        (date(2019, 10, 1), "0.10"),
        (date(2026, 11, 18), "0.10"),
    ],
)
def test_the_tax_is_that_of_the_day(day: date, rate: str) -> None:
    view = load().on(day)
    assert view.tax_rate.rate == Decimal(rate)
    assert len(view.tax) == 1


def test_a_day_before_the_first_fact_has_none() -> None:
    with pytest.raises(LookupError, match="tax"):
        _ = load().on(date(2000, 1, 1)).tax_rate


def test_the_view_of_a_view_asks_the_whole_profile_again() -> None:
    later = load().on(date(2026, 1, 1))
    assert later.on(date(2015, 1, 1)).tax_rate.rate == Decimal("0.08")
    assert later.on(date(2026, 1, 1)) is later
    assert later != load(), "a profile is itself only: a cache never compares thousands of facts"
    assert hash(later) != hash(later.on(date(2015, 1, 1)))


def test_the_whole_profile_answers_with_todays_facts() -> None:
    whole = load()
    with clock.frozen(datetime(2019, 9, 30, 12, 0)):  # noqa: DTZ001 - naive is Tokyo's time here
        assert whole.tax_rate.rate == Decimal("0.08")
    with clock.frozen(datetime(2019, 10, 1, 0, 0)):  # noqa: DTZ001 - naive is Tokyo's time here
        assert whole.tax_rate.rate == Decimal("0.10")


def test_facts_deep_inside_are_dated_too(written: Written) -> None:
    folder = written(('[[identity.documents]]\nkey = "health_insurance"',
                      '[[identity.documents]]\nvalid_until = 2025-12-01\nkey = "health_insurance"'))  # fmt: skip
    whole = load(folder)
    assert whole.on(date(2025, 12, 1)).document("health_insurance")
    with pytest.raises(KeyError):
        whole.on(date(2025, 12, 2)).document("health_insurance")


def test_a_profile_cannot_be_changed() -> None:
    profile = load()
    with pytest.raises(ValueError, match="frozen"):
        profile.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        profile.plans[0].monthly["voice"] = None  # type: ignore[index]


def test_facts_are_found_by_their_key_or_not_at_all() -> None:
    profile = load()
    assert profile.plan("family_share").max_lines == 3
    assert profile.function("sms").key == "sms"
    assert profile.sim_size("nano").key == "nano"
    assert profile.device("sample_tablet").sizes == ("micro", "nano")
    assert profile.carrier("docomo").key == "docomo"
    assert profile.supplement("utility_receipt").max_age_months == 3
    with pytest.raises(KeyError):
        profile.plan("none")


@pytest.mark.parametrize(
    ("language", "text"), [("ja", "日本語"), ("en", "English"), ("en-GB", "English"), ("fr", "日本語")]
)
def test_a_text_in_two_languages(language: str, text: str) -> None:
    both = Localised(ja="日本語", en="English")
    assert both.text(language) == text
    assert str(both) == "日本語"
