"""Moving numbers as the hall sees it (MNP-7, MNP-8): orders placed, answers followed up, deadlines watched.

Every answer leads somewhere: the line gets its number, or the holder is asked for what mends it, and can give it
without applying again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from kaitsu.applications import moves, porting_letters, queries
from kaitsu.applications.models import Application, Line
from kaitsu.applications.states import State
from kaitsu.audit.services import record
from kaitsu.fulfilment import services as fulfilment
from kaitsu.fulfilment.wake import allocate_waiting
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from kaitsu.portability import exchange, orders, rules
from kaitsu.portability import queries as portability
from kaitsu.portability.adapters import file, gateway
from kaitsu.portability.models import AnswerFile, Reservation
from kaitsu.portability.rules import Deadline
from kaitsu.portability.states import Outcome
from kaitsu.portability.states import State as PortState

#: Applications whose numbers are still to come.
WAITING = (State.HELD, State.VERIFYING, State.FULFILLING)
#: How many orders or reservations one call of a job looks at.
BATCH = 500

_MACHINE = machine("portability")


class Task(StrEnum):
    """What the holder of a reservation is asked for."""

    REISSUE = "reissue"
    MATCH_DETAILS = "match_details"
    CORRECT_NUMBER = "correct_number"


@dataclass(frozen=True, slots=True)
class Given:
    """What the holder gives for one line: the reservation number, its last day, the telephone number."""

    number: ReservationNumber
    last_day: date
    msisdn: Msisdn


def place_orders(application: Application, lines: Sequence[Line], *, by: Actor) -> None:
    """Order every number that *lines* bring along and that stands ready, in the caller's transaction (MNP-8)."""
    for line in lines:
        if line.reservation_id is not None:
            orders.place(line.reservation_id, owner=application.pk, holder=_holder(application), by=by)


@transaction.atomic
def settle(number: str, outcome: Outcome, *, by: Actor) -> bool:
    """Follow the carrier's answer to the order *number* (MNP-8); False where it was followed already.

    Raises KaitsuError as ``portability.orders.answer`` does.
    """
    owner = portability.owner_of_order(number)
    if owner is None:
        raise KaitsuError("portability.no_order", rule="MNP-8")
    application = moves.locked(owner)
    order, changed = orders.answer(number, outcome, by=by)
    if not changed:
        return False
    reservation = order.reservation
    line = Line.objects.get(reservation=reservation)
    if outcome is Outcome.ACCEPTED:
        fulfilment.give_number(owner, line.index, reservation.telephone, by=by)
        allocate_waiting()
    elif outcome is Outcome.RESERVATION_EXPIRED:
        porting_letters.reissue(application, line, reservation)
    else:
        porting_letters.refused(application, line, reservation, outcome)
    return True


def take_answers(data: bytes, *, name: str, by: Actor) -> AnswerFile:
    """Take a file of the carrier's answers; each line stands for itself, twice does no harm (FUL-6).

    Raises KaitsuError ``sheet.*`` for what is no table.
    """
    taken = unchanged = 0
    refused: list[tuple[int, Problem]] = []
    for row in file.read(data):
        outcome = file.outcome(row["answer"])
        if outcome is None:
            values = {"answer": row["answer"][:20]}
            refused.append((row.line, Problem("portability.answer_unknown", "answer", "MNP-8", values)))
            continue
        try:
            changed = settle(row["number"].upper(), outcome, by=by)
        except KaitsuError as error:
            refused.append((row.line, error.problem))
            continue
        taken += changed
        unchanged += not changed
    return exchange.keep(data, name=name, taken=taken, unchanged=unchanged, refused=refused, by=by)


def exchange_orders() -> int:
    """Ask a carrier that answers at once about every order that waits; returns how many were answered.

    A job; safe to run twice. Where orders go by hand there is nothing to do.
    """
    carrier = gateway()
    if carrier.by_hand:
        return 0
    answered: set[str] = set()
    for _ in range(BATCH):
        order = exchange.take_order(by=_MACHINE)
        if order is None or order.number in answered:
            break
        outcome = carrier.ask(order)
        answered.add(order.number)
        if outcome is not None:
            settle(order.number, outcome, by=_MACHINE)
    return len(answered)


def watch() -> int:
    """Look at the days of every reservation that no order went out for, the most urgent first (MNP-7).

    Warns ahead, asks for a reissued number when the work left no longer fits, and lets run out what is over; each
    once. Returns how many were acted on. A job; safe to run twice.
    """
    profile = current()
    horizon = rules.work_days(verified=False, profile=profile) + profile.portability.warn_days
    due = portability.running_out(clock.today() + timedelta(days=horizon))
    return sum(_watch(pk, owner) for pk, owner in due.values_list("pk", "owner")[:BATCH])


def task(reservation: Reservation | None) -> Task | None:
    """What the holder is asked for about *reservation*; None for nothing."""
    if reservation is None:
        return None
    if reservation.state == PortState.EXPIRED:
        return Task.REISSUE
    if reservation.state == PortState.REJECTED and reservation.reissue_asked_at is None:
        unknown = portability.rejection(reservation) is Outcome.NUMBER_UNKNOWN
        return Task.CORRECT_NUMBER if unknown else Task.MATCH_DETAILS
    if reservation.state in (PortState.RESERVED, PortState.REJECTED) and reservation.reissue_asked_at:
        return Task.REISSUE
    return None


def line_of(member: Member, application_id: UUID, index: int) -> Line:
    """The line *index* of the member's application, where it brings a number that is not here yet.

    Raises KaitsuError ``applications.unknown``.
    """
    application = queries.of_member(member, application_id)
    found = Line.objects.select_related("reservation", "application").filter(
        application=application, index=index
    )
    line = found.first()
    if line is None or line.reservation is None or application.state not in WAITING:
        raise KaitsuError("applications.unknown")
    return line


@transaction.atomic
def give(member: Member, application_id: UUID, index: int, given: Given, *, by: Actor) -> list[Problem]:
    """Take a reissued or corrected reservation for a line, without applying again (MNP-7, MNP-8).

    Returns what is wrong with it, empty where it was taken. Raises KaitsuError ``applications.unknown``, and as
    ``portability.orders.replace`` and ``correct`` do.
    """
    application = moves.locked(application_id)
    line = line_of(member, application_id, index)
    old = line.reservation
    assert old is not None  # noqa: S101 - line_of has seen to it
    msisdn = given.msisdn if task(old) is Task.CORRECT_NUMBER else old.telephone
    problems = judged(old, given.number, given.last_day)
    if problems:
        return problems
    if _same(old, given.number):
        orders.correct(old.pk, owner=application.pk, msisdn=msisdn, last_day=given.last_day, by=by)
    else:
        line.reservation = orders.replace(
            old.pk, owner=application.pk, number=given.number, msisdn=msisdn, last_day=given.last_day, by=by
        )
        line.save(update_fields=["reservation"])
    if application.state == State.FULFILLING:
        place_orders(application, [line], by=by)
    return []


def judged(old: Reservation, number: ReservationNumber | None, last_day: date | None) -> list[Problem]:
    """What is wrong with *number* and *last_day* in the place of *old*; None is what was not typed, or refused."""
    found = rules.problems(number.digits if number else "", last_day, clock.today(), current())
    if number is None or not _same(old, number):
        return found
    # The carrier has looked at this number before: enough days were judged when it was given, and will be again.
    return [problem for problem in found if problem.code != "portability.too_few_days"]


def _same(old: Reservation, number: ReservationNumber) -> bool:
    return number.digits == old.number and old.state == PortState.REJECTED


@transaction.atomic
def _watch(reservation_id: UUID, owner: UUID) -> bool:
    application = moves.locked(owner)
    if application.state not in WAITING:
        return False
    reservation = Reservation.objects.select_for_update().get(pk=reservation_id)
    if reservation.state not in (PortState.RESERVED, PortState.REJECTED):
        return False
    verified = application.state == State.FULFILLING
    found = rules.deadline(reservation.last_day, clock.today(), verified=verified, profile=current())
    if found is Deadline.OVER:
        orders.expire(reservation.pk, owner=owner, by=_MACHINE)
        return _ask(application, reservation) or True
    if found is Deadline.TOO_SHORT:
        return _ask(application, reservation)
    if found is Deadline.RUNNING_OUT and reservation.warned_at is None:
        _note(reservation, "warned_at")
        porting_letters.running_out(application, _line(reservation), reservation)
        return True
    return False


def _ask(application: Application, reservation: Reservation) -> bool:
    """Ask for a reissued reservation, once."""
    if reservation.reissue_asked_at is not None:
        return False
    _note(reservation, "reissue_asked_at")
    porting_letters.reissue(application, _line(reservation), reservation)
    return True


def _note(reservation: Reservation, column: str) -> None:
    setattr(reservation, column, clock.now())
    reservation.save(update_fields=[column])
    record(f"portability.{column.removesuffix('_at')}", by=_MACHINE, subject=reservation.subject)


def _line(reservation: Reservation) -> Line:
    return Line.objects.get(reservation=reservation)


def _holder(application: Application) -> orders.Holder:
    assert application.birth_date is not None  # noqa: S101 - a submitted application has it
    return orders.Holder(
        name=f"{application.registered_family} {application.registered_given}",
        kana=f"{application.kana_family} {application.kana_given}",
        birth_date=application.birth_date,
    )
