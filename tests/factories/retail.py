"""Packages for tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from kaitsu.japanese.values import EntryCode
from kaitsu.kernel.actors import Actor, member, staff
from kaitsu.retail import services
from kaitsu.retail.codes import keyed_hash
from kaitsu.retail.models import Package
from kaitsu.retail.rules import read

CLERK = staff("S2345678")
HANAKO = member("M2345678")


def codes(count: int = 1, line_type: str = "voice", expires_on: date | None = None) -> list[EntryCode]:
    """The codes of a fresh batch."""
    return services.issue_batch(line_type, "kaitsu-pack", count, expires_on=expires_on, by=CLERK)[1]


def code(**batch: object) -> EntryCode:
    """The code of a fresh package."""
    return codes(1, **batch)[0]  # type: ignore[arg-type]


def package(code: EntryCode | str) -> Package:
    """The package of *code*, as it is stored now."""
    known = read(code) if isinstance(code, str) else code
    return Package.objects.select_related("batch").get(code_hash=keyed_hash(known))


def held(holder: UUID | None = None, by: Actor = HANAKO, **batch: object) -> Package:
    """A fresh package held by *holder*."""
    return services.hold(code(**batch), holder or uuid4(), by=by)
