"""An outside register as the pre-checks see it: non-payers, suspended users, a fraud score (PCK-3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

MOST_CODES = 20
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,39}")


class RegisterUnavailable(Exception):
    """The register cannot be reached, or answers what it should not. It can be asked again."""


class Verdict(StrEnum):
    """What a register says of a person: nothing against them, or something that staff should look at."""

    CLEAR = "clear"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """Whom a register is asked about. The same question has the same ``request`` however often it is sent."""

    request: UUID
    name: str
    kana: str
    birth_date: date
    telephone: str
    postal_code: str
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a register answered. ``codes`` are its own short codes for why; free text and
    bare numbers, which could tell who a person is, are refused.

    Raises ValueError for codes that are none.
    """

    verdict: Verdict
    codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.codes) > MOST_CODES or not all(_CODE.fullmatch(code) for code in self.codes):
            raise ValueError(f"at most {MOST_CODES} short codes")


class Register(Protocol):
    """A register. Asking twice with one ``request`` is asking once."""

    def ask(self, subject: Subject) -> Answer:
        """The answer about *subject*; RegisterUnavailable within the adapter's few seconds."""
        ...
