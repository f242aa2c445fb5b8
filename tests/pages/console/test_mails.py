"""Mails in the console: what waits, what failed, having one sent again (MAI-2)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from factories.applications import submitted
from kaitsu.audit import queries as audit
from kaitsu.faces.console.mails import SECRET
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MAI-2")]


def sent(kind: str = "application_received") -> Mail:
    submitted()
    mail = Mail.objects.get(kind=kind)
    Mail.objects.filter(pk=mail.pk).update(state="sent", sent_at=clock.now(), attempts=1)
    return Mail.objects.get(pk=mail.pk)


def failed(state: str = "failed") -> Mail:
    mail = sent()
    Mail.objects.filter(pk=mail.pk).update(state=state, sent_at=None, last_error="550")
    return mail


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_list_shows_its_mails(enter: Enter, language: str) -> None:
    mail = failed()
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language
    linked = {
        name: [
            str(link["href"])
            for link in BeautifulSoup(
                browser.get("/console/mails/", {"list": name}).content, "html5lib"
            ).select("main tbody th a")
        ]
        for name in ("troubled", "waiting", "sent", "nonsense")
    }

    assert linked["troubled"] == linked["nonsense"] == [f"/console/mails/{mail.pk}/"]
    assert len(linked["waiting"]) == 2
    assert linked["sent"] == []


@pytest.mark.parametrize("state", ["failed", "uncertain"])
def test_what_failed_is_sent_again_as_it_is(enter: Enter, state: str) -> None:
    mail = failed(state)
    browser = enter(Role.SUPPORT)

    page = browser.get(f"/console/mails/{mail.pk}/")
    assert "もう一度送る" in page.content.decode()
    done = browser.post(f"/console/mails/{mail.pk}/resend/", follow=True)

    assert "もう一度送ります" in done.content.decode()
    again = Mail.objects.get(pk=mail.pk)
    assert (again.state, again.resent_by) == ("queued", str(browser.member.actor))  # type: ignore[attr-defined]
    actions = [row.action for row in audit.history(f"mail:{mail.pk}")]
    assert actions == ["mail.viewed", "mail.resent", "mail.viewed"]


def test_of_what_was_sent_a_copy_goes_out(enter: Enter) -> None:
    mail = sent()
    answer = enter(Role.MANAGER).post(f"/console/mails/{mail.pk}/resend/")

    copy = Mail.objects.get(copy_of=mail.pk)
    assert answer.headers["Location"] == f"/console/mails/{copy.pk}/"


def test_a_second_click_is_told_that_it_is_on_its_way(enter: Enter) -> None:
    mail = failed()
    browser = enter(Role.SUPPORT)
    browser.post(f"/console/mails/{mail.pk}/resend/")
    again = browser.post(f"/console/mails/{mail.pk}/resend/", follow=True)
    assert "送信中です" in again.content.decode()


@pytest.mark.rule("MAI-3", "MEM-4")
@pytest.mark.parametrize("kind", ["confirmation_code", "identity_invitation"])
def test_a_mail_that_opens_an_account_keeps_its_text(enter: Enter, kind: str) -> None:
    assert kind in SECRET
    mail = sent(kind)
    text = enter(Role.SUPPORT).get(f"/console/mails/{mail.pk}/").content.decode()

    assert "本文は表示しません" in text
    secret = [word for word in mail.text.split() if word.isdigit() and len(word) == 6]
    assert not any(word in text for word in secret)
    assert mail.text.splitlines()[0] not in text


@pytest.mark.rule("OPS-1")
def test_that_a_mail_was_read_is_in_the_log(enter: Enter) -> None:
    mail = sent()
    page = enter(Role.SUPPORT).get(f"/console/mails/{mail.pk}/").content.decode()

    assert mail.text.splitlines()[0] in page
    assert audit.history(f"mail:{mail.pk}").get().action == "mail.viewed"


def test_what_does_not_exist(enter: Enter) -> None:
    missing = "/console/mails/01900000-0000-7000-8000-000000000000/"
    browser = enter(Role.SUPPORT)
    assert browser.get(missing).status_code == 404
    assert browser.post(f"{missing}resend/").status_code == 404
