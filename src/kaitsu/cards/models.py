"""Registrations of credit cards at a provider. There is no column that could hold a card number (PAY-1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaitsu.cards.states import Reason, State
from kaitsu.kernel import clock, ids

_CARD = ("reference", "brand", "last4", "exp_year", "exp_month", "name")


def _all_or_none(condition: Q, *fields: str) -> Q:
    """The *fields* are all set where *condition* holds, and all empty elsewhere."""
    return (condition & Q(**{f"{field}__isnull": False for field in fields})) | (
        ~condition & Q(**{f"{field}__isnull": True for field in fields})
    )


class Registration(models.Model):
    """One try of registering a card. ``owner`` is the application, which this room does not know.

    ``session`` and ``page_url`` are the provider's; ``asked`` is a digest of what was asked of it, which
    tells whether its page can be offered again. The card's fields are what the provider told of it.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    owner = models.UUIDField(db_index=True)
    provider = models.TextField()
    session = models.TextField()
    page_url = models.TextField()
    asked = models.TextField()
    state = models.TextField(default=State.PENDING.value)
    reason = models.TextField(null=True)
    reference = models.TextField(null=True)
    brand = models.TextField(null=True)
    last4 = models.TextField(null=True)
    exp_year = models.PositiveSmallIntegerField(null=True)
    exp_month = models.PositiveSmallIntegerField(null=True)
    name = models.TextField(null=True)
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="cards_state", condition=Q(state__in=[str(s) for s in State])),
            models.CheckConstraint(
                name="cards_reason", condition=Q(reason__isnull=True) | Q(reason__in=[str(r) for r in Reason])
            ),
            models.CheckConstraint(
                name="cards_registered_has_card",
                condition=_all_or_none(Q(state=State.REGISTERED.value), *_CARD),
            ),
            models.CheckConstraint(
                name="cards_declined_has_reason",
                condition=_all_or_none(Q(state=State.DECLINED.value), "reason"),
            ),
            models.CheckConstraint(
                name="cards_ended_has_time", condition=_all_or_none(~Q(state=State.PENDING.value), "ended_at")
            ),
            models.CheckConstraint(
                name="cards_last4", condition=Q(last4__isnull=True) | Q(last4__regex=r"^[0-9]{4}$")
            ),
            models.CheckConstraint(
                name="cards_exp_month", condition=Q(exp_month__isnull=True) | Q(exp_month__range=(1, 12))
            ),
            models.UniqueConstraint(
                name="cards_one_pending", fields=["owner"], condition=Q(state=State.PENDING.value)
            ),
            models.UniqueConstraint(name="cards_session", fields=["provider", "session"]),
        )

    def __str__(self) -> str:
        return f"{self.brand or self.provider} {self.last4 or ''} ({self.state})"

    @property
    def subject(self) -> str:
        """The name under which the audit log keeps this registration."""
        return f"card:{self.pk}"
