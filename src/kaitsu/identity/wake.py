"""Tell a worker that there is something to read or to examine. Only the quick way: sweeps make up for a lost job."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

#: The queue of what needs the engine; whoever serves it has the memory for it (docs/operating.md).
QUEUE = "reading"
READ, EXAMINE = "read_image", "examine_attempt"
#: Behind so many images: one that may end an engine waits for everybody else's.
LAST = 1000


def read_later(reading_id: int, *, behind: int = 0) -> bool:
    """Ask a worker to read an image; False where one is asked already.

    *behind* so many images that were asked for on behalf of the same person: of two people, whoever sent less is
    served first, so that nobody can keep the machine for themselves.
    """
    return _defer(READ, -min(behind, LAST), reading_id=reading_id)


def examine_later(attempt_id: UUID) -> bool:
    """Ask a worker to examine an attempt whose images are read; False where one is asked already."""
    return _defer(EXAMINE, attempt_id=str(attempt_id))


def _defer(task: str, priority: int = 0, **what: int | str) -> bool:
    lock = f"{task}:{next(iter(what.values()))}"
    try:
        with transaction.atomic():
            app.configure_task(task, queue=QUEUE, queueing_lock=lock, priority=priority).defer(
                **what  # type: ignore[arg-type]
            )
    except AlreadyEnqueued:
        return False
    return True
