"""The outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaitsu.kernel import ids
from kaitsu.notifications.states import State


class Mail(models.Model):
    """One mail, complete as it will be sent; everything up to ``html`` is fixed when it is queued.

    ``about`` is what it is about (``application:<uuid>``); ``key`` makes it the only one of its kind (NULL:
    no such limit). ``lease`` is the token of the worker that sends it; ``handed_over_at`` is committed right
    before the end of the message goes to the mail server: from then on the machine never sends it again.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    key = models.TextField(null=True, unique=True)
    kind = models.TextField()
    language = models.TextField()
    about = models.TextField(blank=True)
    sender = models.TextField()
    to = models.TextField()
    message_id = models.TextField(unique=True)
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField()
    copy_of = models.UUIDField(null=True, blank=True)

    state = models.TextField(default=State.QUEUED.value)
    due_at = models.DateTimeField()
    not_after = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    resent_by = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], condition=Q(state=State.QUEUED.value), name="mail_due"),
            models.Index(fields=["lease_until"], condition=Q(state=State.SENDING.value), name="mail_leases"),
            models.Index(
                fields=["-id"],
                condition=Q(state__in=[State.FAILED.value, State.UNCERTAIN.value]),
                name="mail_troubled",
            ),
            models.Index(fields=["-id"], condition=Q(state=State.SENT.value), name="mail_sent"),
            models.Index(fields=["about", "id"], name="mail_about"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="mail_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENDING.value, lease__isnull=False, lease_until__isnull=False)
                | (~Q(state=State.SENDING.value) & Q(lease_until=None)),
                name="mail_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT.value, sent_at__isnull=False)
                | (~Q(state=State.SENT.value) & Q(sent_at=None)),
                name="mail_sent_at_when_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.QUEUED.value, State.WITHDRAWN.value]) | Q(handed_over_at=None),
                name="mail_queued_not_handed_over",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
