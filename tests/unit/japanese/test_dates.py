"""Dates as documents, forms and people write them (DAT-1)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.date_writings import days, every_writing
from kaitsu.japanese import date_text
from kaitsu.japanese.dates import (
    Notation,
    compare_dates,
    era_of,
    gregorian,
    in_era,
    in_era_letters,
    on_licence,
    parse_date,
    read_date,
)
from kaitsu.japanese.eras import ERAS
from kaitsu.japanese.verdict import Verdict
from kaitsu.kernel.errors import InvalidValue

pytestmark = pytest.mark.rule("DAT-1")

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


# --- Reading ----------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(days)
def test_given_a_day_in_any_notation_when_read_then_it_is_that_day(day: date) -> None:
    for text in every_writing(day):
        assert parse_date(text.strip("\0")) == day, text
        assert parse_date(text.strip("\0").translate(FULL_WIDTH)) == day, text


# As printed: driver's licences before and since 2019, passports, residence cards, insurance cards, My Number
# cards, certificates of residence, forms of counties; signs of one character that old telephones sent.
AS_PRINTED = [
    ("昭和61年5月1日生", "1986-05-01", Notation.ERA),
    ("平成31年04月01日 12345", None, None),
    ("平成31年04月01日交付", "2019-04-01", Notation.ERA),
    ("令和01年05月07日", "2019-05-07", Notation.ERA),
    ("2024年(令和06年)06月01日まで有効", "2024-06-01", Notation.DOUBLE),
    ("2019年（令和元年）5月1日", "2019-05-01", Notation.DOUBLE),
    ("2019年〔平成31年〕4月30日", "2019-04-30", Notation.DOUBLE),
    ("令和7年(2025年)1月2日", "2025-01-02", Notation.DOUBLE),
    ("令和7(2025)年1月2日", "2025-01-02", Notation.DOUBLE),
    ("1986年5月1日(昭和61年5月1日)", "1986-05-01", Notation.DOUBLE),
    ("20 FEB 1980", "1980-02-20", Notation.ENGLISH),
    ("20 FEB/2月 1980", "1980-02-20", Notation.ENGLISH),
    ("20 2月/FEB 1980", "1980-02-20", Notation.ENGLISH),
    ("20FEB1980", "1980-02-20", Notation.ENGLISH),
    ("February 20th, 1980", "1980-02-20", Notation.ENGLISH),
    ("1st Sept. 1980", "1980-09-01", Notation.ENGLISH),
    ("Sept. 3 1980", "1980-09-03", Notation.ENGLISH),
    ("2025年01月02日", "2025-01-02", Notation.GREGORIAN),
    ("平成 2年 3月 4日", "1990-03-04", Notation.ERA),
    ("㍻2年3月4日", "1990-03-04", Notation.ERA),
    ("㍼55年12月31日", "1980-12-31", Notation.ERA),
    ("㍽9年12月31日", "1920-12-31", Notation.ERA),
    ("㍾40年12月31日", "1907-12-31", Notation.ERA),
    ("㋿7年㋀2日", "2025-01-02", Notation.ERA),
    ("令\U000e0101和7年1月2日", "2025-01-02", Notation.ERA),
    ("昭五五・一二・三一", "1980-12-31", Notation.ERA),
    ("昭和五拾五年拾弐月参日", "1980-12-03", Notation.ERA),
    ("昭和廿三年四月卅日", "1948-04-30", Notation.ERA),
    ("昭和○三年一月一日", "1928-01-01", Notation.ERA),
    ("平元.1.8", "1989-01-08", Notation.ERA),
    ("H.元.1.8", "1989-01-08", Notation.ERA),
    ("Ｈ３１．４．３０", "2019-04-30", Notation.ERA),
    ("h310430", "2019-04-30", Notation.ERA),
    ("千九百八十年二月二十日", "1980-02-20", Notation.GREGORIAN),
    ("一千九百年十月十日", "1900-10-10", Notation.GREGORIAN),
    ("二千二十五年一月二日", "2025-01-02", Notation.GREGORIAN),
    ("二千年一月二日", "2000-01-02", Notation.GREGORIAN),
    ("二〇二五・一・二", "2025-01-02", Notation.GREGORIAN),
    ("２０２５０１０２", "2025-01-02", Notation.DIGITS),
    ("1868-01-25", "1868-01-25", Notation.GREGORIAN),
]


@pytest.mark.parametrize(("text", "day", "notation"), [row for row in AS_PRINTED if row[1]])
def test_given_a_date_as_documents_print_it_when_read_then_day_and_notation_are_told(
    text: str, day: str, notation: Notation
) -> None:
    found = read_date(text)
    assert found.day == date.fromisoformat(day)
    assert found.notation is notation


def test_given_an_era_date_when_read_then_the_year_part_is_kept_as_written() -> None:
    found = read_date("Ｈ元年1月8日")
    assert (found.era_mark, found.era_year) == ("H", "元")
    for text in ("令和7年1月2日(2025-01-02)", "2025-01-02(令和7年1月2日)", "2025年(令和7年)1月2日"):
        assert (read_date(text).era_mark, read_date(text).era_year) == ("令和", "7")
    assert read_date("1989-01-08").era_mark == read_date("1989-01-08").era_year == ""


# --- Refusing ---------------------------------------------------------------------------------------------

REFUSED = [
    # nothing there
    ("", "empty"),
    (" 　\u200b", "empty"),
    # no date
    ("昨日", "unreadable"),
    ("令和7年1月", "unreadable"),
    ("平成31年04月01日 12345", "unreadable"),
    ("1月2日", "unreadable"),
    ("慶応3年1月1日", "unreadable"),
    ("2025年1月2日(令和)", "unreadable"),
    ("今日(2025年1月2日)", "unreadable"),
    ("2025年十百年1月2日", "unreadable"),
    ("令和十十年1月2日", "unreadable"),
    ("令和七年百千月二日", "unreadable"),
    ("٢٠٢٥-٠١-٠٢", "unreadable"),
    ("2025-01-02T00:00:00", "unreadable"),
    ("2025010", "unreadable"),
    ("202501021", "unreadable"),
    ("31 Foo 2025", "unreadable"),
    ("2 Jan 25", "unreadable"),
    ("2025-01-02".rjust(101), "unreadable"),
    ("\ud800", "unreadable"),
    # which is the day, which the month, which the century?
    ("02/01/2025", "order"),
    ("2-1-2025", "order"),
    ("25.1.2", "order"),
    # no such day in any calendar
    ("2023-02-29", "no_such_day"),
    ("1900年2月29日", "no_such_day"),
    ("昭和55年2月30日", "no_such_day"),
    ("20251301", "no_such_day"),
    ("2025-00-10", "no_such_day"),
    ("0000-01-01", "no_such_day"),
    ("31 APR 2025", "no_such_day"),
    ("2025年(令和7年)2月29日", "no_such_day"),
    ("R9999.1.1", "no_such_day"),
    # not in that era: the days around each change
    ("明治45年7月31日", "not_in_era"),
    ("大正元年7月29日", "not_in_era"),
    ("大正15年12月26日", "not_in_era"),
    ("昭和元年12月24日", "not_in_era"),
    ("昭和64年1月8日", "not_in_era"),
    ("平成元年1月7日", "not_in_era"),
    ("平成31年5月1日", "not_in_era"),
    ("H31.12.31", "not_in_era"),
    ("令和元年4月30日", "not_in_era"),
    ("令和0年5月1日", "not_in_era"),
    ("昭和100年1月1日", "not_in_era"),
    ("2019年(平成31年)5月1日", "not_in_era"),
    # lunisolar
    ("明治元年9月8日", "lunar"),
    ("明治5年12月2日", "lunar"),
    ("明治5年12月32日", "lunar"),
    # saying two things
    ("2025年(令和6年)1月2日", "contradiction"),
    ("令和6年(2025年)1月2日", "contradiction"),
    ("2025年1月2日(令和7年1月3日)", "contradiction"),
    ("02 JAN/2月 2025", "contradiction"),
    ("02 2月/JAN 2025", "contradiction"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_given_no_date_when_read_then_the_code_says_why(text: str, code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date(text)
    assert caught.value.code == f"date.{code}"


def test_given_a_day_past_its_era_when_refused_then_the_day_that_is_meant_is_told() -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date("平成36年6月1日")
    assert dict(caught.value.values) == {"era": "平成", "gregorian": "2024-06-01"}


def test_given_a_contradiction_when_refused_then_both_days_are_told() -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date("2025年(令和6年)1月2日")
    assert dict(caught.value.values) == {"first": "2025-01-02", "second": "2024-01-02"}
    with pytest.raises(InvalidValue) as caught:
        parse_date("令和7年1月3日(2025-01-02)")
    assert dict(caught.value.values) == {"first": "2025-01-02", "second": "2025-01-03"}
    with pytest.raises(InvalidValue) as caught:
        parse_date("02 JAN/2月 2025")
    assert dict(caught.value.values) == {"first": "2月", "second": "JAN"}


def test_given_a_lunisolar_date_when_refused_then_its_era_is_told() -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date("M5.1.1")
    assert dict(caught.value.values) == {"era": "明治"}


# Licences that were printed before May 2019 expire in years of Heisei that never came.
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成36年6月1日", date(2024, 6, 1)),
        ("2024年(平成36年)6月1日", date(2024, 6, 1)),
        ("2024-06-01(平成36年6月1日)", date(2024, 6, 1)),
        ("H310501", date(2019, 5, 1)),
    ],
)
def test_given_an_expiry_printed_before_the_era_changed_when_it_may_run_on_then_it_is_read(
    text: str, day: date
) -> None:
    assert parse_date(text, run_on=True) == day


@pytest.mark.parametrize("text", ["令和元年4月30日", "平成0年1月1日"])
def test_given_a_day_before_its_era_when_it_may_run_on_then_it_is_still_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"date\.not_in_era"):
        parse_date(text, run_on=True)


@given(st.text(st.characters(), max_size=150))
def test_given_any_text_when_read_then_it_is_a_day_or_a_coded_refusal(text: str) -> None:
    comparison = compare_dates(text, text)
    assert comparison.verdict in (Verdict.SAME, Verdict.UNREADABLE)


@given(st.text("0123456789元一二十百千〇年月日()./- MTSHR昭和平成令JANFEB生", max_size=24))
def test_given_anything_that_looks_like_a_date_when_read_then_nothing_breaks(text: str) -> None:
    comparison = compare_dates(text, "2025-01-02")
    assert comparison.verdict is not Verdict.CLOSE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("015", 15),
        ("〇", 0),
        ("一五", 15),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("九十九", 99),
        ("百", 100),
        ("百一", 101),
        ("三百二十", 320),
        ("千", 1000),
        ("二千二十五", 2025),
        ("千九百八十九", 1989),
        ("廿一", 21),
    ],
)
def test_given_a_number_in_any_script_when_read_then_it_is_that_number(text: str, number: int) -> None:
    assert date_text.number_of(text) == number


def test_given_the_longest_input_that_is_read_when_mostly_spaces_then_it_is_still_a_date() -> None:
    assert parse_date("2025-01-02".center(100)) == date(2025, 1, 2)


# --- Eras -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "era", "letters"),
    [
        (date(1873, 1, 1), "明治6年1月1日", "M6.1.1"),
        (date(1912, 7, 29), "明治45年7月29日", "M45.7.29"),
        (date(1912, 7, 30), "大正元年7月30日", "T1.7.30"),
        (date(1926, 12, 24), "大正15年12月24日", "T15.12.24"),
        (date(1926, 12, 25), "昭和元年12月25日", "S1.12.25"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(2020, 1, 1), "令和2年1月1日", "R2.1.1"),
    ],
)
def test_given_the_days_around_each_change_when_written_then_the_era_is_right(
    day: date, era: str, letters: str
) -> None:
    assert in_era(day) == era
    assert in_era_letters(day) == letters
    assert parse_date(era) == parse_date(letters) == day


def test_given_a_licence_when_written_then_both_calendars_are_there() -> None:
    assert on_licence(date(2025, 1, 2)) == "2025年(令和07年)01月02日"
    assert on_licence(date(2019, 5, 1)) == "2019年(令和元年)05月01日"
    assert gregorian(date(2025, 1, 2)) == "2025年1月2日"


@pytest.mark.parametrize("write", [in_era, in_era_letters, on_licence, era_of])
def test_given_a_day_before_the_gregorian_calendar_when_written_in_an_era_then_it_is_refused(write) -> None:
    with pytest.raises(InvalidValue) as caught:
        write(date(1872, 12, 31))
    assert caught.value.code == "date.before_eras"
    assert caught.value.values["day"] == "1872-12-31"


# Registers of births: on these two days both names were written (imperial edicts of 30 July 1912 and 25
# December 1926, which took effect on the day they were given).
@pytest.mark.parametrize(
    ("old", "new"), [("明治45年7月30日", "大正元年7月30日"), ("大正15年12月25日", "昭和元年12月25日")]
)
def test_given_a_day_with_two_names_when_compared_then_they_are_the_same(old: str, new: str) -> None:
    comparison = compare_dates(old, new)
    assert comparison.verdict is Verdict.SAME
    assert "DAT-1.era-mark" in comparison.rules


def test_given_the_eras_when_laid_end_to_end_then_no_day_is_left_out() -> None:
    for era, following in pairwise(ERAS):
        assert following.first - era.last in (timedelta(0), timedelta(1))
