"""Whether a card can be used, and whose it seems to be: PAY-1, PAY-2, PAY-3. No database here."""

from __future__ import annotations

from datetime import date

from kaitsu.cards.states import Reason, State
from kaitsu.japanese import latin
from kaitsu.kernel.errors import Problem

#: A page at the provider that was opened longer ago, in minutes, is not offered again.
SESSION_MINUTES = 30

_OF_REASON = {
    Reason.DECLINED: "cards.declined",
    Reason.INSUFFICIENT: "cards.insufficient",
    Reason.AUTHENTICATION_FAILED: "cards.authentication_failed",
}
_OF_STATE = {
    State.PENDING: "cards.pending",
    State.EXPIRED: "cards.expired",
    State.ABANDONED: "cards.abandoned",
}


def is_expired(exp_year: int, exp_month: int, on: date) -> bool:
    """Whether a card is expired on the day *on*: it is good to the end of the month printed on it."""
    return (on.year, on.month) > (exp_year, exp_month)


def expiry_problem(exp_year: int, exp_month: int, on: date) -> Problem | None:
    """``cards.expired`` for a card that is expired on the day *on*, as judged again at submission (PAY-3,
    CNF-4).
    """
    return Problem("cards.expired", "card", "PAY-3") if is_expired(exp_year, exp_month, on) else None


def outcome_problem(state: State, reason: Reason | None = None) -> Problem | None:
    """What a registration in *state* tells its holder to do (PAY-3); None where the card is registered.

    A declined one has a *reason*; without it the plain ``cards.declined`` is told.
    """
    if state is State.REGISTERED:
        return None
    code = (
        _OF_REASON.get(reason, "cards.declined")
        if reason and state is State.DECLINED
        else _OF_STATE.get(state)
    )
    return Problem(code or "cards.declined", "card", "PAY-3")


def name_problem(card_name: str, family: str, given: str) -> Problem | None:
    """``cards.name_differs`` where the name on the card is not the holder's Latin name (PAY-2); None where it is.

    Order, middle names, marks and the usual spellings of long vowels do not matter (NAM-3). An initial is taken
    for a middle name only: a bare initial beside the family name fits a brother as well.
    """
    registered = f"{family} {given}"
    relations = latin.relate_latin(card_name, registered)
    if relations is not None and latin.INITIAL in relations:
        relations = latin.relate_latin(_without_initials(card_name), _without_initials(registered))
    if relations is not None:
        return None
    return Problem("cards.name_differs", "card", "PAY-2", {"card": card_name, "registered": registered})


def _without_initials(name: str) -> str:
    return " ".join(part for part in latin.read(name).parts if len(part.strip(".")) > 1)
