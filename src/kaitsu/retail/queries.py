"""What pages and the console read of packages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kaitsu.audit import queries as audit
from kaitsu.japanese.values import EntryCode
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.retail import rules
from kaitsu.retail.codes import keyed_hash
from kaitsu.retail.models import Batch, Package
from kaitsu.retail.states import State


def inspect(code: str | EntryCode, holder: UUID, *, by: Actor) -> Package:
    """The package of *code*, for the page that shows code and line type before anything else (ENT-4).

    Nothing is held yet. Raises KaitsuError as ``services.hold`` would for the draft *holder* now.
    """
    entry_code = rules.read(code) if isinstance(code, str) else code
    found = Package.objects.select_related("batch").filter(code_hash=keyed_hash(entry_code)).first()
    standing = found.standing if found else None
    problem = rules.refusal(standing, holder=holder, actor=str(by), on=clock.today())
    if found is None or problem is not None:
        raise KaitsuError.of(problem or Problem("retail.unknown", "code", "ENT-6"))
    return found


def problem_at_submission(package: Package, holder: UUID, *, by: Actor) -> Problem | None:
    """What speaks against spending *package* for *holder* today (CNF-4); nothing is changed."""
    found = rules.refusal(package.standing, holder=holder, actor=str(by), on=clock.today())
    if found is None and package.state != State.HELD:
        return Problem("retail.not_held", "code", "ENT-5")
    return found


def batches() -> QuerySet[Batch]:
    """Every batch, newest first, each with how many of its packages are in each state (``issued``,
    ``held`` …).
    """
    counts = {str(state): Count("packages", filter=Q(packages__state=state)) for state in State}
    return Batch.objects.annotate(**counts).order_by("-created_at")


def packages(*, batch: UUID | None = None, suffix: str = "", state: str = "") -> QuerySet[Package]:
    """Packages for the console, newest first: of a *batch*, with the last four characters *suffix*, in a
    *state*.
    """
    found = Package.objects.select_related("batch").order_by("-id")
    if batch is not None:
        found = found.filter(batch_id=batch)
    if suffix:
        found = found.filter(last4=suffix.upper())
    if state:
        found = found.filter(state=state)
    return found


def history(package: Package) -> list[Any]:
    """The audit rows of *package* and of its batch, oldest first (ENT-7)."""
    rows = [*audit.history(package.subject), *audit.history(package.batch.subject)]
    return sorted(rows, key=lambda row: row.pk)
