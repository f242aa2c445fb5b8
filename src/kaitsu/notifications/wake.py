"""Tell a worker that a mail is due. Only the quick way: ``delivery.sweep`` makes up for a lost job."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

#: The queue's task that calls ``services.deliver(mail_id)``.
TASK = "send_mail"


def defer(mail_id: UUID) -> bool:
    """Ask a worker to send the mail; False where one is asked already. Later ones are left to ``sweep``."""
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=f"{TASK}:{mail_id}").defer(mail_id=str(mail_id))
    except AlreadyEnqueued:
        return False
    return True
