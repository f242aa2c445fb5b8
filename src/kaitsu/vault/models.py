"""What the vault knows of a document; its content lies encrypted in the storage."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaitsu.kernel import ids


class Document(models.Model):
    """One stored document. ``blob`` is empty when the storage holds nothing of it any more.

    ``digest`` is a keyed digest of the plain content (hex): the same content has the same digest for good,
    and nobody without the key can tell from it what the content is.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    purpose = models.TextField()
    media_type = models.TextField()
    size = models.PositiveIntegerField(help_text="bytes of the plain content")
    digest = models.TextField()
    blob = models.TextField(blank=True)
    key_id = models.TextField(blank=True)
    wrapped_key = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    created_by = models.TextField()
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["digest"], name="vault_by_digest"),
            models.Index(fields=["key_id", "id"], condition=Q(erased_at=None), name="vault_by_key"),
            models.Index(
                fields=["id"], condition=Q(erased_at__isnull=False) & ~Q(blob=""), name="vault_to_clear"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(erased_at=None, erased_by="", wrapped_key__isnull=False) & ~Q(key_id="") & ~Q(blob="")
                )
                | (Q(erased_at__isnull=False, wrapped_key=None, key_id="") & ~Q(erased_by="")),
                name="vault_erased_has_no_key",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"
