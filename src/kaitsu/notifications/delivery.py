"""Send what is queued: claim, send outside any transaction, mark (docs/adr/0004-mail-outbox.md)."""

from __future__ import annotations

import functools
import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from kaitsu.kernel import clock
from kaitsu.notifications import adapters, rules
from kaitsu.notifications.models import Mail
from kaitsu.notifications.ports import NotTaken, Post, Unanswered
from kaitsu.notifications.states import Event, State, moves
from kaitsu.notifications.wake import defer

log = logging.getLogger(__name__)

#: Longer than a dialogue with a mail server can take; then a worker counts as dead.
LEASE = timedelta(minutes=5)
#: Mails that one sweep hands to workers.
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a sweep found: mails freed from dead workers, of uncertain fate, given up, given to workers."""

    freed: int
    uncertain: int
    given_up: int
    deferred: int


def deliver(mail_id: UUID, *, post: Post | None = None) -> State | None:
    """Send the mail if it is due and no one else has it; its state afterwards, None where not claimed.

    Safe to call any number of times, at once or again. It commits between its steps, and so refuses to
    run inside a transaction (RuntimeError).
    """
    lease = uuid.uuid4()
    if not _claim(mail_id, lease):
        return None
    mail = Mail.objects.get(id=mail_id)
    if mail.not_after is not None and mail.not_after <= clock.now():
        return _settle(mail, lease, Event.GIVE_UP, last_error="too late")
    try:
        (post or adapters.post()).send(mail, functools.partial(_hand_over, mail_id, lease))
    except NotTaken as refusal:
        return _not_taken(mail, lease, refusal)
    except Unanswered as silence:
        log.error("mail of uncertain fate", extra={"mail": str(mail_id), "code": silence.code})
        return _settle(mail, lease, Event.UNANSWERED, last_error=silence.code)
    except Exception as error:
        log.exception("mail not sent", extra={"mail": str(mail_id)})
        return _broke_off(mail, lease, type(error).__name__)
    return _settle(mail, lease, Event.ACCEPTED, sent_at=clock.now(), last_error="")


@transaction.atomic(durable=True)
def _claim(mail_id: UUID, lease: UUID) -> bool:
    """One conditional UPDATE: of any number of workers, one gets the mail."""
    before, after = moves(Event.CLAIM)
    now = clock.now()
    return (
        Mail.objects.filter(id=mail_id, state__in=before, due_at__lte=now).update(
            state=after, lease=lease, lease_until=now + LEASE, handed_over_at=None, attempts=F("attempts") + 1
        )
        == 1
    )


@transaction.atomic(durable=True)
def _hand_over(mail_id: UUID, lease: UUID) -> None:
    """Commit that the last word is about to be said; NotTaken where the mail is no longer this worker's.

    This is what makes a second sending impossible: it succeeds once for a claim, and a mail that is marked
    is never claimed again unless a person decides so.
    """
    marked = Mail.objects.filter(id=mail_id, state=State.SENDING, lease=lease, handed_over_at=None).update(
        handed_over_at=clock.now()
    )
    if not marked:
        raise NotTaken("lease lost")


def _not_taken(mail: Mail, lease: UUID, refusal: NotTaken) -> State:
    wait = None if refusal.permanent else rules.wait_after(mail.attempts)
    log.warning(
        "mail not taken", extra={"mail": str(mail.id), "code": refusal.code, "attempt": mail.attempts}
    )
    if wait is None:
        return _settle(mail, lease, Event.GIVE_UP, last_error=refusal.code)
    return _settle(
        mail, lease, Event.RETRY, due_at=clock.now() + wait, handed_over_at=None, last_error=refusal.code
    )


def _broke_off(mail: Mail, lease: UUID, code: str) -> State:
    """After a fault of our own: uncertain where the mail was handed over, else tried again."""
    if Mail.objects.filter(id=mail.id, lease=lease, handed_over_at__isnull=False).exists():
        return _settle(mail, lease, Event.UNANSWERED, last_error=code)
    return _not_taken(mail, lease, NotTaken(code))


def _settle(mail: Mail, lease: UUID, event: Event, **fields: object) -> State:
    """Carry out *event* if the mail is still this worker's; its state afterwards either way."""
    before, after = moves(event)
    changes = {"state": after, "lease_until": None, **fields}
    Mail.objects.filter(id=mail.id, lease=lease, state__in=before).update(**changes)
    return State(Mail.objects.values_list("state", flat=True).get(id=mail.id))


def sweep() -> Sweep:
    """Pick up what a crash or a lost job left, and what has become due; a job does so each minute.

    A mail whose worker is gone goes back into the queue if it was not handed over, else its fate is uncertain
    and staff decide. A mail whose time has passed is given up. All that is due is handed to workers, oldest
    first, unless a job for it is waiting already.
    """
    now = clock.now()
    expired = Q(state=State.SENDING, lease_until__lt=now)
    uncertain = Mail.objects.filter(expired, handed_over_at__isnull=False).update(
        state=moves(Event.UNANSWERED)[1], lease_until=None, last_error="worker lost"
    )
    lost = Mail.objects.filter(expired, handed_over_at=None)
    worn_out = Q(attempts__gt=len(rules.BACKOFF))
    given_up = lost.filter(worn_out).update(
        state=moves(Event.GIVE_UP)[1], lease_until=None, last_error="worker lost"
    )
    freed = lost.exclude(worn_out).update(
        state=moves(Event.RETRY)[1], lease=None, lease_until=None, due_at=now, last_error="worker lost"
    )
    too_late = Mail.objects.filter(state=State.QUEUED, not_after__lte=now).update(
        state=moves(Event.GIVE_UP)[1], last_error="too late"
    )
    if uncertain or given_up:
        log.error("mails need a look", extra={"count": uncertain + given_up})
    due = Mail.objects.filter(state=State.QUEUED, due_at__lte=now).order_by("due_at", "id")
    deferred = sum(defer(id) for id in due.values_list("id", flat=True)[:MOST_AT_ONCE])
    return Sweep(freed, uncertain, too_late + given_up, deferred)
