"""One number, many applications on real connections: one gets it (MNP-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from factories.portability import HANAKO, drafted
from factories.racing import at_once
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.portability import services
from kaitsu.portability.models import Reservation
from kaitsu.portability.states import State

CONNECTIONS = 32
A, B = Msisdn("09011111111"), Msisdn("09022222222")

pytestmark = [pytest.mark.faults, pytest.mark.rule("MNP-6"), pytest.mark.django_db(transaction=True)]


def reserving(line: Reservation) -> Callable[[], object]:
    return lambda: services.reserve(line.pk, owner=line.owner, by=HANAKO) and "won"


def test_one_number_in_many_applications() -> None:
    lines = [drafted(msisdn=A) for _ in range(CONNECTIONS)]

    outcomes = Counter(at_once([reserving(line) for line in lines]))

    assert outcomes == {"won": 1, "portability.number_in_use": CONNECTIONS - 1}
    assert Reservation.objects.filter(state=State.RESERVED).count() == 1


def test_one_reservation_in_many_applications() -> None:
    number = ReservationNumber("1012345678")
    lines = [drafted(number=number) for _ in range(CONNECTIONS)]

    outcomes = Counter(at_once([reserving(line) for line in lines]))

    assert outcomes == {"won": 1, "portability.reservation_in_use": CONNECTIONS - 1}


def test_two_numbers_asked_for_in_either_order_do_not_lock_each_other_out() -> None:
    def both(first: Msisdn, second: Msisdn) -> Callable[[], object]:
        one = drafted(msisdn=first)
        other = drafted(one.owner, msisdn=second)
        return lambda: services.reserve_all([one.pk, other.pk], owner=one.owner, by=HANAKO) and "won"

    outcomes = Counter(at_once([both(A, B) if n % 2 else both(B, A) for n in range(16)]))

    assert outcomes == {"won": 1, "portability.number_in_use": 15}
    assert set(Reservation.objects.filter(state=State.RESERVED).values_list("msisdn", flat=True)) == {
        A.digits,
        B.digits,
    }


def test_one_submission_from_many_tabs() -> None:
    line = drafted()

    assert Counter(at_once([reserving(line)] * 16)) == {"won": 16}
    assert Reservation.objects.get().state == State.RESERVED
