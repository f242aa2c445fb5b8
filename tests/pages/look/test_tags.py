"""Days, money, symbols and texts as pages show them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from kaitsu.faces.look import desk
from kaitsu.kernel import clock
from kaitsu.kernel.money import Yen
from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.hours import Hours, Span


def drawn(source: str, language: str = "ja", **context: Any) -> str:
    with translation.override(language):
        return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "shown"), [("ja", "2026年11月22日（日）"), ("en", "Sun 22 November 2026")]
)
def test_a_day_has_its_weekday(language: str, shown: str) -> None:
    assert drawn("{{ day|japanese_date }}", language, day=date(2026, 11, 22)) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("ja", "2026年11月23日（月） 0:05"), ("en", "Mon 23 November 2026, 0:05")]
)
def test_a_moment_is_shown_in_the_time_of_japan(language: str, shown: str) -> None:
    moment = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)

    assert drawn("{{ moment|japanese_moment }}", language, moment=moment) == shown
    assert drawn("{{ moment|japanese_time }}", language, moment=moment) == "0:05"


def test_no_moment_is_no_text() -> None:
    assert drawn("{{ x|japanese_date }}{{ x|japanese_moment }}{{ x|japanese_time }}{{ x|iso }}", x=None) == ""


@pytest.mark.parametrize(("language", "shown"), [("ja", "12,345円"), ("en", "¥12,345")])
@pytest.mark.parametrize("amount", [Yen(12345), 12345])
def test_money_is_whole_yen(language: str, shown: str, amount: Yen | int) -> None:
    assert drawn("{{ amount|yen }}", language, amount=amount) == shown


def test_a_localised_text_follows_the_language() -> None:
    text = Localised(ja="音声", en="Voice")

    assert drawn("{{ text|localised }}", text=text) == "音声"
    assert drawn("{{ text|localised }}", "en", text=text) == "Voice"
    assert drawn("{{ text|localised }}", text="plain") == "plain"


def test_japanese_on_an_english_page_is_marked_and_escaped() -> None:
    assert drawn("{{ name|in_japanese }}", "en", name="山田<b>") == '<span lang="ja">山田&lt;b&gt;</span>'
    assert drawn("{{ name|in_japanese }}", "en", name="Yamada<b>") == "Yamada&lt;b&gt;"
    assert drawn("{{ name|in_japanese }}", "ja", name="山田<b>") == "山田&lt;b&gt;"


def test_a_symbol_is_hidden_or_named() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')
    assert 'role="img" aria-label="&lt;済&gt;"' in drawn('{% icon "check" name %}', name="<済>")
    with pytest.raises(KeyError):
        drawn('{% icon "unknown" %}')


def test_a_notice_says_its_kind_and_keeps_its_content() -> None:
    html = drawn('{% notice "warning" title=t %}<p>{{ body }}</p>{% endnotice %}', t="見出し<", body="本文<")

    assert "ご注意" in html
    assert "見出し&lt;" in html
    assert "<p>本文&lt;</p>" in html


def test_the_step_indicator_counts_and_names_the_current_step() -> None:
    steps = [
        {"label": "規約", "url": "/1/", "state": "done"},
        {"label": "料金", "url": "/2/", "state": "current"},
        {"label": "氏名", "url": "", "state": "todo"},
    ]

    html = drawn("{% step_indicator steps %}", steps=steps)

    assert '<progress class="steps__bar" value="2" max="3"' in html
    assert html.count('aria-current="step"') == 1
    assert '<a href="/1/">規約</a>' in html
    assert '<a href="/2/">' not in html


def test_steps_without_a_current_one_show_no_progress() -> None:
    assert "<progress" not in drawn(
        "{% step_indicator steps %}", steps=[{"label": "a", "url": "", "state": "todo"}]
    )


@pytest.mark.rule("PLN-6")
def test_the_running_total_shows_sums_and_every_item() -> None:
    class Item:
        label = Localised(ja="基本料", en="Basic fee")
        amount = Yen(1234)
        kind = "monthly"

    class Quote:
        items = (Item(),)
        once = Yen(0)
        monthly = Yen(1234)

    html = drawn("{% running_total quote %}", quote=Quote())

    assert "<dt>月額</dt><dd>1,234円</dd>" in html
    assert "<dt>初回のみ</dt><dd>0円</dd>" in html
    assert "基本料" in html


@pytest.mark.parametrize(
    ("hours", "ja", "en"),
    [
        (Hours(always=True), "24時間", "24 hours"),
        (Hours(spans=(Span(opens="09:00", closes="19:00"),)), "毎日 9:00〜19:00", "9:00–19:00, every day"),
        (
            Hours(
                spans=(
                    Span(days=("mon", "tue", "wed", "thu", "fri"), opens="10:00", closes="18:00"),
                    Span(days=("sat", "holiday"), opens="10:00", closes="15:00"),
                )
            ),
            "平日 10:00〜18:00、土・祝 10:00〜15:00",
            "10:00–18:00, weekdays; 10:00–15:00, Sat, holidays",
        ),
    ],
)
def test_opening_hours_read_as_a_line(hours: Hours, ja: str, en: str) -> None:
    assert desk.hours_in_words(hours) == ja
    with translation.override("en"):
        assert desk.hours_in_words(hours) == en


@pytest.mark.rule("SUP-1")
def test_the_desk_says_when_it_opens_again() -> None:
    with clock.frozen(datetime(2026, 11, 18, 20, 0)):  # noqa: DTZ001 - naive is Japan's time here
        closed = drawn("{% support_desk %}")
    with clock.frozen(datetime(2026, 11, 18, 10, 0)):  # noqa: DTZ001
        opened = drawn("{% support_desk %}")

    assert "次の受付開始 2026年11月19日（木） 9:00" in closed
    assert "ただいま受付中です" in opened
    assert "次の受付開始" not in opened
