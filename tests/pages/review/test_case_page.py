"""A case on its screen: look, judge, decide (IDV-12, IDV-17, OPS-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conftest import USUAL_MOMENT
from factories.applications import Wish, submitted
from factories.reviews import OTHER, REVIEWER, send, specimen, verdicts, waiting
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.audit import queries as audit
from kaitsu.faces.console.review import sheet
from kaitsu.identity import queries
from kaitsu.identity import rules as identity_rules
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case, FieldVerdict
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from kaitsu.vault import services as vault
from pages.checking import CheckingClient
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]


def soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html5lib")


def path(application: Application, end: str = "") -> str:
    return f"/console/review/{application.case_id}/{end}"


def taken(browser: CheckingClient, application: Application | None = None, **choice: object) -> Application:
    """A case that the member of staff at *browser* has claimed."""
    application = application or waiting(**choice)  # type: ignore[arg-type]
    assert browser.post(path(application, "claim/")).status_code == 302
    return application


def case_of(application: Application) -> Case:
    case = queries.case(application.case_id)  # type: ignore[arg-type]
    assert case is not None
    return case


def form(application: Application, **changes: object) -> dict[str, object]:
    """The form with every part found fine, and *changes*; a part in ``not_ok`` is left open."""
    case = case_of(application)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    left = changes.pop("not_ok", ())
    parts = [part for part in queries.parts(case, attempt) if part not in left]  # type: ignore[operator]
    return {"attempt": str(attempt.pk), "ok": parts, **changes}


def first_image(application: Application) -> str:
    attempt = queries.open_attempt(case_of(application))
    assert attempt is not None
    return str(queries.images(attempt)[0].pk)


# --- looking ---------------------------------------------------------------------------------------------------


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

    for words in ("運転免許証", "公安委員会", "国際運転免許証は使えません", "裏面に、住所"):
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


# --- claiming --------------------------------------------------------------------------------------------------


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


# --- judging ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("IDV-17")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_result_follows_from_the_verdicts(enter: Enter, language: str) -> None:
    browser = enter(language=language)
    application = taken(browser)
    ask = path(application, "result/")
    told = {
        "": form(application, not_ok=["name"]),
        "approve": form(application),
        "ask_again": form(application, not_ok=["image:front"], **{"reason-image:front": "glare"}),
        "refuse": form(application, not_ok=["name"], **{"reason-name": "another_person"}),
    }
    for event, data in told.items():
        page = soup(browser.post(ask, data).content)
        buttons = {str(button["value"]) for button in page.select("[name=confirm]")}
        assert buttons == ({event} if event else set())
        assert bool(page.select(".mail")) is bool(event)
    assert case_of(application).state == "claimed"
    assert not FieldVerdict.objects.exists()


@pytest.mark.rule("IDV-17", "MAI-3")
@pytest.mark.parametrize(
    ("data", "part"),
    [
        ({"reason-name": "name_differs"}, "name"),  # fine, and a reason
        ({"not_ok": ["name"], "reason-name": "glare nonsense"}, "name"),
        ({"not_ok": ["name"], "reason-name": "expired"}, "name"),  # does not fit
        ({"not_ok": ["name"], "reason-name": "blurred", "region-name": "0.1,0.1,0.2,0.2"}, "name"),
        ({"not_ok": ["name"], "reason-name": "blurred", "region-name": "a,b"}, "name"),
        ({"not_ok": ["name"], "reason-name": "blurred", "message-name": "1980年1月1日"}, "name"),
    ],
)
def test_what_is_filled_in_wrongly_is_said_at_its_part(
    enter: Enter, data: dict[str, object], part: str
) -> None:
    browser = enter()
    application = taken(browser)
    fragment = soup(browser.post(path(application, "result/"), form(application, **dict(data))).content)
    assert [str(problem["data-problem"]) for problem in fragment.select("[data-problem]")] == [part]

    page = browser.post(path(application, "decide/"), form(application, confirm="approve", **dict(data)))

    assert page.status_code == 422
    wrong = soup(page.content).select(".part--wrong")
    assert [str(row["data-part"]) for row in wrong] == [part]
    assert wrong[0].select_one(".part__problem").get_text(strip=True)
    assert case_of(application).state == "claimed"


def test_without_scripts_the_result_is_asked_for_then_confirmed(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    filled = form(
        application,
        not_ok=["image:front"],
        **{
            "reason-image:front": "cut_off",
            "message-image:front": "右の端です。",
            "note-image:front": "3回目",
        },
    )

    page = soup(browser.post(path(application, "decide/"), filled | {"preview": "1"}).content)

    assert page.select_one("[name='message-image:front']")["value"] == "右の端です。"
    assert page.select_one("[name='reason-image:front'] option[selected]")["value"] == "cut_off"
    assert page.select_one("[name=confirm]")["value"] == "ask_again"
    mail = page.select_one(".mail").get_text(" ")
    assert "右の端です。" in mail
    assert "3回目" not in mail
    assert case_of(application).state == "claimed"


@pytest.mark.rule("IDV-17", "IDV-13", "MAI-1")
def test_asking_again_writes_the_mail_that_was_shown(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    image = first_image(application)
    filled = form(
        application,
        not_ok=["address"],
        **{
            "reason-address": "glare",
            "message-address": "番地のところです。",
            "note-address": "窓の光",
            "image-address": image,
            "region-address": "0.1,0.2,0.3,0.1",
        },
    )
    preview = soup(browser.post(path(application, "result/"), filled).content)

    answer = browser.post(path(application, "decide/"), filled | {"confirm": "ask_again"})

    assert answer.headers["Location"] == "/console/review/"
    assert case_of(application).state == "asked_again"
    row = FieldVerdict.objects.get(part="address")
    assert (row.mark, row.reason, row.note, str(row.image_id)) == ("unreadable", "glare", "窓の光", image)
    assert row.region == {"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.1}
    assert row.by == str(browser.actor)  # type: ignore[attr-defined]
    sent = Mail.objects.get(kind="ask_again")
    assert sent.subject == preview.select_one(".mail__subject").get_text()
    shown = "".join(preview.select_one(".mail__text").get_text().split())
    assert shown == "".join(sent.text.split())


@pytest.mark.rule("IDV-17")
@pytest.mark.parametrize(
    ("data", "confirm", "state", "ended"),
    [
        ({}, "approve", "approved", "fulfilling"),
        ({"not_ok": ["image:front"], "reason-image:front": "dark"}, "ask_again", "asked_again", "verifying"),
        ({"not_ok": ["kind"], "reason-kind": "not_genuine"}, "refuse", "refused", "refused"),
    ],
)
def test_the_state_follows_from_the_verdicts(
    enter: Enter, data: dict[str, object], confirm: str, state: str, ended: str
) -> None:
    browser = enter()
    application, following = taken(browser), waiting()

    answer = browser.post(path(application, "decide/"), form(application, confirm=confirm, **dict(data)))

    # The next case at once, and claimed.
    assert answer.headers["Location"] == path(following)
    assert case_of(following).claimed_by == str(browser.actor)  # type: ignore[attr-defined]
    assert case_of(application).state == state
    assert Application.objects.get(pk=application.pk).state == ended


@pytest.mark.rule("IDV-17")
def test_nothing_is_done_but_what_was_shown(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    wrong = form(application, not_ok=["name"], **{"reason-name": "name_differs"})

    page = browser.post(path(application, "decide/"), wrong | {"confirm": "approve"})

    assert soup(page.content).select_one("[name=confirm]")["value"] == "ask_again"
    assert case_of(application).state == "claimed"


@pytest.mark.rule("IDV-17")
def test_a_decision_sent_twice_is_made_once(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    data = form(application, confirm="approve")

    first = browser.post(path(application, "decide/"), data)
    again = browser.post(path(application, "decide/"), data, follow=True)

    assert first.status_code == 302
    assert "状態が変わっています" in again.content.decode()
    assert "承認済み" in again.content.decode()
    assert Mail.objects.filter(kind="approved").count() == 1


def test_a_form_about_an_earlier_attempt_is_not_taken(enter: Enter) -> None:
    browser = enter()
    application = taken(browser)
    stale = form(application, confirm="approve")
    case = case_of(application)
    verification.decide(case.pk, verdicts(case, image_front="blurred"), by=browser.actor)  # type: ignore[attr-defined]
    send(case_of(application))
    taken(browser, application)

    browser.post(path(application, "decide/"), stale)

    assert case_of(application).state == "claimed"


def test_confirmed_to_the_list_no_other_case_is_taken(enter: Enter) -> None:
    browser = enter()
    application, other = taken(browser), waiting()

    answer = browser.post(path(application, "decide/?then=list"), form(application, confirm="approve"))

    assert answer.headers["Location"] == "/console/review/"
    assert case_of(other).state == "submitted"


@pytest.mark.rule("IDV-13")
def test_the_second_attempt_shows_what_was_asked_and_the_earlier_image(enter: Enter) -> None:
    browser = enter(Role.MANAGER)
    application = taken(browser)
    asked = form(
        application, not_ok=["image:front"], **{"reason-image:front": "blurred", "note-image:front": "手ぶれ"}
    )
    browser.post(path(application, "decide/"), asked | {"confirm": "ask_again"})
    send(case_of(application))
    taken(browser, application)

    page = soup(browser.get(path(application)).content)

    assert "ぼやけて読めない" in page.select_one(".review-earlier").get_text()
    assert "手ぶれ" in page.select_one(".review-earlier").get_text()
    assert [str(each["data-earlier"]) for each in page.select(".sheet")] == ["0", "1"]
    # Fetched only when it is opened: every look is in the log.
    assert len(page.select(".sheet img")) == 1
    assert browser.get(page.select_one(".sheet__open")["href"]).content == specimen("front 1")


@pytest.mark.rule("IDV-13")
def test_the_last_attempt_ends_the_case(enter: Enter) -> None:
    browser = enter()
    application = waiting()
    for event in ("ask_again", "ask_again", "lapse"):
        taken(browser, application)
        data = form(application, not_ok=["image:front"], **{"reason-image:front": "blurred"})
        page = soup(browser.post(path(application, "result/"), data).content)
        assert page.select_one("[name=confirm]")["value"] == event
        browser.post(path(application, "decide/"), data | {"confirm": event})
        if event == "ask_again":
            send(case_of(application))

    assert case_of(application).state == "lapsed"
    assert Application.objects.get(pk=application.pk).state == "expired"


@pytest.mark.rule("OPS-1")
def test_an_auditor_reads_the_verdicts_and_changes_nothing(enter: Enter) -> None:
    application = waiting()
    case = case_of(application)
    identity.claim(case.pk, by=REVIEWER)
    verification.decide(case.pk, verdicts(case, image_front="blurred"), by=REVIEWER)
    browser = enter(Role.AUDITOR)

    page = soup(browser.get(path(application)).content)

    assert "ぼやけて読めない" in page.select_one('.part[data-part="image:front"]').get_text()
    assert not page.select("main [name=ok], main [name=confirm]")
    assert browser.post(path(application, "decide/"), {}).status_code == 403


# --- unlocking -------------------------------------------------------------------------------------------------


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
