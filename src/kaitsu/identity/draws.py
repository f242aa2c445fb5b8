"""Which attempts a person looks at all the same: drawn so that nobody can tell beforehand (IDV-14, OPS-6)."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from kaitsu.identity.models import Attempt


def drawn(attempt: Attempt, purpose: str, percent: int) -> bool:
    """Whether *attempt* is among the *percent* that are taken for *purpose*; whoever asks again is told the same.

    The draw is the application's own: the id of a case is in addresses and in the log, and must not give it away.
    What came of it is kept, so that another secret key changes nothing that was drawn before.
    """
    ticket = salted_hmac(
        f"kaitsu.identity.draws.{purpose}", f"{attempt.case_id} {attempt.number}", algorithm="sha256"
    )
    return int.from_bytes(ticket.digest()[:8], "big") % 100 < percent
