"""Reservations are drafted, reserved and released; one number is in one live application (MNP-6)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from factories.portability import HANAKO, drafted, entered, reserved
from kaitsu.audit import queries as audit
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import Profile, load
from kaitsu.portability import queries, services
from kaitsu.portability.models import Reservation
from kaitsu.portability.states import LIVE, State

MSISDN = Msisdn("09012345678")
NUMBER = ReservationNumber("1012345678")


def refused(verb, *args, **kwargs) -> KaitsuError:
    with pytest.raises(KaitsuError) as caught:
        verb(*args, **kwargs)
    return caught.value


@pytest.mark.django_db
class TestLife:
    def test_what_was_typed_is_kept_and_can_be_changed(self) -> None:
        made = drafted(number=NUMBER, msisdn=MSISDN)
        new = entered(number=ReservationNumber("2012345678"), msisdn=MSISDN, carrier="au")

        changed = services.change(made.pk, owner=made.owner, by=HANAKO, **new)

        assert (changed.pk, changed.state, changed.carrier) == (made.pk, State.DRAFTED, "au")
        assert changed.reservation_number == ReservationNumber("2012345678")
        assert changed.telephone == MSISDN
        assert "2012345678" not in str(changed)
        actions = [row.action for row in audit.history(changed.subject)]
        assert actions == ["portability.drafted", "portability.changed"]

    def test_only_its_owner_changes_it_and_only_while_it_is_drafted(self) -> None:
        made, submitted = drafted(), reserved()

        assert (
            refused(services.change, made.pk, owner=uuid4(), by=HANAKO, **entered()).code
            == "portability.not_drafted"
        )
        error = refused(services.change, submitted.pk, owner=submitted.owner, by=HANAKO, **entered())
        assert error.code == "portability.not_drafted"

    @pytest.mark.rule("CNF-3")
    def test_reserving_twice_is_reserving_once(self) -> None:
        first = reserved()
        again = services.reserve(first.pk, owner=first.owner, by=HANAKO)

        assert (again.state, again.reserved_at) == (State.RESERVED, first.reserved_at)
        assert [row.action for row in audit.history(first.subject)].count("portability.reserved") == 1

    def test_a_released_or_foreign_reservation_is_not_reserved(self) -> None:
        made = drafted()

        assert refused(services.reserve, made.pk, owner=uuid4(), by=HANAKO).code == "portability.not_drafted"
        assert services.release(made.pk, owner=made.owner, by=HANAKO) is True
        assert services.release(made.pk, owner=made.owner, by=HANAKO) is False
        assert (
            refused(services.reserve, made.pk, owner=made.owner, by=HANAKO).code == "portability.not_drafted"
        )

    def test_a_reservation_at_the_carrier_is_not_released(self) -> None:
        made = reserved()
        Reservation.objects.filter(pk=made.pk).update(state=State.ORDERED)

        assert refused(services.release, made.pk, owner=made.owner, by=HANAKO).code == "portability.ordered"

    def test_the_reservations_of_an_application(self) -> None:
        owner = uuid4()
        first, second = drafted(owner), drafted(owner)
        drafted()

        assert list(queries.of_owner(owner)) == [first, second]


@pytest.mark.rule("MNP-6")
@pytest.mark.django_db
class TestOneLiveApplication:
    @pytest.mark.parametrize(
        ("same", "expected", "field"),
        [
            ({"number": NUMBER}, "portability.reservation_in_use", "number"),
            ({"msisdn": MSISDN}, "portability.number_in_use", "msisdn"),
        ],
    )
    def test_a_number_in_use_is_refused_and_the_draft_stays(self, same, expected: str, field: str) -> None:
        theirs = reserved(**same)
        mine = drafted(**same)

        error = refused(services.reserve, mine.pk, owner=mine.owner, by=HANAKO)

        assert (error.code, error.problem.field, error.problem.rule) == (expected, field, "MNP-6")
        mine.refresh_from_db()
        assert mine.state == State.DRAFTED
        assert list(queries.in_use(mine.number, mine.msisdn, besides=mine.owner)) == [theirs]
        assert not queries.in_use(mine.number, mine.msisdn, besides=theirs.owner).exists()

    def test_a_draft_blocks_nobody(self) -> None:
        drafted(number=NUMBER, msisdn=MSISDN)

        assert reserved(number=NUMBER, msisdn=MSISDN).state == State.RESERVED

    def test_a_released_number_is_free(self) -> None:
        theirs = reserved(number=NUMBER, msisdn=MSISDN)
        services.release(theirs.pk, owner=theirs.owner, by=HANAKO)

        assert reserved(number=NUMBER, msisdn=MSISDN).state == State.RESERVED

    @pytest.mark.parametrize("state", LIVE)
    def test_every_live_state_keeps_its_number(self, state: State) -> None:
        theirs = reserved(msisdn=MSISDN)
        Reservation.objects.filter(pk=theirs.pk).update(state=state)

        assert refused(reserved, msisdn=MSISDN).code == "portability.number_in_use"

    @pytest.mark.parametrize(
        ("same", "expected"),
        [
            ({"number": NUMBER}, "portability.reservation_twice"),
            ({"msisdn": MSISDN}, "portability.number_twice"),
        ],
    )
    def test_two_lines_of_one_draft_have_two_numbers(self, same, expected: str) -> None:
        owner = uuid4()
        drafted(owner, **same)
        second = drafted(owner)

        assert refused(drafted, owner, **same).code == expected
        error = refused(services.change, second.pk, owner=owner, by=HANAKO, **entered(**same))
        assert error.code == expected

    def test_all_lines_or_none(self) -> None:
        reserved(msisdn=MSISDN)
        owner = uuid4()
        lines = [drafted(owner), drafted(owner, msisdn=MSISDN), drafted(owner)]
        keys = [line.pk for line in lines]

        with transaction.atomic():
            error = refused(services.reserve_all, keys, owner=owner, by=HANAKO)

        assert error.code == "portability.number_in_use"
        assert set(queries.of_owner(owner).values_list("state", flat=True)) == {State.DRAFTED}
        services.change(lines[1].pk, owner=owner, by=HANAKO, **entered())
        done = services.reserve_all(keys, owner=owner, by=HANAKO)
        assert [line.state for line in done] == [State.RESERVED] * 3
        assert [line.msisdn for line in done] == sorted(line.msisdn for line in done)

    def test_another_violation_is_not_taken_for_a_number_in_use(self) -> None:
        with pytest.raises(IntegrityError, match="carrier"):
            drafted(carrier=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": "reserved"},
        {"state": "released"},
        {"reserved_at": datetime(2026, 11, 1, tzinfo=clock.TOKYO)},
        {"released_at": datetime(2026, 11, 1, tzinfo=clock.TOKYO)},
        {"number": "10 1234567"},
        {"msisdn": "+819012345678"},
    ],
)
def test_the_table_refuses_what_cannot_be(change: dict[str, object]) -> None:
    made = drafted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Reservation.objects.filter(pk=made.pk).update(**change)


@pytest.fixture
def profile() -> Profile:
    return load("default").on(date(2026, 11, 18))


class TestDesks:
    @pytest.mark.rule("MNP-1")
    def test_the_directory_says_which_desks_are_open_now(self, profile: Profile) -> None:
        morning = datetime(2026, 11, 18, 8, 59, tzinfo=clock.TOKYO)
        nine = datetime(2026, 11, 18, 9, 0, tzinfo=clock.TOKYO)

        early, open_now = queries.desks(profile, morning), queries.desks(profile, nine)

        assert [row.carrier.key for row in early] == [carrier.key for carrier in profile.portability.carriers]
        for row in early:
            for now in row.desks:
                assert now.open is now.desk.hours.always
                assert now.opens_at == (None if now.open else nine)
        assert all(now.open and now.opens_at is None for row in open_now for now in row.desks)

    @pytest.mark.rule("MNP-1", "MNP-3")
    def test_the_desks_of_one_carrier(self, profile: Profile) -> None:
        evening = datetime(2026, 11, 18, 20, 30, tzinfo=clock.TOKYO)

        au = queries.carrier_desks(profile, "au", evening)

        states = {now.desk.channel: now.open for now in au.desks}
        assert states == {"mobile": False, "fixed": False, "menu": True}
        with pytest.raises(KeyError):
            queries.carrier_desks(profile, "unknown", evening)
