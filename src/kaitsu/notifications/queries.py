"""What staff see of the mails, and what a trial's evaluator finds in the mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet, Subquery

from kaitsu.kernel import clock
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import State

#: Mails on one page of a list.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """How the outbox stands. ``oldest_due`` is when the mail that waits longest was due; None for none."""

    waiting: int
    later: int
    sending: int
    sent: int
    failed: int
    uncertain: int
    oldest_due: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some mails, and the ``cursor`` with which the next page is asked for; None on the last."""

    mails: Sequence[Mail]
    cursor: UUID | None


def counts() -> Counts:
    """The outbox in figures, in one query."""
    now = clock.now()
    due = Q(state=State.QUEUED, due_at__lte=now)
    return Counts(
        **Mail.objects.aggregate(
            waiting=Count("id", filter=due),
            later=Count("id", filter=Q(state=State.QUEUED, due_at__gt=now)),
            sending=Count("id", filter=Q(state=State.SENDING)),
            sent=Count("id", filter=Q(state=State.SENT)),
            failed=Count("id", filter=Q(state=State.FAILED)),
            uncertain=Count("id", filter=Q(state=State.UNCERTAIN)),
            oldest_due=Min("due_at", filter=due),
        )
    )


def waiting(*, after: UUID | None = None, size: int = PAGE) -> Page:
    """Mails that are still to go out, newest first."""
    return _page(Mail.objects.filter(state__in=[State.QUEUED, State.SENDING]), after, size)


def troubled(*, after: UUID | None = None, size: int = PAGE) -> Page:
    """Mails that failed or whose fate is uncertain, newest first: staff decide about them."""
    return _page(Mail.objects.filter(state__in=[State.FAILED, State.UNCERTAIN]), after, size)


def sent(*, after: UUID | None = None, size: int = PAGE) -> Page:
    """Mails that were sent, in the order in which they were queued, newest first."""
    return _page(Mail.objects.filter(state=State.SENT), after, size)


def history(about: str) -> QuerySet[Mail]:
    """Every mail about *about* (``application:<uuid>``), oldest first, without its text."""
    return Mail.objects.filter(about=about).order_by("id").defer("text", "html")


def mail(mail_id: UUID) -> Mail | None:
    """One mail with its text, None where there is none."""
    return Mail.objects.filter(id=mail_id).first()


def mailbox(*, to: str = "", after: UUID | None = None, size: int = PAGE) -> Page:
    """The trial's mailbox: what was sent (to *to*, or to anyone), the latest sent first, without the text."""
    found = Mail.objects.filter(state=State.SENT)
    if to:
        found = found.filter(to__iexact=to)
    if after is not None:
        then = Mail.objects.filter(id=after).values("sent_at")[:1]
        found = found.filter(Q(sent_at__lt=Subquery(then)) | Q(sent_at=Subquery(then), id__lt=after))
    return _cut(found.order_by("-sent_at", "-id"), size)


def _page(mails: QuerySet[Mail], after: UUID | None, size: int) -> Page:
    """Ids are ordered by the time of their making, so that they are the cursor as well."""
    if after is not None:
        mails = mails.filter(id__lt=after)
    return _cut(mails.order_by("-id"), size)


def _cut(mails: QuerySet[Mail], size: int) -> Page:
    """The first *size* of *mails*, in one query."""
    found = list(mails.defer("text", "html")[: size + 1])
    return Page(found[:size], found[size - 1].id if len(found) > size else None)
