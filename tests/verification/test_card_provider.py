"""What every payment provider must do: one suite for the fake in memory and for the real sandbox server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from uuid import uuid4

import pytest

from factories.card_sandbox import SECRET, Browser, sandbox
from kaitsu.cards.adapters.memory import MemoryProvider
from kaitsu.cards.adapters.sandbox.client import SandboxProvider
from kaitsu.cards.adapters.sandbox.testcards import BY_KEY
from kaitsu.cards.ports import Card, CardProvider, Outcome, ProviderUnavailable, Request, Session
from kaitsu.cards.states import Reason

TAKEN = Card("", "Visa", "4242", 2039, 12, "OHNO HANAKO")


class Holder(Protocol):
    """Someone at the provider's page."""

    provider: CardProvider

    def enters_a_good_card(self, session: Session) -> None: ...

    def fails(self, session: Session, reason: Reason) -> None: ...

    def switches_the_provider_off(self) -> None: ...


class HolderInMemory:
    def __init__(self) -> None:
        self.provider = MemoryProvider()

    def enters_a_good_card(self, session: Session) -> None:
        self.provider.succeed(session.id, Card("card_1", "Visa", "4242", 2039, 12, "OHNO HANAKO"))

    def fails(self, session: Session, reason: Reason) -> None:
        self.provider.fail(session.id, reason)

    def switches_the_provider_off(self) -> None:
        self.provider.unavailable = True


class HolderAtTheSandbox:
    def __init__(self, address: str) -> None:
        self.provider = SandboxProvider(address, SECRET)

    def enters_a_good_card(self, session: Session) -> None:
        Browser(session.page_url).pay(BY_KEY["visa"].grouped)

    def fails(self, session: Session, reason: Reason) -> None:
        browser = Browser(session.page_url)
        keys = {
            Reason.DECLINED: "declined",
            Reason.INSUFFICIENT: "insufficient",
            Reason.EXPIRED_CARD: "expired",
        }
        if reason is Reason.ABANDONED:
            browser.submit(browser.get(), "/cancel")
        elif reason is Reason.AUTHENTICATION_FAILED:
            browser.pay(BY_KEY["challenge"].grouped)
            browser.submit(browser.get(f"{session.page_url}/challenge"), "/challenge", decision="refuse")
        else:
            browser.pay(BY_KEY[keys[reason]].grouped)

    def switches_the_provider_off(self) -> None:
        # Port 9 is nobody's: from here on, nothing answers.
        self.provider = SandboxProvider("http://127.0.0.1:9", SECRET)


@pytest.fixture(scope="module")
def sandbox_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as address:
        yield address


@pytest.fixture(params=["memory", "sandbox"])
def holder(request: pytest.FixtureRequest) -> Holder:
    if request.param == "memory":
        return HolderInMemory()
    return HolderAtTheSandbox(request.getfixturevalue("sandbox_address"))


def request(**changes: object) -> Request:
    values = {
        "registration": uuid4(),
        "name_latin": "OHNO HANAKO",
        "return_url": "http://testserver/back",
        "language": "ja",
    }
    return Request(**(values | changes))  # type: ignore[arg-type]


def test_a_session_is_open_until_the_holder_ends_it(holder: Holder) -> None:
    asked = request()

    session = holder.provider.begin(asked)

    result = holder.provider.result(session.id)
    assert (result.outcome, result.registration) == (Outcome.OPEN, asked.registration)
    assert session.page_url.startswith("http")


@pytest.mark.rule("PAY-1")
def test_a_card_that_is_taken_comes_as_reference_brand_last4_and_expiry(holder: Holder) -> None:
    asked = request()
    session = holder.provider.begin(asked)

    holder.enters_a_good_card(session)

    result = holder.provider.result(session.id)
    assert (result.outcome, result.registration, result.reason) == (
        Outcome.SUCCEEDED,
        asked.registration,
        None,
    )
    assert result.card is not None
    assert result.card.reference
    assert (result.card.brand, result.card.last4, result.card.name) == (TAKEN.brand, TAKEN.last4, TAKEN.name)
    assert (result.card.exp_year, result.card.exp_month) == (TAKEN.exp_year, TAKEN.exp_month)


@pytest.mark.rule("PAY-3")
@pytest.mark.parametrize("reason", list(Reason))
def test_each_failure_has_its_reason(holder: Holder, reason: Reason) -> None:
    session = holder.provider.begin(request())

    holder.fails(session, reason)

    result = holder.provider.result(session.id)
    assert (result.outcome, result.reason, result.card) == (Outcome.FAILED, reason, None)


@pytest.mark.rule("CNF-3")
def test_the_same_registration_gets_the_same_session(holder: Holder) -> None:
    asked = request()

    assert holder.provider.begin(asked) == holder.provider.begin(asked)
    assert holder.provider.begin(request()) != holder.provider.begin(asked)


@pytest.mark.rule("CNF-3")
def test_what_has_ended_stays_as_it_is(holder: Holder) -> None:
    taken, failed = holder.provider.begin(request()), holder.provider.begin(request())
    holder.enters_a_good_card(taken)
    holder.fails(failed, Reason.DECLINED)
    before = holder.provider.result(taken.id)

    if isinstance(holder, HolderInMemory):
        holder.fails(taken, Reason.ABANDONED)
        holder.enters_a_good_card(failed)
    else:
        for session in (taken, failed):
            assert Browser(session.page_url).get().headers["location"] == "http://testserver/back"

    assert holder.provider.result(taken.id) == before
    assert holder.provider.result(failed.id).reason is Reason.DECLINED


@pytest.mark.rule("PAY-3")
def test_a_session_that_the_provider_does_not_know_was_abandoned(holder: Holder) -> None:
    assert holder.provider.result("never-begun").reason is Reason.ABANDONED


@pytest.mark.rule("PAY-3")
def test_a_provider_that_is_off_says_so(holder: Holder) -> None:
    session = holder.provider.begin(request())
    holder.switches_the_provider_off()

    with pytest.raises(ProviderUnavailable):
        holder.provider.begin(request())
    with pytest.raises(ProviderUnavailable):
        holder.provider.result(session.id)
