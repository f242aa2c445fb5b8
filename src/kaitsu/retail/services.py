"""Verbs of packages. Each move is one conditional UPDATE whose count is looked at; only a miss asks why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kaitsu.audit import services as audit
from kaitsu.japanese.values import EntryCode
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.retail import rules
from kaitsu.retail.codes import keyed_hash
from kaitsu.retail.models import Batch, Package
from kaitsu.retail.states import Event, LineType, State, sources, target

_CHUNK = 2_000

#: The fields that belong to one state only, emptied on leaving it (the table's CHECK constraints demand it).
_NOT_HELD = {"held_by": None, "held_actor": None, "held_at": None}
_NOT_SPENT = {"spent_by": None, "spent_at": None}


@dataclass(frozen=True, slots=True)
class Recall:
    """What a recall did: how many packages it took back, and how many had been spent before and stay so."""

    recalled: int
    spent: int


@transaction.atomic
def issue_batch(
    line_type: str, product: str, count: int, *, expires_on: date | None, by: Actor, label: str = ""
) -> tuple[Batch, list[EntryCode]]:
    """Make *count* packages and return their codes, which exist nowhere else afterwards (ENT-1).

    *expires_on* is the last day on which the codes are taken. Raises KaitsuError ``retail.count``,
    ``retail.product``, ``retail.last_day_gone``; ValueError for a line type that does not exist.
    """
    now = clock.now()
    for problem in rules.batch_problems(count, product, expires_on, now.date()):
        raise KaitsuError.of(problem)
    batch = Batch.objects.create(
        line_type=LineType(line_type),
        product=product.strip(),
        label=label.strip() or f"{product.strip()} {now:%Y-%m-%d %H:%M}",
        count=count,
        expires_on=expires_on,
        created_at=now,
        created_by=str(by),
    )
    codes: list[EntryCode] = []
    for size in _chunks(count):
        fresh = _fresh_codes(size)
        Package.objects.bulk_create(
            Package(batch=batch, code_hash=hashed, last4=code.last4) for hashed, code in fresh.items()
        )
        codes.extend(fresh.values())
    audit.record(
        "retail.batch_issued",
        by=by,
        subject=batch.subject,
        line_type=batch.line_type,
        count=count,
    )
    return batch, codes


def hold(code: str | EntryCode, holder: UUID, *, by: Actor) -> Package:
    """Hold the package of *code* for the draft *holder*, and return it; again, it changes nothing.

    Raises KaitsuError (ENT-6): what ``rules.read`` raises, ``retail.unknown``, ``retail.recalled``,
    ``retail.spent``, ``retail.expired``, ``retail.held``, and ``retail.held_by_you`` where another draft of
    the same actor has it (value ``holder``: that draft).
    """
    # A slip of typing is told here, before any statement.
    return _hold(rules.read(code) if isinstance(code, str) else code, holder, by=by)


@transaction.atomic
def _hold(code: EntryCode, holder: UUID, *, by: Actor) -> Package:
    package = Package.objects.filter(code_hash=keyed_hash(code))
    while True:
        now = clock.now()
        if _move(package, Event.HOLD, now.date(), held_by=holder, held_actor=str(by), held_at=now):
            held = package.select_related("batch").get()
            audit.record("retail.held", by=by, subject=held.subject, application=holder)
            return held
        found = package.select_related("batch").first()
        standing = found.standing if found else None
        problem = rules.refusal(standing, holder=holder, actor=str(by), on=now.date())
        if problem is not None:
            raise KaitsuError.of(problem)
        if found is not None and found.state == State.HELD:
            return found
        # Whoever had it let go between our UPDATE and our question: it is free now, so ask for it again.


@transaction.atomic
def release(package_id: UUID, holder: UUID, *, by: Actor) -> bool:
    """Give back the package that the draft *holder* holds; False where it holds it no longer."""
    package = Package.objects.filter(pk=package_id, held_by=holder)
    if not _move(package, Event.RELEASE, **_NOT_HELD):
        return False
    audit.record("retail.released", by=by, subject=f"package:{package_id}", application=holder)
    return True


@transaction.atomic
def spend(package_id: UUID, holder: UUID, *, by: Actor) -> Package:
    """Spend the package that *holder* holds (ENT-5): once, however often and from wherever it is asked.

    Raises KaitsuError as ``hold`` does, and ``retail.not_held`` where the hold was released meanwhile.
    """
    now = clock.now()
    package = Package.objects.filter(pk=package_id)
    mine = package.filter(held_by=holder)
    if _move(mine, Event.SPEND, now.date(), **_NOT_HELD, spent_by=holder, spent_at=now):
        spent = package.select_related("batch").get()
        audit.record("retail.spent", by=by, subject=spent.subject, application=holder)
        return spent
    found = package.select_related("batch").first()
    if found is not None and found.spent_by == holder:
        return found
    standing = found.standing if found else None
    problem = rules.refusal(standing, holder=holder, actor=str(by), on=now.date())
    raise KaitsuError.of(problem or Problem("retail.not_held", "code", "ENT-5"))


@transaction.atomic
def give_back(package_id: UUID, holder: UUID, *, by: Actor) -> bool:
    """Free the package that the application *holder* spent and that ended without a contract (IDV-13).

    False where it had not spent it. A package whose batch was recalled meanwhile is recalled.
    """
    # The batch is locked first, as recall_batch does: a recall of this moment either sees the package
    # or is seen here.
    batch = Batch.objects.select_for_update().filter(packages=package_id).first()
    package = Package.objects.filter(pk=package_id, spent_by=holder)
    if batch is None or not _move(package, Event.GIVE_BACK, **_NOT_SPENT):
        return False
    audit.record("retail.given_back", by=by, subject=f"package:{package_id}", application=holder)
    if batch.recalled_at is not None:
        recall_package(package_id, note=batch.recall_note or "", by=by)
    return True


@transaction.atomic
def recall_package(package_id: UUID, *, note: str, by: Actor) -> bool:
    """Take one package back for good (ENT-7), from a draft as well; False where that was done before.

    Raises KaitsuError ``retail.unknown``, and ``retail.spent`` where an application has it: that is to be
    cancelled instead. *note* is what staff write about it.
    """
    package = Package.objects.filter(pk=package_id)
    if _move(
        package, Event.RECALL, **_NOT_HELD, recalled_at=clock.now(), recalled_by=str(by), recall_note=note
    ):
        audit.record("retail.recalled", by=by, subject=f"package:{package_id}")
        return True
    state = package.values_list("state", flat=True).first()
    if state == State.RECALLED:
        return False
    raise KaitsuError.of(Problem("retail.unknown" if state is None else "retail.spent", "", "ENT-7"))


@transaction.atomic
def recall_batch(batch_id: UUID, *, note: str, by: Actor) -> Recall:
    """Take every package of a batch back that is not spent (ENT-7); again, it finds nothing left to take.

    Raises KaitsuError ``retail.unknown_batch``.
    """
    batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise KaitsuError.of(Problem("retail.unknown_batch", "", "ENT-7"))
    now = clock.now()
    first = batch.recalled_at is None
    if first:
        Batch.objects.filter(pk=batch_id).update(recalled_at=now, recalled_by=str(by), recall_note=note)
    packages = Package.objects.filter(batch_id=batch_id)
    recalled = _move(
        packages, Event.RECALL, **_NOT_HELD, recalled_at=now, recalled_by=str(by), recall_note=note
    )
    spent = packages.filter(state=State.SPENT).count()
    if first or recalled:
        audit.record("retail.batch_recalled", by=by, subject=batch.subject, count=recalled)
    return Recall(recalled, spent)


def _move(packages: QuerySet[Package], event: Event, on: date | None = None, **changes: object) -> int:
    """Move those of *packages* on which *event* is possible (and which are not past their last day on *on*).

    The state stays a condition of the UPDATE itself: only there PostgreSQL judges it again after waiting
    for another transaction. A condition on a joined table would put all of them into a subquery, which it
    does not.
    """
    if on is not None:
        in_time = Q(expires_on__isnull=True) | Q(expires_on__gte=on)
        packages = packages.filter(Exists(Batch.objects.filter(in_time, pk=OuterRef("batch_id"))))
    return packages.filter(state__in=sources(event)).update(state=target(event), **changes)


def _chunks(count: int) -> Iterator[int]:
    for start in range(0, count, _CHUNK):
        yield min(_CHUNK, count - start)


def _fresh_codes(count: int) -> dict[bytes, EntryCode]:
    """*count* codes that no package has, by their hashes."""
    fresh: dict[bytes, EntryCode] = {}
    while len(fresh) < count:
        fresh |= {
            keyed_hash(code): code for code in (EntryCode.generate() for _ in range(count - len(fresh)))
        }
        taken = Package.objects.filter(code_hash__in=list(fresh)).values_list("code_hash", flat=True)
        for hashed in taken:
            del fresh[bytes(hashed)]
    return fresh
