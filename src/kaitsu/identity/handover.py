"""From the computer to the telephone by a QR code: a ticket for one visit, good once and for minutes (IDV-18)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.identity import moves
from kaitsu.identity.models import Case, Handover
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import KaitsuError

MINUTES = 10
_BYTES = 24


@transaction.atomic
def hand_over(case_id: UUID, *, by: Actor) -> str:
    """A new ticket for *case_id*, to be used within ``MINUTES``; tickets made before are worth nothing any more."""
    case = moves.locked(case_id)
    token, now = secrets.token_urlsafe(_BYTES), clock.now()
    case.handovers.all().delete()
    Handover.objects.create(
        case=case, token_hash=_hash(token), made_at=now, expires_at=now + timedelta(minutes=MINUTES)
    )
    record("identity.handed_over", by=by, subject=case.subject, minutes=MINUTES)
    return token


@transaction.atomic
def take_over(token: str) -> Case:
    """The case of the ticket *token*, which is used up by this: one conditional UPDATE, so that one device gets in.

    Raises KaitsuError ``identity.ticket_spent`` where it was used, has run out, or never was.
    """
    now = clock.now()
    ticket = Handover.objects.filter(token_hash=_hash(token), used_at__isnull=True, expires_at__gt=now)
    if not ticket.update(used_at=now):
        raise KaitsuError("identity.ticket_spent", rule="IDV-18")
    case = Case.objects.get(handovers__token_hash=_hash(token))
    record("identity.taken_over", by=machine("identity"), subject=case.subject)
    return case


def is_good(token: str) -> bool:
    """Whether *token* would let somebody in now; it is not used up by asking."""
    return Handover.objects.filter(
        token_hash=_hash(token), used_at__isnull=True, expires_at__gt=clock.now()
    ).exists()


def was_taken(case: Case) -> bool:
    """Whether a telephone has come in with the last ticket of *case*."""
    return case.handovers.filter(used_at__isnull=False).exists()


def _hash(token: str) -> bytes:
    # The token has 192 random bits: a plain digest is enough, and cannot be turned back.
    return hashlib.sha256(token.encode()).digest()
