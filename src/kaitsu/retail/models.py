"""Batches of packages, and packages. No row ever holds an entry code: only its keyed hash and its last
four.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kaitsu.kernel import clock, ids
from kaitsu.retail.rules import Standing
from kaitsu.retail.states import LineType, State


class Batch(models.Model):
    """Packages printed together: one line type, one product (ENT-1).

    ``expires_on`` is the last day on which its codes are taken; None for no such day.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    line_type = models.TextField()
    product = models.TextField()
    label = models.TextField()
    count = models.PositiveIntegerField()
    expires_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.TextField()
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.TextField(null=True)
    recall_note = models.TextField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="retail_batch_line_type", condition=Q(line_type__in=[str(kind) for kind in LineType])
            ),
            models.CheckConstraint(name="retail_batch_count", condition=Q(count__gt=0)),
            models.CheckConstraint(
                name="retail_batch_recalled",
                condition=Q(recalled_at__isnull=True, recalled_by__isnull=True, recall_note__isnull=True)
                | Q(recalled_at__isnull=False, recalled_by__isnull=False, recall_note__isnull=False),
            ),
        )
        indexes = (models.Index(F("created_at").desc(), name="retail_batch_newest"),)

    def __str__(self) -> str:
        return f"{self.label} ({self.line_type}, {self.count})"

    @property
    def subject(self) -> str:
        """The name under which the audit log keeps this batch."""
        return f"batch:{self.pk}"


def _only_in(state: State, *fields: str) -> Q:
    """The *fields* are all set in *state* and all empty in every other."""
    return Q(state=state.value, **{f"{field}__isnull": False for field in fields}) | (
        ~Q(state=state.value) & Q(**{f"{field}__isnull": True for field in fields})
    )


class Package(models.Model):
    """One package. ``held_by`` and ``spent_by`` are applications, which this room does not know."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="packages")
    code_hash = models.BinaryField(max_length=32, unique=True)
    last4 = models.TextField()
    state = models.TextField(default=State.ISSUED.value)
    held_by = models.UUIDField(null=True)
    held_actor = models.TextField(null=True)
    held_at = models.DateTimeField(null=True)
    spent_by = models.UUIDField(null=True)
    spent_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.TextField(null=True)
    recall_note = models.TextField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="retail_package_state", condition=Q(state__in=[str(s) for s in State])
            ),
            models.CheckConstraint(
                name="retail_package_held", condition=_only_in(State.HELD, "held_by", "held_actor", "held_at")
            ),
            models.CheckConstraint(
                name="retail_package_spent", condition=_only_in(State.SPENT, "spent_by", "spent_at")
            ),
            models.CheckConstraint(
                name="retail_package_recalled",
                condition=_only_in(State.RECALLED, "recalled_at", "recalled_by", "recall_note"),
            ),
        )
        indexes = (
            models.Index(fields=["last4"], name="retail_package_last4"),
            models.Index(fields=["batch", "state"], name="retail_package_batch_state"),
        )

    def __str__(self) -> str:
        return f"****-****-{self.last4} ({self.state})"

    @property
    def line_type(self) -> str:
        """The line type of the package's batch: voice, sms, data."""
        return self.batch.line_type

    @property
    def product(self) -> str:
        """The product of the package's batch."""
        return self.batch.product

    @property
    def subject(self) -> str:
        """The name under which the audit log keeps this package."""
        return f"package:{self.pk}"

    @property
    def standing(self) -> Standing:
        """Where the package stands, for the rules."""
        return Standing(State(self.state), self.held_by, self.held_actor, self.batch.expires_on)
