"""A login ID that wrong birth dates locked is opened by staff, and its holder is told (IDV-2)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kaitsu.applications import letters, verification
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.identity.states import OPEN
from kaitsu.kernel.actors import Actor


@transaction.atomic
def unlock(case_id: UUID, *, by: Actor) -> bool:
    """Open the login ID of *case_id*; False where it was open.

    Where it is the holder's turn, a mail says so, with the login ID and the way in; during maintenance it waits
    until the identity pages are open again (IDV-3).
    """
    if not identity.unlock(case_id, by=by):
        return False
    case = Case.objects.get(pk=case_id)
    if case.state in OPEN:
        letters.identity_unlocked(verification.application_of(case))
    return True
