"""What is examined and what was found: an attempt under the default profile, and its findings by part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factories.machine import CLAIMS
from kaitsu.identity.findings import PartFinding
from kaitsu.identity.machine.examining import Examined, Matter
from kaitsu.identity.machine.table import table_of
from kaitsu.operator_profile import load

TODAY = date(2026, 11, 22)
IDENTITY = load().on(TODAY).identity
TABLE = table_of(IDENTITY, TODAY)
FRONT = ("image:front", "kind", "name", "birth_date", "address", "expiry")


def matter(kind: str = "drivers_licence", *more: str, **changed: object) -> Matter:
    """An attempt with a document of *kind* whose front is needed, and the parts *more*."""
    return replace(Matter(kind, (*FRONT, *more), CLAIMS, TABLE, needed=("front",)), **changed)  # type: ignore[arg-type]


def finding(found: Examined, part: str) -> PartFinding:
    """What was found of *part*."""
    return next(each for each in found.findings if each.part == part)


def told(found: Examined, part: str) -> tuple[str, str]:
    """Verdict and code of *part*."""
    one = finding(found, part)
    return one.verdict, one.code
