"""Answers that break a rule: told beside the field, summed up, nothing typed is lost; answers that are tidied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from factories.applications import LineWish, complete, family
from kaitsu.applications.models import Application, Line
from kaitsu.kernel import clock
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from pages.journey.conftest import ADDRESS, beside, main, page, step_url, summed_up, typed

pytestmark = pytest.mark.django_db

NAME = {
    "name_in_latin": "no",
    "registered_family": "大野",
    "registered_given": "花子",
    "kana_family": "オオノ",
    "kana_given": "ハナコ",
    "latin_family": "OHNO",
    "latin_given": "HANAKO",
}
ABOUT = {
    "birth_date_year": "1980",
    "birth_date_month": "1",
    "birth_date_day": "1",
    "telephone": "03-1234-5678",
}


def port(days: int = 10, **changes: str) -> dict[str, str]:
    last = clock.today() + timedelta(days=days)
    return {
        "msisdn": "090-1234-5678",
        "carrier": "au",
        "number": "12-345-67890",
        "last_day_year": str(last.year),
        "last_day_month": str(last.month),
        "last_day_day": str(last.day),
        "same_details": "on",
    } | changes


WRONG = [
    ("terms", {"version": "x"}, "agreed", "ご利用規約をお読みになり"),
    ("plan", {}, "plan", "料金プランを選んでください。"),
    ("line-1", {"start": "new"}, "size", "SIMカードのサイズを選んでください。"),
    ("device", {}, "device", "「SIMのみ」を選んでください。"),
    ("name", NAME | {"registered_family": ""}, "registered_family", "Aの姓を入力してください。"),
    (
        "name",
        NAME | {"registered_family": "大𠮷", "kana_family": "オオヨシ"},
        "registered_family",
        "「ヨシ」",
    ),
    ("name", NAME | {"kana_family": "大野"}, "kana_family", "カタカナで入力してください。"),
    ("name", NAME | {"latin_given": "花子"}, "latin_given", "ローマ字は"),
    ("about", ABOUT | {"birth_date_year": "2015"}, "birth_date", "保護者の方"),
    ("about", ABOUT | {"birth_date_month": "13"}, "birth_date", "月"),
    ("about", ABOUT | {"telephone": "12"}, "telephone", "電話番号の桁が足りません。"),
    ("about", ABOUT | {"telephone": "0120-444-444"}, "telephone", "フリーダイヤル"),
    ("address", ADDRESS | {"postal_code": "106"}, "postal_code", "郵便番号は7桁です。"),
    ("address", ADDRESS | {"block": "みなと"}, "block", "番地を数字で"),
    ("address", ADDRESS | {"city": "千代田区"}, "postal_code", "「東京都港区六本木」の番号です"),
    ("contact", {"email": "hanako"}, "email", "メールアドレスの形を"),
    ("porting-1", port(number="123"), "number", "入力は3桁でした。"),
    ("porting-1", port(msisdn="090-1234-56789"), "msisdn", "11桁"),
    ("porting-1", port(msisdn="03-1234-5678"), "msisdn", "携帯電話の番号"),
    ("porting-1", port(same_details=""), "same_details", "チェックを入れてください。"),
    ("privacy", {"version": "x"}, "agreed", "個人情報の取り扱いをお読みになり"),
]


@pytest.mark.rule("SCR-1", "HLD-2", "HLD-4", "HLD-5", "MNP-2")
@pytest.mark.parametrize(("key", "data", "field", "words"), WRONG)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    browser: Client, draft: Application, key: str, data: dict[str, str], field: str, words: str
) -> None:
    shown = page(browser.post(step_url(draft, key), data), 422)

    assert words in beside(shown, field)
    assert any(words in line for line in summed_up(shown))
    assert shown.title is not None
    assert shown.title.get_text().startswith("エラー：")
    kept = typed(shown)
    assert {name: kept.get(name) for name, value in data.items() if value and name != "version"} == {
        name: value for name, value in data.items() if value and name != "version"
    }


#: What the form says and what the rules say, of one page; two words for a field are two refusals.
SEVERAL: list[tuple[str, dict[str, str], dict[str, tuple[str, ...]]]] = [
    ("line-2", {"function": "voice"}, {"start": ("新しい電話番号にするか",), "size": ("サイズ",)}),
    (
        "name",
        NAME
        | {"registered_family": "", "registered_given": "花😀", "kana_given": "ハ<", "latin_given": "花"},
        {
            "registered_family": ("Aの姓を入力してください。",),
            "registered_given": ("「😀」",),
            "kana_given": ("「<」",),
            "latin_given": ("ローマ字は",),
        },
    ),
    (
        "name",
        NAME | {"name_in_latin": "yes", "kana_given": "花子"},
        {
            "registered_family": ("Aにもカタカナ",),
            "registered_given": ("Aにもカタカナ",),
            "kana_given": ("カタカナで",),
        },
    ),
    ("name", NAME | {"registered_family": "オノ", "kana_family": ""}, {"kana_family": ("Bのセイ",)}),
    (
        "about",
        ABOUT | {"birth_date_year": "2015", "telephone": ""},
        {"birth_date": ("保護者",), "telephone": ("",)},
    ),
    (
        "about",
        ABOUT | {"birth_date_month": "13", "birth_date_day": ""},
        {"birth_date": ("日を入力", "月は1から")},
    ),
    (
        "address",
        ADDRESS | {"city": "千代田区", "block": "", "building": "見本🏠"},
        {"postal_code": ("の番号です",), "block": ("番地を入力",), "building": ("「🏠」",)},
    ),
    (
        "address",
        ADDRESS | {"city": "", "town": "<b>", "block": "みなと"},
        {"city": ("市区町村を",), "town": ("「<」",), "block": ("番地を数字で",)},
    ),
    (
        "porting-1",
        port(number="", msisdn="", same_details="", last_day_year="2025"),
        {"number": ("",), "msisdn": ("",), "last_day": ("期限が過ぎて",), "same_details": ("チェックを",)},
    ),
    ("porting-1", port(last_day_day=""), {"last_day": ("日を入力",)}),
]


@pytest.mark.rule("SCR-1", "HLD-1", "HLD-4", "HLD-5", "MNP-3")
@pytest.mark.parametrize(("key", "data", "refused"), SEVERAL)
def test_everything_wrong_with_a_page_is_told_at_once(
    browser: Client, applicant: Member, key: str, data: dict[str, str], refused: dict[str, tuple[str, ...]]
) -> None:
    draft = complete(family(LineWish(start="mnp"), LineWish(function="data", start="")), applicant)

    shown = page(browser.post(step_url(draft, key), data), 422)

    told = {name: beside(shown, name) for name in refused}
    assert {name for name, words in refused.items() if not all(word in told[name] for word in words)} == set()
    assert all(told.values())
    assert len(summed_up(shown)) == sum(map(len, refused.values()))
    assert {name: typed(shown).get(name) for name, value in data.items() if value} == {
        name: value for name, value in data.items() if value
    }


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize(("key", "data", "field", "words"), WRONG)
def test_every_refusal_is_told_in_english_too(
    browser: Client, draft: Application, key: str, data: dict[str, str], field: str, words: str
) -> None:
    browser.japanese_words = {"大", "𠮷", "ヨシ", "東京都港区六本木", "オ", "花", "み", "大野"}  # type: ignore[attr-defined]

    shown = page(browser.post(step_url(draft, key), data, headers={"accept-language": "en"}), 422)

    assert beside(shown, field)
    assert len(summed_up(shown)) >= 1


@pytest.mark.rule("HLD-3")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_was_tidied_is_shown_a_line_each(browser: Client, draft: Application, language: str) -> None:
    sloppy = NAME | {"kana_family": "ｵｵﾉ", "latin_family": " ｏｈｎｏ "}

    shown = page(
        browser.post(step_url(draft, "name"), sloppy, headers={"accept-language": language}, follow=True)
    )

    notice = shown.select_one(".notice--info")
    assert notice is not None
    lines = [line for line in notice.get_text("\n", strip=True).split("\n") if line]
    assert "オオノ" in "".join(lines)
    assert "OHNO" in "".join(lines)


@pytest.mark.rule("PRE-4")
def test_a_no_before_typing_is_answered_with_what_to_do_first(browser: Client, draft: Application) -> None:
    asked = [str(item["name"]) for item in page(browser.get(step_url(draft, "ready"))).select("[value=yes]")]
    assert len(asked) > 2

    shown = page(browser.post(step_url(draft, "ready"), dict.fromkeys(asked, "yes") | {asked[0]: "no"}), 422)

    advice = {item.key: item.advice.ja for item in current().readiness}
    assert beside(shown, asked[0]) == advice[asked[0]]
    assert typed(shown)[asked[1]] == "yes"


@pytest.mark.rule("PRE-4")
def test_questions_without_an_answer_are_told_apart_in_the_summary(
    browser: Client, draft: Application
) -> None:
    lines = summed_up(page(browser.post(step_url(draft, "ready"), {}), 422))

    assert len(lines) == len(set(lines)) > 2


@pytest.mark.rule("MNP-3")
@pytest.mark.parametrize(("days", "taken"), [(7, True), (6, False), (-1, False)])
def test_a_reservation_with_too_few_days_waits_with_the_desk_of_the_carrier(
    browser: Client, draft: Application, days: int, taken: bool
) -> None:
    response = browser.post(step_url(draft, "porting-1"), port(days))

    assert response.status_code == (302 if taken else 422)
    if not taken:
        shown = page(response, 422)
        assert "予約番号の取り直しが必要です" in main(shown)
        desk = current().carrier("au").desks[0]
        assert desk.contact.ja in main(shown)
        assert shown.select("a[href^='tel:']")
        # kept, so that only the number that is issued anew is typed
        assert typed(page(browser.get(step_url(draft, "porting-1"))))["carrier"] == "au"
        assert browser.get(reverse("apply_check", args=[draft.pk]))["Location"] == step_url(
            draft, "porting-1"
        )


@pytest.mark.rule("MNP-4", "MNP-5")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_port_page_shows_what_must_be_the_same_everywhere_and_the_warnings(
    browser: Client, draft: Application, language: str
) -> None:
    shown = page(browser.get(step_url(draft, "porting-1"), headers={"accept-language": language}))

    for text in ("大野 花子", "東京都港区六本木1-2-3", "1980"):
        assert text in main(shown)
    warned = [carrier for carrier in current().portability.carriers if carrier.handset_warning]
    assert len(warned) == 2
    for carrier in warned:
        assert carrier.handset_warning is not None
        assert carrier.handset_warning.text(language) in main(shown)


@pytest.mark.rule("MNP-5")
def test_the_warning_of_ones_carrier_does_not_block_and_is_told_again(
    browser: Client, draft: Application
) -> None:
    assert browser.post(step_url(draft, "porting-1"), port()).status_code == 302

    warning = current().carrier("au").handset_warning
    assert warning is not None
    assert warning.ja in main(page(browser.get(reverse("apply_check", args=[draft.pk]))))


@pytest.mark.rule("PLN-2", "PLN-4")
def test_a_further_line_is_asked_for_its_number_only_with_voice(browser: Client, applicant: Member) -> None:
    draft = complete(family(LineWish(), LineWish(function="data", start="")), applicant)
    address = step_url(draft, "line-2")

    shown = page(browser.get(address))
    portable = {str(card["value"]) for card in shown.select("[data-portable]")}
    assert portable == {function.key for function in current().functions if function.portable}
    assert shown.select(".by-function .for-portable [name=start]")

    refused = page(browser.post(address, {"function": "voice", "size": "nano"}), 422)
    assert beside(refused, "start")
    assert browser.post(address, {"function": "sms", "start": "mnp", "size": "nano"}).status_code == 302
    line = Line.objects.get(application=draft, index=2)
    assert (line.function, line.start) == ("sms", "")


RIGHT = [
    ("plan", {"plan": "light_start"}),
    ("line-1", {"start": "mnp", "size": "micro"}),
    ("device", {"device": "none"}),
    ("name", NAME),
    ("about", ABOUT),
    ("address", ADDRESS),
    ("contact", {"email": "hanako.new@example.jp"}),
]
#: Session and member, the draft read and then locked, its lines twice, savepoints, and what is written.
MOST_QUERIES = 11


@pytest.mark.rule("CNF-5")
@pytest.mark.parametrize(("key", "data"), RIGHT)
def test_an_answer_is_saved_within_few_queries(
    browser: Client,
    draft: Application,
    key: str,
    data: dict[str, str],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    before = draft.changed_at

    with clock.frozen(clock.now() + timedelta(minutes=1)), django_assert_max_num_queries(MOST_QUERIES):
        response = browser.post(step_url(draft, key), data)

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.changed_at > before


@pytest.mark.rule("HLD-3")
def test_an_address_for_mail_is_put_right(browser: Client, draft: Application) -> None:
    response = browser.post(step_url(draft, "contact"), {"email": " Ｈanako＠Example.jp"})

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.email == "hanako@example.jp"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("key", "name", "text", "words"),
    [
        ("name", "kana_family", "ナ" * 61, {"ja": "セイは60文字以内で", "en": "at most 60 characters"}),
        ("contact", "email", "a" * 250 + "@example.jp", {"ja": "254文字以内で", "en": "at most 254"}),
    ],
)
def test_what_django_refuses_is_told_in_our_words(
    browser: Client, draft: Application, key: str, name: str, text: str, words: dict[str, str], language: str
) -> None:
    browser.cookies["kaitsu_language"] = language
    data = NAME if key == "name" else {}

    shown = page(browser.post(step_url(draft, key), data | {name: text}), 422)

    assert words[language] in beside(shown, name)
    assert summed_up(shown) == [beside(shown, name)]


@pytest.mark.rule("CNF-1")
def test_a_line_that_stays_as_it_was_leads_straight_back_to_all_answers(
    browser: Client, draft: Application
) -> None:
    address = step_url(draft, "line-1") + "?from=check"

    same = browser.post(address, {"start": "mnp", "size": "micro"})
    other = browser.post(address, {"start": "new", "size": "micro"})

    assert same["Location"] == reverse("apply_check", args=[draft.pk])
    assert other["Location"] == step_url(draft, "ready") + "?from=check"
