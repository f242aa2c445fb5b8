"""Store, read, erase and re-key documents. Rooms write their own audit entries."""

from __future__ import annotations

import functools
import logging
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kaitsu.kernel import clock, ids
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.vault import blobs, keys, rules
from kaitsu.vault.models import Document

log = logging.getLogger(__name__)

BATCH = 200


@dataclass(frozen=True, slots=True)
class Rotation:
    """What ``rotate`` did: *rewrapped* documents, and *stuck* ones that no key opens."""

    rewrapped: int
    stuck: int


def store(data: bytes, *, media_type: str, purpose: str, by: Actor) -> Document:
    """Encrypt and keep *data*; raises ``vault.empty``, ``vault.too_large``.

    The ciphertext is written at once, its row with the caller's transaction: if that is rolled back,
    ``sweep`` finds the ciphertext without a row (which nobody can read any more) and removes it.
    """
    if not data:
        raise KaitsuError("vault.empty")
    if len(data) > rules.MOST_BYTES:
        raise KaitsuError("vault.too_large", most=rules.MOST_BYTES)
    id, data_key = ids.uuid7(), rules.new_data_key()
    key_id, master_key = keys.current()
    blob = rules.seal_content(data_key, data, id=id, purpose=purpose, media_type=media_type)
    return Document.objects.create(
        id=id,
        purpose=purpose,
        media_type=media_type,
        size=len(data),
        digest=rules.digest(keys.digest_key(), data),
        blob=blobs.put(rules.blob_name(id), blob),
        key_id=key_id,
        wrapped_key=rules.wrap_key(master_key, data_key, id=id, key_id=key_id),
        created_at=clock.now(),
        created_by=str(by),
    )


def read(id: UUID) -> bytes:
    """The plain content of a document.

    Raises ``vault.unknown``, ``vault.erased``, ``vault.key_missing`` (the master key is not in the settings),
    ``vault.blob_missing``, ``vault.tampered``.
    """
    document = Document.objects.filter(id=id).first()
    if document is None:
        raise KaitsuError("vault.unknown")
    if document.erased_at is not None:
        raise KaitsuError("vault.erased")
    try:
        data_key = _data_key(document)
        return rules.open_content(
            data_key,
            blobs.get(document.blob),
            id=document.id,
            purpose=document.purpose,
            media_type=document.media_type,
        )
    except rules.Tampered:
        log.error("vault document does not open", extra={"document": str(id)})
        raise KaitsuError("vault.tampered") from None


def _data_key(document: Document) -> bytes:
    master_key = keys.named(document.key_id)
    return rules.unwrap_key(
        master_key, bytes(document.wrapped_key or b""), id=document.id, key_id=document.key_id
    )


@transaction.atomic
def erase(id: UUID, *, by: Actor) -> bool:
    """Destroy a document: its key now, its ciphertext after the commit. False where that was done before.

    A ciphertext without its key is noise, in backups of the storage as well. Raises ``vault.unknown``.
    """
    document = Document.objects.select_for_update().filter(id=id).first()
    if document is None:
        raise KaitsuError("vault.unknown")
    if document.erased_at is not None:
        return False
    document.erased_at, document.erased_by = clock.now(), str(by)
    document.wrapped_key, document.key_id = None, ""
    document.save(update_fields=["erased_at", "erased_by", "wrapped_key", "key_id"])
    transaction.on_commit(functools.partial(_clear, id, document.blob), robust=True)
    return True


def _clear(id: UUID, blob: str) -> None:
    blobs.delete(blob)
    Document.objects.filter(id=id, erased_at__isnull=False).update(blob="")


def rotate(*, batch: int = BATCH) -> Rotation:
    """Seal every data key with the current master key, in batches that are committed one by one.

    Contents are not touched. Killed at any point it has re-keyed whole batches, every document stays
    readable, and the next call does the rest; several may run at once. An old master key may leave the
    settings when ``queries.keys_in_use`` does not name it any more.
    """
    rewrapped = stuck = 0
    last: UUID | None = None
    while True:
        done, failed, last = _rotate_batch(last, batch)
        rewrapped, stuck = rewrapped + done, stuck + failed
        if last is None:
            return Rotation(rewrapped, stuck)


@transaction.atomic
def _rotate_batch(after: UUID | None, batch: int) -> tuple[int, int, UUID | None]:
    key_id, master_key = keys.current()
    waiting = Document.objects.filter(erased_at=None).exclude(key_id=key_id).order_by("id")
    if after is not None:
        waiting = waiting.filter(id__gt=after)
    found = list(waiting.select_for_update(skip_locked=True)[:batch])
    changed = []
    for document in found:
        try:
            data_key = _data_key(document)
        except (KaitsuError, rules.Tampered):
            log.error("vault document cannot be re-keyed", extra={"document": str(document.id)})
            continue
        document.wrapped_key = rules.wrap_key(master_key, data_key, id=document.id, key_id=key_id)
        document.key_id = key_id
        changed.append(document)
    Document.objects.bulk_update(changed, ["wrapped_key", "key_id"])
    return len(changed), len(found) - len(changed), found[-1].id if found else None


def sweep(*, grace_hours: int = 24, look_back_hours: int | None = 24 * 14) -> int:
    """Remove ciphertexts that no readable document has; returns how many. A job does so every day.

    Those are left by a transaction that was rolled back, and by an erasure that was killed before it reached
    the storage. The last *grace_hours* are left alone (a transaction may still be open), and what is older
    than *look_back_hours* (None: nothing is; the whole storage is listed).
    """
    removed = 0
    for document in Document.objects.filter(erased_at__isnull=False).exclude(blob="").iterator():
        _clear(document.id, document.blob)
        removed += 1
    now = rules.hour(ids.uuid7())
    for hour in blobs.folders():
        if hour > now - grace_hours or (look_back_hours is not None and hour < now - look_back_hours):
            continue
        found = dict(blobs.of_hour(hour))
        known = set(Document.objects.filter(id__in=found).exclude(blob="").values_list("id", flat=True))
        for id, name in found.items():
            if id not in known:
                blobs.delete(name)
                removed += 1
    return removed
