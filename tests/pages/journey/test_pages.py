"""Every page of the sign-up: both languages, the total, the way back, who may see it, what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse

from factories.applications import LineWish, Wish, begun, complete, family, journey
from factories.members import member as make_member
from kaitsu.applications import confirmation
from kaitsu.applications.models import Application
from kaitsu.faces.pages.journey.context import step_url
from kaitsu.members.models import Member
from pages.checking import CheckingClient
from pages.journey.conftest import main, page

pytestmark = pytest.mark.django_db

FAMILY = family(LineWish(start="mnp"), LineWish(function="data", start=""), LineWish(function="voice"))
#: Session and member, the draft with its package and card, its lines, and one or two for what the page is about.
MOST_QUERIES = 6

Queries = Callable[[int], AbstractContextManager[object]]


def addresses(application: Application) -> Iterator[str]:
    """Every address of a complete draft."""
    for step in journey(application).steps:
        yield step_url(application.pk, step)
    for name in ("apply_confirm", "apply_abandon"):
        yield reverse(name, args=[application.pk])


@pytest.fixture
def draft(applicant: Member) -> Application:
    """Three lines, one of them with its number, and a code on its way."""
    application = complete(FAMILY, applicant)
    confirmation.send(applicant, application.pk, by=applicant.actor)
    return application


@pytest.mark.rule("SCR-1", "PLN-6")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_within_few_queries_and_shows_the_total(
    browser: Client, draft: Application, language: str, django_assert_max_num_queries: Queries
) -> None:
    titles = set()
    for address in addresses(draft):
        with django_assert_max_num_queries(MOST_QUERIES):
            response = browser.get(address, headers={"accept-language": language})
        shown = page(response)
        assert "no-store" in response["Cache-Control"]
        assert shown.html is not None
        assert shown.html["lang"] == language
        assert shown.title is not None
        titles.add(shown.title.get_text())
        if "abandon" not in address:
            assert shown.select_one(".total"), address
            assert shown.select_one(".steps [aria-current=step]"), address
    # the three pages of lines are told apart by their number
    assert len(titles) == len(list(addresses(draft)))


@pytest.mark.rule("SCR-1")
def test_a_stranger_finds_nothing(draft: Application) -> None:
    stranger = CheckingClient()
    stranger.force_login(make_member())
    for address in [*addresses(draft), reverse("apply_next", args=[draft.pk])]:
        assert stranger.get(address).status_code == 404, address
    assert stranger.post(reverse("apply_abandon", args=[draft.pk])).status_code == 404
    assert stranger.get(reverse("apply_card_return", args=[draft.pk])).status_code == 404
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.rule("SCR-1")
def test_without_signing_in_every_page_leads_to_the_sign_in(
    draft: Application, checking_client: CheckingClient
) -> None:
    for address in addresses(draft):
        response = checking_client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith("/account/"), address


@pytest.mark.rule("CNF-5")
def test_a_page_that_cannot_be_opened_yet_leads_to_where_the_draft_stands(
    browser: Client, applicant: Member
) -> None:
    draft = begun(applicant)

    for key in ("plan", "name", "privacy"):
        response = browser.get(reverse("apply_step", args=[draft.pk, key]))
        assert response["Location"] == reverse("apply_step", args=[draft.pk, "terms"])
    for name in ("apply_card", "apply_check", "apply_confirm", "apply_next"):
        response = browser.get(reverse(name, args=[draft.pk]))
        assert response["Location"] == reverse("apply_step", args=[draft.pk, "terms"])
    assert browser.get(reverse("apply_step", args=[draft.pk, "line-9"])).status_code == 302


@pytest.mark.rule("CNF-1")
def test_a_page_opened_from_all_answers_leads_back_there(browser: Client, draft: Application) -> None:
    check = reverse("apply_check", args=[draft.pk])
    address = reverse("apply_step", args=[draft.pk, "contact"]) + "?from=check"

    shown = page(browser.get(address))
    link = shown.select_one(".back a")
    assert link is not None
    assert link["href"] == check

    response = browser.post(address, {"email": "hanako.new@example.jp"})
    assert response["Location"] == check


@pytest.mark.rule("CNF-1")
def test_another_number_of_lines_from_all_answers_asks_for_the_new_line_and_then_returns(
    browser: Client, applicant: Member
) -> None:
    draft = complete(family(LineWish()), applicant)

    response = browser.post(reverse("apply_step", args=[draft.pk, "lines"]) + "?from=check", {"count": "2"})

    asked = reverse("apply_step", args=[draft.pk, "line-2"]) + "?from=check"
    assert response["Location"] == asked
    response = browser.post(asked, {"function": "data", "size": "nano"})
    # what has to be ready is asked anew, since another line may need more
    ready = reverse("apply_step", args=[draft.pk, "ready"]) + "?from=check"
    assert response["Location"] == ready
    questions = {str(field["name"]) for field in page(browser.get(ready)).select("input[value=yes]")}
    response = browser.post(ready, dict.fromkeys(questions, "yes"))
    assert response["Location"] == reverse("apply_check", args=[draft.pk])


@pytest.mark.rule("ENT-5")
def test_a_draft_is_cancelled_after_asking_once(browser: Client, draft: Application) -> None:
    address = reverse("apply_abandon", args=[draft.pk])
    page(browser.get(address))
    draft.refresh_from_db()
    assert draft.state == "draft"

    shown = page(browser.post(address, follow=True))

    draft.refresh_from_db()
    assert draft.state == "cancelled"
    assert "もう一度お使いになれます" in main(shown)


def test_a_data_line_is_not_asked_for_a_number(browser: Client, applicant: Member) -> None:
    draft = complete(Wish(line_type="data", lines=(LineWish(function="data", start=""),)), applicant)

    shown = page(browser.get(reverse("apply_step", args=[draft.pk, "line-1"])))

    assert not shown.select("[name=start]")
