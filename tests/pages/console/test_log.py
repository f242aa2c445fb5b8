"""The log in the console: who did and saw what, and the check of the whole (OPS-1)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from factories.applications import submitted
from kaitsu.audit import services as audit
from kaitsu.audit.models import Event
from kaitsu.faces.console import log
from kaitsu.faces.console.words import ACTIONS, SUBJECTS
from kaitsu.members.roles import Role
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-1")]


def shown(content: bytes) -> list[str]:
    return [cell.get_text(strip=True) for cell in BeautifulSoup(content, "html5lib").select("main tbody th")]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_entries_of_a_subject_an_actor_an_action(enter: Enter, language: str) -> None:
    application = submitted()
    browser = enter(Role.AUDITOR)
    browser.cookies["kaitsu_language"] = language

    def entries(**wanted: str) -> int:
        return len(shown(browser.get("/console/log/", wanted).content))

    for key in (str(application.pk), application.reference, application.reference.lower().replace("-", "")):
        assert entries(kind="application", key=key) == entries(key=key) == 2
        assert entries(kind="parcel", key=key) == 0
    assert entries(kind="application") == Event.objects.filter(subject__startswith="application:").count()
    of_member = browser.get("/console/log/", {"actor": application.member.member_id.lower()})
    assert (
        len(shown(of_member.content)) == Event.objects.filter(actor_id=application.member.member_id).count()
    )
    assert entries(action="application.begun") == 1
    assert entries(key="1") == 0
    # What is no choice is told beside its field, and the other choices count.
    assert entries(kind="nothing", action="application.begun") == 1


def test_kinds_and_actions_are_chosen_by_their_names_and_an_entry_leads_to_its_like(enter: Enter) -> None:
    application = submitted()
    page = BeautifulSoup(enter(Role.AUDITOR).get("/console/log/").content, "html5lib")

    offered = {str(option["value"]): option.get_text() for option in page.select("select option")}
    assert offered["application"] == "お申し込み"
    assert offered["application.viewed"] == "お申し込みの内容を見ました"
    assert set(ACTIONS) | {"", *SUBJECTS} == set(offered)
    links = {str(link["href"]) for link in page.select("main tbody a")}
    assert f"?kind=application&key={application.pk}" in links


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({"kind": "application"}, "audit_by_kind"),
        ({"kind": "application", "key": "1"}, "audit_by_subject"),
        ({"action": "mail.failed"}, "audit_by_action"),
        ({"actor": "M1"}, "audit_by_actor"),
    ],
)
def test_no_choice_reads_the_whole_log(wanted: dict[str, str], index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        # Few entries are read fastest from the end; of ten million that is the whole log where none is found.
        cursor.execute("ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey")
        plan = log._page(wanted, "").explain()

    assert index in plan
    assert "Seq Scan" not in plan


def test_a_long_log_goes_on_where_it_ended(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "PAGE", 2)
    submitted()
    browser = enter(Role.AUDITOR)
    total, address, pages = 0, "/console/log/", 0
    while address:
        page = BeautifulSoup(browser.get(address).content, "html5lib")
        total += len(page.select("main tbody th"))
        link = page.select_one("a[rel=next]")
        address, pages = (str(link["href"]) if link else ""), pages + 1

    assert (total, pages) == (Event.objects.count(), -(-Event.objects.count() // 2))


def test_a_whole_log_is_found_whole(enter: Enter) -> None:
    submitted()
    audit.seal()
    browser = enter(Role.AUDITOR)

    assert "まだ一度も点検していません" in browser.get("/console/log/").content.decode()
    done = browser.post("/console/log/verify/", follow=True)

    assert "記録に異状はありません" in done.content.decode()
    assert "異状なし" in browser.get("/console/").content.decode()


def test_a_changed_entry_is_found(enter: Enter) -> None:
    submitted()
    audit.seal()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_event SET actor_id = 'nobody' WHERE position = 1")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    browser = enter(Role.MANAGER)

    done = browser.post("/console/log/verify/", follow=True)

    assert "1番目の記録の内容が書き換えられています" in done.content.decode()
    assert "異状あり" in browser.get("/console/").content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_a_place_that_is_none_shows_the_end_of_the_log(enter: Enter, before: str) -> None:
    submitted()
    assert shown(enter(Role.AUDITOR).get("/console/log/", {"before": before}).content) != []
