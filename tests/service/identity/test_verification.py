"""What a case does to the application that it was opened for: state, code, port-ins, mails (IDV-13, IDV-17, MAI-1)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from factories import applications as apps
from factories import identity as make
from factories.identity import REVIEWER
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.identity import rules, services
from kaitsu.identity.judging import Mark, Verdict
from kaitsu.identity.models import Case
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.ids import uuid7
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current
from kaitsu.portability.models import Reservation
from kaitsu.retail.models import Package

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cards_in_memory(settings: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"  # type: ignore[attr-defined]


@pytest.fixture
def application() -> Application:
    """An application with a voice line that ports in, its documents under review."""
    made = apps.submitted(apps.family(apps.LineWish(start="mnp"), apps.LineWish(function="data")))
    assert made.case is not None
    make.claimed(made.case)
    return made


def case_of(application: Application) -> Case:
    """Its case, as it is now."""
    assert application.case is not None
    return make.fresh(application.case)


def mail(kind: str) -> Mail:
    """The one mail of *kind*."""
    return Mail.objects.get(kind=kind)


def one_line(text: str) -> str:
    """*text* without its line breaks, which a mail has in the middle of sentences."""
    return re.sub(r"\s+", "", text)


@pytest.mark.rule("IDV-11")
def test_sending_is_confirmed_by_one_mail() -> None:
    application = apps.submitted()
    assert application.case is not None
    make.chosen(application.case)
    make.fill(application.case)
    by = verification.holder_of(application.case)

    verification.send_documents(application.case.pk, by=by)
    verification.send_documents(application.case.pk, by=by)

    assert by == application.member.actor
    assert f"{current().identity.result_days_min}〜{current().identity.result_days_max}日" in one_line(
        mail("upload_received").text
    )
    assert verification.application_of(application.case) == application


@pytest.mark.rule("IDV-17", "FUL-1")
def test_approved(application: Application) -> None:
    case = case_of(application)

    verification.decide(case.pk, make.verdicts(case), by=REVIEWER)

    application.refresh_from_db()
    assert application.state == State.FULFILLING
    assert application.reference in mail("approved").text
    assert Package.objects.get(pk=application.package_id).state == "spent"
    assert Reservation.objects.get().state == "reserved"


@pytest.mark.rule("IDV-13")
def test_asked_again_says_what_and_why_and_until_when(application: Application) -> None:
    case = case_of(application)
    verdicts = [
        Verdict("image:front", Mark.UNREADABLE, "glare", "窓の近くは\n避けてください。", "机の照明")
        if verdict.part == "image:front"
        else verdict
        for verdict in make.verdicts(case, address="supplement_needed")
    ]

    preview = verification.preview(case.pk, verdicts)
    verification.decide(case.pk, verdicts, by=REVIEWER)

    application.refresh_from_db()
    sent = mail("ask_again")
    text = one_line(sent.text)
    assert application.state == State.VERIFYING
    assert "おもて面：光が反射して" in text
    assert "窓の近くは避けてください。" in text
    assert "補助書類（住民票、公共料金の領収書）のどれか1点" in text
    assert "机の照明" not in text
    assert "19800101" not in text
    deadline = case_of(application).deadline.astimezone(clock.TOKYO)
    assert f"{deadline.year}年{deadline.month}月{deadline.day}日" in text
    assert preview is not None
    assert (preview.subject, preview.text) == (sent.subject, sent.text)


@pytest.mark.rule("IDV-13")
def test_another_document_is_asked_for_in_the_holders_language(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(language="en")
    case = case_of(application)

    verification.decide(case.pk, make.verdicts(case, expiry="expired"), by=REVIEWER)

    text = " ".join(mail("ask_again").text.split())
    assert "An identity document (please choose its kind again)" in text
    assert "Expiry: The document has expired." in text


@pytest.mark.rule("IDV-17")
def test_refused_ends_the_application_and_frees_what_it_held(application: Application) -> None:
    case = case_of(application)

    verification.decide(case.pk, make.verdicts(case, kind="not_genuine", name="another_person"), by=REVIEWER)

    application.refresh_from_db()
    assert application.state == State.REFUSED
    assert Package.objects.get(pk=application.package_id).state == "issued"
    assert Reservation.objects.get().state == "released"
    text = one_line(mail("refused").text)
    # Said once, and not what gave it away.
    assert text.count("ご本人であることを確認できませんでした") == 1
    assert "偽造" not in text


@pytest.mark.rule("IDV-13", "ENT-5")
def test_out_of_attempts_the_application_ends_and_its_code_is_free(application: Application) -> None:
    case = case_of(application)
    for attempt in range(current().identity.attempts):
        if attempt:
            make.fill(case)
            make.claimed(case)
        verification.decide(case.pk, make.verdicts(case, _front="blurred"), by=REVIEWER)

    application.refresh_from_db()
    assert (application.state, case_of(application).state) == (State.EXPIRED, CaseState.LAPSED)
    assert Package.objects.get(pk=application.package_id).state == "issued"
    assert Mail.objects.filter(kind="ask_again").count() == 2
    assert "おもて面：文字がぼやけています" in one_line(mail("expired").text)


@pytest.mark.rule("IDV-13", "ENT-5")
def test_when_the_days_are_over_the_application_ends_once() -> None:
    application = apps.submitted()
    deadline = case_of(application).deadline

    with clock.frozen(deadline - timedelta(seconds=1)):
        assert verification.lapse_due() == 0
    with clock.frozen(deadline):
        assert verification.lapse_due() == 1
        assert verification.lapse_due() == 0

    application.refresh_from_db()
    assert application.state == State.EXPIRED
    assert Package.objects.get(pk=application.package_id).state == "issued"
    assert "確認できなかったところ" not in mail("expired").text


@pytest.mark.rule("IDV-13")
def test_documents_that_are_under_review_do_not_run_out(application: Application) -> None:
    with clock.frozen(case_of(application).deadline + timedelta(days=1)):
        assert verification.lapse_due() == 0


@pytest.mark.rule("MAI-1")
def test_a_reminder_comes_once_before_the_end_and_names_it() -> None:
    application = apps.submitted()
    deadline = case_of(application).deadline
    morning = deadline.astimezone(clock.TOKYO).replace(hour=9, minute=0, second=0)
    morning -= timedelta(days=rules.REMIND_DAYS)

    with clock.frozen(morning - timedelta(seconds=1)):
        assert verification.remind_due() == 0
    with clock.frozen(morning):
        assert verification.remind_due() == 1
        assert verification.remind_due() == 0

    text = mail("identity_reminder").text
    assert f"{deadline:%Y}年{deadline.month}月{deadline.day}日" in text
    assert case_of(application).login_id in text


@pytest.mark.rule("IDV-3")
def test_mails_that_lead_to_closed_pages_leave_when_they_open(application: Application) -> None:
    case = case_of(application)
    # The fourth Sunday of November 2026; open again on Monday at nine.
    with clock.frozen(datetime(2026, 11, 23, 0, 10, tzinfo=clock.TOKYO)):
        services.claim(case.pk, by=REVIEWER)
        verification.decide(case.pk, make.verdicts(case, _front="blurred"), by=REVIEWER)

    assert mail("ask_again").due_at == datetime(2026, 11, 23, 9, 0, tzinfo=clock.TOKYO)


@pytest.mark.rule("IDV-12")
def test_there_is_no_preview_of_what_cannot_be_decided(application: Application) -> None:
    case = case_of(application)
    whole = make.verdicts(case)

    assert verification.preview(case.pk, whole[:-1]) is None
    assert verification.preview(case.pk, [*whole, whole[0]]) is None
    assert verification.preview(case.pk, whole) is not None
    services.give_back(case.pk, by=REVIEWER)
    services.withdraw(case.pk, by=REVIEWER)
    other = apps.submitted(apps.Wish(birth_date=clock.today().replace(year=1990)))
    assert verification.preview(case_of(other).pk, []) is None
    assert Mail.objects.filter(kind="approved").count() == 0


def test_a_case_without_an_application() -> None:
    with pytest.raises(KaitsuError, match=r"identity\.unknown"):
        verification.decide(uuid7(), [], by=REVIEWER)
