"""Receiving stock: SIM cards and telephone numbers, each taken once, whatever is sent twice (FUL-5, FUL-6)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.fulfilment import imports, rules
from kaitsu.fulfilment.models import FileImport, PhoneNumber, SimCard
from kaitsu.fulfilment.rules import Refusal
from kaitsu.fulfilment.states import StockState
from kaitsu.fulfilment.wake import allocate_waiting
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import Iccid
from kaitsu.kernel import sheets
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import current

_BATCH = 1000


@transaction.atomic
def receive_cards(cards: Iterable[tuple[Iccid, str]], *, by: Actor) -> int:
    """Take SIM cards (number, size) into stock; those that are there stay as they are. Returns how many are new."""
    rows = [SimCard(iccid=str(iccid), size=size) for iccid, size in cards]
    before = _cards_among(row.iccid for row in rows)
    SimCard.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)
    taken = len({row.iccid for row in rows} - set(before))
    record("fulfilment.cards_received", by=by, subject="stock:cards", taken=taken, refused=len(rows) - taken)
    allocate_waiting()
    return taken


@transaction.atomic
def receive_numbers(numbers: Iterable[Msisdn], *, by: Actor) -> int:
    """Take telephone numbers into the pool; those that are there already stay as they are. Returns how many are new."""
    rows = [PhoneNumber(msisdn=number.digits) for number in numbers]
    before = _numbers_among(row.msisdn for row in rows)
    PhoneNumber.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)
    taken = len({row.msisdn for row in rows} - before)
    record(
        "fulfilment.numbers_received", by=by, subject="stock:numbers", taken=taken, refused=len(rows) - taken
    )
    allocate_waiting()
    return taken


@transaction.atomic
def import_cards(data: bytes, *, name: str, by: Actor) -> FileImport:
    """Take a stock file of SIM cards: what is right is taken, every other line says why not (FUL-5).

    A card that is in stock with the same size is unchanged, so that a file can be sent twice (FUL-6). Raises
    KaitsuError ``sheet.*`` for a file that is no table.
    """
    taken, refused = rules.cards(sheets.read(data, rules.CARD_COLUMNS), current())
    known = _cards_among(str(iccid) for _, iccid, _ in taken)
    new, unchanged = [], 0
    for line, iccid, size in taken:
        held = known.get(str(iccid))
        if held is None:
            new.append((iccid, size))
        elif held == (size, StockState.FREE.value):
            unchanged += 1
        else:
            code = "fulfilment.card_in_use" if held[0] == size else "fulfilment.card_other_size"
            refused.append(Refusal(line, Problem(code, "iccid", "FUL-5", {"last4": iccid.last4})))
    count = receive_cards(new, by=by)
    return imports.keep(
        "cards", data, name=name, taken=count, unchanged=unchanged + len(new) - count, refused=refused, by=by
    )


@transaction.atomic
def import_numbers(data: bytes, *, name: str, by: Actor) -> FileImport:
    """Take a file of telephone numbers into the pool, as ``import_cards`` does with cards."""
    taken, refused = rules.numbers(sheets.read(data, rules.NUMBER_COLUMNS))
    states = dict(
        PhoneNumber.objects.filter(msisdn__in=[number.digits for _, number in taken]).values_list(
            "msisdn", "state"
        )
    )
    new, unchanged = [], 0
    for line, number in taken:
        state = states.get(number.digits)
        if state is None:
            new.append(number)
        elif state == StockState.FREE:
            unchanged += 1
        else:
            problem = Problem("fulfilment.number_in_use", "msisdn", "FUL-5", {"last4": number.last4})
            refused.append(Refusal(line, problem))
    count = receive_numbers(new, by=by)
    return imports.keep(
        "numbers",
        data,
        name=name,
        taken=count,
        unchanged=unchanged + len(new) - count,
        refused=refused,
        by=by,
    )


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


def _cards_among(iccids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Size and state of those of *iccids* that are known."""
    rows = SimCard.objects.filter(iccid__in=list(iccids)).values_list("iccid", "size", "state")
    return {iccid: (size, state) for iccid, size, state in rows}


def _numbers_among(digits: Iterable[str]) -> set[str]:
    return set(PhoneNumber.objects.filter(msisdn__in=list(digits)).values_list("msisdn", flat=True))
