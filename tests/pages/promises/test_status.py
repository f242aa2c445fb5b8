"""The page of an application says how long it took of late, or what the profile promises (OPS-7)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from factories.applications import Wish, submitted
from factories.decisions import decided, waiting
from factories.reviews import waiting as documents_sent
from kaitsu.applications.models import Application
from kaitsu.faces.pages.status import _duration
from pages.checking import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-7")]

Queries = Callable[[int], AbstractContextManager[object]]


def next_thing(browser: CheckingClient, application: Application, language: str) -> str:
    browser.force_login(application.member)
    response = browser.get(
        reverse("application", args=[application.pk]), headers={"accept-language": language}
    )
    card = BeautifulSoup(response.content, "html5lib").select_one(".card--next")
    assert card is not None
    return " ".join(card.get_text(" ", strip=True).split())


@pytest.mark.parametrize(
    ("language", "times", "queue", "promise"),
    [
        (
            "ja",
            "半分の方が5時間以内、9割の方が3日以内",
            "今いちばん長くお待ちの方は、送ってから1時間です",
            "通常2～3日",
        ),
        (
            "en",
            "half of the results came within 5 hours of sending the documents, and nine out of ten within 3 days",
            "1 hour",
            "2 to 3 days",
        ),
    ],
)
def test_with_enough_decisions_it_says_what_was_measured(
    checking_client: CheckingClient, language: str, times: str, queue: str, promise: str
) -> None:
    decided([4.2] * 15 + [70] * 5)
    waiting(0.4)
    application = submitted()

    said = next_thing(checking_client, application, language)

    assert times in said
    assert queue in said
    assert promise not in said


@pytest.mark.parametrize(("language", "promise"), [("ja", "通常2～3日"), ("en", "2 to 3 days")])
def test_with_few_decisions_it_says_what_is_promised(
    checking_client: CheckingClient, language: str, promise: str
) -> None:
    decided([4] * 19)
    waiting(1)

    assert promise in next_thing(checking_client, submitted(), language)


def test_where_nobody_waits_no_queue_is_told(checking_client: CheckingClient) -> None:
    decided([4] * 20)

    assert "今いちばん長く" not in next_thing(checking_client, submitted(), "ja")


def test_who_has_no_documents_to_send_is_told_nothing_of_it(checking_client: CheckingClient) -> None:
    decided([4] * 20)
    held = submitted(Wish(card_name="TARO YAMADA"))

    assert "4時間" not in next_thing(checking_client, held, "ja")


def test_the_page_takes_no_more_than_six_queries(
    checking_client: CheckingClient, django_assert_max_num_queries: Queries
) -> None:
    application = submitted()
    checking_client.force_login(application.member)

    with django_assert_max_num_queries(6):
        checking_client.get(reverse("application", args=[application.pk]))


@pytest.mark.rule("MEM-5", "IDV-11")
@pytest.mark.parametrize(
    ("language", "taken", "send"),
    [
        ("ja", "本人確認書類を受け取りました", "お送りください"),
        ("en", "We have your identity document", "send"),
    ],
)
def test_who_has_sent_documents_is_not_asked_for_them_again(
    checking_client: CheckingClient, language: str, taken: str, send: str
) -> None:
    application = documents_sent()

    said = next_thing(checking_client, application, language)
    listed = checking_client.get(reverse("applications"), headers={"accept-language": language})

    assert taken in said
    assert send not in said
    assert taken in listed.content.decode()


@pytest.mark.parametrize(
    ("hours", "ja", "en"),
    [
        (0, "1時間", "1 hour"),
        (1, "1時間", "1 hour"),
        (1.01, "2時間", "2 hours"),
        (48, "48時間", "48 hours"),
        (48.1, "3日", "3 days"),
        (73, "4日", "4 days"),
    ],
)
def test_a_time_is_rounded_up(hours: float, ja: str, en: str) -> None:
    assert _duration(timedelta(hours=hours)) == ja
    with translation.override("en"):
        assert _duration(timedelta(hours=hours)) == en
