"""Read the log, and prove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet

from kaitsu.audit import rules
from kaitsu.audit.keys import SEALER_LOCK, chain_key
from kaitsu.audit.models import Event, Seal
from kaitsu.kernel.errors import Problem

#: Problems listed at most; a log that is broken in more places is broken enough.
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Head:
    """The log had *position* entries, ending in *digest* (hex): what an outside witness keeps."""

    position: int
    digest: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What a check of the whole log found: *sealed* and *waiting* entries, and where it was tampered with."""

    sealed: int
    waiting: int
    head: Head
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, removed, inserted or reordered, as far as can be told from here."""
        return not self.problems


def history(subject: str) -> QuerySet[Event]:
    """What happened to *subject*, oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")


def by_actor(actor_id: str) -> QuerySet[Event]:
    """What *actor_id* did and saw, newest first."""
    return Event.objects.filter(actor_id=actor_id).order_by("-id")


def head() -> Head:
    """The last seal: to be kept outside the database, and given to ``verify`` later."""
    last = Seal.objects.order_by("-position").first()
    return Head(last.position, bytes(last.digest).hex()) if last else Head(0, rules.BEGINNING.hex())


def verify(witness: Head | None = None) -> Proof:
    """Recompute the whole chain and say what does not fit; reads every entry once.

    Sealing waits meanwhile, writing does not.
    *witness* is a head kept elsewhere: without it, a log whose end was cut off together with its seals (or
    a database put back to an older copy) looks whole. Problems: ``audit.changed``, ``audit.missing``,
    ``audit.order``, ``audit.cut_off``, ``audit.seal``, ``audit.witness``, each with the place concerned.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [SEALER_LOCK])
        seals = {seal.position: seal for seal in Seal.objects.order_by("position").iterator()}
        last = max(seals, default=0)
        found = list(_limited(_check(seals, last, witness)))
        return Proof(
            sealed=Event.objects.exclude(position=None).count(),
            waiting=Event.objects.filter(position=None).count(),
            head=Head(last, bytes(seals[last].digest).hex()) if last else Head(0, rules.BEGINNING.hex()),
            problems=tuple(found),
        )


def _limited(problems: Iterator[Problem]) -> Iterator[Problem]:
    for _, problem in zip(range(MOST_PROBLEMS), problems, strict=False):
        yield problem


def _check(seals: dict[int, Seal], last: int, witness: Head | None) -> Iterator[Problem]:
    key = chain_key()
    position, previous = 0, rules.BEGINNING
    for event in Event.objects.exclude(position=None).order_by("position").iterator(chunk_size=2000):
        place, digest = event.position or 0, bytes(event.digest or b"")
        if place != position + 1:
            yield _problem("audit.missing", position + 1, until=place - 1)
        elif rules.link(key, previous, place, bytes(event.mac)) != digest:
            yield _problem("audit.order", place)
        if not _untouched(key, event):
            yield _problem("audit.changed", place)
        if place in seals and not _seal_fits(key, seals[place], digest):
            yield _problem("audit.seal", place)
        if witness and place == witness.position and digest.hex() != witness.digest:
            yield _problem("audit.witness", place)
        position, previous = place, digest
    if position < last:
        yield _problem("audit.cut_off", position + 1, until=last)
    elif position > last:
        yield _problem("audit.seal", position)
    if witness and witness.position > position:
        yield _problem("audit.cut_off", position + 1, until=witness.position)
    for event in Event.objects.filter(position=None).order_by("id").iterator(chunk_size=2000):
        if not _untouched(key, event):
            yield _problem("audit.changed", 0, id=event.id)


def _problem(code: str, position: int, **values: object) -> Problem:
    return Problem(code, rule="OPS-1", values={"position": position, **values})


def _untouched(key: bytes, event: Event) -> bool:
    mac = rules.entry_mac(
        key, uid=event.uid, at=event.at, action=event.action, actor=(event.actor_kind, event.actor_id),
        subject=event.subject, details=event.details,
    )  # fmt: skip
    return mac == bytes(event.mac)


def _seal_fits(key: bytes, seal: Seal, digest: bytes) -> bool:
    return bytes(seal.digest) == digest and bytes(seal.mac) == rules.seal_mac(
        key, seal.position, digest, seal.at
    )
