"""An open case and the machine that still reads: asked for again and again, told once there is something (IDV-9)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag

from factories.findings import examined, given_up
from factories.reviews import REVIEWER, verdicts, waiting
from kaitsu.applications.models import Application
from kaitsu.faces.console.review import findings
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Attempt, Case
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from pages.checking import CheckingClient
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-9")]


def attempt_of(application: Application) -> Attempt:
    attempt = queries.open_attempt(Case.objects.get(pk=application.case_id))
    assert attempt is not None
    return attempt


def taken(browser: CheckingClient) -> Application:
    application = waiting()
    browser.post(f"/console/review/{application.case_id}/claim/")
    return application


def address(application: Application, attempt: object) -> str:
    return f"/console/review/{application.case_id}/reading/?attempt={attempt}"


def page_of(browser: CheckingClient, application: Application) -> BeautifulSoup:
    return BeautifulSoup(browser.get(f"/console/review/{application.case_id}/").content.decode(), "html5lib")


def piece(browser: CheckingClient, asks: str) -> list[Tag]:
    """The parts that the page is given; they point at images that are on the page only."""
    browser.check = False
    answer = browser.get(asks)
    browser.check = True
    assert answer.status_code == 200
    return list(BeautifulSoup(answer.content.decode(), "html5lib").select(".part"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_parts_come_with_their_findings_in_the_places_that_they_had(enter: Enter, language: str) -> None:
    browser = enter(Role.REVIEWER, language)
    application = taken(browser)
    page = page_of(browser, application)
    before = [str(row["data-part"]) for row in page.select(".part")]
    asks = str(page.select_one("[data-reading]")["data-reading"])
    assert page.select_one("form.review").has_attr("data-pending")
    assert browser.get(asks).status_code == 204

    examined(attempt_of(application), {"expiry": "different"})

    rows = piece(browser, asks)
    assert [str(row["data-part"]) for row in rows] == before
    assert {str(row["data-part"]): row["data-verdict"] for row in rows}["expiry"] == "different"
    # Opened anew, the worst stands first.
    assert page_of(browser, application).select_one(".part")["data-part"] == "expiry"


def test_what_could_not_be_read_is_told_and_waited_for_no_longer(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    given_up()

    page = page_of(browser, application)
    answer = browser.get(address(application, attempt_of(application).pk))

    assert not page.select("[data-reading], [data-pending]")
    assert "機械では読み取れませんでした" in answer.content.decode()


def test_nobody_waits_for_a_machine_that_does_not_work(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    attempt = attempt_of(application)
    assert attempt.submitted_at is not None
    later = attempt.submitted_at + findings.PATIENCE
    clock.use(lambda: later - timedelta(seconds=1))
    assert browser.get(address(application, attempt.pk)).status_code == 204

    clock.use(lambda: later)

    assert browser.get(address(application, attempt.pk)).status_code == 200
    assert "遅れています" in page_of(browser, application).select_one(".review-reading").get_text()


def test_asking_keeps_no_claim_alive(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    claimed_at = Case.objects.get(pk=application.case_id).claimed_at
    assert claimed_at is not None
    later = claimed_at + timedelta(minutes=5)
    clock.use(lambda: later)

    browser.get(address(application, attempt_of(application).pk))

    assert Case.objects.get(pk=application.case_id).claimed_at == claimed_at


@pytest.mark.rule("OPS-1")
def test_who_may_not_see_the_images_hears_nothing_of_them(enter: Enter) -> None:
    application = waiting()
    attempt = attempt_of(application)
    examined(attempt)

    assert enter(Role.REVIEWER).get(address(application, attempt.pk)).status_code == 404
    assert enter(Role.SUPPORT).get(address(application, attempt.pk)).status_code == 403
    rows = piece(enter(Role.AUDITOR), address(application, attempt.pk))
    assert [row.select("input, select") for row in rows] == [[]] * 6


@pytest.mark.parametrize("attempt", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_page_about_something_else_is_told_nothing(enter: Enter, attempt: str) -> None:
    assert enter(Role.MANAGER).get(address(waiting(), attempt)).status_code == 404


def test_a_decided_case_waits_for_nothing(enter: Enter) -> None:
    application = waiting()
    assert application.case_id
    case = identity.claim(application.case_id, by=REVIEWER)
    identity.decide(case.pk, verdicts(case), by=REVIEWER)

    assert not page_of(enter(Role.AUDITOR), application).select("[data-reading]")


def test_a_part_without_a_finding_says_so(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    examination = examined(attempt_of(application))
    examination.findings = [each for each in examination.findings if each["part"] != "expiry"]
    examination.save()

    rows = {str(row["data-part"]): row for row in page_of(browser, application).select(".part")}

    assert "機械は見ていません" in rows["expiry"].get_text()
    assert not rows["expiry"].has_attr("data-verdict")
    assert "機械は見ていません" not in rows["name"].get_text()
