"""How often something was tried: one row per limit and key, never the key itself."""

from __future__ import annotations

from django.db import models


class Window(models.Model):
    """Tries counted since the first one; over when ``closes_at`` has come.

    ``id`` is the first half of a keyed hash of scope and key: an address or a login cannot be read back.
    """

    id = models.UUIDField(primary_key=True)
    scope = models.TextField()
    tries = models.PositiveIntegerField()
    closes_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.scope}: {self.tries}"
