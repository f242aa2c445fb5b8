"""A login ID that wrong birth dates locked is opened by staff, and the way in is mailed once more (IDV-2)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kaitsu.applications import letters, moves, verification
from kaitsu.audit.services import record
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.identity.states import OPEN
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications import services as notifications
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import State

#: Mails that tell the login ID and where to use it.
_WAYS_IN = ("identity_invitation", "ask_again")


@transaction.atomic
def unlock(case_id: UUID, *, by: Actor) -> bool:
    """Open the login ID of *case_id*; False where it was open.

    The last mail that told the holder the way in goes out once more, where it is their turn and the identity pages
    are open: during maintenance it would lead to a closed door (IDV-3).
    """
    if not identity.unlock(case_id, by=by):
        return False
    case = Case.objects.get(pk=case_id)
    if case.state in OPEN and letters.invitation_time(clock.now()) <= clock.now():
        _tell_again(case, by=by)
    return True


def _tell_again(case: Case, *, by: Actor) -> None:
    about = moves.subject(verification.application_of(case))
    last = Mail.objects.filter(about=about, kind__in=_WAYS_IN).order_by("created_at", "id").last()
    # One that waits or failed is seen to with all others that do.
    if last is None or last.state != State.SENT:
        return
    try:
        notifications.resend(last.pk, by=by)
    except KaitsuError:
        # Withdrawn or too late by now: there is nothing to say any more.
        return
    record("mail.resent", by=by, subject=about, kind=last.kind)
