"""The second look at decided attempts, blind, and how far people and the machine agree (OPS-6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import USUAL_MOMENT
from factories.findings import examined
from factories.reviews import OTHER, REVIEWER, claimed, verdicts
from kaitsu.applications.models import Application
from kaitsu.identity import agreement, queries
from kaitsu.identity import services as identity
from kaitsu.identity.agreement import Share
from kaitsu.identity.judging import Mark, Verdict
from kaitsu.identity.models import Attempt, Examination, FieldVerdict, SecondReview
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.checking import CheckingClient
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-6")]

SINCE = USUAL_MOMENT - timedelta(days=7)


def decided(by: Actor = OTHER, found: dict[str, str] | None = None, **wrong: str) -> Attempt:
    """An attempt that *by* has decided, fine but for *wrong*, after the machine had *found* what it did."""
    case = claimed(by)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    if found is not None:
        examined(attempt, found)
    identity.decide(case.pk, verdicts(case, **wrong), by=by)
    return Attempt.objects.get(pk=attempt.pk)


def chosen(attempt: Attempt) -> SecondReview:
    """*attempt* waits for a second look."""
    return SecondReview.objects.get_or_create(attempt=attempt)[0]


def soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html5lib")


def take(browser: CheckingClient) -> str:
    """The address of the second look that the reader is given."""
    return str(browser.post("/console/review/second/").headers["Location"])


def form(attempt: Attempt, *, left: tuple[str, ...] = (), **more: str) -> dict[str, object]:
    fine = [part for part in queries.parts(attempt.case, attempt) if part not in left]
    return {"attempt": str(attempt.pk), "ok": fine, **more}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_second_look_is_blind(enter: Enter, language: str) -> None:
    attempt = decided(found={"name": "different"}, name="name_differs")
    chosen(attempt)
    browser = enter(Role.REVIEWER)
    browser.cookies["kaitsu_language"] = language
    queue = soup(browser.get("/console/review/").content)
    assert queue.select("form[action='/console/review/second/']")

    page = soup(browser.get(take(browser)).content)

    assert [str(row["data-part"]) for row in page.select(".part")][2:4] == ["name", "birth_date"]
    assert (
        page.select(".finding, .finding__said, [data-verdict], .review-earlier, .part__given, .tag--danger")
        == []
    )
    assert page.select("[name=ok][checked], .part__reason option[selected]:not([value=''])") == []
    assert page.select("[name^=message-], [name^=note-]") == []
    reference = Application.objects.get(case=attempt.case).reference
    assert reference not in page.select_one("main").get_text()
    picture = browser.get(str(page.select_one(".sheet img")["src"]))
    assert picture.status_code == 200


def test_its_verdict_is_counted_and_nothing_follows(enter: Enter) -> None:
    attempt = decided()
    review = chosen(attempt)
    mails = Mail.objects.count()
    browser = enter(Role.REVIEWER)
    url = take(browser)

    unsure = browser.post(f"{url}decide/", form(attempt, left=("name",)))
    told = soup(browser.post(f"{url}result/", form(attempt)).content)
    done = browser.post(f"{url}decide/", form(attempt, confirm="approve"))

    assert unsure.status_code == 200
    assert str(told.select_one("[data-event]")["data-event"]) == "approve"
    assert not told.select(".mail")
    assert done.status_code == 302
    review.refresh_from_db()
    assert (review.agrees, review.by) == (True, str(browser.member.actor))  # type: ignore[attr-defined]
    assert queries.case(attempt.case_id).state == "approved"  # type: ignore[union-attr]
    assert Mail.objects.count() == mails
    assert FieldVerdict.objects.filter(attempt=attempt).exclude(by=str(OTHER)).count() == 0
    # What is done is nobody's any more, its pictures included.
    assert browser.get(url).status_code == 404
    assert browser.post(f"{url}decide/", form(attempt, confirm="approve"), follow=True).status_code == 200
    image = queries.images(attempt)[0]
    assert browser.get(f"/console/review/{attempt.case_id}/images/{image.pk}/").status_code == 404


def test_what_is_filled_in_wrongly_is_said(enter: Enter) -> None:
    attempt = decided()
    chosen(attempt)
    browser = enter(Role.REVIEWER)
    url = take(browser)

    wrong = browser.post(
        f"{url}decide/", form(attempt, **{"reason-name": "name_differs", "confirm": "approve"})
    )

    assert wrong.status_code == 422
    assert [str(row["data-part"]) for row in soup(wrong.content).select(".part--wrong")] == ["name"]
    assert SecondReview.objects.get().at is None


def test_nobody_looks_twice_at_what_they_decided_or_at_their_own(enter: Enter) -> None:
    browser, manager = enter(Role.REVIEWER), enter(Role.MANAGER)
    mine = decided(by=browser.member.actor)  # type: ignore[attr-defined]
    own = decided()
    Application.objects.filter(case=own.case).update(member=browser.member)  # type: ignore[attr-defined]
    for attempt in (mine, own):
        chosen(attempt)

    assert take(browser) == "/console/review/"
    url = take(manager)
    assert url.startswith("/console/review/second/")
    # And what one has before them, another has not.
    assert browser.get(url).status_code == 404
    assert browser.post(f"{url}result/", form(mine)).status_code == 409


def judged(attempt: Attempt, **wrong: str) -> list[Verdict]:
    """A verdict on every part of *attempt*: fine, but for *wrong*."""
    return [
        Verdict(part, Mark.DIFFERENT, wrong[part]) if part in wrong else Verdict(part, Mark.OK)
        for part in queries.parts(attempt.case, attempt)
    ]


def test_reviewers_are_counted_by_part() -> None:
    for wrong, second in (({}, {}), ({}, {"name": "name_differs"}), ({"name": "name_differs"}, {})):
        attempt = decided(**wrong)
        review = chosen(attempt)
        found = identity.second_review_next(by=REVIEWER)
        assert found == review
        marks = judged(attempt, **second)
        identity.second_review_decide(review.pk, marks, by=REVIEWER)

    by_part = agreement.reviewers_by_part(SINCE)

    assert by_part["name"] == Share(3, 1)
    assert by_part["image"] == Share(3, 3)
    assert sum(share.judged for share in agreement.reviewers_by_week(SINCE).values()) == 3
    assert sum(share.agreed for share in agreement.reviewers_by_week(SINCE).values()) == 1
    assert agreement.reviewers_by_part(clock.now() + timedelta(seconds=1)) == {}


def test_the_machine_is_counted_against_people_and_not_against_itself() -> None:
    decided(found={}, name="name_differs")
    decided(found={"address": "different"})
    alone = decided(found={})
    FieldVerdict.objects.filter(attempt=alone).update(by=str(machine("reader")))

    by_part = agreement.machine_by_part(SINCE)

    assert by_part["name"].share == Share(2, 1)
    assert (by_part["name"].missed, by_part["name"].strict) == (1, 0)
    assert by_part["address"].share == Share(2, 1)
    assert (by_part["address"].missed, by_part["address"].strict) == (0, 1)
    assert agreement.machine(SINCE) == Share(12, 10)


def test_automatic_decisions_and_their_sample() -> None:
    decided(found={})
    decided(found={}, name="name_differs")
    acted = decided(found={})
    waiting = claimed(OTHER)
    attempt = queries.open_attempt(waiting)
    assert attempt is not None
    examined(attempt)
    Examination.objects.exclude(attempt=acted).update(suggestion="approve", sampled=True)
    Examination.objects.filter(attempt=acted).update(suggestion="approve", acted=True)
    Attempt.objects.filter(pk=acted.pk).update(decided_by=str(machine("reader")))
    review = chosen(Attempt.objects.get(pk=acted.pk))
    identity.second_review_next(by=REVIEWER)
    identity.second_review_decide(review.pk, judged(acted), by=REVIEWER)

    told = agreement.automatic(SINCE)

    assert (told.approved, told.asked_again, told.sampled) == (1, 0, 3)
    assert told.sample == Share(2, 1)
    assert told.checked == Share(1, 1)
    # A second look at the machine's own decision tells nothing of reviewers among themselves.
    assert agreement.reviewers_by_week(SINCE) == {}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.MANAGER, Role.AUDITOR])
def test_the_page_tells_it_in_few_queries(enter: Enter, role: Role, language: str) -> None:
    browser = enter(role)
    browser.cookies["kaitsu_language"] = language
    assert "—" in browser.get("/console/review/agreement/").content.decode()
    for wrong in ({}, {}, {"name": "name_differs"}):
        chosen(decided(found={}, **wrong))
    with CaptureQueriesContext(connection) as asked:
        page = soup(browser.get("/console/review/agreement/").content)

    told = {row.select_one("th").get_text(strip=True): row for row in page.select("tbody tr")}
    name = told["お名前" if language == "ja" else "Name"]
    assert "66.6%" in name.get_text()
    assert name.select_one(".share__missed") is not None
    assert str(name.select_one(".share__part")["width"]) == "66.6"
    assert len(asked) <= 10
    home = soup(browser.get("/console/").content).get_text()
    assert "94.4%" in home
