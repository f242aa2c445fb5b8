"""A card is registered at the provider's page and completed by asking the provider itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction

from factories.cards import HANAKO, RETURN_URL, begun, card
from kaitsu.audit import queries as audit
from kaitsu.cards import adapters, queries, services
from kaitsu.cards.adapters.memory import MemoryProvider, shared
from kaitsu.cards.models import Registration
from kaitsu.cards.ports import CardResult, Outcome
from kaitsu.cards.states import Reason, State
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=clock.TOKYO)


@pytest.fixture(autouse=True)
def provider(settings) -> MemoryProvider:
    settings.KAITSU_CARD_PROVIDER = "memory"
    shared.cache_clear()
    return shared()


@pytest.mark.rule("PAY-1")
def test_a_registered_card_is_reference_brand_last4_and_expiry(provider: MemoryProvider) -> None:
    owner = uuid4()
    begun_now, page_url = begun(owner)
    assert page_url == begun_now.page_url
    assert begun_now.state == State.PENDING
    provider.succeed(begun_now.session, card())

    done = services.complete(begun_now.pk, by=HANAKO)

    assert done.state == State.REGISTERED
    assert (done.reference, done.brand, done.last4) == ("card_for_tests", "Visa", "4242")
    assert (done.exp_year, done.exp_month, done.name) == (2039, 12, "OHNO HANAKO")
    assert queries.problem(done) is None
    assert queries.latest(owner) == done
    assert [row.action for row in audit.history(done.subject)] == ["cards.begun", "cards.registered"]


@pytest.mark.rule("PAY-1")
def test_no_column_could_hold_a_card_number() -> None:
    names = {field.name for field in Registration._meta.get_fields()}

    assert names.isdisjoint({"number", "pan", "card_number", "cvc", "cvv", "security_code"})
    begun_now, _ = begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=begun_now.pk).update(last4="4242424242424242")


@pytest.mark.rule("PAY-1")
def test_coming_back_without_having_finished_registers_nothing() -> None:
    begun_now, _ = begun()

    back = services.complete(begun_now.pk, by=HANAKO)

    assert back.state == State.PENDING
    assert queries.problem(back).code == "cards.pending"


@pytest.mark.rule("CNF-3")
def test_coming_back_twice_is_coming_back_once(provider: MemoryProvider) -> None:
    begun_now, _ = begun()
    provider.succeed(begun_now.session, card())

    first = services.complete(begun_now.pk, by=HANAKO)
    provider.unavailable = True  # a second return asks nobody
    second = services.complete(begun_now.pk, by=HANAKO)

    assert first.ended_at == second.ended_at
    assert len(audit.history(first.subject)) == 2


@pytest.mark.rule("CNF-3")
def test_of_two_returns_at_once_one_writes(provider: MemoryProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    begun_now, _ = begun()
    provider.succeed(begun_now.session, card())
    ask = services._ask

    def ask_while_the_other_tab_finishes(registration: Registration) -> CardResult:
        monkeypatch.setattr(services, "_ask", ask)
        services.complete(registration.pk, by=HANAKO)
        return ask(registration)

    monkeypatch.setattr(services, "_ask", ask_while_the_other_tab_finishes)

    done = services.complete(begun_now.pk, by=HANAKO)

    assert done.state == State.REGISTERED
    assert [row.action for row in audit.history(done.subject)] == ["cards.begun", "cards.registered"]


@pytest.mark.rule("PAY-3")
@pytest.mark.parametrize(
    ("reason", "state", "told"),
    [
        (Reason.DECLINED, State.DECLINED, "cards.declined"),
        (Reason.INSUFFICIENT, State.DECLINED, "cards.insufficient"),
        (Reason.AUTHENTICATION_FAILED, State.DECLINED, "cards.authentication_failed"),
        (Reason.EXPIRED_CARD, State.EXPIRED, "cards.expired"),
        (Reason.ABANDONED, State.ABANDONED, "cards.abandoned"),
    ],
)
def test_each_failure_ends_with_what_to_do(provider, reason: Reason, state: State, told: str) -> None:
    owner = uuid4()
    first, _ = begun(owner)
    provider.fail(first.session, reason)

    failed = services.complete(first.pk, by=HANAKO)

    assert (failed.state, failed.last4) == (state, None)
    assert queries.problem(failed).code == told
    again, page_url = begun(owner)
    assert again.pk != first.pk
    assert page_url == again.page_url


@pytest.mark.rule("PAY-3")
def test_a_card_whose_month_has_passed_is_expired_whatever_the_provider_says(provider, usual_moment) -> None:
    begun_now, _ = begun()
    provider.succeed(begun_now.session, card(exp_year=2026, exp_month=10))

    assert services.complete(begun_now.pk, by=HANAKO).state == State.EXPIRED


@pytest.mark.rule("PAY-3")
def test_a_provider_that_is_down_harms_nothing(provider: MemoryProvider) -> None:
    begun_now, _ = begun()
    provider.unavailable = True

    for verb in (lambda: services.complete(begun_now.pk, by=HANAKO), lambda: begun(uuid4())):
        with pytest.raises(KaitsuError) as caught:
            verb()
        assert caught.value.code == "cards.provider_unavailable"
    assert list(Registration.objects.values_list("state", flat=True)) == [State.PENDING]
    provider.unavailable = False
    provider.succeed(begun_now.session, card())
    assert services.complete(begun_now.pk, by=HANAKO).state == State.REGISTERED


def test_a_registration_that_does_not_exist() -> None:
    with pytest.raises(KaitsuError) as caught:
        services.complete(uuid4(), by=HANAKO)
    assert caught.value.code == "cards.unknown"


@pytest.mark.rule("CNF-3")
def test_beginning_again_goes_on_at_the_same_page() -> None:
    owner = uuid4()

    assert begun(owner) == begun(owner)
    assert Registration.objects.count() == 1


def test_beginning_again_with_another_name_or_too_late_opens_a_new_page() -> None:
    owner = uuid4()
    with clock.frozen(NOON):
        first, _ = begun(owner)
        second, _ = begun(owner, name_latin="ONO HANAKO")
    with clock.frozen(NOON + timedelta(minutes=31)):
        third, _ = begun(owner, name_latin="ONO HANAKO")

    states = {row.pk: row.state for row in Registration.objects.filter(owner=owner)}
    assert states == {first.pk: State.ABANDONED, second.pk: State.ABANDONED, third.pk: State.PENDING}


@pytest.mark.rule("CNF-3")
def test_a_holder_who_finished_and_lost_the_way_back_is_led_back(provider: MemoryProvider) -> None:
    owner = uuid4()
    first, _ = begun(owner)
    provider.succeed(first.session, card())

    again, goes_to = begun(owner)

    assert (again.pk, again.state, goes_to) == (first.pk, State.REGISTERED, RETURN_URL)


@pytest.mark.rule("CNF-3")
def test_a_second_tab_that_was_faster_is_joined(
    provider: MemoryProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = uuid4()
    begin = provider.begin

    def begin_while_the_other_tab_begins(request):
        monkeypatch.setattr(MemoryProvider, "begin", lambda self, request: begin(request))
        begun(owner)
        return begin(request)

    monkeypatch.setattr(
        MemoryProvider, "begin", lambda self, request: begin_while_the_other_tab_begins(request)
    )

    joined, _ = begun(owner)

    assert Registration.objects.get() == joined


def test_another_violation_is_not_taken_for_a_second_tab(provider: MemoryProvider, monkeypatch) -> None:
    first, _ = begun()
    session = provider._begun[first.pk]
    monkeypatch.setattr(MemoryProvider, "begin", lambda self, request: session)

    with pytest.raises(IntegrityError, match="cards_session"), transaction.atomic():
        begun()


def test_a_session_of_another_registration_is_not_believed(provider: MemoryProvider) -> None:
    mine, theirs = begun()[0], begun()[0]
    provider._results[mine.session] = CardResult(Outcome.SUCCEEDED, theirs.pk, card=card())

    with pytest.raises(KaitsuError) as caught:
        services.complete(mine.pk, by=HANAKO)
    assert caught.value.code == "cards.provider_unavailable"


def test_an_unknown_provider_is_a_wrong_setting() -> None:
    with pytest.raises(ImproperlyConfigured, match="expected one of: memory, sandbox"):
        adapters.named("bank")


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": "registered", "ended_at": datetime(2026, 1, 1, tzinfo=clock.TOKYO)},
        {"state": "declined", "ended_at": datetime(2026, 1, 1, tzinfo=clock.TOKYO)},
        {"state": "abandoned"},
        {"reason": "declined"},
        {"exp_month": 13},
        {"ended_at": datetime(2026, 1, 1, tzinfo=clock.TOKYO)},
    ],
)
def test_the_table_refuses_half_an_end(change: dict[str, object]) -> None:
    begun_now, _ = begun()

    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=begun_now.pk).update(**change)


def test_what_is_printed_of_a_registration_shows_no_reference(provider: MemoryProvider) -> None:
    begun_now, _ = begun()
    provider.succeed(begun_now.session, card())
    done = services.complete(begun_now.pk, by=HANAKO)

    assert str(done) == "Visa 4242 (registered)"
    assert "card_for_tests" not in repr(card())


@pytest.mark.rule("PAY-3")
def test_a_holder_who_failed_and_lost_the_way_back_gets_a_new_page(provider: MemoryProvider) -> None:
    owner = uuid4()
    first, _ = begun(owner)
    provider.fail(first.session, Reason.DECLINED)

    again, page_url = begun(owner)

    first.refresh_from_db()
    assert first.state == State.DECLINED
    assert (again.state, page_url) == (State.PENDING, again.page_url)
