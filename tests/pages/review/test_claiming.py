"""Whose case it is: claimed, given back, timed out (IDV-12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conftest import USUAL_MOMENT
from factories.reviews import OTHER, waiting
from kaitsu.identity import rules as identity_rules
from kaitsu.identity import services as identity
from kaitsu.kernel import clock
from pages.checking import CheckingClient
from pages.review.cases import case_of, form, path, soup, taken
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]


def test_a_case_of_a_colleague_shows_no_controls(enter: Enter) -> None:
    application = waiting()
    assert application.case_id
    identity.claim(application.case_id, by=OTHER)
    browser = enter()
    page = soup(browser.post(path(application, "claim/"), follow=True).content)

    assert "ほかの担当者が確認しています" in page.get_text()
    assert OTHER.id in page.get_text()
    assert not page.select("[name=ok], [name=confirm]")
    gone = browser.post(path(application, "result/"), form(application))
    assert gone.status_code == 409
    assert browser.post(path(application, "decide/"), form(application, confirm="approve")).status_code == 302
    assert case_of(application).state == "claimed"


def test_a_case_can_be_given_back(enter: Enter) -> None:
    browser, other = enter(), enter()
    application = taken(browser)
    assert other.post(path(application, "return/")).status_code == 302
    assert case_of(application).state == "claimed"

    page = browser.post(path(application, "return/"), follow=True)

    assert "担当を外れました" in page.content.decode()
    assert case_of(application).state == "submitted"


def test_a_claim_runs_out_unless_its_reviewer_works(enter: Enter) -> None:
    browser, other = enter(), enter()
    application = taken(browser)
    half = timedelta(minutes=identity_rules.CLAIM_MINUTES - 1)
    clock.use(lambda: USUAL_MOMENT + half)
    assert browser.post(path(application, "result/"), form(application)).status_code == 200
    clock.use(lambda: USUAL_MOMENT + 2 * half)
    other.post(path(application, "claim/"))
    assert case_of(application).claimed_by == str(browser.actor)  # type: ignore[attr-defined]

    clock.use(lambda: USUAL_MOMENT + 2 * half + timedelta(minutes=2))
    other.force_login(_member(other))
    other.post(path(application, "claim/"))

    assert case_of(application).claimed_by == str(other.actor)  # type: ignore[attr-defined]


def _member(browser: CheckingClient) -> object:
    from kaitsu.members.models import Member

    return Member.objects.get(member_id=browser.actor.id)  # type: ignore[attr-defined]
