"""The trial's pages: mailbox, clock, specimens, courier."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from factories.applications import submitted
from kaitsu.faces.trial import shift
from kaitsu.faces.trial.data import ensure
from kaitsu.fulfilment.models import PhoneNumber, SimCard
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.notifications import services as notifications
from kaitsu.notifications.models import Mail
from pages.checking import CheckingClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings: Settings, tmp_path: Path) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"
    settings.HOME = tmp_path


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", ["/trial/", "/trial/clock/", "/trial/specimens/", "/trial/courier/"])
def test_every_page_is_there_before_anything_has_happened(
    checking_client: CheckingClient, path: str, language: str
) -> None:
    checking_client.cookies["kaitsu_language"] = language
    assert checking_client.get(path).status_code == 200


def test_a_mail_is_read_in_the_mailbox(
    checking_client: CheckingClient, django_capture_on_commit_callbacks: object
) -> None:
    application = submitted()
    Mail.objects.filter(kind="identity_invitation").update(state="sent", sent_at=clock.now())
    mail = Mail.objects.get(kind="identity_invitation")

    assert mail.subject in checking_client.get("/trial/").content.decode()
    case = application.case
    assert case is not None
    assert case.login_id in checking_client.get(f"/trial/mails/{mail.pk}/").content.decode()
    assert notifications.sweep() is not None


@pytest.mark.parametrize("path", ["/trial/mails/01a20360-8640-7365-a554-622e6c1762be/", "/trial/?after=x"])
def test_a_mail_that_is_not_there(checking_client: CheckingClient, path: str) -> None:
    assert checking_client.get(path).status_code == 404


def test_the_clock_goes_ahead_never_back_and_not_too_far(checking_client: CheckingClient) -> None:
    source = shift.source()
    assert source.shift() == timedelta()

    checking_client.post("/trial/clock/", {"by": "week"})
    assert source.shift() == timedelta(days=7)
    source.move(timedelta(days=-3))
    assert source.shift() == timedelta(days=7)
    source.move(timedelta(days=9999))
    assert source.shift() == shift.FARTHEST

    clock.use(source)
    assert clock.now() - shift.datetime.now(shift.UTC) > timedelta(days=399)


def test_a_week_later_what_is_due_has_been_done(checking_client: CheckingClient) -> None:
    from factories.applications import begun

    draft = begun()
    with clock.frozen(clock.now() + timedelta(days=30)):
        checking_client.post("/trial/clock/", {"by": "now"})

    draft.refresh_from_db()
    assert draft.state == "expired"


def test_specimens_are_drawn_for_what_was_entered(checking_client: CheckingClient) -> None:
    submitted()
    case = Case.objects.get()
    page = checking_client.get(f"/trial/specimens/?id={case.login_id.lower()}").content.decode()
    assert case.registered_name in page

    answer = checking_client.get(f"/trial/specimens/{case.pk}/drivers_licence/front/good.jpg")

    assert answer["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size[0] >= 1000
    assert checking_client.get(f"/trial/specimens/{case.pk}/drivers_licence/front/odd.jpg").status_code == 404


@pytest.mark.parametrize("how", ["name", "expired", "address", "blur"])
def test_spoilt_specimens_differ_from_the_good_one(how: str) -> None:
    from kaitsu.faces.trial import specimens

    submitted()
    case = Case.objects.get()
    good, other = (
        specimens.photograph(case, specimens.Wanted("drivers_licence", "front", way)) for way in ("good", how)
    )
    assert good != other


def test_trial_data_is_made_once_and_gives_codes_that_can_be_used(tmp_path: Path) -> None:
    first = ensure(tmp_path / "trial.json")
    second = ensure(tmp_path / "trial.json")

    assert first == second
    assert set(first.codes) == {"voice", "sms", "data"}
    assert len(first.staff) == 5
    assert SimCard.objects.count() == 150
    assert PhoneNumber.objects.count() == 100
    assert (tmp_path / "trial.json").stat().st_mode & 0o077 == 0
