"""A reservation's last day is a deadline: warned ahead, reissued in time, ordered by it, each told once (MNP-7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import fulfilling
from kaitsu.applications import delivery, porting
from kaitsu.applications.models import Application, Line
from kaitsu.applications.porting import Given, Task
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.notifications.models import Mail
from kaitsu.portability import queries
from kaitsu.portability.models import PortOrder, Reservation
from kaitsu.portability.states import OrderState, State

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MNP-7")]


def mnp(days_left: int) -> Wish:
    return Wish(lines=(LineWish(start="mnp", days_left=days_left),))


def port(application: Application) -> Reservation:
    found = Line.objects.get(application=application).reservation
    assert found is not None
    return found


def mails() -> list[str]:
    kinds = ["reservation_running_out", "reservation_reissue"]
    return list(Mail.objects.filter(kind__in=kinds).order_by("created_at").values_list("kind", flat=True))


def later(days: int, usual_moment: datetime) -> None:
    moment = usual_moment + timedelta(days=days)
    clock.use(lambda: moment)


def test_it_is_warned_of_then_asked_for_then_over_each_once(usual_moment: datetime) -> None:
    application = submitted(mnp(10))
    told = []
    for day in range(12):
        later(day, usual_moment)
        porting.watch()
        porting.watch()
        told.append((day, mails()[-1] if mails() else "", str(port(application).state)))

    # Three days of review and three of the order are left to do; a day before that the holder is warned.
    assert [each[1] for each in told] == (
        [""] * 4 + ["reservation_running_out"] + ["reservation_reissue"] * 7
    )
    assert mails() == ["reservation_running_out", "reservation_reissue"]
    assert [each[2] for each in told] == ["reserved"] * 11 + ["expired"]


def test_whoever_applies_with_the_fewest_days_is_not_asked_the_same_day() -> None:
    submitted(mnp(7))

    assert porting.watch() == 0
    assert mails() == []


def test_a_verified_holder_has_more_time(usual_moment: datetime) -> None:
    application = fulfilling(mnp(10))
    delivery.fulfil(application.pk)

    later(6, usual_moment)
    assert porting.watch() == 0
    later(7, usual_moment)
    assert porting.watch() == 1
    assert mails() == ["reservation_running_out"]


def test_it_is_replaced_in_time_while_the_review_goes_on(usual_moment: datetime) -> None:
    application = submitted(mnp(8))
    later(3, usual_moment)
    porting.watch()
    old = port(application)
    assert porting.task(old) is Task.REISSUE

    member = application.member
    last_day = clock.today() + timedelta(days=14)
    given = Given(ReservationNumber("2987654321"), last_day, old.telephone)
    assert porting.give(member, application.pk, 1, given, by=member.actor) == []

    new = port(application)
    assert (new.state, porting.task(new), new.msisdn) == (State.RESERVED, None, old.msisdn)
    assert not PortOrder.objects.exists()
    assert porting.watch() == 0


def test_an_order_of_a_reservation_that_ran_out_does_not_go_out(usual_moment: datetime) -> None:
    application = fulfilling(mnp(7))
    delivery.fulfil(application.pk)

    later(8, usual_moment)
    porting.watch()

    assert port(application).state == State.EXPIRED
    assert PortOrder.objects.get().state == OrderState.WITHDRAWN


def test_deadlines_order_what_waits() -> None:
    late, soon = submitted(mnp(12)), submitted(mnp(8))
    none = submitted(Wish(line_type="data", lines=(LineWish(function="data", start=""),)))

    found = queries.deadlines([late.pk, soon.pk, none.pk])

    assert found == {late.pk: date(2026, 11, 30), soon.pk: date(2026, 11, 26)}
    ordered = Application.objects.annotate(deadline=queries.deadline_of("pk")).order_by("deadline")
    assert [each.pk for each in ordered] == [soon.pk, late.pk, none.pk]
