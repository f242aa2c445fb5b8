"""The course of an application in plain words: what the log says of it and of all that hangs on it, and its mails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kaitsu.applications import hold_messages, holds, moves
from kaitsu.applications.models import Application, HoldStep, Line
from kaitsu.applications.states import HoldStepKind
from kaitsu.audit.models import Event
from kaitsu.faces.console import words
from kaitsu.notifications import queries as notifications
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import State as MailState

#: Looking is in the log, and there only: it would bury what was done.
_LOOKING = ("application.viewed", "identity.image_viewed", "identity.crop_viewed")


def subjects(application: Application, lines: Sequence[Line]) -> list[str]:
    """Everything of *application* that the log knows by a name of its own."""
    named = [
        ("case", application.case_id),
        ("card", application.card_id),
        ("package", application.package_id),
    ]
    named += [("reservation", line.reservation_id) for line in lines]
    return [moves.subject(application), *(f"{kind}:{key}" for kind, key in named if key is not None)]


def entries(application: Application, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The course, newest first, as the look's timeline draws it. Three queries."""
    events = Event.objects.filter(subject__in=subjects(application, lines)).exclude(action__in=_LOOKING)
    found = [*map(_event, events), *_steps(holds.steps(application))]
    found += map(_mail, notifications.history(moves.subject(application)))
    return sorted(found, key=_when, reverse=True)


def _when(entry: dict[str, Any]) -> datetime:
    at: datetime = entry["at"]
    return at


def _event(event: Event) -> dict[str, Any]:
    wrong = event.action in ("application.refuse", "application.cancel", "application.expire")
    return {
        "title": words.action(event.action),
        "at": event.at,
        "text": words.actor(event.actor_kind, event.actor_id),
        "state": "wrong" if wrong else "done",
    }


def _steps(steps: Sequence[HoldStep]) -> Iterator[dict[str, Any]]:
    """What staff wrote: the words to the holder and the note, which the log does not keep."""
    for step in steps:
        told = [step.words and _said(step)]
        told.append(step.note and _("メモ：%(text)s") % {"text": step.note})
        if step.reason in hold_messages.CANCEL_REASONS:
            told.insert(0, str(hold_messages.CANCEL_REASONS[step.reason].staff))
        text = " / ".join(part for part in told if part)
        if text:
            yield {
                "title": str(hold_messages.STEP_NAMES[step.kind]),
                "at": step.at,
                "text": text,
                "state": "done",
            }


def _said(step: HoldStep) -> str:
    if step.kind in (HoldStepKind.ANSWER, HoldStepKind.CORRECT):
        return step.words
    return _("お客様への言葉：%(text)s") % {"text": step.words}


def _mail(mail: Mail) -> dict[str, Any]:
    trouble = mail.state in (MailState.FAILED, MailState.UNCERTAIN)
    return {
        "title": _("メール：%(name)s") % {"name": words.mail_name(mail.kind)},
        "at": mail.sent_at or mail.created_at,
        "text": str(words.MAIL_STATES[mail.state]),
        "state": "wrong" if trouble else "todo" if mail.state == MailState.QUEUED else "done",
        "mail_id": mail.pk,
    }
