"""Orders go to the carrier and every answer leads somewhere (MNP-8); files twice do no harm (FUL-6)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from pytest_django import Settings

from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import CLERK, fulfilling, stock, table
from kaitsu.applications import delivery, moves, porting, returns, services
from kaitsu.applications.models import Application, Line
from kaitsu.applications.porting import Given, Task
from kaitsu.applications.progress import progress
from kaitsu.applications.states import Event
from kaitsu.fulfilment import queries as warehouse
from kaitsu.fulfilment.states import LineState
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import machine
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.portability import exchange, orders
from kaitsu.portability.models import OrderFile, PortOrder, Reservation
from kaitsu.portability.states import OrderState, Outcome, State

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MNP-8")]

MNP = Wish(lines=(LineWish(start="mnp"),))


def ordered(wish: Wish = MNP) -> tuple[Application, PortOrder]:
    """An application whose order has gone out by file."""
    application = fulfilling(wish)
    stock()
    delivery.fulfil(application.pk)
    exchange.make_file(by=CLERK)
    return application, PortOrder.objects.get(reservation__owner=application.pk)


def answered(application: Application, order: PortOrder, outcome: Outcome) -> Reservation:
    assert porting.settle(order.number, outcome, by=CLERK)
    return reservation(application)


def reservation(application: Application) -> Reservation:
    found = Line.objects.get(application=application).reservation
    assert found is not None
    return found


def answers(*rows: tuple[str, str]) -> bytes:
    return table(["依頼番号", "回答"], *rows)


def given(number: str = "2987654321", days: int = 14, msisdn: str = "09098765432") -> Given:
    return Given(ReservationNumber(number), clock.today() + timedelta(days=days), Msisdn(msisdn))


def give(application: Application, what: Given) -> list[str]:
    member = application.member
    return [problem.code for problem in porting.give(member, application.pk, 1, what, by=member.actor)]


def mails(kind: str) -> int:
    return Mail.objects.filter(kind=kind).count()


def test_the_order_names_number_reservation_and_holder() -> None:
    application, order = ordered()
    port = reservation(application)

    (row,) = csv.DictReader(io.StringIO(exchange.contents(OrderFile.objects.get()).decode("utf-8-sig")))

    assert row["依頼番号"] == order.number
    assert (row["電話番号"], row["MNP予約番号"]) == (port.msisdn, port.number)
    assert (row["契約者名"], row["契約者名カナ"]) == ("大野 花子", "オオノ ハナコ")
    assert port.state == State.ORDERED


@pytest.mark.rule("FUL-6")
def test_a_file_is_made_once_and_can_be_taken_out_again() -> None:
    ordered()
    made = OrderFile.objects.get()

    assert exchange.make_file(by=CLERK) is None
    assert exchange.contents(made) == exchange.contents(made)
    assert PortOrder.objects.count() == 1


@pytest.mark.rule("FUL-1", "FUL-6")
def test_accepted_brings_the_number_to_its_line() -> None:
    application, order = ordered()
    assert progress(application)[0].words == "今の携帯電話会社で、電話番号の乗り換えの手続き中です"

    done = porting.take_answers(answers((order.number, "承諾")), name="a.csv", by=CLERK)
    again = porting.take_answers(answers((order.number, "accepted")), name="a.csv", by=CLERK)
    delivery.allocate_waiting()

    (line,) = warehouse.of_owner(application.pk)
    assert (done.taken, again.taken, again.unchanged) == (1, 0, 1)
    assert (line.state, line.msisdn) == (LineState.ALLOCATED, reservation(application).msisdn)
    assert reservation(application).state == State.PORTED


def test_a_mismatch_asks_the_holder_and_the_same_number_is_ordered_anew() -> None:
    application, order = ordered()

    port = answered(application, order, Outcome.HOLDER_MISMATCH)

    assert (port.state, porting.task(port), mails("port_refused")) == (State.REJECTED, Task.MATCH_DETAILS, 1)
    assert progress(application)[0].task_url == f"/applications/{application.pk}/reservation/1/"
    assert give(application, given(port.number, days=10)) == []
    port.refresh_from_db()
    assert port.state == State.RESERVED
    assert PortOrder.objects.filter(reservation=port, state=OrderState.PLACED).count() == 1
    exchange.make_file(by=CLERK)
    newest = PortOrder.objects.get(reservation=port, state=OrderState.SENT)
    answered(application, newest, Outcome.ACCEPTED)
    assert warehouse.of_owner(application.pk)[0].msisdn == port.msisdn


def test_an_unknown_number_is_corrected_by_its_holder() -> None:
    application, order = ordered()

    port = answered(application, order, Outcome.NUMBER_UNKNOWN)

    assert porting.task(port) is Task.CORRECT_NUMBER
    assert give(application, given(port.number, msisdn="09011112222")) == []
    port.refresh_from_db()
    assert (port.msisdn, port.state) == ("09011112222", State.RESERVED)


@pytest.mark.rule("MNP-7")
def test_an_expired_reservation_is_replaced_without_applying_again() -> None:
    application, order = ordered()

    old = answered(application, order, Outcome.RESERVATION_EXPIRED)

    assert (old.state, porting.task(old), mails("reservation_reissue")) == (State.EXPIRED, Task.REISSUE, 1)
    assert give(application, given(msisdn="09011112222")) == []
    new = reservation(application)
    old.refresh_from_db()
    assert (old.state, new.state) == (State.REPLACED, State.RESERVED)
    assert (new.number, new.msisdn, new.carrier) == ("2987654321", old.msisdn, old.carrier)
    assert PortOrder.objects.filter(reservation=new, state=OrderState.PLACED).exists()
    assert Application.objects.get(pk=application.pk).reference == application.reference


@pytest.mark.rule("MNP-7", "MNP-3")
@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"days": 6}, "portability.too_few_days"),
        ({"days": -1}, "portability.expired"),
        ({"days": 15}, "portability.last_day_too_far"),
    ],
)
def test_a_reissued_number_needs_its_days_as_the_first_did(what: dict[str, int], code: str) -> None:
    application, order = ordered()
    answered(application, order, Outcome.RESERVATION_EXPIRED)

    assert give(application, given(**what)) == [code]
    assert reservation(application).state == State.EXPIRED


@pytest.mark.rule("MNP-6")
def test_what_another_application_has_cannot_be_given() -> None:
    application, order = ordered()
    port = answered(application, order, Outcome.RESERVATION_EXPIRED)
    other = reservation(submitted(MNP))

    with pytest.raises(KaitsuError, match="reservation_in_use"):
        give(application, given(other.number))
    with pytest.raises(KaitsuError, match="same_number"):
        give(application, given(port.number))
    assert reservation(application) == port


def test_while_the_carrier_is_at_work_nothing_is_changed_and_nothing_ends() -> None:
    application, _ = ordered()

    with pytest.raises(KaitsuError, match=r"portability\.ordered"):
        give(application, given())
    with pytest.raises(KaitsuError, match=r"portability\.ordered"):
        services.release_ports(application, list(Line.objects.filter(application=application)), by=CLERK)


def test_wrong_lines_of_a_file_of_answers_are_told_one_by_one() -> None:
    _, order = ordered()
    waiting = fulfilling(MNP)
    delivery.fulfil(waiting.pk)
    unsent = PortOrder.objects.get(reservation__owner=waiting.pk)

    done = porting.take_answers(
        answers(
            (order.number, "たぶん"),
            ("MNOBODY", "承諾"),
            (unsent.number, "承諾"),
            (order.number, "承諾"),
            (order.number, "期限切れ"),
        ),
        name="",
        by=CLERK,
    )

    assert done.taken == 1
    assert [(each["line"], each["code"]) for each in done.problems] == [
        (2, "portability.answer_unknown"),
        (3, "portability.no_order"),
        (4, "portability.not_sent"),
        (6, "portability.other_answer"),
    ]


def test_an_order_that_did_not_go_out_is_withdrawn_with_its_reservation() -> None:
    application = fulfilling(MNP)
    delivery.fulfil(application.pk)

    services.release_ports(application, list(Line.objects.filter(application=application)), by=CLERK)

    assert PortOrder.objects.get().state == OrderState.WITHDRAWN
    assert exchange.make_file(by=CLERK) is None


def test_only_a_reserved_number_is_ordered_and_once() -> None:
    application = fulfilling(MNP)
    delivery.fulfil(application.pk)
    delivery.fulfil(application.pk)

    assert PortOrder.objects.count() == 1
    port = reservation(application)
    Reservation.objects.filter(pk=port.pk).update(state=State.EXPIRED)
    PortOrder.objects.all().delete()
    holder = orders.Holder("大野 花子", "オオノ ハナコ", application.birth_date)
    assert orders.place(port.pk, owner=application.pk, holder=holder, by=CLERK) is None


@pytest.mark.parametrize(
    ("last", "state"),
    [("0", State.PORTED), ("7", State.REJECTED), ("8", State.EXPIRED), ("9", State.REJECTED)],
)
def test_the_stub_carrier_answers_by_the_last_digit(settings: Settings, last: str, state: State) -> None:
    settings.KAITSU_PORT_IN = "stub"
    application = fulfilling(MNP)
    port = reservation(application)
    Reservation.objects.filter(pk=port.pk).update(number=f"301234567{last}")
    delivery.fulfil(application.pk)

    assert porting.exchange_orders() == 1
    assert porting.exchange_orders() == 0
    assert reservation(application).state == state


def test_the_stub_carrier_takes_a_mismatch_that_was_put_right(settings: Settings) -> None:
    settings.KAITSU_PORT_IN = "stub"
    application = fulfilling(MNP)
    Reservation.objects.filter(owner=application.pk).update(number="3012345677")
    delivery.fulfil(application.pk)
    porting.exchange_orders()

    assert give(application, given("3012345677", days=10)) == []
    porting.exchange_orders()

    assert reservation(application).state == State.PORTED


@pytest.mark.rule("FUL-6")
def test_an_order_whose_answer_got_lost_is_asked_about_again(settings: Settings) -> None:
    settings.KAITSU_PORT_IN = "stub"
    application = fulfilling(MNP)
    Reservation.objects.filter(owner=application.pk).update(number="3012345670")
    delivery.fulfil(application.pk)
    assert exchange.take_order(by=CLERK) is not None  # and here the worker dies

    assert porting.exchange_orders() == 1
    assert reservation(application).state == State.PORTED


def test_by_hand_nothing_is_asked() -> None:
    fulfilling(MNP)

    assert porting.exchange_orders() == 0


@pytest.mark.rule("FUL-4", "MNP-7")
def test_an_end_that_would_lose_a_ported_number_has_to_be_settled() -> None:
    application, order = ordered()
    answered(application, order, Outcome.ACCEPTED)
    delivery.allocate_waiting()
    run = delivery.make_run(by=CLERK)
    assert run is not None
    (parcel,) = run.parcels.all()
    delivery.hand_over(parcel, "400000000000", by=CLERK)
    delivery.take_back(parcel, by=CLERK)

    with pytest.raises(KaitsuError, match="number_unsettled"):
        returns.end(parcel, reason="wish", by=CLERK)
    returns.end(parcel, reason="wish", number_settled=True, by=CLERK)

    assert reservation(application).state == State.RELEASED


def test_a_verified_application_orders_only_then() -> None:
    application = submitted(MNP)
    delivery.sweep()
    assert not PortOrder.objects.exists()

    moves.move(moves.locked(application.pk), Event.VERIFIED, by=machine("test"))
    delivery.sweep()

    assert PortOrder.objects.get().state == OrderState.PLACED
