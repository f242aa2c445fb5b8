"""What a trial starts with: entry codes, a member of staff a role, SIM cards and numbers. Made once, then kept."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kaitsu.fulfilment import services as fulfilment
from kaitsu.japanese.values import EntryCode
from kaitsu.kernel import ids
from kaitsu.kernel.actors import machine
from kaitsu.kernel.errors import InvalidValue, KaitsuError
from kaitsu.members import services as members
from kaitsu.members.roles import Role
from kaitsu.operator_profile import current
from kaitsu.retail import queries as retail_queries
from kaitsu.retail import services as retail

BY = machine("trial")
CODES_A_BATCH = 20
CARDS_A_SIZE = 50
NUMBERS = 100


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """What somebody who tries Kaitsu is told: a fresh entry code a line type, and how staff sign in."""

    codes: dict[str, str] = field(default_factory=dict)
    staff: list[tuple[str, str, str]] = field(default_factory=list)


def ensure(path: Path) -> TrialFacts:
    """Make what is missing and return the facts. *path* keeps codes and passwords, which the database does not hold."""
    kept = _load(path)
    fresh = not kept
    kept.setdefault("password", secrets.token_urlsafe(9))
    kept.setdefault("codes", {})
    for function in current().functions:
        kept["codes"][function.key] = _unused(kept["codes"].get(function.key, []), function.key)
    _save(path, kept)
    staff = [_staff(role, kept["password"]) for role in Role]
    if fresh:
        fulfilment.stock_trial(
            [size.key for size in current().sim_sizes if not size.embedded], CARDS_A_SIZE, NUMBERS
        )
    return TrialFacts({key: codes[0] for key, codes in kept["codes"].items()}, staff)


def _unused(codes: list[str], line_type: str) -> list[str]:
    """Those of *codes* that can still be used; a new batch where none can."""
    free = [code for code in codes if _is_free(code)]
    if free:
        return free
    name = next(each.name for each in current().functions if each.key == line_type)
    product = f"試用パッケージ（{name.ja}）"
    _, made = retail.issue_batch(line_type, product, CODES_A_BATCH, expires_on=None, by=BY)
    return [str(code) for code in made]


def _is_free(code: str) -> bool:
    try:
        retail_queries.inspect(EntryCode.parse(code), ids.uuid7(), by=BY)
    except (KaitsuError, InvalidValue):
        return False
    return True


def _staff(role: Role, password: str) -> tuple[str, str, str]:
    email = f"{role.value}@staff.example"
    members.ensure_staff(role, email, password, by=BY)
    return role.value, email, password


def _load(path: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    return kept


def _save(path: Path, kept: dict[str, Any]) -> None:
    unfinished = path.with_suffix(".new")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(kept, out)
    unfinished.replace(path)
