"""Verbs of port-in orders: placed, sent, answered, withdrawn (MNP-8); a reservation corrected or replaced (MNP-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.transition import transition
from kaitsu.portability.constraints import refused_as
from kaitsu.portability.models import IN_USE, PortOrder, Reservation
from kaitsu.portability.states import (
    ANSWER_EVENTS,
    LIVE,
    ORDER_TRANSITIONS,
    TRANSITIONS,
    Event,
    OrderEvent,
    OrderState,
    Outcome,
    State,
    sources,
)

_OPEN = (OrderState.PLACED.value, OrderState.SENT.value)


@dataclass(frozen=True, slots=True)
class Holder:
    """The holder as a carrier knows them: registered name, kana, birth date."""

    name: str
    kana: str
    birth_date: date


@transaction.atomic
def place(reservation_id: UUID, *, owner: UUID, holder: Holder, by: Actor) -> PortOrder | None:
    """An order for the reserved number, to go out; the one that is open where there is one.

    None where the reservation is not RESERVED, so that there is nothing to order.
    """
    reservation = _locked(reservation_id, owner)
    found = PortOrder.objects.filter(reservation=reservation, state__in=_OPEN).first()
    if found is not None:
        return found
    if reservation.state != State.RESERVED:
        return None
    order = PortOrder.objects.create(
        reservation=reservation, name=holder.name, kana=holder.kana, birth_date=holder.birth_date
    )
    record("portability.order_placed", by=by, subject=order.subject, reservation=reservation.pk)
    return order


@transaction.atomic
def send(orders: Sequence[PortOrder], *, by: Actor) -> None:
    """The carrier gets *orders*, which the caller has locked: from now on its answer comes first."""
    now = clock.now()
    for order in orders:
        order.state = transition(ORDER_TRANSITIONS, OrderState(order.state), OrderEvent.SEND).value
        order.sent_at = now
        order.save(update_fields=["state", "sent_at", "file"])
        _move(_locked(order.reservation_id, None), Event.ORDER, by=by)


@transaction.atomic
def answer(number: str, outcome: Outcome, *, by: Actor) -> tuple[PortOrder, bool]:
    """The carrier's answer to the order *number*, and whether it is new; the same answer twice is one (FUL-6).

    Raises KaitsuError ``portability.no_order``, ``portability.not_sent``, and ``portability.other_answer`` where
    another one was taken already.
    """
    order = PortOrder.objects.select_for_update().filter(number=number).first()
    if order is None:
        raise KaitsuError("portability.no_order", rule="MNP-8")
    if order.state == OrderState.ANSWERED:
        if order.answer != outcome:
            raise KaitsuError("portability.other_answer", rule="FUL-6", number=order.number)
        return order, False
    if order.state != OrderState.SENT:
        raise KaitsuError("portability.not_sent", rule="MNP-8", number=order.number)
    order.state = transition(ORDER_TRANSITIONS, OrderState.SENT, OrderEvent.ANSWER).value
    order.answer, order.answered_at = outcome.value, clock.now()
    order.save(update_fields=["state", "answer", "answered_at"])
    reservation = _locked(order.reservation_id, None)
    _move(reservation, ANSWER_EVENTS[outcome], by=by, outcome=outcome.value)
    order.reservation = reservation
    return order, True


@transaction.atomic
def correct(reservation_id: UUID, *, owner: UUID, msisdn: Msisdn, last_day: date, by: Actor) -> Reservation:
    """A rejected reservation stands again under the same number: the holder put right what differed (MNP-8).

    Raises KaitsuError ``portability.not_rejected``, and ``portability.number_in_use`` where another application
    has the telephone number (MNP-6).
    """
    reservation = _locked(reservation_id, owner)
    if reservation.state != State.REJECTED:
        raise KaitsuError("portability.not_rejected", rule="MNP-8")
    reservation.msisdn, reservation.last_day = msisdn.digits, last_day
    with refused_as(IN_USE):
        reservation.save(update_fields=["msisdn", "last_day"])
    _move(reservation, Event.CORRECT, by=by)
    return reservation


@transaction.atomic
def replace(
    reservation_id: UUID,
    *,
    owner: UUID,
    number: ReservationNumber,
    msisdn: Msisdn,
    last_day: date,
    by: Actor,
) -> Reservation:
    """A reissued reservation in the place of one that runs out, has expired or was rejected (MNP-7).

    The old one stays as REPLACED, an order that had not gone out is withdrawn. Raises KaitsuError
    ``portability.ordered`` while the carrier is at work on it, ``portability.not_replaceable`` where the number is
    here already or the application ended, ``portability.same_number`` for the number that is to be replaced, and
    those of MNP-6.
    """
    _lock_orders(reservation_id)
    old = _locked(reservation_id, owner)
    if old.state == State.ORDERED:
        raise KaitsuError("portability.ordered", rule="MNP-8")
    if old.state not in sources(Event.REPLACE):
        raise KaitsuError("portability.not_replaceable", rule="MNP-7")
    if old.number == number.digits:
        raise KaitsuError("portability.same_number", field="number", rule="MNP-7")
    withdraw(old, by=by)
    _move(old, Event.REPLACE, by=by)
    with refused_as(IN_USE):
        made = Reservation.objects.create(
            owner=owner,
            number=number.digits,
            msisdn=msisdn.digits,
            carrier=old.carrier,
            last_day=last_day,
            state=State.RESERVED.value,
            reserved_at=clock.now(),
        )
    record("portability.reissued", by=by, subject=made.subject, application=owner, last_day=last_day)
    return made


@transaction.atomic
def expire(reservation_id: UUID, *, owner: UUID, by: Actor) -> bool:
    """The days of a reservation are over before an order went out (MNP-7); False where that is not so."""
    _lock_orders(reservation_id)
    reservation = _locked(reservation_id, owner)
    if reservation.state not in (State.RESERVED, State.REJECTED) or reservation.last_day >= clock.today():
        return False
    withdraw(reservation, by=by)
    _move(reservation, Event.EXPIRE, by=by)
    return True


def withdraw(reservation: Reservation, *, by: Actor) -> None:
    """Keep an order that has not gone out from going out, in the caller's transaction."""
    for order in PortOrder.objects.select_for_update().filter(
        reservation=reservation, state=OrderState.PLACED
    ):
        order.state = transition(ORDER_TRANSITIONS, OrderState.PLACED, OrderEvent.WITHDRAW).value
        order.save(update_fields=["state"])
        record("portability.order_withdrawn", by=by, subject=order.subject, reservation=reservation.pk)


def _lock_orders(reservation_id: UUID) -> None:
    """Orders are locked before their reservations, everywhere, so that nobody waits in a circle."""
    list(PortOrder.objects.select_for_update().filter(reservation=reservation_id, state__in=_OPEN))


def _locked(reservation_id: UUID, owner: UUID | None) -> Reservation:
    rows = Reservation.objects.select_for_update().filter(pk=reservation_id)
    found = (rows if owner is None else rows.filter(owner=owner, state__in=[str(s) for s in LIVE])).first()
    if found is None:
        raise KaitsuError("portability.not_replaceable", rule="MNP-7")
    return found


def _move(reservation: Reservation, event: Event, *, by: Actor, **values: object) -> None:
    before = State(reservation.state)
    reservation.state = transition(TRANSITIONS, before, event).value
    reservation.save(update_fields=["state"])
    record(
        f"portability.{event}",
        by=by,
        subject=reservation.subject,
        application=reservation.owner,
        before=before,
        after=reservation.state,
        **values,
    )
