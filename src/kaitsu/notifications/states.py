"""The life of a mail. docs/adr/0004-mail-outbox.md says why it looks as it does."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """UNCERTAIN: it was handed over, and no answer is known; only staff have it sent again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What may happen to a mail."""

    CLAIM = "claim"
    ACCEPTED = "accepted"
    RETRY = "retry"
    GIVE_UP = "give_up"
    UNANSWERED = "unanswered"
    RESEND = "resend"
    WITHDRAW = "withdraw"


TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.QUEUED, Event.CLAIM): State.SENDING,
    (State.QUEUED, Event.WITHDRAW): State.WITHDRAWN,
    (State.QUEUED, Event.GIVE_UP): State.FAILED,
    (State.SENDING, Event.ACCEPTED): State.SENT,
    (State.SENDING, Event.RETRY): State.QUEUED,
    (State.SENDING, Event.GIVE_UP): State.FAILED,
    (State.SENDING, Event.UNANSWERED): State.UNCERTAIN,
    # An answer that came later than the lease lasted is still the answer.
    (State.UNCERTAIN, Event.ACCEPTED): State.SENT,
    (State.UNCERTAIN, Event.RETRY): State.QUEUED,
    (State.UNCERTAIN, Event.GIVE_UP): State.FAILED,
    (State.UNCERTAIN, Event.RESEND): State.QUEUED,
    (State.FAILED, Event.RESEND): State.QUEUED,
}


def moves(event: Event) -> tuple[tuple[State, ...], State]:
    """The states from which *event* is possible, and the one state to which it leads."""
    found = {(before, after) for (before, what), after in TRANSITIONS.items() if what is event}
    (after,) = {after for _, after in found}
    return tuple(sorted(before for before, _ in found)), after
