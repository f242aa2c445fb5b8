"""Verbs of reservations: typed into a draft, reserved at submission, released when the application ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from kaitsu.audit import services as audit
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.portability import orders
from kaitsu.portability.constraints import refused_as
from kaitsu.portability.models import IN_USE, TWICE, Reservation
from kaitsu.portability.states import LIVE, Event, State, sources


@transaction.atomic
def draft(
    owner: UUID, *, number: ReservationNumber, msisdn: Msisdn, carrier: str, last_day: date, by: Actor
) -> Reservation:
    """A new drafted reservation of the application *owner*.

    Raises KaitsuError ``portability.reservation_twice`` and ``portability.number_twice`` where another line
    of the same draft has it. The days are judged by ``rules.problems``, at every step and at submission.
    """
    with refused_as(TWICE):
        made = Reservation.objects.create(
            owner=owner, number=number.digits, msisdn=msisdn.digits, carrier=carrier, last_day=last_day
        )
    audit.record("portability.drafted", by=by, subject=made.subject, application=owner, carrier=carrier)
    return made


@transaction.atomic
def change(
    reservation_id: UUID,
    *,
    owner: UUID,
    number: ReservationNumber,
    msisdn: Msisdn,
    carrier: str,
    last_day: date,
    by: Actor,
) -> Reservation:
    """Change a reservation that is still drafted, such as to a reissued number (MNP-3).

    Raises KaitsuError as ``draft`` does, and ``portability.not_drafted`` once it is reserved or gone.
    """
    values = {"number": number.digits, "msisdn": msisdn.digits, "carrier": carrier, "last_day": last_day}
    drafted = Reservation.objects.filter(pk=reservation_id, owner=owner, state=State.DRAFTED)
    with refused_as(TWICE):
        if not drafted.update(**values):
            raise KaitsuError("portability.not_drafted", rule="MNP-6")
    changed = drafted.get()
    audit.record("portability.changed", by=by, subject=changed.subject, application=owner, carrier=carrier)
    return changed


@transaction.atomic
def reserve(reservation_id: UUID, *, owner: UUID, by: Actor) -> Reservation:
    """Make the drafted reservation that of a submitted application; again, it changes nothing.

    Raises KaitsuError ``portability.number_in_use`` or ``portability.reservation_in_use`` where a live
    application has it (MNP-6), and ``portability.not_drafted`` where it is not *owner*'s or was released.
    """
    mine = Reservation.objects.filter(pk=reservation_id, owner=owner)
    with refused_as(IN_USE):
        moved = mine.filter(state__in=sources(Event.RESERVE)).update(
            state=State.RESERVED, reserved_at=clock.now()
        )
    found = mine.first()
    if found is None or found.state not in LIVE:
        raise KaitsuError("portability.not_drafted", rule="MNP-6")
    if moved:
        audit.record("portability.reserved", by=by, subject=found.subject, application=owner)
    return found


@transaction.atomic
def reserve_all(reservation_ids: Iterable[UUID], *, owner: UUID, by: Actor) -> list[Reservation]:
    """Reserve all of an application's reservations, or none: as ``reserve`` does.

    They are taken in the order of their numbers, so that two applications with the same numbers wait for
    each other in one order.
    """
    rows = Reservation.objects.filter(pk__in=list(reservation_ids), owner=owner)
    ordered = list(rows.order_by("msisdn", "pk").values_list("pk", flat=True))
    return [reserve(pk, owner=owner, by=by) for pk in ordered]


@transaction.atomic
def release(reservation_id: UUID, *, owner: UUID, by: Actor) -> bool:
    """Let the reservation go when its line or its application ends; False where that was done before.

    Raises KaitsuError ``portability.ordered`` while the carrier is at work on it: its answer comes first.
    """
    mine = Reservation.objects.filter(pk=reservation_id, owner=owner)
    for reserved in mine.filter(state=State.RESERVED):
        orders.withdraw(reserved, by=by)
    moved = mine.filter(state__in=sources(Event.RELEASE)).update(
        state=State.RELEASED, released_at=clock.now()
    )
    if not moved:
        if mine.filter(state=State.ORDERED).exists():
            raise KaitsuError("portability.ordered", rule="MNP-8")
        return False
    audit.record("portability.released", by=by, subject=f"reservation:{reservation_id}", application=owner)
    return True
