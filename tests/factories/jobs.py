"""The jobs of the queue, done by the test itself: what a worker would find there, in its order."""

from __future__ import annotations

import json

from django.db import connection

from kaitsu.faces.jobs.tasks import app

_TAKE = """
DELETE FROM procrastinate_jobs
WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo')
RETURNING task_name, args
"""


def work() -> list[str]:
    """Do every job that waits, those that they queue included; the names of the tasks that were done."""
    done = []
    while (job := _take()) is not None:
        name, arguments = job
        app.tasks[name].func(**arguments)
        done.append(name)
    return done


def forget() -> None:
    """Forget every job: those that tests with real transactions left are about rows that are gone."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def _take() -> tuple[str, dict[str, str]] | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE)
        row = cursor.fetchone()
    return (row[0], json.loads(row[1])) if row else None
