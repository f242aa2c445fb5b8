"""The trial's pages: mailbox, clock, specimens, courier."""

from __future__ import annotations

import html
import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import fulfilling, packed
from kaitsu.applications import delivery
from kaitsu.faces.look.japanese_dates import moment_in_words
from kaitsu.faces.trial import shift
from kaitsu.faces.trial.data import ensure
from kaitsu.fulfilment import rules as fulfilment_rules
from kaitsu.fulfilment.models import PhoneNumber, SimCard
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.notifications import services as notifications
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current
from kaitsu.portability.models import PortOrder
from kaitsu.portability.states import Outcome
from kaitsu.retail.models import Batch
from pages.checking import CheckingClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(settings: Settings, tmp_path: Path) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"
    settings.HOME = tmp_path


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "path", ["/trial/", "/trial/clock/", "/trial/specimens/", "/trial/courier/", "/trial/carrier/"]
)
def test_every_page_is_there_before_anything_has_happened(
    checking_client: CheckingClient, path: str, language: str
) -> None:
    checking_client.cookies["kaitsu_language"] = language
    assert checking_client.get(path).status_code == 200


def test_a_mail_is_read_in_the_mailbox(
    checking_client: CheckingClient, django_capture_on_commit_callbacks: object
) -> None:
    application = submitted()
    sent_at = clock.now() + timedelta(days=3)
    Mail.objects.filter(kind="identity_invitation").update(state="sent", sent_at=sent_at)
    mail = Mail.objects.get(kind="identity_invitation")

    for path in ("/trial/", f"/trial/mails/{mail.pk}/"):
        shown = checking_client.get(path).content.decode()
        assert mail.subject in shown
        assert moment_in_words(sent_at, "ja") in shown
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


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_kind_is_named_in_words_and_drawn_good_and_spoilt(
    checking_client: CheckingClient, language: str
) -> None:
    from kaitsu.faces.trial import specimens

    submitted()
    case = Case.objects.get()
    checking_client.cookies["kaitsu_language"] = language
    kinds = specimens.kinds(case)

    facts = current().identity
    assert [kind.key for kind in kinds] == [each.key for each in (*facts.documents, *facts.supplements)]
    for kind in kinds:
        page = checking_client.get(f"/trial/specimens/?id={case.login_id}&kind={kind.key}").content.decode()
        assert kind.name.text(language) in html.unescape(page)
        for side in kind.sides:
            assert side.name.text(language) in html.unescape(page)
            for how, _label in side.ways:
                assert f"/{kind.key}/{side.key}/{how}.jpg" in page


def test_every_side_can_be_drawn() -> None:
    from kaitsu.faces.trial import specimens

    submitted()
    case = Case.objects.get()
    drawn = [
        specimens.photograph(case, specimens.Wanted(kind.key, side.key, "good"), long_side=specimens.SMALL)
        for kind in specimens.kinds(case)
        for side in kind.sides
    ]
    assert len(set(drawn)) == len(drawn) >= 15


def test_trial_packages_have_japanese_names(tmp_path: Path) -> None:
    ensure(tmp_path / "trial.json")

    names = {each.key: each.name.ja for each in current().functions}
    assert dict(Batch.objects.values_list("line_type", "product")) == {
        key: f"試用パッケージ（{name}）" for key, name in names.items()
    }


@pytest.mark.rule("MNP-8")
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_carrier_gives_each_answer(
    checking_client: CheckingClient, outcome: Outcome, language: str
) -> None:
    application = fulfilling(Wish(lines=(LineWish(start="mnp"),)))
    delivery.fulfil(application.pk)
    order = PortOrder.objects.get()
    checking_client.cookies["kaitsu_language"] = language
    assert application.reference in checking_client.get("/trial/carrier/").content.decode()

    answered = {"order": order.number, "answer": outcome.value}
    checking_client.post("/trial/carrier/", answered, follow=True)
    checking_client.post("/trial/carrier/", answered, follow=True)

    order.refresh_from_db()
    assert order.answer == outcome
    assert application.reference not in checking_client.get("/trial/carrier/").content.decode()
    for wrong in ({"order": "X", "answer": "accepted"}, {"order": order.number, "answer": "perhaps"}):
        assert checking_client.post("/trial/carrier/", wrong).status_code == 404


@pytest.mark.parametrize("stub", [True, False])
def test_what_stubs_answer_is_told(checking_client: CheckingClient, settings: Settings, stub: bool) -> None:
    settings.KAITSU_PORT_IN = "stub" if stub else "file"
    settings.KAITSU_REGISTERS = ["trial=stub"] if stub else ["none"]

    page = checking_client.get("/trial/carrier/").content.decode()

    assert ("8 で終わる予約番号" in page) is stub
    assert ("7 で終わる電話番号：" in page) is stub
    assert "9 で終わる電話番号" in page


@pytest.mark.rule("FUL-3", "FUL-4")
@pytest.mark.parametrize("answer", ["deliver", "return"])
def test_the_courier_takes_delivers_and_brings_back(checking_client: CheckingClient, answer: str) -> None:
    application, run = packed()
    parcel = run.parcels.get()

    for given in ("take", "take", answer, answer):
        checking_client.post("/trial/courier/", {"parcel": parcel.number, "answer": given}, follow=True)

    parcel.refresh_from_db()
    assert parcel.state == {"deliver": "delivered", "return": "returned"}[answer]
    assert fulfilment_rules.tracking_problem(parcel.tracking) is None
    assert Mail.objects.filter(kind="shipped").count() == 1
    assert checking_client.get("/trial/courier/").status_code == 200
    assert checking_client.post("/trial/courier/", {"parcel": "P", "answer": "take"}).status_code == 404
    assert application.pk == parcel.owner
