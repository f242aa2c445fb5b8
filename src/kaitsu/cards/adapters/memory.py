"""A provider in this process's memory, for tests: the same contract as a real one, without its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from kaitsu.cards.ports import Card, CardResult, Outcome, ProviderUnavailable, Request, Session
from kaitsu.cards.states import Reason


@dataclass(slots=True)
class MemoryProvider:
    """Sessions in a dictionary. ``succeed`` and ``fail`` stand for what the holder does at the
    provider's page.
    """

    key: str = "memory"
    unavailable: bool = False
    _begun: dict[UUID, Session] = field(default_factory=dict)
    _results: dict[str, CardResult] = field(default_factory=dict)

    def begin(self, request: Request) -> Session:
        """Open a session, or give the one opened before for the same registration."""
        self._demand_available()
        session = Session(f"memory-{request.registration}", f"https://cards.invalid/{request.registration}")
        if request.registration not in self._begun:
            self._begun[request.registration] = session
            self._results[session.id] = CardResult(Outcome.OPEN, request.registration)
        return self._begun[request.registration]

    def result(self, session: str) -> CardResult:
        """How the session stands; one never begun here has failed as abandoned."""
        self._demand_available()
        return self._results.get(session, CardResult(Outcome.FAILED, reason=Reason.ABANDONED))

    def succeed(self, session: str, card: Card) -> None:
        """The holder enters *card*, and it is taken. What has ended stays as it is."""
        self._end(session, CardResult(Outcome.SUCCEEDED, self._results[session].registration, card=card))

    def fail(self, session: str, reason: Reason) -> None:
        """The session ends without a card. What has ended stays as it is."""
        self._end(session, CardResult(Outcome.FAILED, self._results[session].registration, reason=reason))

    def _end(self, session: str, result: CardResult) -> None:
        if self._results[session].outcome is Outcome.OPEN:
            self._results[session] = result

    def _demand_available(self) -> None:
        if self.unavailable:
            raise ProviderUnavailable("switched off by a test")


@lru_cache(maxsize=1)
def shared() -> MemoryProvider:
    """The one of this process."""
    return MemoryProvider()
