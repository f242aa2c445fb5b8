"""The case on its screen: what is registered, its conditions, its pictures, who sees them (IDV-12, OPS-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from factories.applications import Wish, submitted
from factories.reviews import OTHER, REVIEWER, specimen, waiting
from kaitsu.applications import verification
from kaitsu.audit import queries as audit
from kaitsu.faces.console.review import sheet
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.members.roles import Role
from kaitsu.vault import services as vault
from pages.review.cases import case_of, first_image, path, soup, taken
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]


@pytest.mark.rule("IDV-6")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_registered_data_stands_beside_the_controls(enter: Enter, language: str) -> None:
    browser = enter(language=language)
    application = taken(browser)
    page = soup(browser.get(path(application)).content)
    told = {str(row["data-part"]): row.get_text(" ", strip=True) for row in page.select(".part")}

    assert list(told) == ["image:front", "kind", "name", "birth_date", "address", "expiry"]
    for form_of_name in ("大野 花子", "オオノ ハナコ", "OHNO HANAKO"):
        assert form_of_name in told["name"]
    assert "昭和55年1月" in told["birth_date"] or "昭和" in told["birth_date"]
    assert "1980" in told["birth_date"]
    assert "106-0032" in told["address"]
    assert "2026" in told["expiry"]
    assert "令和8年11月18日" in told["expiry"]


@pytest.mark.rule("IDV-5")
def test_the_conditions_of_the_kind_are_shown(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    kind = soup(browser.get(path(application)).content).select_one('[data-part="kind"]').get_text(" ")

    for words in ("運転免許証", "公安委員会", "国際運転免許証は使えません", "うら面に、住所"):
        assert words in kind


@pytest.mark.rule("IDV-7")
def test_a_supplement_is_shown_with_its_date_reckoned(enter: Enter) -> None:
    browser = enter()
    application = taken(
        browser,
        kind="disability_certificate",
        answers={"address_written": False},
        supplement="utility_receipt",
    )
    page = soup(browser.get(path(application)).content)

    told = page.select_one('[data-part="supplement"]').get_text(" ")
    assert "プロパンガス" in told
    assert "2026年8月18日" in told
    assert len(page.select(".sheet")) == 2


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(
    ("sent_on", "oldest"),
    [
        (date(2026, 11, 18), date(2026, 8, 18)),
        (date(2025, 5, 30), date(2025, 2, 28)),
        (date(2025, 5, 31), date(2025, 2, 28)),
        (date(2025, 6, 1), date(2025, 3, 1)),
        (date(2024, 5, 31), date(2024, 2, 29)),
    ],
)
def test_the_oldest_issue_within_three_months(sent_on: date, oldest: date) -> None:
    assert sheet.oldest_issue(sent_on, 3) == oldest


@pytest.mark.rule("OPS-1")
def test_a_picture_is_shown_once_claimed_and_every_look_is_logged(enter: Enter) -> None:
    browser = enter()
    application = waiting()
    url = path(application, f"images/{first_image(application)}/")
    assert not soup(browser.get(path(application)).content).select(".sheet")
    assert browser.get(url).status_code == 404

    taken(browser, application)
    page = soup(browser.get(path(application)).content)
    assert page.select_one(".sheet img")["src"] == url
    answers = [browser.get(url), browser.get(url)]

    assert answers[0].content == specimen("front 1")
    assert answers[0].headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answers[0].headers["Cache-Control"]
    assert answers[0].headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answers[0].headers["Content-Security-Policy"]
    looks = [
        row for row in audit.history(f"case:{application.case_id}") if row.action == "identity.image_viewed"
    ]
    assert [row.actor_id for row in looks] == [browser.actor.id] * 2  # type: ignore[attr-defined]


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize(
    ("role", "claimed", "status"),
    [
        (Role.REVIEWER, False, 404),
        (Role.REVIEWER, True, 404),
        (Role.MANAGER, False, 200),
        (Role.MANAGER, True, 200),
        (Role.AUDITOR, True, 200),
        (Role.SUPPORT, False, 403),
        (Role.FULFILMENT, False, 403),
    ],
)
def test_who_sees_pictures_of_a_case_that_is_not_theirs(
    enter: Enter, role: Role, claimed: bool, status: int
) -> None:
    application = waiting()
    assert application.case_id
    if claimed:
        identity.claim(application.case_id, by=OTHER)
    answer = enter(role).get(path(application, f"images/{first_image(application)}/"))

    assert answer.status_code == status
    looks = [
        row for row in audit.history(f"case:{application.case_id}") if row.action == "identity.image_viewed"
    ]
    assert len(looks) == (status == 200)


def test_a_picture_of_another_case_or_one_not_sent_is_not_there(enter: Enter) -> None:
    browser = enter(Role.MANAGER)
    application, other = waiting(), waiting()
    assert browser.get(path(application, f"images/{first_image(other)}/")).status_code == 404

    unsent = submitted(replace(Wish(), birth_date=date(1955, 5, 5)))
    case = case_of(unsent)
    holder = verification.holder_of(case)
    identity.choose(case.pk, "drivers_licence", {"address_on_back": False}, by=holder)
    (image,) = identity.upload(case.pk, "front", specimen("early"), by=holder)
    assert browser.get(path(unsent, f"images/{image.pk}/")).status_code == 404
    assert "書類は、まだ届いていません" in browser.get(path(unsent)).content.decode()


def test_an_erased_picture_is_gone(enter: Enter) -> None:
    browser = enter(Role.AUDITOR)
    application = waiting()
    attempt = queries.open_attempt(case_of(application))
    assert attempt is not None
    (image,) = queries.images(attempt)
    vault.erase(image.document_id, by=REVIEWER)

    assert browser.get(path(application, f"images/{image.pk}/")).status_code == 410


def test_the_case_page_asks_few_questions(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = enter()
    application = taken(browser, kind="drivers_licence", answers={"address_on_back": True})
    browser.get(path(application))
    with django_assert_max_num_queries(24):
        browser.get(path(application))


def test_a_case_that_is_none(enter: Enter) -> None:
    browser = enter()
    for end in ("", "claim/", "return/", "result/", "decide/"):
        ask = browser.post if end else browser.get
        address = f"/console/review/019aa7f0-0000-7000-8000-000000000000/{end}"
        answer = ask(address)
        assert answer.status_code in {302, 404}, end
