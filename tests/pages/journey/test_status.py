"""What a member sees of their applications (MEM-5, PCK-2)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from factories.applications import LineWish, Wish, begun, submitted
from factories.members import member as make_member
from kaitsu.applications import services
from kaitsu.applications.models import Application
from kaitsu.kernel import clock
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from pages.checking import CheckingClient
from pages.journey.conftest import main, page

pytestmark = pytest.mark.django_db

Queries = Callable[[int], AbstractContextManager[object]]
NO_VOICE = Wish(line_type="data", lines=(LineWish(function="data", start=""),))
HELD = Wish(card_name="TARO YAMADA")


def url(application: Application) -> str:
    return reverse("application", args=[application.pk])


def current_stage(shown: object) -> str:
    found = shown.select_one(".timeline [aria-current=step] .timeline__title")  # type: ignore[attr-defined]
    assert found is not None
    return str(found.get_text(strip=True))


@pytest.mark.rule("MEM-5", "PCK-2")
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("wish", "stage", "next_thing", "queries"),
    [
        (Wish(), "本人確認", "本人確認書類の画像をお送りください", 6),
        (HELD, "お申し込み内容の確認", "お手続きは必要ありません", 6),
        (NO_VOICE, "SIMカードの準備とお届け", "日ほどでお届けします", 9),
    ],
)
def test_each_application_says_where_it_stands_and_the_one_next_thing(
    browser: Client,
    applicant: Member,
    language: str,
    wish: Wish,
    stage: str,
    next_thing: str,
    queries: int,
    django_assert_max_num_queries: Queries,
) -> None:
    application = submitted(wish, applicant)

    with django_assert_max_num_queries(queries):
        response = browser.get(url(application), headers={"accept-language": language})

    shown = page(response)
    assert "no-store" in response["Cache-Control"]
    assert application.reference in main(shown)
    assert len(shown.select(".card--next")) == 1
    if language == "ja":
        assert current_stage(shown) == stage
        assert next_thing in main(shown)


@pytest.mark.rule("PCK-2", "IDV-3")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_during_maintenance_the_page_says_when_the_mail_leaves(
    browser: Client, applicant: Member, language: str
) -> None:
    # the fourth Sunday, 23:45: closed until 9:00
    with clock.frozen(datetime(2026, 11, 22, 23, 45, tzinfo=clock.TOKYO)):
        application = submitted(Wish(), applicant)
        shown = page(browser.get(url(application), headers={"accept-language": language}))

    assert "9:00" in main(shown)
    assert ("11月23日" if language == "ja" else "23 November") in main(shown)


@pytest.mark.rule("MEM-5")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_ended_application_leads_to_a_new_one(browser: Client, applicant: Member, language: str) -> None:
    draft = begun(applicant)
    services.abandon(applicant, draft.pk, by=applicant.actor)

    shown = page(browser.get(url(draft), headers={"accept-language": language}))

    assert shown.select("main a.button--primary[href='/apply/']")


@pytest.mark.rule("MEM-5")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_shows_every_application_of_the_member_and_no_other(
    browser: Client, applicant: Member, language: str, django_assert_max_num_queries: Queries
) -> None:
    mine = [submitted(wish, applicant) for wish in (Wish(), NO_VOICE)]
    draft = begun(applicant)
    others = submitted()

    with django_assert_max_num_queries(7):
        response = browser.get(reverse("applications"), headers={"accept-language": language})

    shown = page(response)
    assert "no-store" in response["Cache-Control"]
    for application in mine:
        assert application.reference in main(shown)
    assert shown.select(f'a[href="{reverse("apply_abandon", args=[draft.pk])}"]')
    assert others.reference not in main(shown)


@pytest.mark.rule("MEM-5")
def test_a_long_list_has_pages(browser: Client, applicant: Member) -> None:
    for _ in range(21):
        services.abandon(applicant, begun(applicant).pk, by=applicant.actor)

    assert len(page(browser.get("/applications/")).select("main .card")) == 20
    assert len(page(browser.get("/applications/?page=2")).select("main .card")) == 1


@pytest.mark.rule("MEM-5")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_empty_list_says_how_to_begin(browser: Client, language: str) -> None:
    shown = page(browser.get("/applications/", headers={"accept-language": language}))

    assert shown.select("main a[href='/apply/']")


@pytest.mark.rule("MEM-5")
def test_a_stranger_finds_nothing(applicant: Member) -> None:
    application = submitted(Wish(), applicant)
    stranger = CheckingClient()

    assert stranger.get(url(application)).status_code == 302
    stranger.force_login(make_member())
    assert stranger.get(url(application)).status_code == 404


def test_a_draft_is_gone_on_with(browser: Client, applicant: Member) -> None:
    draft = begun(applicant)

    assert browser.get(url(draft))["Location"] == reverse("apply_next", args=[draft.pk])


def test_the_promised_days_are_those_of_the_profile(browser: Client, applicant: Member) -> None:
    shown = main(page(browser.get(url(submitted(Wish(), applicant)))))

    promised = current().identity
    assert f"{promised.result_days_min}～{promised.result_days_max}日" in shown
