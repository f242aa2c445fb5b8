"""The queue as reviewers see it (IDV-12)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from conftest import USUAL_MOMENT
from factories.reviews import OTHER, waiting
from kaitsu.applications import review_queue
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]

QUEUE = "/console/review/"


def soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html5lib")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_empty_queue_says_so(enter: Enter, language: str) -> None:
    page = soup(enter(language=language).get(QUEUE).content)
    assert page.select_one(".empty") is not None
    assert [count.get_text() for count in page.select(".lists__count")] == ["0"] * 4


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_queue_shows_who_has_what(enter: Enter, language: str) -> None:
    browser = enter(language=language)
    mine, theirs, free = waiting(), waiting(), waiting()
    assert mine.case_id
    assert theirs.case_id
    identity.claim(mine.case_id, by=browser.actor)  # type: ignore[attr-defined]
    identity.claim(theirs.case_id, by=OTHER)

    page = soup(browser.get(QUEUE).content)
    told = {row.select_one("th").get_text(strip=True): row for row in page.select("tbody tr")}

    assert list(told) == [mine.reference, theirs.reference, free.reference]
    assert OTHER.id in told[theirs.reference].get_text()
    assert not told[theirs.reference].select("form")
    assert told[mine.reference].select_one("a.button")["href"].endswith(f"{mine.case_id}/")
    assert told[free.reference].select_one("form")["action"].endswith(f"{free.case_id}/claim/")
    assert [count.get_text() for count in page.select(".lists__count")] == ["3", "1", "1", "0"]


def test_filters_and_late_cases(enter: Enter) -> None:
    waiting()
    late = USUAL_MOMENT + timedelta(days=3, minutes=1)
    clock.use(lambda: late)
    browser = enter()

    assert "期限切れ" in soup(browser.get(QUEUE).content).select_one("tbody tr").get_text()
    assert soup(browser.get(QUEUE, {"list": "long"}).content).select("tbody tr")
    assert not soup(browser.get(QUEUE, {"list": "mine"}).content).select("tbody tr")
    assert soup(browser.get(QUEUE, {"list": "nonsense"}).content).select("tbody tr")
    home = soup(browser.get("/console/").content)
    assert any("期限を過ぎた審査" in call.get_text() for call in home.select(".calls__item--danger"))


def test_more_cases_are_on_the_next_page(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue.page, "__kwdefaults__", {"after": "", "size": 2})
    references = [waiting().reference for _ in range(3)]
    browser = enter()

    first = soup(browser.get(QUEUE).content)
    second = soup(
        browser.get(QUEUE + str(first.select_one("a[rel=next]")["href"]).partition(QUEUE)[2]).content
    )

    seen = [row.get_text(strip=True) for page in (first, second) for row in page.select("tbody th")]
    assert sorted(seen) == sorted(references)
    assert not second.select("a[rel=next]")


def test_the_queue_asks_few_questions(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        waiting()
    browser = enter()
    browser.get(QUEUE)
    # Session, member, one page of the queue, the counts, what waits for a second look.
    with django_assert_max_num_queries(5):
        browser.get(QUEUE)


def test_next_gives_the_most_urgent_case(enter: Enter) -> None:
    first, second = waiting(), waiting()
    browser = enter()

    answers = [browser.post(f"{QUEUE}next/").headers["Location"] for _ in range(3)]

    pages = [reverse("console_review_case", args=[case]) for case in (first.case_id, second.case_id)]
    # With none free, the one that the reader has had longest.
    assert answers == [*pages, pages[0]]
    assert enter().post(f"{QUEUE}next/").headers["Location"] == QUEUE
    assert {case.claimed_by for case in Case.objects.all()} == {str(browser.actor)}  # type: ignore[attr-defined]


def test_an_auditor_reads_the_queue_and_takes_nothing(enter: Enter) -> None:
    application = waiting()
    browser = enter(Role.AUDITOR)
    page = soup(browser.get(QUEUE).content)

    assert application.reference in page.get_text()
    assert not page.select("main form")
