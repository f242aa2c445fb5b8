"""The log's two tables. Triggers (migration 0002) let rows be added, sealed once, and nothing else."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Func, Q, Value

#: What an entry is about: the word before the colon of its subject. Asked as it stands in the index.
KIND = Func(F("subject"), Value(":"), Value(1), function="split_part", output_field=models.TextField())


class Event(models.Model):
    """Someone did or saw something: one entry of the log, plain values only, no foreign keys."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    action = models.TextField()
    actor_kind = models.TextField()
    actor_id = models.TextField()
    subject = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    mac = models.BinaryField(max_length=32)
    position = models.BigIntegerField(null=True, unique=True, editable=False)
    digest = models.BinaryField(max_length=32, null=True, editable=False)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "id"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_by_actor"),
            models.Index(fields=["action", "id"], name="audit_by_action"),
            models.Index(KIND, F("id"), name="audit_by_kind"),
            models.Index(fields=["id"], condition=Q(position=None), name="audit_unsealed"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(position=None, digest=None) | Q(position__gte=1, digest__isnull=False),
                name="audit_place_and_digest_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Seal(models.Model):
    """At that time the log had ``position`` entries, and the chain ended in ``digest``."""

    position = models.BigIntegerField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    mac = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.position} entries"
