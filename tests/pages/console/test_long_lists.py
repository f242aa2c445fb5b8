"""Long lists of the warehouse and of port-in orders in pages (OPS-5), and who took their files out (OPS-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.applications import LineWish, Wish
from factories.fulfilment import CLERK, fulfilled, fulfilling, line, packed
from factories.portability import reserved
from kaitsu.applications import delivery
from kaitsu.audit.models import Event
from kaitsu.faces.console import keyset, mails
from kaitsu.fulfilment.models import LineFulfilment, Parcel
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from kaitsu.portability import exchange
from kaitsu.portability.models import PortOrder, Reservation
from kaitsu.portability.states import State
from pages.checking import CheckingClient
from pages.console.conftest import Enter

pytestmark = [pytest.mark.django_db]

MNP = Wish(lines=(LineWish(start="mnp"),))


def walk(browser: CheckingClient, address: str) -> list[list[str]]:
    """What each page of the list at *address* names in its rows, from the first page to the last."""
    pages = []
    while address:
        page = BeautifulSoup(browser.get(address).content, "html5lib")
        pages.append([cell.get_text(strip=True) for cell in page.select("main tbody th")])
        link = page.select_one("main a[rel=next]")
        address = str(link["href"]) if link else ""
    return pages


@pytest.fixture
def _two_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyset, "PAGE", 2)


@pytest.mark.usefixtures("_two_a_page")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_lines_that_wait_go_on_page_by_page(enter: Enter, language: str) -> None:
    made = [fulfilling() for _ in range(3)]
    for place, application in enumerate(made):
        delivery.fulfil(application.pk)
        begun = clock.now() - timedelta(hours=place)
        LineFulfilment.objects.filter(owner=application.pk).update(begun_at=begun)
    browser = enter(Role.FULFILMENT)
    browser.cookies["kaitsu_language"] = language

    pages = walk(browser, "/console/fulfilment/?list=waiting")

    assert pages == [[made[2].reference, made[1].reference], [made[0].reference]]


@pytest.mark.usefixtures("_two_a_page")
def test_lines_of_one_moment_are_each_shown_once(enter: Enter) -> None:
    """Given five lines of the very same moment, when the list is walked, then none is lost between its pages."""
    for _ in range(5):
        line(uuid4())
    LineFulfilment.objects.update(begun_at=clock.now())

    assert [len(page) for page in walk(enter(Role.FULFILMENT), "/console/fulfilment/")] == [2, 2, 1]


@pytest.mark.usefixtures("_two_a_page")
@pytest.mark.parametrize(("chosen", "state"), [("packed", "packed"), ("out", "handed_over")])
def test_parcels_go_on_within_their_list(enter: Enter, chosen: str, state: str) -> None:
    for _ in range(3):
        fulfilled()
    run = delivery.make_run(by=CLERK)
    assert run is not None
    tracking = "" if state == "packed" else "4000000000"
    for place, parcel in enumerate(run.parcels.order_by("pk")):
        Parcel.objects.filter(pk=parcel.pk).update(state=state, tracking=tracking and f"{tracking}{place}")
    numbers = set(run.parcels.values_list("number", flat=True))

    pages = walk(enter(Role.FULFILMENT), f"/console/fulfilment/?list={chosen}")

    assert [len(page) for page in pages] == [2, 1]
    assert {number for page in pages for number in page} == numbers


@pytest.mark.rule("MNP-7")
@pytest.mark.usefixtures("_two_a_page")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_orders_go_on_by_their_last_day(enter: Enter, language: str) -> None:
    for place in range(3):
        delivery.fulfil(fulfilling(MNP).pk)
        newest = PortOrder.objects.latest("placed_at", "pk").reservation_id
        day = clock.today() + timedelta(days=9 - place)
        Reservation.objects.filter(pk=newest).update(last_day=day)
    browser = enter(Role.FULFILMENT)
    browser.cookies["kaitsu_language"] = language
    by_day = list(PortOrder.objects.order_by("reservation__last_day").values_list("number", flat=True))

    assert walk(browser, "/console/ports/") == [by_day[:2], by_day[2:]]
    exchange.make_file(by=CLERK)
    assert walk(browser, "/console/ports/") == [[]]
    assert [len(page) for page in walk(browser, "/console/ports/?list=sent")] == [2, 1]


@pytest.mark.usefixtures("_two_a_page")
def test_reservations_that_wait_for_their_holders_go_on(enter: Enter) -> None:
    for _ in range(3):
        made = reserved()
        Reservation.objects.filter(pk=made.pk).update(state=State.EXPIRED.value)

    assert [len(page) for page in walk(enter(Role.MANAGER), "/console/ports/?list=holders")] == [2, 1]


@pytest.mark.parametrize(
    "after", ["x", "2026-11-18~x", "2026-11-18T10:00:00~1", "~", "2026-11-18T10:00:00+09:00~²"]
)
def test_a_place_that_is_none_shows_the_first_page(enter: Enter, after: str) -> None:
    application = fulfilling()
    delivery.fulfil(application.pk)
    browser = enter(Role.FULFILMENT)

    shown = browser.get("/console/fulfilment/", {"list": "waiting", "after": after})
    assert application.reference in shown.content.decode()
    assert browser.get("/console/ports/", {"after": after}).status_code == 200


@pytest.mark.parametrize("address", ["/console/fulfilment/?list=waiting", "/console/ports/"])
def test_a_longer_list_asks_no_more(enter: Enter, address: str) -> None:
    browser = enter(Role.FULFILMENT)
    delivery.fulfil(fulfilling(MNP).pk)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(2):
        delivery.fulfil(fulfilling(MNP).pk)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few) <= 20


@pytest.mark.rule("OPS-1", "FUL-6")
def test_who_takes_a_file_out_is_in_the_log_in_words(enter: Enter) -> None:
    _, run = packed(replace(MNP, lines=(LineWish(),)))
    delivery.fulfil(fulfilling(MNP).pk)
    orders = exchange.make_file(by=CLERK)
    assert orders is not None
    browser = enter(Role.MANAGER)

    for name in ("labels.pdf", "packing-lists.pdf", "courier.csv"):
        assert browser.get(f"/console/fulfilment/runs/{run.pk}/{name}").status_code == 200
    assert browser.get(f"/console/ports/files/{orders.pk}/").status_code == 200

    me = browser.member.member_id  # type: ignore[attr-defined]
    taken = Event.objects.filter(actor_id=me, action__endswith="_taken").order_by("pk")
    assert [(event.action, event.subject) for event in taken] == [
        ("fulfilment.labels_taken", f"run:{run.pk}"),
        ("fulfilment.lists_taken", f"run:{run.pk}"),
        ("fulfilment.courier_taken", f"run:{run.pk}"),
        ("portability.file_taken", f"order_file:{orders.pk}"),
    ]
    page = browser.get("/console/log/", {"kind": "run", "key": str(run.pk)}).content.decode()
    for words in (
        "宛名ラベルを受け取りました",
        "梱包リストを受け取りました",
        "配送会社のファイルを受け取りました",
    ):
        assert words in page


@pytest.mark.rule("OPS-1", "MAI-2")
def test_a_mail_is_sent_again_and_logged_or_neither(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    fulfilling()
    mail = Mail.objects.filter(kind="application_received").latest("created_at")
    Mail.objects.filter(pk=mail.pk).update(state="failed")

    def gone(*_args: object, **_values: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(mails, "record", gone)
    with pytest.raises(ConnectionError):
        enter(Role.SUPPORT).post(f"/console/mails/{mail.pk}/resend/")

    assert Mail.objects.get(pk=mail.pk).state == "failed"
