"""Each line gets one card and one number, both or none, and waits visibly where there are none (FUL-1)."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import CLERK, DATA, fulfilled, fulfilling, line, stock, two_voice_one_data
from kaitsu.applications import delivery
from kaitsu.applications.models import Application
from kaitsu.applications.progress import progress
from kaitsu.applications.states import State
from kaitsu.fulfilment import queries, services
from kaitsu.fulfilment.models import LineFulfilment, PhoneNumber, SimCard
from kaitsu.fulfilment.states import LineState, StockState, Waits
from kaitsu.japanese.telephone import Msisdn
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import current

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FUL-1")]


def jobs(name: str) -> list[dict[str, object]]:
    return list(ProcrastinateJob.objects.filter(task_name=name).values_list("args", flat=True))


def test_every_line_gets_a_card_of_its_size_and_a_number_of_its_own() -> None:
    application = fulfilling(two_voice_one_data())
    stock()

    assert delivery.fulfil(application.pk) == 3

    lines = queries.of_owner(application.pk)
    assert [each.state for each in lines] == [LineState.ALLOCATED] * 3
    assert len({each.card_id for each in lines}) == len({each.msisdn for each in lines}) == 3
    assert all(each.card is not None and each.card.size == "nano" for each in lines)
    assert SimCard.objects.filter(state=StockState.ALLOCATED).count() == 3
    assert PhoneNumber.objects.filter(state=StockState.ALLOCATED).count() == 3


def test_an_application_without_a_voice_line_is_fulfilled_at_once() -> None:
    application = submitted(DATA)

    assert application.state == State.FULFILLING
    assert jobs("fulfil") == [{"application_id": str(application.pk)}]


def test_a_verified_application_leaves_its_job_with_the_move() -> None:
    application = submitted()
    assert jobs("fulfil") == []

    verified = fulfilling()

    assert {"application_id": str(verified.pk)} in jobs("fulfil")
    assert {"application_id": str(application.pk)} not in jobs("fulfil")


def test_twice_gives_nothing_more() -> None:
    application = fulfilled()
    before = list(LineFulfilment.objects.values())

    assert delivery.fulfil(application.pk) == 0
    assert list(LineFulfilment.objects.values()) == before


def test_what_is_not_in_fulfilment_gets_nothing() -> None:
    application = submitted()
    stock()

    assert delivery.fulfil(application.pk) == 0
    assert not LineFulfilment.objects.exists()


@pytest.mark.parametrize(
    ("cards", "numbers", "waits"), [(0, 5, Waits.CARD), (5, 0, Waits.NUMBER), (0, 0, Waits.CARD)]
)
def test_an_empty_stock_makes_a_line_wait_visibly_and_takes_nothing(
    cards: int, numbers: int, waits: Waits
) -> None:
    application = fulfilling()
    stock(cards, numbers)

    assert delivery.fulfil(application.pk) == 0

    (waiting,) = queries.waiting()
    assert waiting.state is LineState.WAITING
    assert waiting.waits(queries.free_sizes(), queries.any_number()) is waits
    assert not SimCard.objects.exclude(state=StockState.FREE).exists()
    assert not PhoneNumber.objects.exclude(state=StockState.FREE).exists()
    assert progress(application)[0].words == "SIMカードの入荷を待っています"


def test_a_line_that_waits_gets_what_arrives() -> None:
    application = fulfilling()
    delivery.fulfil(application.pk)

    stock()

    assert jobs("allocate_waiting") == [{}]
    assert delivery.allocate_waiting() == 1
    assert queries.of_owner(application.pk)[0].state is LineState.ALLOCATED


def test_one_size_that_ran_out_holds_up_no_other() -> None:
    waiting = fulfilling(replace(Wish(), lines=(LineWish(size="micro"),)))
    other = fulfilling()
    stock(size="nano")

    assert delivery.sweep() == 1

    assert queries.of_owner(waiting.pk)[0].state is LineState.WAITING
    assert queries.of_owner(other.pk)[0].state is LineState.ALLOCATED


def test_the_sweep_begins_an_application_whose_job_was_lost() -> None:
    application = fulfilling()
    stock()

    assert delivery.sweep() == 1
    assert queries.of_owner(application.pk)[0].state is LineState.ALLOCATED
    assert delivery.sweep() == 0


def test_an_esim_needs_no_card_and_no_parcel() -> None:
    owner = uuid4()
    embedded = line(owner, embedded=True, size="esim")
    stock(cards=0)

    assert services.allocate(embedded.pk, by=CLERK)

    (found,) = queries.of_owner(owner)
    assert (found.card, found.state) == (None, LineState.DELIVERED)
    assert queries.provided(10) == [owner]
    assert not queries.ready().exists()


def test_a_line_whose_number_moves_in_waits_for_it_and_takes_none_from_the_pool() -> None:
    owner = uuid4()
    ported = line(owner, ported=True)
    stock(numbers=0)

    assert not services.allocate(ported.pk, by=CLERK)
    assert services.give_number(owner, 1, Msisdn("09012345678"), by=CLERK)
    assert not services.give_number(owner, 1, Msisdn("09012345678"), by=CLERK)
    assert services.allocate(ported.pk, by=CLERK)

    (found,) = queries.of_owner(owner)
    assert (found.msisdn, found.number) == ("09012345678", None)


def test_a_number_that_nobody_waits_for_is_refused() -> None:
    owner = uuid4()
    line(owner)

    with pytest.raises(KaitsuError, match="no_line"):
        services.give_number(owner, 1, Msisdn("09012345678"), by=CLERK)


def test_the_database_itself_knows_no_half_allocation() -> None:
    waiting = line(uuid4())
    stock(1, 1)

    with pytest.raises(IntegrityError, match="all_or_nothing"), transaction.atomic():
        LineFulfilment.objects.filter(pk=waiting.pk).update(card=SimCard.objects.get())
    with pytest.raises(IntegrityError, match="all_or_nothing"), transaction.atomic():
        LineFulfilment.objects.filter(pk=waiting.pk).update(allocated_at="2026-11-18T10:00:00Z")


def test_the_database_itself_gives_no_card_and_no_number_twice() -> None:
    first, second = fulfilled(), fulfilled()
    (one,), (two,) = queries.of_owner(first.pk), queries.of_owner(second.pk)

    for same in ({"card": one.card}, {"number": one.number}, {"msisdn": one.msisdn}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LineFulfilment.objects.filter(pk=two.pk).update(**same)


def test_stock_says_how_much_is_left_and_for_how_long() -> None:
    fulfilled(two_voice_one_data())

    *sizes, numbers = queries.stock(current())

    nano = next(each for each in sizes if each.size == "nano")
    assert (nano.free, nano.given, nano.waiting, nano.days_left) == (2, 3, 0, 2 * 28 // 3)
    assert (numbers.free, numbers.given, numbers.days_left) == (2, 3, 18)
    micro = next(each for each in sizes if each.size == "micro")
    assert (micro.free, micro.days_left) == (0, None)


def test_the_status_says_where_each_line_stands() -> None:
    application = fulfilled(two_voice_one_data())

    told = progress(Application.objects.get(pk=application.pk))

    assert [each.words for each in told] == ["発送の準備ができました"] * 3
    assert all(each.msisdn.startswith("070-") for each in told)
    assert [each.task for each in told] == [None] * 3
