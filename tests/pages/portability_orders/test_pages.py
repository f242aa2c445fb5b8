"""Order files in the console, and the holder's page for a reservation that has to be mended (MNP-7, MNP-8)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import CLERK, fulfilling, stock, table
from factories.members import member
from factories.members import staff as make_staff
from kaitsu.applications import delivery, porting
from kaitsu.applications.models import Application, Line
from kaitsu.members.roles import Role
from kaitsu.portability import exchange
from kaitsu.portability.models import AnswerFile, OrderFile, PortOrder, Reservation
from kaitsu.portability.states import Outcome, State
from pages.checking import CheckingClient

pytestmark = pytest.mark.django_db

MNP = Wish(lines=(LineWish(start="mnp"),))


def port(application: Application) -> Reservation:
    found = Line.objects.get(application=application).reservation
    assert found is not None
    return found


def answered(outcome: Outcome) -> Application:
    application = fulfilling(MNP)
    stock()
    delivery.fulfil(application.pk)
    exchange.make_file(by=CLERK)
    porting.settle(PortOrder.objects.get().number, outcome, by=CLERK)
    return application


def holder(application: Application, language: str = "ja") -> CheckingClient:
    client = CheckingClient()
    client.force_login(application.member)
    client.cookies["kaitsu_language"] = language
    return client


def typed(number: str, last_day: date, **more: str) -> dict[str, str]:
    parts = {"last_day_year": last_day.year, "last_day_month": last_day.month, "last_day_day": last_day.day}
    return {"number": number, **{name: str(part) for name, part in parts.items()}, **more}


@pytest.mark.rule("MNP-8", "FUL-6")
def test_orders_go_out_and_answers_come_in(clerk: CheckingClient) -> None:
    application = fulfilling(MNP)
    delivery.fulfil(application.pk)
    order = PortOrder.objects.get()
    assert order.number in clerk.get("/console/ports/").content.decode()
    chief = CheckingClient()
    chief.force_login(make_staff(Role.MANAGER))
    leads = f'<a href="/console/applications/{application.pk}/">{application.reference}</a>'
    assert leads in chief.get("/console/ports/").content.decode()

    for _ in range(2):
        clerk.post("/console/ports/files/", follow=True)
    made = OrderFile.objects.get()
    assert order.number.encode() in clerk.get(f"/console/ports/files/{made.pk}/").content
    data = table(["依頼番号", "回答"], (order.number, "番号なし"), ("MX", "承諾"))
    upload = SimpleUploadedFile("answers.csv", data, content_type="text/csv")
    page = clerk.post("/console/ports/answers/", {"file": upload}, follow=True)

    assert page.redirect_chain[-1][0] == f"/console/ports/answers/{AnswerFile.objects.get().pk}/"
    assert port(application).state == State.REJECTED
    assert application.reference in clerk.get("/console/ports/?list=holders").content.decode()
    assert clerk.post("/console/ports/answers/", {}).status_code == 422
    broken = SimpleUploadedFile("answers.csv", b"x", content_type="text/csv")
    assert clerk.post("/console/ports/answers/", {"file": broken}).status_code == 422


@pytest.mark.rule("MNP-7")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_holder_replaces_an_expired_reservation(language: str) -> None:
    application = answered(Outcome.RESERVATION_EXPIRED)
    browser = holder(application, language)
    address = f"/applications/{application.pk}/reservation/1/"

    assert browser.get(address).status_code == 200
    twice = browser.post(address, typed("298765432", date(2026, 11, 17)))
    assert twice.status_code == 422
    for refused in ("id_number_error", "id_last_day_error"):
        assert refused in twice.content.decode()
    short = browser.post(address, typed("2987654321", date(2026, 11, 20)))
    assert short.status_code == 422
    # The application is out already: nothing is said of applying.
    words = {"ja": "乗り換えの手続きには7日以上必要です", "en": "moving the number takes at least 7"}
    assert words[language] in short.content.decode()
    assert browser.post(address, typed(port(application).number, date(2026, 12, 1))).status_code == 422
    done = browser.post(address, typed("29876-54321", date(2026, 12, 1)))

    assert done.headers["Location"] == f"/applications/{application.pk}/"
    assert (port(application).number, port(application).state) == ("2987654321", State.RESERVED)


@pytest.mark.rule("MNP-8")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_holder_says_that_the_details_match_now(language: str) -> None:
    application = answered(Outcome.HOLDER_MISMATCH)
    browser, number = holder(application, language), port(application).number
    address = f"/applications/{application.pk}/reservation/1/"

    assert browser.get(address).status_code == 200
    assert browser.post(address, typed(number, date(2026, 11, 28))).status_code == 422
    assert browser.post(address, typed(number, date(2026, 11, 28), matched="on")).status_code == 302
    assert port(application).state == State.RESERVED


@pytest.mark.rule("MNP-8")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_holder_corrects_a_number_that_is_not_known(language: str) -> None:
    application = answered(Outcome.NUMBER_UNKNOWN)
    browser, number = holder(application, language), port(application).number
    address = f"/applications/{application.pk}/reservation/1/"

    assert browser.get(address).status_code == 200
    wrong = browser.post(address, typed(number, date(2026, 11, 28), msisdn="03-1234-5678"))
    right = browser.post(address, typed(number, date(2026, 11, 28), msisdn="090-1111-2222"))

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert port(application).msisdn == "09011112222"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_with_the_carrier_or_here_is_told(language: str) -> None:
    application = fulfilling(MNP)
    delivery.fulfil(application.pk)
    browser, address = holder(application, language), f"/applications/{application.pk}/reservation/1/"

    assert b'name="number"' in browser.get(address).content
    exchange.make_file(by=CLERK)
    assert b'name="number"' not in browser.get(address).content
    porting.settle(PortOrder.objects.get().number, Outcome.ACCEPTED, by=CLERK)
    assert b'name="number"' not in browser.get(address).content


def test_nobody_elses_reservation_is_there() -> None:
    application = submitted(MNP)
    address = f"/applications/{application.pk}/reservation/"
    stranger = CheckingClient()
    stranger.force_login(member())

    assert stranger.get(f"{address}1/").status_code == 404
    assert holder(application).get(f"{address}2/").status_code == 404
    assert CheckingClient().get(f"{address}1/").status_code == 302
