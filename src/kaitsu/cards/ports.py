"""What Kaitsu asks of a payment provider, and what every adapter answers (PAY-1, PAY-4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kaitsu.cards.states import Reason


class ProviderUnavailable(Exception):
    """The provider cannot be reached, or answers what it should not. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a provider needs for taking down a card.

    ``registration`` is Kaitsu's key of it: the same key asks for the same session, however often it is
    sent. ``name_latin`` is the holder's name as registered, offered in the form. ``return_url`` is where
    the provider sends the browser afterwards, to that address only.
    """

    registration: UUID
    name_latin: str
    return_url: str
    language: str


@dataclass(frozen=True, slots=True)
class Session:
    """A provider's session: its id there, and the provider's page to which the browser is sent."""

    id: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a provider tells of a card that it keeps. ``reference`` is charged later; it is no card number."""

    reference: str = field(repr=False)
    brand: str
    last4: str
    exp_year: int
    exp_month: int
    name: str


class Outcome(StrEnum):
    """Whether a session has ended, and how."""

    OPEN = "open"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CardResult:
    """How a session stands: with a ``card`` where it succeeded, with a ``reason`` where it failed.

    ``registration`` is the key with which the session was begun, as the provider repeats it.
    """

    outcome: Outcome
    registration: UUID | None = None
    card: Card | None = None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.card is None) is (self.outcome is Outcome.SUCCEEDED):
            raise ValueError("a card belongs to a session that succeeded, and to no other")
        if (self.reason is None) is (self.outcome is Outcome.FAILED):
            raise ValueError("a reason belongs to a session that failed, and to no other")


class CardProvider(Protocol):
    """A payment provider. Both verbs raise ProviderUnavailable within the adapter's few seconds."""

    @property
    def key(self) -> str:
        """The name under which the settings and the registrations know this provider."""
        ...

    def begin(self, request: Request) -> Session:
        """Open a session for *request*, or give the one that was opened for it before."""
        ...

    def result(self, session: str) -> CardResult:
        """How the session stands, asked from server to server.

        A session that the provider no longer knows has failed as abandoned.
        """
        ...
