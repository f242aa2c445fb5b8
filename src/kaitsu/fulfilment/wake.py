"""Ask a worker to look after lines that wait. Only the quick way: a periodic job makes up for a lost one."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

#: The queue's task that gives waiting lines what has come into stock.
TASK = "allocate_waiting"


def allocate_waiting() -> None:
    """Have waiting lines looked after once the caller's transaction is through; asked once is enough."""
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=TASK).defer()
    except AlreadyEnqueued:
        return
