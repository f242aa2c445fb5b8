"""Orders on their way to the carrier and answers on their way back, by file or at once (MNP-8, FUL-6)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from kaitsu.audit.services import record
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import Problem
from kaitsu.portability import orders
from kaitsu.portability.adapters import file
from kaitsu.portability.models import AnswerFile, OrderFile, PortOrder, Reservation
from kaitsu.portability.ports import OrderForm
from kaitsu.portability.states import OrderState

_LONGEST_NAME = 200


@transaction.atomic
def make_file(*, by: Actor) -> OrderFile | None:
    """Send every order that waits, as one file; None where none waits. Twice at once makes one file of each order."""
    waiting = list(
        PortOrder.objects.select_for_update(skip_locked=True)
        .filter(state=OrderState.PLACED)
        .order_by("placed_at", "pk")
    )
    if not waiting:
        return None
    made = OrderFile.objects.create(by=str(by))
    for order in waiting:
        order.file = made
    orders.send(waiting, by=by)
    record("portability.file_made", by=by, subject=f"order_file:{made.pk}", count=len(waiting))
    return made


def contents(made: OrderFile) -> bytes:
    """The file *made*, the same each time."""
    return file.write(forms(PortOrder.objects.filter(file=made).order_by("placed_at", "pk")))


def forms(rows: Iterable[PortOrder]) -> list[OrderForm]:
    """*rows* as a carrier is told of them."""
    found = list(rows)
    attempts = dict(
        PortOrder.objects.filter(reservation__in=[order.reservation_id for order in found])
        .exclude(state=OrderState.WITHDRAWN)
        .values_list("reservation")
        .annotate(Count("pk"))
        .order_by()
    )
    reservations = Reservation.objects.in_bulk([order.reservation_id for order in found])
    return [
        _form(order, reservations[order.reservation_id], attempts[order.reservation_id]) for order in found
    ]


def take_order(*, by: Actor) -> OrderForm | None:
    """The next order for a carrier that answers at once, now SENT; None where none is left.

    One that was sent but whose answer got lost (a worker died in between) comes again: asking twice does no harm.
    """
    with transaction.atomic():
        order = (
            PortOrder.objects.select_for_update(skip_locked=True)
            .filter(state__in=[OrderState.PLACED, OrderState.SENT], file=None)
            .order_by("placed_at", "pk")
            .first()
        )
        if order is None:
            return None
        if order.state == OrderState.PLACED:
            orders.send([order], by=by)
        return forms([order])[0]


@transaction.atomic
def keep(
    data: bytes,
    *,
    name: str,
    taken: int,
    unchanged: int,
    refused: Sequence[tuple[int, Problem]],
    by: Actor,
) -> AnswerFile:
    """Keep what became of the lines of the file of answers *data*."""
    done = AnswerFile.objects.create(
        name=name[:_LONGEST_NAME],
        digest=hashlib.sha256(data).hexdigest(),
        taken=taken,
        unchanged=unchanged,
        problems=[
            {"line": line, "code": problem.code, "values": _plain(problem.values)}
            for line, problem in refused
        ],
        by=str(by),
    )
    record(
        "portability.answers_taken", by=by, subject=f"answers:{done.pk}", taken=taken, refused=len(refused)
    )
    return done


def of_file(file_id: UUID) -> OrderFile | None:
    """The file *file_id*."""
    return OrderFile.objects.filter(pk=file_id).first()


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int) else str(value) for name, value in values.items()}


def _form(order: PortOrder, reservation: Reservation, attempt: int) -> OrderForm:
    return OrderForm(
        number=order.number,
        reservation=reservation.number,
        msisdn=reservation.msisdn,
        carrier=reservation.carrier,
        name=order.name,
        kana=order.kana,
        birth_date=order.birth_date,
        attempt=attempt,
    )
