"""The end of the sign-up: the card, all answers, the confirmation code, the submission."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from factories.applications import Wish, complete, mailed_code, submitted
from factories.cards import card
from kaitsu.applications.models import Application
from kaitsu.cards.adapters import memory
from kaitsu.cards.models import Registration
from kaitsu.cards.states import Reason
from kaitsu.kernel import clock
from kaitsu.members.models import Member
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current
from pages.journey.conftest import beside, main, page, summed_up

pytestmark = pytest.mark.django_db


def url(draft: Application, name: str) -> str:
    return reverse(f"apply_{name}", args=[draft.pk])


def session(draft: Application) -> str:
    """The session at the provider that was begun last."""
    return Registration.objects.filter(owner=draft.pk).latest("begun_at").session


def confirming(browser: Client, draft: Application) -> str:
    """A code on its way; the address where it is typed."""
    assert browser.post(url(draft, "check"))["Location"] == url(draft, "confirm")
    return url(draft, "confirm")


@pytest.mark.rule("PAY-1")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_card_is_typed_at_the_provider_only(browser: Client, draft: Application, language: str) -> None:
    shown = page(browser.get(url(draft, "card"), headers={"accept-language": language}))
    assert "4242" in main(shown)
    assert not [control for control in shown.select("main input") if control.get("type") != "hidden"]

    response = browser.post(url(draft, "card"))

    assert response["Location"].startswith("https://cards.invalid/")


@pytest.mark.rule("PAY-3")
@pytest.mark.parametrize("reason", list(Reason))
def test_a_card_that_was_not_taken_leaves_the_draft_as_it_was(
    browser: Client, draft: Application, reason: Reason
) -> None:
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        browser.post(url(draft, "card"))
        memory.shared().fail(session(draft), reason)
        shown = page(browser.get(url(draft, "card_return"), follow=True))

    notice = shown.select_one(".notice--error")
    assert notice is not None
    assert "ください" in notice.get_text()
    draft.refresh_from_db()
    assert draft.card is not None
    assert draft.card.last4 == "4242"


@pytest.mark.rule("PAY-1")
def test_another_card_takes_the_place_of_the_first(browser: Client, draft: Application) -> None:
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        browser.post(url(draft, "card"))
        memory.shared().succeed(session(draft), card(last4="1881", name="HANAKO OHNO"))
        shown = page(browser.get(url(draft, "card_return"), follow=True))

    assert "末尾1881" in main(shown)


@pytest.mark.rule("PAY-3")
def test_a_provider_that_cannot_be_reached_costs_nothing(browser: Client, draft: Application) -> None:
    memory.shared().unavailable = True

    shown = page(browser.post(url(draft, "card")), 503)

    assert "入力した内容はそのまま残っています" in main(shown)


@pytest.mark.rule("CNF-1", "PLN-6")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_all_answers_stand_on_one_page_each_with_a_way_back(
    browser: Client, draft: Application, language: str
) -> None:
    shown = page(browser.get(url(draft, "check"), headers={"accept-language": language}))

    changes = [str(link["href"]) for link in shown.select(".summary__change a")]
    assert all(link.endswith("?from=check") for link in changes)
    assert {link.split("/")[-2] for link in changes} == {
        "plan", "line-1", "device", "name", "about", "address", "contact", "porting-1", "card",
    }  # fmt: skip
    for text in ("OHNO HANAKO", "1-2-3", "03-1234-5678", draft.email, "4242"):
        assert text in main(shown)
    assert shown.select_one(".total")


@pytest.mark.rule("PAY-2")
def test_another_name_on_the_card_is_pointed_out_before_applying(browser: Client, applicant: Member) -> None:
    draft = complete(Wish(card_name="TARO YAMADA"), applicant)

    shown = page(browser.get(url(draft, "check")))

    assert "TARO YAMADA" in main(shown)
    assert shown.select_one(".notice--warning")


@pytest.mark.rule("HLD-8")
def test_too_many_voice_lines_are_told_and_nothing_can_be_sent(browser: Client, applicant: Member) -> None:
    for _ in range(current().holder.max_voice_lines):
        submitted()
    draft = complete(Wish(), applicant)

    shown = page(browser.get(url(draft, "check")), 422)

    assert f"{current().holder.max_voice_lines}回線まで" in main(shown)
    assert not shown.select("main form")
    assert browser.post(url(draft, "check")).status_code == 422
    assert not Mail.objects.filter(kind="confirmation_code", to=draft.email).exists()


@pytest.mark.rule("CNF-2", "CNF-3")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_mailed_code_submits_and_the_page_says_what_comes_next(
    browser: Client, draft: Application, language: str
) -> None:
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = language  # type: ignore[attr-defined]
    address = confirming(browser, draft)
    shown = page(browser.get(address))
    assert draft.email in main(shown)

    response = browser.post(address, {"code": f" {mailed_code(draft)} "})

    status = reverse("application", args=[draft.pk])
    assert response["Location"] == status
    draft.refresh_from_db()
    assert draft.state == "verifying"
    shown = page(browser.get(status))
    assert draft.reference in main(shown)
    assert draft.email in main(shown)


@pytest.mark.rule("CNF-3")
def test_submitting_twice_leads_to_the_same_application(browser: Client, draft: Application) -> None:
    address = confirming(browser, draft)
    typed = {"code": mailed_code(draft)}

    first, second = browser.post(address, typed), browser.post(address, typed)

    assert first["Location"] == second["Location"] == reverse("application", args=[draft.pk])
    assert Mail.objects.filter(kind="application_received").count() == 1


@pytest.mark.rule("CNF-2")
def test_a_wrong_code_says_how_often_it_may_be_tried(browser: Client, draft: Application) -> None:
    address = confirming(browser, draft)
    wrong = {"code": "000000" if mailed_code(draft) != "000000" else "111111"}
    tries = current().confirmation.tries

    said = [beside(page(browser.post(address, wrong), 422), "code") for _ in range(tries)]

    assert f"あと{tries - 1}回" in said[0]
    assert "新しいコードを送ってください" in said[-1]
    assert summed_up(page(browser.post(address, {"code": ""}), 422))


@pytest.mark.rule("CNF-2")
def test_an_expired_code_is_sent_anew(browser: Client, draft: Application) -> None:
    address = confirming(browser, draft)
    code = mailed_code(draft)

    with clock.frozen(clock.now() + timedelta(minutes=current().confirmation.minutes)):
        shown = page(browser.post(address, {"code": code}), 422)
        assert "期限が過ぎました" in beside(shown, "code")
        shown = page(browser.post(address, {"resend": "yes"}, follow=True))
        assert "新しい確認コードを送りました" in main(shown)
        assert browser.post(address, {"code": mailed_code(draft)}).status_code == 302


@pytest.mark.rule("CNF-2")
def test_a_code_is_not_sent_again_at_once(browser: Client, draft: Application) -> None:
    address = confirming(browser, draft)

    shown = page(browser.post(address, {"resend": "yes"}, follow=True))

    again = clock.now() + timedelta(seconds=current().confirmation.resend_seconds)
    assert f"{again.astimezone(clock.TOKYO):%H:%M:%S}以降" in main(shown)
    assert Mail.objects.filter(kind="confirmation_code").count() == 1


@pytest.mark.rule("CNF-2")
def test_without_a_code_on_its_way_there_is_nothing_to_type(browser: Client, draft: Application) -> None:
    assert browser.get(url(draft, "confirm"))["Location"] == url(draft, "check")


@pytest.mark.rule("CNF-4", "MNP-3")
def test_a_reservation_that_ran_short_meanwhile_leads_back_to_its_page(
    browser: Client, draft: Application
) -> None:
    address = confirming(browser, draft)
    code = mailed_code(draft)

    with clock.frozen(clock.now() + timedelta(minutes=5)):
        reservation = draft.lines.get().reservation
        assert reservation is not None
        reservation.last_day = clock.today() + timedelta(days=1)
        reservation.save(update_fields=["last_day"])
        shown = page(browser.post(address, {"code": code}, follow=True))

    assert "予約番号の取り直しが必要です" in main(shown)
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.rule("CNF-3")
def test_after_submission_the_pages_of_the_draft_lead_to_its_status(
    browser: Client, draft: Application
) -> None:
    address = confirming(browser, draft)
    browser.post(address, {"code": mailed_code(draft)})

    status = reverse("application", args=[draft.pk])
    for name in ("next", "card", "check", "confirm", "code", "abandon"):
        assert browser.get(url(draft, name))["Location"] == status
    response = browser.post(reverse("apply_step", args=[draft.pk, "contact"]), {"email": "x@example.jp"})
    assert response["Location"] == status
