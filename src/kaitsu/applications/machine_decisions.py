"""What the machine decides, by the way of a reviewer's decision: same rules, same mails, same log (IDV-14).

Only workers import this: examining needs the libraries that read.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kaitsu.applications import moves, verification
from kaitsu.applications.models import Application
from kaitsu.identity import services as identity
from kaitsu.identity.machine.examination import examine_attempt
from kaitsu.identity.machine.reading import READER
from kaitsu.identity.states import CaseState


@transaction.atomic
def examine(attempt_id: UUID) -> bool:
    """Examine an attempt, and decide it where the profile lets the machine; whether it did.

    A case that a reviewer has claimed or decided meanwhile is theirs.
    """
    application = Application.objects.filter(case__attempts=attempt_id).values_list("pk", flat=True).first()
    if application is not None:
        # The application first, as every decision locks it.
        moves.locked(application)
    done = examine_attempt(attempt_id)
    if application is None or done is None or not done.verdicts:
        return False
    attempt = done.kept.attempt
    if attempt.decided_at is not None or attempt.case.state != CaseState.SUBMITTED:
        return False
    identity.claim(attempt.case_id, by=READER)
    verification.decide(attempt.case_id, done.verdicts, by=READER)
    done.kept.acted = True
    done.kept.save(update_fields=["acted"])
    return True
