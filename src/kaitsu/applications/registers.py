"""Outside registers among the pre-checks (PCK-3): asked in the background, waited for a while, the answer kept.

An application waits as HELD for ``PENDING`` where the settings name registers. ``register_asking`` asks and
decides; what no register answers in time is for staff to decide, never for the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from procrastinate.contrib.django import app

from kaitsu.applications.adapters import registers
from kaitsu.applications.models import Application, RegisterAnswer
from kaitsu.applications.ports import Verdict
from kaitsu.kernel import clock

#: Reasons of a hold: a register has not answered yet, knows something, did not answer in time.
PENDING = "applications.register_pending"
FOUND = "applications.register_found"
SILENT = "applications.register_silent"

#: The queue's task that asks: ``register_asking.ask``.
ASK = "ask_registers"


def begin(application: Application) -> list[str]:
    """Have every register asked about *application*, within its submission; the reason to hold it until then.

    Without registers it does nothing, and asks the database nothing.
    """
    named = registers()
    if not named:
        return []
    due = clock.now() + timedelta(minutes=settings.KAITSU_REGISTER_MINUTES)
    RegisterAnswer.objects.bulk_create(
        RegisterAnswer(application=application, register=name, due_at=due) for name in named
    )
    app.configure_task(ASK).defer(application_id=str(application.pk))
    return [PENDING]


def answers(application: Application) -> list[RegisterAnswer]:
    """What each register was asked and answered about *application*, by its name. One query."""
    return list(application.register_answers.all())


def outcome(asked: Iterable[RegisterAnswer], now: datetime) -> list[str] | None:
    """The reasons to hold that the answers give, none where all is clear; None as long as one may still come."""
    asked = list(asked)
    if any(not row.verdict and row.due_at > now for row in asked):
        return None
    found = [FOUND] if any(row.verdict == Verdict.REVIEW for row in asked) else []
    return found + ([SILENT] if any(not row.verdict for row in asked) else [])
