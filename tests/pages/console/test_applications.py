"""Applications in the console: list, search, one of them with its course, export."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from pytest_django import DjangoAssertNumQueries

from factories.applications import LineWish, Wish, begun, complete, submitted
from factories.members import member
from kaitsu.applications import listing
from kaitsu.applications.answers import NameGiven
from kaitsu.applications.models import Application
from kaitsu.audit import queries as audit
from kaitsu.faces.console.export import harmless
from kaitsu.members.roles import Role
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SUP-2")]

OTHER = replace(
    Wish(),
    name=NameGiven(False, "山田", "太郎", "ヤマダ", "タロウ", "YAMADA", "TARO"),
    card_name="TARO YAMADA",
)


def references(content: bytes) -> list[str]:
    page = BeautifulSoup(content, "html5lib")
    return [link.get_text(strip=True) for link in page.select("main tbody th a")]


def test_the_list_is_filtered_and_sorted(enter: Enter) -> None:
    draft, sent = complete(), submitted(OTHER)
    browser = enter(Role.SUPPORT)

    assert references(browser.get("/console/applications/").content) == [sent.reference, draft.reference]
    assert references(browser.get("/console/applications/?state=draft").content) == [draft.reference]
    assert references(browser.get("/console/applications/?sort=waiting").content) == [sent.reference]
    assert references(browser.get("/console/applications/?line_type=sms").content) == []
    unknown = browser.get("/console/applications/?state=lost&sort=colour&line_type=9&after=nonsense")
    assert references(unknown.content) == [sent.reference, draft.reference]


def test_a_long_list_goes_on_where_it_ended(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing.page, "__kwdefaults__", {"after": "", "size": 2})
    who = member()
    made = [begun(who).reference for _ in range(3)]
    browser = enter(Role.SUPPORT)

    first = browser.get("/console/applications/?state=draft")
    link = BeautifulSoup(first.content, "html5lib").select_one("a[rel=next]")
    assert link is not None
    second = browser.get(str(link["href"]))

    assert references(first.content) + references(second.content) == made[::-1]
    assert BeautifulSoup(second.content, "html5lib").select_one("a[rel=next]") is None


@pytest.mark.parametrize("typed", ["大野", "おおの", "OHNO", "03-1234-5678"])
def test_the_search_finds(enter: Enter, typed: str) -> None:
    application = submitted()
    submitted(OTHER)
    Application.objects.exclude(pk=application.pk).update(telephone="+81312340000")

    page = enter(Role.REVIEWER).get("/console/applications/search/", {"q": typed})

    assert references(page.content) == [application.reference]


@pytest.mark.parametrize("typed", ["", "誰もいない", "<script>alert(1)</script>", "%' OR 1=1 --"])
def test_the_search_that_finds_nothing_says_what_can_be_found(enter: Enter, typed: str) -> None:
    submitted()
    page = enter(Role.SUPPORT).get("/console/applications/search/", {"q": typed})
    assert references(page.content) == []
    assert "MNP予約番号" in page.content.decode()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_one_application_shows_everything_and_its_course(enter: Enter, language: str) -> None:
    application = submitted(replace(Wish(), lines=(LineWish(start="mnp"),)))
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language

    text = BeautifulSoup(
        browser.get(f"/console/applications/{application.pk}/").content, "html5lib"
    ).get_text(" ")

    for said in (
        "大野 花子",
        "オオノ ハナコ",
        "OHNO HANAKO",
        "03-1234-5678",
        application.email,
        "〒106-0032",
        "4242",
    ):
        assert said in text
    assert application.member.member_id in text
    course = [
        "受け付け、本人確認に進めました",
        "メール：本人確認のご案内",
        "乗り換えの予約を確保しました",
        "コードを使いました",
    ]
    if language == "en":
        course = [
            "Received; moved on to identity verification",
            "Mail: Invitation to the identity verification",
            "Code used",
        ]
    for said in course:
        assert said in text


@pytest.mark.rule("OPS-1")
def test_a_draft_shows_what_is_there(enter: Enter) -> None:
    application = begun()
    text = enter(Role.AUDITOR).get(f"/console/applications/{application.pk}/").content.decode()
    assert application.reference in text


@pytest.mark.rule("OPS-1")
def test_looking_is_logged_and_not_a_part_of_the_course(enter: Enter) -> None:
    application = submitted()
    browser = enter(Role.SUPPORT)
    browser.get(f"/console/applications/{application.pk}/")
    page = browser.get(f"/console/applications/{application.pk}/").content.decode()

    seen = [
        row for row in audit.history(f"application:{application.pk}") if row.action == "application.viewed"
    ]
    assert [row.actor_id for row in seen] == [browser.member.member_id] * 2  # type: ignore[attr-defined]
    assert "お申し込みの内容を見ました" not in page


def test_an_application_that_is_none(enter: Enter) -> None:
    missing = "/console/applications/01900000-0000-7000-8000-000000000000/"
    assert enter(Role.SUPPORT).get(missing).status_code == 404


@pytest.mark.rule("OPS-1")
def test_the_export_is_the_list_as_it_is_filtered(enter: Enter) -> None:
    sent = submitted(OTHER)
    begun()
    browser = enter(Role.MANAGER)

    answer = browser.get("/console/applications/export/?state=verifying")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]

    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="applications-20261118-1000.csv"'
    )
    assert len(lines) == 2
    assert lines[0].startswith("受付番号,会員ID,状態")
    assert lines[1].startswith(f"{sent.reference},{sent.member.member_id},本人確認,2026-11-18 10:00")
    assert "山田 太郎" in lines[1]
    event = audit.history("application:list").get()
    assert (event.action, event.details["state"]) == ("application.exported", "verifying")


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_run_by_a_spreadsheet(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("大野") == "大野"


def test_queries_do_not_grow_with_the_list(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    who = member()
    for _ in range(5):
        begun(who)
    browser = enter(Role.SUPPORT)
    browser.get("/console/applications/")

    with django_assert_max_num_queries(3):
        browser.get("/console/applications/")
    with django_assert_max_num_queries(4):
        browser.get("/console/applications/search/", {"q": who.member_id})


def test_one_application_takes_few_queries(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    application = submitted(replace(Wish(), lines=(LineWish(start="mnp"),)))
    browser = enter(Role.SUPPORT)
    browser.get("/console/applications/")

    with django_assert_max_num_queries(10):
        browser.get(f"/console/applications/{application.pk}/")
