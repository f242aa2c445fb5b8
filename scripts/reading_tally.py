"""What was counted over photographs that were read: per field and way of spoiling (for bench_reading)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

from reading_alterations import altered

from kaitsu.japanese import address as addresses
from kaitsu.japanese.names import compare_names
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading import specimens
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import COMPARED, compare, verdict_of
from kaitsu.reading.document import Document

FIELDS = ("name", "birth_date", "address", "expiry", "issued", "issuer")


def right(field: str, document: Document, truth: str) -> bool:
    """Whether *field* was read as printed, by the rules by which it will be compared."""
    read = document.fields.get(field)
    if read is None:
        return False
    if field in ("birth_date", "expiry", "issued"):
        return read.day is not None and read.day.isoformat() == truth
    if field == "name":
        return compare_names(read.text, truth).verdict is Verdict.SAME
    if field == "address":
        return addresses.compare(read.text, truth).verdict is Verdict.SAME
    return "".join(read.text.split()) == "".join(truth.split())


class Tally:
    """What was counted."""

    def __init__(self) -> None:
        self.by_spoiler: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_field: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.false_same: list[str] = []
        self.seconds: list[float] = []
        self.wall: list[float] = []
        self.outside: list[float] = []
        self.wrong: list[str] = []
        self.refused: list[str] = []

    def document(self, how: str, made: specimens.Specimen, document: Document, claims: Claims) -> None:
        row = self.by_spoiler[how]
        row["images"] += 1
        row["kind"] += (document.kind, document.side) == (made.kind, made.side)
        if (document.kind, document.side) != (made.kind, made.side):
            self.wrong.append(f"{how} kind {made.kind} {made.side}: {document.kind} {document.side}")
        if not document.look.usable:
            codes = [each.code for each in document.look.advice if each.blocks]
            self.refused.append(f"{how} {made.kind} {made.side}: {codes}")
        findings = compare(document, claims)
        for field in FIELDS:
            if field not in made.printed:
                continue
            good = right(field, document, made.printed[field])
            certain = good and document.fields[field].certain
            self.by_field.update({f"{field} of": 1, field: good, f"{field} certain": certain})
            row.update({f"{field} of": 1, field: good})
            if field in COMPARED:
                self.by_field[f"{field} same"] += verdict_of(findings, field) is Verdict.SAME
            if not good:
                read = document.fields.get(field)
                self.wrong.append(
                    f"{how} {made.kind} {made.side} {field}: {made.printed[field]} <- {read.text if read else None}"
                )

    def alterations(
        self, how: str, made: specimens.Specimen, document: Document, claims: Claims, dice: random.Random
    ) -> None:
        name = document.fields.get("name")
        latin = name is not None and name.text.isascii()
        for field, other in altered(claims, dice, latin=latin):
            if field not in document.fields:
                continue
            self.pairs[field] += 1
            if verdict_of(compare(document, other), field) is Verdict.SAME:
                self.false_same.append(
                    f"{how} {made.kind} {made.side} {field}: {document.fields[field].text} = {other}"
                )
