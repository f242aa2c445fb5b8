"""Documents sent by staff at a desk (IDV-18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.applications import Wish, submitted
from factories.reviews import REVIEWER, specimen, verdicts, waiting
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.audit import queries as audit
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.members.roles import Role
from pages.checking import CheckingClient
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-18")]


def page_of(browser: CheckingClient, application: Application, **query: str) -> BeautifulSoup:
    answer = browser.get(f"/console/review/{application.case_id}/desk/", query)
    return BeautifulSoup(answer.content.decode(), "html5lib")


def act(browser: CheckingClient, application: Application, name: str, **values: object) -> str:
    """Do it, and read what is said about it."""
    address = f"/console/review/{application.case_id}/desk/"
    answer = browser.post(address, {"act": name, **values}, follow=True)
    return BeautifulSoup(answer.content.decode(), "html5lib").select_one("main").get_text(" ", strip=True)


def case_of(application: Application) -> Case:
    return Case.objects.get(pk=application.case_id)


def file(data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("anything.exe", data or specimen("desk"), content_type="text/plain")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_from_the_application_to_the_queue(enter: Enter, language: str) -> None:
    application = submitted(replace(Wish(), birth_date=date(1955, 5, 5)))
    browser = enter(Role.SUPPORT, language)
    address = f"/console/review/{application.case_id}/desk/"
    link = BeautifulSoup(browser.get(f"/console/applications/{application.pk}/").content.decode(), "html5lib")
    assert link.select(f"a[href='{address}']")

    page_of(browser, application)
    assert page_of(browser, application, kind="drivers_licence").select("fieldset")
    act(browser, application, "choose", **{"kind": "drivers_licence", "answer-address_on_back": "no"})
    assert not page_of(browser, application).select("[value=send]")
    act(browser, application, "upload", slot="front", file=file())
    assert page_of(browser, application).select("[value=send]")
    act(browser, application, "send")

    case = case_of(application)
    assert case.state == "submitted"
    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert attempt.submitted_by == str(browser.actor)  # type: ignore[attr-defined]
    done = {row.action for row in audit.history(case.subject) if row.actor_id == browser.actor.id}  # type: ignore[attr-defined]
    assert {"identity.chosen", "identity.uploaded", "identity.upload"} <= done
    assert not page_of(browser, application).select("main form")


@pytest.mark.rule("IDV-8")
def test_what_cannot_be_taken_is_said(enter: Enter) -> None:
    application = submitted(replace(Wish(), birth_date=date(1955, 5, 5)))
    browser = enter(Role.MANAGER)
    assert "はい" in act(browser, application, "choose", kind="drivers_licence")
    assert "種類を選んで" in act(browser, application, "upload", slot="front", file=file())
    act(browser, application, "choose", **{"kind": "drivers_licence", "answer-address_on_back": "no"})

    assert "画像を選んで" in act(browser, application, "upload", slot="front")
    assert "JPEG" in act(browser, application, "upload", slot="front", file=file(b"not a picture"))
    assert "大きすぎ" in act(browser, application, "upload", slot="front", file=file(b"\xff" * (6 << 20)))
    assert "おもて面" in act(browser, application, "send")
    act(browser, application, "upload", slot="front", file=file())
    act(browser, application, "remove", slot="front")
    attempt = queries.open_attempt(case_of(application))
    assert attempt is not None
    assert queries.images(attempt) == []
    assert browser.post(f"/console/review/{application.case_id}/desk/", {"act": "dance"}).status_code == 404


@pytest.mark.rule("IDV-13")
def test_asked_again_only_what_is_needed(enter: Enter) -> None:
    application = waiting(answers={"address_on_back": True})
    case = case_of(application)
    identity.claim(case.pk, by=REVIEWER)
    verification.decide(case.pk, verdicts(case, image_back="blurred"), by=REVIEWER)
    browser = enter(Role.SUPPORT)

    assert page_of(browser, application).select("[value=again]")
    act(browser, application, "again")

    slots = [str(each["value"]) for each in page_of(browser, application).select("form[enctype] [name=slot]")]
    assert slots == ["back", "extra:1"]


@pytest.mark.rule("IDV-12")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_who_took_the_documents_in_is_told_that_somebody_else_reviews(enter: Enter, language: str) -> None:
    browser = enter(Role.MANAGER, language)
    application = waiting(by=browser.actor)  # type: ignore[attr-defined]

    case = BeautifulSoup(browser.get(f"/console/review/{application.case_id}/").content, "html5lib")
    queue = BeautifulSoup(browser.get("/console/review/").content, "html5lib")

    assert case.select(".review-head__own")
    assert not case.select("form[action$='/claim/']")
    assert not queue.select("form[action$='/claim/']")
    refused = browser.post(f"/console/review/{application.case_id}/claim/", follow=True).content.decode()
    assert (
        "ほかの担当者が審査します。" if language == "ja" else "Somebody else has to review them."
    ) in refused
    assert browser.post("/console/review/next/").headers["Location"] == "/console/review/"
