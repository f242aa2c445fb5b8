"""Orders, answers and their holders at once, on real connections: one order, one answer, one number (MNP-8, FUL-6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from factories.applications import LineWish, Wish
from factories.fulfilment import CLERK, fulfilling, stock, table
from factories.racing import at_once
from kaitsu.applications import delivery, porting
from kaitsu.applications.models import Application
from kaitsu.applications.porting import Given
from kaitsu.fulfilment.models import LineFulfilment
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.notifications.models import Mail
from kaitsu.portability import exchange
from kaitsu.portability.models import OrderFile, PortOrder, Reservation
from kaitsu.portability.states import OrderState, Outcome, State

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rule("MNP-8", "FUL-6"),
]

MNP = Wish(lines=(LineWish(start="mnp"),))
CONNECTIONS = 16


def begun() -> Application:
    application = fulfilling(MNP)
    delivery.fulfil(application.pk)
    return application


def test_each_order_is_in_one_file() -> None:
    for _ in range(4):
        begun()

    at_once([lambda: exchange.make_file(by=CLERK)] * CONNECTIONS)
    exchange.make_file(by=CLERK)

    assert PortOrder.objects.filter(state=OrderState.SENT).count() == 4
    assert all(made.orders.exists() for made in OrderFile.objects.all())


def test_one_file_of_answers_taken_in_by_many() -> None:
    applications = [begun() for _ in range(3)]
    stock()
    exchange.make_file(by=CLERK)
    said = ["承諾", "契約者不一致", "期限切れ"]
    rows = [
        (PortOrder.objects.get(reservation__owner=application.pk).number, answer)
        for application, answer in zip(applications, said, strict=True)
    ]
    file = table(["依頼番号", "回答"], *rows)

    done = at_once([lambda: porting.take_answers(file, name="", by=CLERK).taken] * CONNECTIONS)

    assert sum(done) == 3  # type: ignore[arg-type]
    assert Mail.objects.filter(kind__in=["port_refused", "reservation_reissue"]).count() == 2
    assert LineFulfilment.objects.exclude(msisdn="").count() == 1


def test_a_reservation_is_sent_or_replaced_never_both() -> None:
    application = begun()
    old = Reservation.objects.get(owner=application.pk)
    member = application.member
    given = Given(ReservationNumber("2987654321"), clock.today() + timedelta(days=14), old.telephone)

    at_once(
        [lambda: exchange.make_file(by=CLERK)] * 8
        + [lambda: porting.give(member, application.pk, 1, given, by=member.actor)] * 8
    )

    old.refresh_from_db()
    orders = PortOrder.objects.filter(reservation=old)
    assert (old.state, [order.state for order in orders]) in [
        (State.ORDERED, [OrderState.SENT]),
        (State.REPLACED, [OrderState.WITHDRAWN]),
    ]
    assert Reservation.objects.exclude(state=State.REPLACED).count() == 1


def test_one_answer_from_many_workers() -> None:
    begun()
    exchange.make_file(by=CLERK)
    number = PortOrder.objects.get().number

    done = at_once([lambda: porting.settle(number, Outcome.HOLDER_MISMATCH, by=CLERK)] * CONNECTIONS)

    assert done.count(True) == 1
    assert Mail.objects.filter(kind="port_refused").count() == 1
