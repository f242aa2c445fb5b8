"""Queue mails within the change that causes them; have them sent again; withdraw them.

Sending is in ``delivery``; its ``deliver`` and ``sweep`` are verbs of this room too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitsu.kernel import clock, ids
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications import letters, rules
from kaitsu.notifications.delivery import deliver, sweep
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import Event, State, moves
from kaitsu.notifications.wake import defer

__all__ = ["deliver", "queue", "resend", "sweep", "withdraw"]


def queue(
    kind: str,
    *,
    to: str,
    language: str,
    context: Mapping[str, object],
    subject: str = "",
    key: str | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> Mail:
    """Write a mail of *kind* (``kinds``) into the outbox, as a part of the caller's transaction (MAI-2).

    It is rendered now, in *language*, and sent by a worker after the commit: at once, or within a minute of
    *not_before*; after *not_after* (a code that has run out) it is given up instead. *subject* names what it
    is about (``application:<uuid>``). With *key*, only the first is queued, and returned ever after.
    ValueError for an unknown kind or language and for values that the kind does not take or lacks;
    KaitsuError ``mail.address`` for an address that cannot be written to.
    """
    letter = letters.render(kind, language, context, letters.current_sender(language))
    id, now = ids.uuid7(), clock.now()
    mail = Mail(
        id=id,
        key=key,
        kind=kind,
        language=language,
        about=subject,
        sender=letter.sender,
        to=rules.address(to),
        message_id=rules.message_id(id, letter.sender_address),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=now,
        due_at=not_before or now,
        not_after=not_after,
    )
    with transaction.atomic(savepoint=False):
        if key is not None:
            Mail.objects.bulk_create([mail], ignore_conflicts=True)
            mail = Mail.objects.get(key=key)
            if mail.id != id:
                return mail
        else:
            mail.save(force_insert=True)
        if mail.due_at <= now:
            defer(id)
    return mail


@transaction.atomic
def resend(mail_id: UUID, *, by: Actor) -> Mail:
    """Have a mail sent again by decision of staff, and return the mail that will go out.

    One that failed or whose fate is uncertain goes out as it is, with its Message-ID; of one that was sent a
    copy is made, since it is to arrive a second time. Raises ``mail.unknown``, ``mail.on_its_way``,
    ``mail.withdrawn``, ``mail.too_late``.
    """
    mail = Mail.objects.select_for_update().filter(id=mail_id).first()
    if mail is None:
        raise KaitsuError("mail.unknown")
    now = clock.now()
    if mail.not_after is not None and mail.not_after <= now:
        raise KaitsuError("mail.too_late")
    if mail.state == State.WITHDRAWN:
        raise KaitsuError("mail.withdrawn")
    if mail.state in (State.QUEUED, State.SENDING):
        raise KaitsuError("mail.on_its_way")
    if mail.state == State.SENT:
        mail = _copy(mail)
    mail.state, mail.attempts, mail.due_at = State.QUEUED, 0, now
    mail.lease = mail.handed_over_at = None
    mail.last_error, mail.resent_by = "", str(by)
    mail.save()
    defer(mail.id)
    return mail


def _copy(mail: Mail) -> Mail:
    """The same letter as a new mail, with a Message-ID of its own, not saved yet."""
    id = ids.uuid7()
    domain = mail.message_id.strip("<>").partition("@")[2]
    return Mail(
        id=id,
        kind=mail.kind,
        language=mail.language,
        about=mail.about,
        sender=mail.sender,
        to=mail.to,
        message_id=f"<{id}@{domain}>",
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        created_at=clock.now(),
        copy_of=mail.id,
        not_after=mail.not_after,
    )


def withdraw(about: str, *kinds: str) -> int:
    """Keep mails about *about* (of *kinds*, or all) from going out, where still possible; how many."""
    before, after = moves(Event.WITHDRAW)
    waiting = Mail.objects.filter(about=about, state__in=before)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(state=after)
