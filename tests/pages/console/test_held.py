"""Held applications in the console: both values side by side, and the three ways on (PCK-1)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from factories.applications import LineWish, Wish, submitted
from factories.members import member
from kaitsu.applications import holds
from kaitsu.applications.models import Application, HoldStep
from kaitsu.kernel.actors import staff as actor
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.checking import CheckingClient
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("PCK-1")]


@pytest.fixture
def held() -> Application:
    return submitted(replace(Wish(), card_name="TARO YAMADA", lines=(LineWish(start="mnp"),)))


def page_of(browser: CheckingClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(browser.get(address).content, "html5lib")


def fill(form: Tag, **values: object) -> dict[str, object]:
    """What a browser sends with *form*: hidden values, ticked boxes, and *values*."""
    sent: dict[str, object] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        kind = control.get("type")
        if kind in ("checkbox", "radio") and not control.has_attr("checked"):
            continue
        sent.setdefault(str(control["name"]), []).append(str(control.get("value", "")))  # type: ignore[attr-defined]
    return sent | values


def form_to(page: BeautifulSoup, end: str) -> Tag:
    found = page.select_one(f"form[action$='{end}/']")
    assert found is not None
    return found


@pytest.mark.rule("PAY-2")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_reason_shows_both_values_side_by_side(enter: Enter, held: Application, language: str) -> None:
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language

    listed = page_of(browser, "/console/held/")
    link = listed.select_one("main tbody a")
    assert link is not None
    page = page_of(browser, str(link["href"]))

    values = [value.get_text(strip=True) for value in page.select(".compare dd")]
    assert values == ["TARO YAMADA", "OHNO HANAKO"]


def test_release(enter: Enter, held: Application) -> None:
    browser = enter(Role.SUPPORT)
    form = form_to(page_of(browser, f"/console/held/{held.pk}/"), "release")

    answer = browser.post(str(form["action"]), fill(form, **{"release-note": "確認済み"}), follow=True)

    assert "保留を解きました" in answer.content.decode()
    assert Application.objects.get(pk=held.pk).state == "verifying"
    assert HoldStep.objects.get().by == f"staff:{browser.member.member_id}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_ask_shows_the_mail_first_and_sends_it_as_shown(
    enter: Enter, held: Application, language: str
) -> None:
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language
    form = form_to(page_of(browser, f"/console/held/{held.pk}/"), "ask")

    preview = browser.post(str(form["action"]), fill(form, **{"ask-words": "旧姓ですか。"}))
    assert not Mail.objects.filter(kind="held_question").exists()
    page = BeautifulSoup(preview.content, "html5lib")
    shown = page.select_one(".mail__text")
    assert shown is not None
    answer = browser.post(str(form["action"]), fill(form_to(page, "ask"), send="1"), follow=True)

    mail = Mail.objects.get(kind="held_question")
    assert "旧姓ですか。" in shown.get_text()
    assert "旧姓ですか。" in mail.text
    assert "TARO YAMADA" in mail.text
    assert "旧姓ですか。" in answer.content.decode()
    assert Application.objects.get(pk=held.pk).state == "held"


def test_cancel_shows_the_mail_first(enter: Enter, held: Application) -> None:
    browser = enter(Role.MANAGER)
    form = form_to(page_of(browser, f"/console/held/{held.pk}/"), "cancel")

    preview = browser.post(str(form["action"]), fill(form, **{"cancel-reason": "card"}))
    page = BeautifulSoup(preview.content, "html5lib")
    assert Application.objects.get(pk=held.pk).state == "held"
    browser.post(str(form["action"]), fill(form_to(page, "cancel"), send="1"))

    assert Application.objects.get(pk=held.pk).state == "cancelled"
    assert Mail.objects.filter(kind="cancelled").count() == 1


@pytest.mark.parametrize(
    ("act", "values", "said"),
    [
        ("cancel", {}, "「取り消す理由」を選んでください"),
        ("cancel", {"cancel-reason": "card", "cancel-words": "4242 4242 4242 4242"}, "カード番号"),
        ("ask", {"ask-codes": []}, "お尋ねする理由を選ぶか"),
        ("ask", {"ask-codes": ["no.such"]}, "no.such"),
        ("release", {"release-note": "長" * 501}, "500"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(
    enter: Enter, held: Application, act: str, values: dict[str, object], said: str
) -> None:
    browser = enter(Role.SUPPORT)
    form = form_to(page_of(browser, f"/console/held/{held.pk}/"), act)

    page = BeautifulSoup(browser.post(str(form["action"]), fill(form) | values).content, "html5lib")

    summary = page.select_one(".error-summary")
    assert summary is not None
    assert said in summary.get_text()
    assert not HoldStep.objects.exists()


def test_who_comes_second_is_told_and_changes_nothing(enter: Enter, held: Application) -> None:
    first, second = enter(Role.SUPPORT), enter(Role.MANAGER)
    form = form_to(page_of(second, f"/console/held/{held.pk}/"), "release")
    sent = fill(form)
    holds.ask(held.pk, seen=0, codes=["cards.name_differs"], by=first.member.actor)  # type: ignore[attr-defined]

    answer = second.post(str(form["action"]), sent, follow=True)

    assert "ほかの担当者が先に対応しました" in answer.content.decode()
    assert Application.objects.get(pk=held.pk).state == "held"


def test_twice_the_same_click_releases_once(enter: Enter, held: Application) -> None:
    browser = enter(Role.SUPPORT)
    form = form_to(page_of(browser, f"/console/held/{held.pk}/"), "release")
    sent = fill(form)

    browser.post(str(form["action"]), sent)
    again = browser.post(str(form["action"]), sent, follow=True)

    assert "もう保留ではありません" in again.content.decode()
    assert Mail.objects.filter(kind="identity_invitation").count() == 1


@pytest.mark.parametrize("seen", ["", "-1", "x", "²", "99999999999999999999"])
def test_a_forged_count_of_steps_is_refused(enter: Enter, held: Application, seen: str) -> None:
    enter(Role.SUPPORT).post(f"/console/held/{held.pk}/release/", {"seen": seen})
    assert Application.objects.get(pk=held.pk).state == "held"


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_who_only_reads_is_offered_nothing(enter: Enter, held: Application, role: Role) -> None:
    page = page_of(enter(role), f"/console/held/{held.pk}/")
    assert page.select("main form") == []
    assert page.select(".compare") != []


def test_another_application_of_the_holder_is_linked(enter: Enter) -> None:
    first = submitted()
    second = submitted(member=member())
    page = page_of(enter(Role.SUPPORT), f"/console/held/{second.pk}/")
    assert page.select(f".compare a[href='/console/applications/{first.pk}/']") != []


def test_what_is_not_held_any_longer_is_shown_as_it_is(enter: Enter, held: Application) -> None:
    holds.release(held.pk, seen=0, by=actor("K7QM-3FHT"))
    answer = enter(Role.SUPPORT).get(f"/console/held/{held.pk}/")
    assert answer.headers["Location"] == f"/console/applications/{held.pk}/"
