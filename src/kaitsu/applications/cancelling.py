"""Staff end an application while its holder's identity is verified (IDV-13): its case ends, its code is free again.

What was held is cancelled where it is held (``holds``), one whose parcel came back where that is decided (``returns``).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kaitsu.applications import ending, hold_messages, holds, moves, readdressing
from kaitsu.applications.models import Application
from kaitsu.applications.states import Event, State
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications import services as notifications

#: The reasons of ``hold_messages.CANCEL_REASONS`` that can come up when nothing was asked.
REASONS = {key: hold_messages.CANCEL_REASONS[key] for key in ("wish", "duplicate", "card", "conditions")}
#: Mails that ask for documents, which nobody is to send any more.
_ASKING = ("identity_invitation", "identity_reminder", "ask_again")


def possible(application: Application) -> bool:
    """Whether *application* can be cancelled here: it is being verified, and not for a new address (FUL-4)."""
    return application.state == State.VERIFYING and readdressing.under_way(application) is None


@transaction.atomic
def cancel(application_id: UUID, *, reason: str, words: str = "", note: str = "", by: Actor) -> Application:
    """End the application for *reason* (of ``REASONS``), with the mail that says so.

    Mails that still ask for documents do not leave.
    *words* go to the holder, *note* is for staff; the log keeps neither. Raises KaitsuError ``applications.unknown``,
    ``applications.not_verifying``, ``applications.hold_reason_missing``, ``applications.hold_words``.
    """
    if reason not in REASONS:
        raise KaitsuError("applications.hold_reason_missing", field="reason", rule="IDV-13")
    application = moves.locked(application_id)
    if not possible(application):
        raise KaitsuError("applications.not_verifying", rule="IDV-13")
    notifications.withdraw(moves.subject(application), *_ASKING)
    holds.say_cancelled(application, reason=reason, words=words, note=note, by=by)
    ending.end(application, Event.CANCEL, by=by, reason=reason)
    return application
