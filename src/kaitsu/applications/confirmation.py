"""The confirmation code (CNF-2): mailed to the registered address, and the application goes out only with it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kaitsu.applications import letters, moves
from kaitsu.applications.models import Application, ConfirmationCode
from kaitsu.applications.states import State
from kaitsu.japanese.values import compact
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.members.models import Member
from kaitsu.operator_profile import current


@dataclass(frozen=True, slots=True)
class Sent:
    """A code is on its way, or was and may be asked for again from ``again_at`` on."""

    email: str
    expires_at: datetime
    again_at: datetime
    fresh: bool


@transaction.atomic
def send(member: Member, application_id: UUID, *, by: Actor) -> Sent:
    """Mail a new code, unless the last one left less than the profile's pause ago: then that one stays good.

    Raises KaitsuError ``applications.unknown``, ``applications.not_a_draft``, ``applications.email_missing``.
    """
    application = moves.locked(application_id)
    if application.member_id != member.pk:
        raise KaitsuError("applications.unknown")
    if application.state != State.DRAFT:
        raise KaitsuError("applications.not_a_draft")
    if not application.email:
        raise KaitsuError("applications.email_missing", field="email", rule="HLD-4")
    terms = current().confirmation
    pause = timedelta(seconds=terms.resend_seconds)
    now = clock.now()
    last = ConfirmationCode.objects.filter(application=application).first()
    if last is not None and last.email == application.email and now < last.sent_at + pause:
        return Sent(last.email, last.expires_at, last.sent_at + pause, fresh=False)
    code = f"{secrets.randbelow(10**terms.digits):0{terms.digits}}"
    expires_at = now + timedelta(minutes=terms.minutes)
    ConfirmationCode.objects.update_or_create(
        application=application,
        defaults={
            "email": application.email,
            "code_hash": _hash(application, code),
            "sent_at": now,
            "expires_at": expires_at,
            "tries": 0,
        },
    )
    letters.confirmation_code(application, code, now, expires_at)
    return Sent(application.email, expires_at, now + pause, fresh=True)


def judge(application: Application, typed: str) -> Problem | None:
    """What speaks against the code *typed* for a locked *application*; counts the try. None where it is right."""
    terms = current().confirmation
    stored = ConfirmationCode.objects.filter(application=application).first()
    if stored is None or stored.email != application.email:
        return Problem("applications.confirmation_unsent", "code", "CNF-2")
    if clock.now() >= stored.expires_at:
        return Problem("applications.confirmation_expired", "code", "CNF-2")
    if stored.tries >= terms.tries:
        return Problem("applications.confirmation_locked", "code", "CNF-2")
    given = compact(typed)
    if len(given) != terms.digits or not given.isdecimal():
        # No try is counted for what cannot be a code: it tells nothing.
        return Problem("applications.confirmation_form", "code", "CNF-2", {"digits": terms.digits})
    if hmac.compare_digest(bytes(stored.code_hash), _hash(application, given)):
        return None
    stored.tries += 1
    stored.save(update_fields=["tries"])
    left = terms.tries - stored.tries
    if left == 0:
        return Problem("applications.confirmation_locked", "code", "CNF-2")
    return Problem("applications.confirmation_wrong", "code", "CNF-2", {"left": left})


def latest(application: Application) -> Sent | None:
    """The code that is on its way to the address of *application*, None where there is none."""
    stored = ConfirmationCode.objects.filter(application=application, email=application.email).first()
    if stored is None:
        return None
    pause = timedelta(seconds=current().confirmation.resend_seconds)
    return Sent(stored.email, stored.expires_at, stored.sent_at + pause, fresh=False)


def _hash(application: Application, code: str) -> bytes:
    # Keyed, so that a copy of the database does not give away six digits to whoever tries them all.
    return hmac.digest(settings.KAITSU_CODE_KEY, f"confirmation:{application.pk}:{code}".encode(), "sha256")
