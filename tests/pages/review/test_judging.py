"""Verdicts and what follows from them: shown first, then done, once (IDV-12, IDV-17)."""

from __future__ import annotations

import pytest

from factories.reviews import REVIEWER, send, specimen, verdicts, waiting
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.identity import services as identity
from kaitsu.identity.models import FieldVerdict
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from pages.review.cases import case_of, first_image, form, path, soup, taken
from pages.review.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-12")]


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
