"""Look documents up without opening them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from kaitsu.vault import keys, rules
from kaitsu.vault.models import Document


def digest_of(data: bytes) -> str:
    """The keyed digest under which *data* would be stored: to find the same content again."""
    return rules.digest(keys.digest_key(), data)


def same_content(data: bytes, *, purpose: str) -> QuerySet[Document]:
    """Documents of that purpose with the same content, not erased, oldest first."""
    return Document.objects.filter(digest=digest_of(data), purpose=purpose, erased_at=None).order_by("id")


def documents(ids: list[UUID]) -> dict[UUID, Document]:
    """The documents of those ids, in one query."""
    return Document.objects.in_bulk(ids)


def keys_in_use() -> dict[str, int]:
    """How many documents each master key seals; all of these keys must be in the settings."""
    rows = (
        Document.objects.filter(erased_at=None).values_list("key_id").annotate(Count("id")).order_by("key_id")
    )
    return dict(rows)
