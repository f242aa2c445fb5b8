"""Receiving stock: SIM cards and telephone numbers, each taken once, whatever is sent twice (FUL-5, FUL-6)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.fulfilment.models import PhoneNumber, SimCard
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import Iccid
from kaitsu.kernel.actors import Actor, machine


@transaction.atomic
def receive_cards(cards: Iterable[tuple[Iccid, str]], *, by: Actor) -> int:
    """Take SIM cards (number, size) into stock; those that are there already stay as they are. Returns how many are new."""
    rows = [SimCard(iccid=str(iccid), size=size) for iccid, size in cards]
    before = SimCard.objects.count()
    SimCard.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    taken = SimCard.objects.count() - before
    record("fulfilment.cards_received", by=by, subject="stock:cards", taken=taken, refused=len(rows) - taken)
    return taken


@transaction.atomic
def receive_numbers(numbers: Iterable[Msisdn], *, by: Actor) -> int:
    """Take telephone numbers into the pool; those that are there already stay as they are. Returns how many are new."""
    rows = [PhoneNumber(msisdn=number.digits) for number in numbers]
    before = PhoneNumber.objects.count()
    PhoneNumber.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    taken = PhoneNumber.objects.count() - before
    record(
        "fulfilment.numbers_received", by=by, subject="stock:numbers", taken=taken, refused=len(rows) - taken
    )
    return taken


def stock_trial(sizes: Sequence[str], cards_a_size: int, numbers: int) -> None:
    """Fill an empty stock with made-up cards and numbers, the same ones each time."""
    by = machine("trial")
    start = 0
    for size in sizes:
        receive_cards([(trial_card(start + place), size) for place in range(cards_a_size)], by=by)
        start += cards_a_size
    draw = random.Random(1)  # noqa: S311 - made-up numbers for a trial
    pool = sorted({f"070{draw.randrange(10_000_000, 99_999_999)}" for _ in range(numbers)})
    receive_numbers([Msisdn.parse(digits) for digits in pool], by=by)


def trial_card(serial: int) -> Iccid:
    """A made-up card number with a valid check digit."""
    body = f"8981{serial:014}"
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))]
    check = -sum(value - 9 if value > 9 else value for value in doubled) % 10
    return Iccid.parse(f"{body}{check}")
