"""The whole profile in words, for the help page and the console."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import pytest

from kaitsu.operator_profile import describe, load
from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.hours import Hours, Maintenance, Span
from kaitsu.operator_profile.in_words import Section, hours, maintenance
from kaitsu.operator_profile.verification import LookLimits
from kaitsu.reading.quality import Limits

Written = Callable[..., Path]
TODAY = date(2026, 11, 18)


def said(sections: tuple[Section, ...]) -> str:
    return "\n".join(f"{s.title}\n" + "\n".join(f"{r.label}: {r.value}" for r in s.rows) for s in sections)


@pytest.mark.rule("PRO-2")
def test_the_help_page_says_the_guides_facts() -> None:
    text = said(describe(load().on(TODAY), "ja"))
    for fact in (
        "IIJサポートセンター", "03-5205-4433", "毎日 09:00〜19:00", "毎月第4日曜日 23:30から翌日09:00まで",
        "発行日を含めて15日間", "7日以上", "JPEG・PDF", "5 MB", "5つまで", "500 KB", "2〜3日", "プロパンガスの領収書",
        "ミニマムスタートプラン", "ライトスタートプラン", "ファミリーシェアプラン", "MNPの窓口：イー・モバイル",
        "My docomo → 各種お申し込み・お手続き", "24時間（システムメンテナンス中を除く）", "国際運転免許証は使えません",
        "1,760円（税抜 1,600円）", "10%（2019年10月1日から）", "住民票",
    ):  # fmt: skip
        assert fact in text


@pytest.mark.rule("PRO-2")
def test_staff_are_told_names_and_languages_in_words_and_no_keys(written: Written) -> None:
    profile = load().on(TODAY)
    for language, words in (
        ("ja", ("プロファイル: 既定のもの", "最初に見せる言語: 日本語", "JIS第1・第2水準の文字", "12月29日〜1月3日")),
        ("en", ("Profile: the default one", "First language: Japanese", "levels 1 and 2", "29 December to 3 January")),
    ):  # fmt: skip
        text = said(describe(profile, language, staff=True))
        assert [each for each in words if each not in text] == []
        assert not re.search(r": (default|ja|jisx\w+)$", text, re.MULTILINE)
    own = load(written(('name = "default"', 'name = "minato"'), ('language = "ja"', 'language = "en"')))
    assert "プロファイル: minato" in said(describe(own.on(TODAY), "ja", staff=True))
    assert "最初に見せる言語: 英語" in said(describe(own.on(TODAY), "ja", staff=True))


@pytest.mark.rule("PRO-2")
def test_every_text_of_the_profile_for_applicants_is_in_it_in_either_language() -> None:
    profile = load().on(TODAY)
    for language in ("ja", "en"):
        text = said(describe(profile, language, staff=True))
        for words in texts(profile):
            assert words.text(language) in text, words


def texts(fact: object) -> list[Localised]:
    """Every text in *fact*, except whole contracts, choices' hints and questions that no document asks about."""
    if isinstance(fact, Localised):
        return [fact]
    if isinstance(fact, tuple):
        return [text for part in fact for text in texts(part)]
    fields = getattr(type(fact), "model_fields", {})
    return [
        found
        for name in fields
        if (type(fact).__name__, name) not in {("Consent", "text"), ("Question", "hint")}
        for found in texts(getattr(fact, name))
    ]


@pytest.mark.rule("PRO-2")
def test_only_staff_are_told_the_notice_and_the_limits() -> None:
    profile = load().on(TODAY)
    everyone, staff = (said(describe(profile, "en", staff=staff)) for staff in (False, True))
    assert "images of a document are no longer enough" in staff
    assert "images of a document are no longer enough" not in everyone
    assert "Lock after wrong dates" in staff
    assert "Lock after wrong dates" not in everyone
    assert all(section.rows for section in describe(profile, "en"))


@pytest.mark.rule("PRO-2")
def test_staff_are_told_what_the_machine_may_decide(written: Written) -> None:
    folder = written(
        ('level = "nothing"', 'level = "approve"'),
        ("second_review_percent = 2", "second_review_percent = 3\n[identity.machine.look]\nsharpness = 0.5"),
    )

    text = said(describe(load(folder).on(TODAY), "en", staff=True))

    assert "and to approve where everything is the same" in text
    assert "Decisions that are judged again, blind: 3%" in text
    assert "least sharpness: 0.5" in text
    assert "electricity, city gas, water" in text
    assert "judged again" not in said(describe(load().on(TODAY), "en"))


@pytest.mark.rule("IDV-9")
def test_each_limit_of_the_look_can_be_set_and_is_told_in_words() -> None:
    names = {each.name for each in fields(Limits)}
    assert set(LookLimits.model_fields) == names

    profile = load().on(TODAY)
    machine = profile.identity.machine.model_copy(update={"look": LookLimits(**dict.fromkeys(names, 1))})
    identity = profile.identity.model_copy(update={"machine": machine})
    limited = profile.model_copy(update={"identity": identity})
    with_limits, without = (
        said(describe(each, "ja", staff=True)).splitlines() for each in (limited, profile)
    )

    assert len(with_limits) == len(without) + len(names)


def test_sections_have_keys_of_their_own() -> None:
    keys = [section.key for section in describe(load().on(TODAY), "en", staff=True)]
    assert len(keys) == len(set(keys))


def test_a_profile_with_other_facts_says_those(written: Written) -> None:
    folder = written(
        ("without_package = true", "without_package = true\ncode_valid_days = 180"),
        ("number_digits = 10", "number_digits = 11"),
        ('pauses = [{ first = "12-29", last = "01-03" }]', ""),
    )
    text = said(describe(load(folder).on(TODAY), "en", staff=True))
    assert "A code is valid for: 180 days" in text
    assert "11 digits" in text
    assert "Closed every year: None" in text


@pytest.mark.rule("SUP-1", "MNP-1")
@pytest.mark.parametrize(
    ("given", "ja", "en"),
    [
        (Hours(spans=(Span(opens="09:00", closes="19:00"),)), "毎日 09:00〜19:00", "every day 09:00–19:00"),
        (Hours(always=True), "24時間", "round the clock"),
        (
            Hours(always=True, except_maintenance=True),
            "24時間（システムメンテナンス中を除く）",
            "round the clock, except during system maintenance",
        ),
        (
            Hours(
                spans=(
                    Span(days=("mon", "tue"), opens="09:00", closes="12:00"),
                    Span(days=("holiday",), opens="10:00", closes="11:00"),
                )
            ),
            "月曜日・火曜日 09:00〜12:00、祝日 10:00〜11:00",
            "Monday, Tuesday 09:00–12:00, public holidays 10:00–11:00",
        ),
    ],
)
def test_opening_hours_as_people_say_them(given: Hours, ja: str, en: str) -> None:
    assert (hours(given).ja, hours(given).en) == (ja, en)


@pytest.mark.rule("IDV-3")
@pytest.mark.parametrize(
    ("rule", "starts", "minutes", "ja", "en"),
    [
        ("FREQ=MONTHLY;BYDAY=4SU", (2014, 1, 26, 23, 30), 570,
         "毎月第4日曜日 23:30から翌日09:00まで", "every fourth Sunday of the month from 23:30 to 09:00 the next day"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", (2026, 1, 1, 2, 0), 60,
         "毎週月曜日・木曜日 02:00から03:00まで", "every Monday, Thursday from 02:00 to 03:00"),
        ("FREQ=DAILY", (2026, 1, 1, 3, 0), 30, "毎日 03:00から03:30まで", "every day from 03:00 to 03:30"),
        ("FREQ=YEARLY", (2026, 12, 30, 22, 0), 4 * 1440,
         "FREQ=YEARLY 22:00から4日後の22:00まで", "FREQ=YEARLY from 22:00 to 22:00 4 days later"),
        ("FREQ=MONTHLY;BYDAY=-1SU", (2026, 1, 25, 1, 0), 60,
         "FREQ=MONTHLY;BYDAY=-1SU 01:00から02:00まで", "FREQ=MONTHLY;BYDAY=-1SU from 01:00 to 02:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", (2026, 1, 1, 1, 0), 60,
         "FREQ=MONTHLY;BYMONTHDAY=1 01:00から02:00まで", "FREQ=MONTHLY;BYMONTHDAY=1 from 01:00 to 02:00"),
    ],
)  # fmt: skip
def test_maintenance_as_people_say_it(
    rule: str, starts: tuple[int, int, int, int, int], minutes: int, ja: str, en: str
) -> None:
    window = Maintenance(rrule=rule, starts=datetime(*starts), minutes=minutes)  # noqa: DTZ001 - a local time
    assert (maintenance(window).ja, maintenance(window).en) == (ja, en)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ("valid_until = 2030-03-31", "(until 31 March 2030)"),
        ("valid_from = 2020-01-01\nvalid_until = 2030-03-31", "(1 January 2020 to 31 March 2030)"),
    ],
)
def test_dates_are_said_where_a_fact_has_them(written: Written, dates: str, words: str) -> None:
    folder = written(('[[devices]]\nkey = "sample_tablet"', f'[[devices]]\n{dates}\nkey = "sample_tablet"'))
    text = said(describe(load(folder).on(TODAY), "en"))
    assert f"A sample to try the sign-up with. {words}" in text
