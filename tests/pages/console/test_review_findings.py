"""What the machine read, beside what is registered: honest, worst first, and never a verdict by itself (IDV-9)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.findings import PLACES, examined, read, strip
from factories.reviews import OTHER, claimed, verdicts, waiting
from kaitsu.applications.models import Application
from kaitsu.audit import queries as audit
from kaitsu.faces.console.review import findings
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.findings import PartFinding
from kaitsu.identity.models import Attempt, Crop, FieldVerdict, Reading
from kaitsu.identity.states import ReadingState
from kaitsu.members.roles import Role
from kaitsu.vault import services as vault
from pages.checking import CheckingClient
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-9")]


def attempt_of(application: Application) -> Attempt:
    assert application.case is not None
    attempt = queries.open_attempt(application.case)
    assert attempt is not None
    return attempt


def address(application: Application, end: str = "") -> str:
    return f"/console/review/{application.case_id}/{end}"


def sheet(browser: CheckingClient, application: Application) -> BeautifulSoup:
    return BeautifulSoup(browser.get(address(application)).content.decode(), "html5lib")


def parts(page: BeautifulSoup) -> dict[str, Tag]:
    return {str(row["data-part"]): row for row in page.select(".part")}


def taken(browser: CheckingClient, **choice: object) -> Application:
    application = waiting(**choice)  # type: ignore[arg-type]
    assert browser.post(address(application, "claim/")).status_code == 302
    return application


@pytest.mark.parametrize("language", ["ja", "en"])
def test_findings_stand_beside_what_is_registered_worst_first(enter: Enter, language: str) -> None:
    browser = enter(Role.REVIEWER)
    browser.cookies["kaitsu_language"] = language
    application = taken(browser)
    found = {"address": "close", "expiry": "unreadable", "birth_date": "different"}
    examined(attempt_of(application), found, address={"rule": "ADR-1.building"})

    rows = parts(sheet(browser, application))

    assert list(rows) == ["birth_date", "expiry", "address", "image:front", "kind", "name"]
    assert {part: row.get("data-verdict") for part, row in rows.items() if part in found} == found
    said = rows["address"].select_one(".finding__said").get_text(" ", strip=True)
    assert ("建物名・部屋番号の書き方" if language == "ja" else "building and room") in said
    assert "98" in said
    assert "MIHON name" in rows["name"].get_text()
    assert rows["name"].select_one(".finding__crop")["alt"]


@pytest.mark.rule("IDV-12")
def test_nothing_is_marked_before_the_reviewer_has_marked_it(enter: Enter) -> None:
    browser = enter(Role.REVIEWER)
    application = taken(browser)
    examined(attempt_of(application), {"name": "different"})
    page = sheet(browser, application)

    assert page.select("[name=ok][checked], .part__reason option[selected]:not([value=''])") == []
    assert parts(page)["name"]["data-follow"] == "name_differs"
    assert "同じ項目は問題なし" in page.select_one("[data-all]").get_text()


def test_the_place_on_the_image_goes_with_the_finding(enter: Enter) -> None:
    browser = enter(Role.REVIEWER)
    application = taken(browser, answers={"address_on_back": True})
    examined(attempt_of(application))
    page = sheet(browser, application)

    place = parts(page)["name"].select_one("[data-place]")
    left, top, right, bottom = PLACES["name"]
    points = [tuple(map(float, pair.split(","))) for pair in str(place["data-place"]).split()]
    assert points == [(left, top), (right, top), (right, bottom), (left, bottom)]
    shown = page.select_one(f".sheet[data-sheet='{place['data-sheet']}']")
    assert (shown["data-part"], shown["data-id"]) == ("image:front", place["data-of"])
    assert place["href"] == f"#{shown['id']}"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "機械では読み取れませんでした"),
        ([ReadingState.PENDING, ReadingState.READ], "まだ読み取っています"),
        ([ReadingState.FAILED, ReadingState.FAILED], "機械では読み取れませんでした"),
        ([ReadingState.READ, ReadingState.FAILED], "読み取りは終わりました"),
    ],
)
def test_what_is_not_read_is_said_to_be_so(enter: Enter, states: list[ReadingState], said: str) -> None:
    browser = enter(Role.REVIEWER)
    application = taken(browser, answers={"address_on_back": True})
    attempt = attempt_of(application)
    Reading.objects.filter(image__attempt=attempt).delete()
    for image, state in zip(queries.images(attempt), states, strict=False):
        read(image, state)

    page = sheet(browser, application)
    assert said in page.select_one(".review-reading").get_text()
    assert page.select(".finding, [data-verdict]") == []


@pytest.mark.rule("OPS-1")
def test_a_crop_is_guarded_and_logged_like_its_image(enter: Enter) -> None:
    browser, other = enter(Role.REVIEWER), enter(Role.REVIEWER)
    application = taken(browser)
    examined(attempt_of(application))
    crop = Crop.objects.get(field="name")
    url = address(application, f"crops/{crop.pk}/")
    elsewhere = waiting()

    answer = browser.get(url)

    assert answer.content == strip("MIHON name")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert other.get(url).status_code == 404
    assert browser.get(address(elsewhere, f"crops/{crop.pk}/")).status_code == 404
    assert enter(Role.SUPPORT).get(url).status_code == 403
    assert enter(Role.AUDITOR).get(url).status_code == 200
    looks = [
        row for row in audit.history(f"case:{application.case_id}") if row.action == "identity.crop_viewed"
    ]
    assert looks[0].actor_id == browser.member.member_id  # type: ignore[attr-defined]
    assert len(looks) == 2
    vault.erase(crop.document_id, by=OTHER)
    assert browser.get(url).status_code == 410


@pytest.mark.rule("OPS-1")
def test_who_may_not_see_the_images_sees_nothing_that_was_read(enter: Enter) -> None:
    application = waiting()
    examined(attempt_of(application), {"name": "different"})
    page = sheet(enter(Role.REVIEWER), application)

    assert page.select(".part")
    assert page.select(".finding, .finding__said, [data-verdict], .review-reading") == []


def test_the_page_asks_no_more_for_findings(enter: Enter) -> None:
    """Given two images and seven findings, then the page asks no more than it did before there were findings."""
    browser = enter(Role.REVIEWER)
    application = taken(browser, answers={"address_on_back": True})
    examined(attempt_of(application))
    browser.get(address(application))
    with CaptureQueriesContext(connection) as asked:
        browser.get(address(application))

    assert len(asked) <= 17, [query["sql"][:120] for query in asked]


@pytest.mark.rule("IDV-12")
def test_a_verdict_keeps_whether_it_accepts_what_the_machine_found(enter: Enter) -> None:
    browser = enter(Role.REVIEWER)
    application = taken(browser)
    attempt = attempt_of(application)
    examined(
        attempt, {"name": "different", "address": "different", "expiry": "unreadable", "birth_date": "close"}
    )
    fine = ["image:front", "kind", "name", "birth_date", "expiry"]
    form = {
        "attempt": str(attempt.pk),
        "ok": fine,
        "reason-address": "address_differs",
        "confirm": "ask_again",
    }

    assert browser.post(address(application, "decide/"), form).status_code == 302

    kept = {row.part: (row.machine, row.accepted) for row in FieldVerdict.objects.filter(attempt=attempt)}
    assert kept == {
        "image:front": ("same", True),
        "kind": ("same", True),
        "name": ("different", False),
        "birth_date": ("close", True),
        "address": ("different", True),
        "expiry": ("unreadable", False),
    }


def test_a_verdict_without_findings_has_nothing_to_accept(enter: Enter) -> None:
    browser = enter(Role.REVIEWER)
    application = taken(browser)
    attempt = attempt_of(application)
    assert application.case is not None
    parts_ = queries.parts(application.case, attempt)
    browser.post(
        address(application, "decide/"), {"attempt": str(attempt.pk), "ok": parts_, "confirm": "approve"}
    )

    assert set(FieldVerdict.objects.values_list("machine", "accepted")) == {("", None)}


@pytest.mark.parametrize(
    ("part", "verdict", "code", "follow"),
    [
        ("name", "different", "different", "name_differs"),
        ("expiry", "different", "expired", "expired"),
        ("image:front", "unreadable", "shaken", "blurred"),
        ("image:front", "different", "wrong_side", "wrong_side"),
        ("kind", "different", "other_kind", "other_kind"),
        ("supplement", "different", "too_old", "supplement_old"),
        # Nothing is put into the reviewer's mouth where the finding does not say it.
        ("name", "close", "close", ""),
        ("name", "unreadable", "unreadable", ""),
        ("expiry", "different", "different", ""),
        ("image:front", "close", "glare", ""),
        ("name", "different", "expired", ""),
    ],
)
def test_the_reason_that_says_what_the_machine_found(part: str, verdict: str, code: str, follow: str) -> None:
    assert findings.follow(PartFinding(part, verdict, code)) == follow


@pytest.mark.rule("IDV-12")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nobody_reviews_their_own_application(enter: Enter, language: str) -> None:
    browser = enter(Role.REVIEWER)
    browser.cookies["kaitsu_language"] = language
    own, other = waiting(), waiting()
    Application.objects.filter(pk=own.pk).update(member=browser.member)  # type: ignore[attr-defined]

    queue = BeautifulSoup(browser.get("/console/review/").content.decode(), "html5lib")
    rows = {row.select_one("th").get_text(strip=True): row for row in queue.select("tbody tr")}
    assert not rows[own.reference].select("form")
    assert rows[other.reference].select("form")
    # The one that is due first is passed over.
    assert str(other.case_id) in browser.post("/console/review/next/").headers["Location"]
    refused = browser.post(address(own, "claim/"), follow=True).content.decode()

    assert ("ほかの担当者が審査します" if language == "ja" else "somebody else") in refused
    assert queries.case(own.case_id).state == "submitted"  # type: ignore[arg-type, union-attr]
    assert not BeautifulSoup(refused, "html5lib").select(f"form[action$='{own.case_id}/claim/']")


def test_what_was_decided_shows_what_the_machine_had_said(enter: Enter) -> None:
    case = claimed(OTHER)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    examined(attempt, {"name": "different"})
    identity.decide(case.pk, verdicts(case), by=OTHER)
    rows = parts(
        BeautifulSoup(enter(Role.AUDITOR).get(f"/console/review/{case.pk}/").content.decode(), "html5lib")
    )

    assert rows["name"].select_one(".finding--different") is not None
    assert rows["name"].select("input, select, [data-accept]") == []
