"""The entry code: typed, refused, confirmed (ENT-2 to ENT-6)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from factories.applications import begun
from factories.retail import CLERK, code, codes, held, package
from kaitsu.applications.models import Application
from kaitsu.members.models import Member
from kaitsu.retail import services as retail
from kaitsu.retail.models import Package
from pages.journey.conftest import beside, main, page, summed_up, typed

pytestmark = pytest.mark.django_db
APPLY = "/apply/"


def answered(text: str, sim_choice: str = "none", **more: str) -> dict[str, str]:
    return {"code": text, "sim_choice": sim_choice} | more


@pytest.mark.rule("ENT-4", "ENT-2")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_code_and_line_type_are_shown_before_anything_is_held(browser: Client, language: str) -> None:
    fresh = code()
    sloppy = str(fresh).lower().replace("-", "　")

    shown = page(browser.post(APPLY, answered(sloppy), headers={"accept-language": language}))

    assert str(fresh) in main(shown)
    assert ("音声通話機能付きSIM" if language == "ja" else "Voice SIM") in main(shown)
    assert package(fresh).state == "issued"
    assert not Application.objects.exists()


@pytest.mark.rule("ENT-4", "ENT-5")
def test_a_confirmed_code_makes_a_draft(browser: Client) -> None:
    fresh = code()

    response = browser.post(APPLY, answered(str(fresh), confirmed="yes"))

    draft = Application.objects.get()
    assert response["Location"] == reverse("apply_next", args=[draft.pk])
    assert package(fresh).state == "held"


@pytest.mark.rule("SCR-1")
def test_what_is_missing_is_asked_for_beside_its_field(browser: Client) -> None:
    shown = page(browser.post(APPLY, {}), 422)

    assert summed_up(shown) == [
        "パッケージにSIMカードが入っているかを選んでください。",
        "エントリーコードを入力してください。",
    ]
    assert beside(shown, "code") == "エントリーコードを入力してください。"
    assert len(summed_up(page(browser.post(APPLY, {"code": "ABCD"}), 422))) == 2
    assert shown.title is not None
    assert shown.title.get_text().startswith("エラー：")


@pytest.mark.rule("ENT-6")
@pytest.mark.parametrize("case", ["mistyped", "spent", "held", "recalled"])
def test_each_way_a_code_can_fail_has_its_own_words_and_what_was_typed_stays(
    browser: Client, case: str
) -> None:
    fresh = code()
    text, words = str(fresh), ""
    if case == "mistyped":
        swapped = "2" if text[0] != "2" else "3"
        text, words = swapped + text[1:], "1文字ずつ見比べて"
    elif case == "spent":
        holder = uuid4()
        kept = retail.hold(fresh, holder, by=CLERK)
        retail.spend(kept.pk, holder, by=CLERK)
        words = "すでにお申し込みに使われています"
    elif case == "held":
        retail.hold(fresh, uuid4(), by=CLERK)
        words = "別のお申し込みで入力中です"
    else:
        retail.recall_package(package(fresh).pk, note="printed twice", by=CLERK)
        words = "ご利用いただけなくなりました"

    shown = page(browser.post(APPLY, answered(text)), 422)

    assert words in beside(shown, "code")
    assert typed(shown)["code"] == text
    assert typed(shown)["sim_choice"] == "none"


@pytest.mark.rule("ENT-3")
def test_a_package_with_a_sim_card_is_told_what_to_do(browser: Client) -> None:
    shown = page(browser.post(APPLY, answered(str(code()), "included")), 422)

    assert beside(shown, "sim_choice")


@pytest.mark.rule("ENT-6")
def test_too_many_wrong_codes_are_stopped(browser: Client) -> None:
    wrong = codes(40)
    Package.objects.all().delete()

    answers = [browser.post(APPLY, answered(str(text))) for text in wrong]

    stopped = next(answer for answer in answers if answer.status_code == 429)
    assert "受け付けを止めています" in beside(page(stopped, 429), "code")
    assert int(stopped["Retry-After"]) > 0
    before = answers[: answers.index(stopped)]
    assert {answer.status_code for answer in before} == {422}


@pytest.mark.rule("ENT-5", "CNF-5")
def test_the_code_of_ones_own_draft_leads_on_to_it(browser: Client, applicant: Member) -> None:
    fresh = code()
    browser.post(APPLY, answered(str(fresh), confirmed="yes"))
    draft = Application.objects.get()

    response = browser.post(APPLY, answered(str(fresh)))

    assert response["Location"] == reverse("apply_next", args=[draft.pk])


@pytest.mark.rule("CNF-5")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_draft_is_offered_where_an_application_begins(
    browser: Client, applicant: Member, language: str
) -> None:
    draft = begun(applicant)

    for address in (APPLY, "/", reverse("applications")):
        shown = page(browser.get(address, headers={"accept-language": language}))
        assert shown.select(f'a[href="{reverse("apply_next", args=[draft.pk])}"]'), address


def test_nothing_is_held_for_others(browser: Client) -> None:
    held()

    assert "入力途中" not in main(page(browser.get(APPLY)))
