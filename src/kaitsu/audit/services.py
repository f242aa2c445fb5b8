"""Write to the log, and seal it."""

from __future__ import annotations

import logging
import uuid
import warnings

from django.db import connection, transaction

from kaitsu.audit import rules
from kaitsu.audit.keys import SEALER_LOCK, chain_key
from kaitsu.audit.models import Event, Seal
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor

log = logging.getLogger(__name__)

BATCH = 1000


class ValueRedacted(RuntimeWarning):
    """A value was kept out of the log: ``rules.NAMES`` does not name it, or it looks like personal data."""


def record(action: str, *, by: Actor, subject: str = "", **values: object) -> Event:
    """Log that *by* did *action* (``room.verb``) to *subject* (``application:<uuid>``); one INSERT, no lock.

    Takes part in the caller's transaction: what is rolled back was not done, and is not logged. *values* are
    codes, counts and identifiers whose names ``rules.NAMES`` lists; others are redacted, with a warning.
    ValueError where *action* or *subject* is no plain token.
    """
    if not rules.is_reference(action) or (subject and not rules.is_reference(subject)):
        raise ValueError(f"not to be logged as an action or a subject: {action!r}")
    details, redacted = rules.admitted(values)
    if redacted:
        warnings.warn(f"{action}: {', '.join(redacted)} kept out of the log", ValueRedacted, stacklevel=2)
    uid, at = uuid.uuid4(), clock.now()
    mac = rules.entry_mac(
        chain_key(), uid=uid, at=at, action=action, actor=(by.kind, by.id), subject=subject, details=details
    )
    return Event.objects.create(
        uid=uid, at=at, action=action, actor_kind=by.kind, actor_id=by.id,
        subject=subject, details=details, mac=mac,
    )  # fmt: skip


def seal() -> int:
    """Chain every committed entry that is not chained yet; returns how many. A job does so each minute.

    Sealers take turns; writers are not held up. A sealer that is killed has sealed whole batches or nothing.
    The new head is written to the log of the process as well, where the database's owner cannot change it.
    """
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
        if batch < BATCH:
            break
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])
    waiting = list(Event.objects.filter(position=None).order_by("id").values_list("id", "mac")[:BATCH])
    if not waiting:
        return 0
    key = chain_key()
    head = Seal.objects.order_by("-position").values_list("position", "digest").first()
    position, digest = head or (0, rules.BEGINNING)
    chained = rules.links(key, bytes(digest), position, (bytes(mac) for _, mac in waiting))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_event AS e SET position = s.position, digest = s.digest"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[]) AS s(id, position, digest)"
            " WHERE e.id = s.id",
            [[id for id, _ in waiting], [place for place, _ in chained], [digest for _, digest in chained]],
        )
    position, digest = chained[-1]
    at = clock.now()
    Seal.objects.create(
        position=position, digest=digest, at=at, mac=rules.seal_mac(key, position, digest, at)
    )
    log.info("audit sealed", extra={"audit_position": position, "audit_digest": digest.hex()})
    return len(waiting)
