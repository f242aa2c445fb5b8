"""A login ID that wrong birth dates have locked, opened by staff (IDV-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from factories.applications import Wish, submitted
from factories.reviews import waiting
from kaitsu.audit import queries as audit
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.review.cases import case_of, path, soup
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]


@pytest.mark.rule("IDV-2")
@pytest.mark.parametrize("role", [Role.SUPPORT, Role.REVIEWER, Role.MANAGER])
def test_staff_open_a_locked_login_id(enter: Enter, role: Role) -> None:
    application = waiting()
    Case.objects.filter(pk=application.case_id).update(locked_for_good=True, wrong_tries=10)
    browser = enter(role)

    answer = browser.post(path(application, "unlock/"))

    assert answer.headers["Location"] == f"/console/applications/{application.pk}/"
    case = case_of(application)
    assert (case.locked_for_good, case.wrong_tries) == (False, 0)
    (row,) = [row for row in audit.history(case.subject) if row.action == "identity.unlocked"]
    assert row.actor_id == browser.actor.id  # type: ignore[attr-defined]
    browser.post(path(application, "unlock/"))
    assert len([row for row in audit.history(case.subject) if row.action == "identity.unlocked"]) == 1


@pytest.mark.rule("IDV-2")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_application_says_that_the_login_id_is_locked(enter: Enter, language: str) -> None:
    application = waiting()
    page = f"/console/applications/{application.pk}/"
    unlocking = {}
    for locked in (False, True):
        Case.objects.filter(pk=application.case_id).update(locked_for_good=locked)
        for role in (Role.SUPPORT, Role.AUDITOR):
            found = soup(enter(role, language).get(page).content)
            unlocking[locked, role] = len(found.select(f"form[action='{path(application, 'unlock/')}']"))

    assert [key for key, count in unlocking.items() if count] == [(True, Role.SUPPORT)]


@pytest.mark.rule("IDV-2", "MAI-1")
def test_the_holder_is_told_that_the_login_id_is_open_again(enter: Enter) -> None:
    application = submitted(replace(Wish(), birth_date=date(1955, 5, 5)))
    Case.objects.update(locked_for_good=True)

    enter(Role.SUPPORT).post(path(application, "unlock/"))
    enter(Role.SUPPORT).post(path(application, "unlock/"))

    letter = Mail.objects.get(kind="identity_unlocked")
    assert case_of(application).login_id in letter.text
    assert letter.to == application.email
    assert letter.due_at <= clock.now()


@pytest.mark.rule("IDV-2")
def test_nobody_is_told_when_it_is_not_their_turn(enter: Enter) -> None:
    application = waiting()
    Case.objects.filter(pk=application.case_id).update(locked_for_good=True)

    enter(Role.SUPPORT).post(path(application, "unlock/"))

    assert not Mail.objects.filter(kind="identity_unlocked").exists()


@pytest.mark.rule("IDV-3")
def test_during_maintenance_no_mail_leads_to_a_closed_door(enter: Enter) -> None:
    application = submitted(replace(Wish(), birth_date=date(1955, 5, 5)))
    Case.objects.update(locked_for_good=True)
    clock.use(lambda: datetime(2026, 11, 22, 23, 45, tzinfo=clock.TOKYO))

    enter(Role.SUPPORT).post(path(application, "unlock/"))

    assert not case_of(application).locked_for_good
    letter = Mail.objects.get(kind="identity_unlocked")
    assert letter.due_at == datetime(2026, 11, 23, 9, 0, tzinfo=clock.TOKYO)


@pytest.mark.rule("OPS-1")
def test_nobody_else_does(enter: Enter) -> None:
    application = waiting()
    for role in (Role.FULFILMENT, Role.AUDITOR):
        assert enter(role).post(path(application, "unlock/")).status_code == 403
    assert Client().post(path(application, "unlock/")).status_code == 302
