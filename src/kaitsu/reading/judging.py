"""Whether a document may serve: its day, its issuer, its sort, what it lacks (IDV-5 to IDV-7). All from a table.

The table is the operator's, handed in as ``Terms``; nothing here knows which kinds are accepted or for how long.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaitsu.japanese import dates
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.comparing import Finding
from kaitsu.reading.document import Document
from kaitsu.reading.words import AUTHORITY


@dataclass(frozen=True, slots=True)
class Terms:
    """The conditions of one kind.

    ``sides``: which images are needed. ``max_age_months``: how old a supplement may be, 0 for any age.
    ``utilities``: which sorts of receipt are accepted, empty for all. ``address_on``: the sides of which one must
    carry the address, empty where none need; ``supplement`` says that a supplement may carry it instead.
    """

    kind: str
    sides: tuple[str, ...] = ()
    unexpired: bool = True
    face_photo: bool = False
    max_age_months: int = 0
    utilities: tuple[str, ...] = ()
    address_on: tuple[str, ...] = ()
    supplement: bool = False
    prefectural: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """All terms by kind, on the day *on* which an application is judged by (PRO-4)."""

    on: date
    terms: Mapping[str, Terms] = field(default_factory=dict)


def judge(document: Document, table: Table, announced: str = "") -> list[Finding]:
    """What speaks against *document* under the terms of its kind; nothing where it may serve."""
    return list(_judge(document, table, announced))


def _found(
    code: str, verdict: Verdict, rule: str, field_name: str = "", read: str = "", detail: str = ""
) -> Finding:
    return Finding(field_name, verdict, f"reading.{code}", rule, read, "", detail)


def _judge(document: Document, table: Table, announced: str) -> Iterator[Finding]:
    if document.remarks.get("forbidden"):
        yield _found("my_number", Verdict.DIFFERENT, "IDV-5")
        return
    if not document.kind:
        yield _found("not_recognised", Verdict.UNREADABLE, "IDV-9", "kind")
        return
    if announced and document.kind != announced:
        yield _found("other_kind", Verdict.DIFFERENT, "IDV-4", "kind", document.kind)
    terms = table.terms.get(document.kind)
    if terms is None:
        yield _found("not_accepted", Verdict.DIFFERENT, "IDV-5", "kind", document.kind)
        return
    yield from _contradictions(document)
    if document.side in ("front", "photo_page"):
        yield from _day_of_expiry(document, terms, table.on)
        yield from _sort(document, terms)
    yield from _age(document, terms, table.on)


def _contradictions(document: Document) -> Iterator[Finding]:
    for name, read in document.fields.items():
        if read.problem in ("date.contradiction", "reading.zone_differs"):
            yield _found("dates_contradict", Verdict.UNREADABLE, "DAT-1.contradiction", name, read.text)


def _day_of_expiry(document: Document, terms: Terms, on: date) -> Iterator[Finding]:
    if not terms.unexpired:
        return
    read = document.fields.get("expiry")
    if read is None or read.day is None:
        yield _found("no_expiry", Verdict.UNREADABLE, "IDV-5", "expiry", read.text if read else "")
    elif not read.certain:
        yield _found("expiry_uncertain", Verdict.UNREADABLE, "IDV-5", "expiry", read.text)
    elif read.day < on:
        yield _found("expired", Verdict.DIFFERENT, "IDV-5", "expiry", read.day.isoformat())


def _sort(document: Document, terms: Terms) -> Iterator[Finding]:
    if document.remarks.get("international"):
        yield _found("international", Verdict.DIFFERENT, "IDV-5", "kind")
    issuer = document.fields.get("issuer")
    if terms.prefectural and (
        issuer is None
        or not AUTHORITY.search(issuer.text)
        or "公安委員会" not in issuer.text.replace(" ", "")
    ):
        yield _found("other_issuer", Verdict.UNREADABLE, "IDV-5", "issuer", issuer.text if issuer else "")
    if terms.face_photo and document.remarks.get("face_photo") is False:
        yield _found("no_face_photo", Verdict.DIFFERENT, "IDV-5", "face_photo")
    if terms.utilities:
        utility = str(document.remarks.get("utility", ""))
        if not utility:
            yield _found("utility_unknown", Verdict.UNREADABLE, "IDV-7", "utility")
        elif utility not in terms.utilities:
            yield _found("utility", Verdict.DIFFERENT, "IDV-7", "utility", utility)


def _age(document: Document, terms: Terms, on: date) -> Iterator[Finding]:
    if not terms.max_age_months:
        return
    read = document.fields.get("issued")
    if read is None or read.day is None or not read.certain:
        yield _found("no_issue_date", Verdict.UNREADABLE, "IDV-7", "issued", read.text if read else "")
    elif read.day > on:
        yield _found("issued_in_future", Verdict.DIFFERENT, "IDV-7", "issued", read.day.isoformat())
    elif not dates.within_months(read.day, on, terms.max_age_months):
        yield _found(
            "too_old",
            Verdict.DIFFERENT,
            "IDV-7",
            "issued",
            read.day.isoformat(),
            f"more than {terms.max_age_months} months",
        )


def judge_together(
    documents: Sequence[Document], table: Table, kind: str, needed: Collection[str] = ()
) -> list[Finding]:
    """What all images of *kind* lack: a side that is *needed* (or the terms name), the address (IDV-6)."""
    terms = table.terms.get(kind)
    if terms is None:
        return []
    mine = [document for document in documents if document.kind == kind]
    found = [
        _found("side_missing", Verdict.UNREADABLE, "IDV-4", side)
        for side in (needed or terms.sides) if side not in {document.side for document in mine}
    ]  # fmt: skip
    return [*found, *_address_missing(documents, mine, terms), *_sides_differ(mine)]


def _address_missing(
    documents: Sequence[Document], mine: Sequence[Document], terms: Terms
) -> Iterator[Finding]:
    if not terms.address_on or any(
        "address" in document.fields for document in mine if document.side in terms.address_on
    ):
        return
    if terms.supplement:
        others = [document for document in documents if document not in mine and "address" in document.fields]
        if not others:
            yield _found("no_address_supplement", Verdict.UNREADABLE, "IDV-5", "address")
    elif any(document.side in terms.address_on for document in mine):
        yield _found("no_address", Verdict.UNREADABLE, "IDV-5", "address")


def _sides_differ(mine: Sequence[Document]) -> Iterator[Finding]:
    """Front and back that name two birth dates."""
    days = {
        document.fields["birth_date"].day
        for document in mine
        if "birth_date" in document.fields and document.fields["birth_date"].certain
    }
    if len(days) > 1:
        yield _found("sides_differ", Verdict.DIFFERENT, "IDV-6", "birth_date")
