"""Two dates compared, whatever each is written in (DAT-1)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.date_writings import days, every_writing
from kaitsu.japanese.dates import compare_dates, parse_date
from kaitsu.japanese.verdict import Verdict

pytestmark = pytest.mark.rule("DAT-1")


@pytest.mark.parametrize(
    ("left", "right", "rules"),
    [
        ("昭和64年1月7日", "昭和64年1月7日", ["exact"]),
        ("昭和64年1月7日", "昭和６４年１月７日", ["DAT-1.width"]),
        ("昭和64年1月7日", "1989-01-07", ["DAT-1.era"]),
        ("S64.1.7", "昭和64年1月7日", ["DAT-1.era-mark"]),
        ("S64.1.7", "S64-01-07", ["DAT-1.form"]),
        ("令和元年5月1日", "令和1年5月1日", ["DAT-1.first-year"]),
        ("R1.5.1", "令和元年5月1日", ["DAT-1.era-mark", "DAT-1.first-year"]),
        ("R元.5.1", "令和元年5月1日", ["DAT-1.era-mark"]),
        ("R01.5.1", "R1.5.1", ["DAT-1.form"]),
        ("令和元年5月1日", "2019-05-01", ["DAT-1.era"]),
        ("2025年(令和07年)1月2日", "2025-01-02", ["DAT-1.double"]),
        ("2025年(令和07年)1月2日", "令和7年1月2日", ["DAT-1.double"]),
        ("2025年(令和07年)1月2日", "2025年（令和7年）01月02日", ["DAT-1.form"]),
        ("2025年(令和07年)1月2日", "R7.1.2", ["DAT-1.double", "DAT-1.era-mark"]),
        ("2019年(令和元年)5月1日", "2019年(令和1年)5月1日", ["DAT-1.first-year"]),
        ("2025-01-02", "20250102", ["DAT-1.form"]),
        ("2025-01-02", "2 Jan 2025", ["DAT-1.form"]),
        ("令和七年一月二日", "令和7年1月2日", ["DAT-1.form"]),
    ],
)
def test_given_two_writings_of_a_day_when_compared_then_the_rule_is_named(
    left: str, right: str, rules: list[str]
) -> None:
    for one, other in ((left, right), (right, left)):
        comparison = compare_dates(one, other)
        assert comparison.verdict is Verdict.SAME
        assert list(comparison.rules) == rules
        for finding in comparison.findings:
            assert (finding.part, finding.verdict) == ("date", Verdict.SAME)
            assert (finding.left, finding.right) == (one, other)


@pytest.mark.parametrize(
    ("left", "right", "parts", "detail"),
    [
        ("昭和55年1月2日", "昭和56年1月2日", ["year"], ""),
        ("昭和55年1月2日", "昭和55年2月2日", ["month"], ""),
        ("昭和55年1月2日", "1980-01-03", ["day"], ""),
        ("昭和5年1月2日", "平成5年1月2日", ["year"], "same year of another era"),
        ("1980-01-02", "1980-02-01", ["month", "day"], "month and day exchanged"),
        ("1980-01-02", "1981-02-01", ["year", "month", "day"], ""),
        ("昭和5年1月2日", "1993-01-02", ["year"], ""),
    ],
)
def test_given_two_days_when_compared_then_each_part_that_differs_is_named(
    left: str, right: str, parts: list[str], detail: str
) -> None:
    comparison = compare_dates(left, right)
    assert comparison.verdict is Verdict.DIFFERENT
    assert [finding.part for finding in comparison.findings] == parts
    assert list(comparison.rules) == [f"DAT-1.{part}" for part in parts]
    assert {finding.detail for finding in comparison.findings} == {detail}
    one, other = parse_date(left), parse_date(right)
    assert (comparison.left["date"], comparison.right["date"]) == (one.isoformat(), other.isoformat())
    for finding in comparison.findings:
        assert finding.left == str(getattr(one, finding.part))
        assert finding.right == str(getattr(other, finding.part))
        assert finding.verdict is Verdict.DIFFERENT


def test_given_another_era_and_another_month_when_compared_then_the_slip_is_still_seen() -> None:
    comparison = compare_dates("昭和5年1月2日", "平成5年3月2日")
    assert [finding.detail for finding in comparison.findings] == ["same year of another era"] * 2


@pytest.mark.parametrize(
    ("left", "right", "rules", "sides"),
    [
        ("?", "2025-01-02", ["DAT-1.unreadable"], ["left"]),
        ("2025-01-02", "平成31年5月1日", ["DAT-1.not-in-era"], ["right"]),
        ("", "2023-02-29", ["DAT-1.empty", "DAT-1.no-such-day"], ["left", "right"]),
    ],
)
def test_given_a_date_that_cannot_be_read_when_compared_then_side_and_reason_are_named(
    left: str, right: str, rules: list[str], sides: list[str]
) -> None:
    comparison = compare_dates(left, right)
    assert comparison.verdict is Verdict.UNREADABLE
    assert list(comparison.rules) == rules
    assert [finding.detail.split()[0] for finding in comparison.findings] == sides
    assert {(f.part, f.verdict, f.left, f.right) for f in comparison.findings} == {
        ("date", Verdict.UNREADABLE, left, right)
    }


def test_given_a_comparison_when_shown_then_each_side_tells_what_it_was_read_as() -> None:
    comparison = compare_dates("R1.5.1", "平成31年5月1日")
    assert comparison.left == {
        "text": "R1.5.1",
        "date": "2019-05-01",
        "era": "令和元年5月1日",
        "notation": "era",
    }
    assert comparison.right == {
        "text": "平成31年5月1日",
        "error": "date.not_in_era",
        "era": "平成",
        "gregorian": "2019-05-01",
    }


def test_given_days_before_the_gregorian_calendar_when_compared_then_their_era_is_left_open() -> None:
    assert compare_dates("1872-12-31", "18721231").left["era"] == ""
    assert compare_dates("1873-01-01", "18730101").left["era"] == "明治6年1月1日"


@settings(deadline=None)
@given(days, days, st.data())
def test_given_two_days_in_any_writing_when_compared_then_only_the_days_count(
    one: date, other: date, data: st.DataObject
) -> None:
    left = data.draw(st.sampled_from(every_writing(one))).strip("\0")
    right = data.draw(st.sampled_from(every_writing(other))).strip("\0")
    comparison = compare_dates(left, right)
    assert comparison.verdict is (Verdict.SAME if one == other else Verdict.DIFFERENT)
    assert compare_dates(right, left).verdict is comparison.verdict
    assert compare_dates(left, left).rules == ("exact",)
    assert compare_dates(f" {left} ", left).verdict is Verdict.SAME


@settings(deadline=None)
@given(days, st.data())
def test_given_one_digit_changed_when_compared_then_it_is_never_the_same(
    day: date, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(every_writing(day))).strip("\0")
    places = [place for place, c in enumerate(text) if c.isdecimal()]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    changed = data.draw(st.sampled_from(sorted(set("0123456789") - {text[place]})))
    comparison = compare_dates(text, text[:place] + changed + text[place + 1 :])
    assert comparison.verdict in (Verdict.DIFFERENT, Verdict.UNREADABLE)
