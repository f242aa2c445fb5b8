"""Every change of state is made here: check the table, change, write the audit event, in the caller's transaction."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from kaitsu.applications.models import Application
from kaitsu.applications.states import FINAL, TRANSITIONS, Event, State
from kaitsu.audit.services import record
from kaitsu.identity import services as identity
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.transition import transition

#: The queue's task that begins an application's lines in the warehouse: ``delivery.fulfil`` (FUL-1).
FULFIL = "fulfil"


def locked(application_id: UUID) -> Application:
    """The row of *application_id*, locked until the transaction ends; KaitsuError ``applications.unknown``."""
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("package", "card")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise KaitsuError("applications.unknown")
    return found


def subject(application: Application) -> str:
    """What the audit log and the outbox know *application* by."""
    return f"application:{application.pk}"


def move(application: Application, event: Event, *, by: Actor, **values: object) -> None:
    """Make the move *event* on a locked *application* and save it with its audit event.

    *values* go into the log and name no person. Raises IllegalMove for what the table does not have.
    """
    now = clock.now()
    before = State(application.state)
    application.state = transition(TRANSITIONS, before, event)
    application.changed_at = now
    if application.state in FINAL:
        application.ended_at = now
    application.save()
    record(
        f"application.{event}",
        by=by,
        subject=subject(application),
        before=before,
        after=application.state,
        **values,
    )
    if event is Event.CANCEL and application.case_id is not None:
        # Whoever cancels: nobody is asked for documents, or looks at them, for what has ended.
        identity.withdraw(application.case_id, by=by)
    if application.state == State.FULFILLING:
        app.configure_task(FULFIL).defer(application_id=str(application.pk))
