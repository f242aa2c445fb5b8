"""What a document says against what was registered, field by field (IDV-6, IDV-9, NAM, ADR, DAT).

"Unreadable" is never "same": a field that was not read alike twice, or not read at all, cannot agree. What the rules
of Japanese names and addresses call the same is the same here only where the reading left nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kaitsu.japanese import address as addresses
from kaitsu.japanese.names import Script, compare_names, parse_name
from kaitsu.japanese.verdict import ORDER, Comparison, Verdict, worst
from kaitsu.japanese.verdict import Finding as Compared
from kaitsu.reading.claims import Claims
from kaitsu.reading.document import Document, FieldRead
from kaitsu.reading.unwritable import as_it_would_be_read

#: What is compared, in the order in which it is shown.
COMPARED = ("name", "birth_date", "address")
_SPACES = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: about which *field*, the verdict, the rule, and both texts.

    ``code`` names it for messages (``reading.name.same``); ``blocks`` where the document cannot be accepted so.
    """

    field: str
    verdict: Verdict
    code: str
    rule: str = ""
    read: str = ""
    claimed: str = ""
    detail: str = ""
    source: str = ""


def compare(document: Document, claims: Claims) -> list[Finding]:
    """The findings on each field that *document* carries and *claims* name."""
    found: list[Finding] = []
    for field in COMPARED:
        read = document.fields.get(field)
        if read is not None and _claimed(claims, field):
            found += _compare(field, read, claims)
    return found


def _claimed(claims: Claims, field: str) -> bool:
    return bool(
        {
            "name": claims.registered or claims.latin or claims.kana,
            "birth_date": claims.birth_date,
            "address": claims.address,
        }[field]
    )


def _compare(field: str, read: FieldRead, claims: Claims) -> list[Finding]:
    if field == "birth_date":
        return [_birth(read, claims)]
    text, comparison = (_name if field == "name" else _address)(read, claims)
    if not read.certain:
        return [
            _finding(
                field,
                Verdict.UNREADABLE,
                "IDV-9.uncertain",
                read.text,
                text,
                "two readings differ, or a letter is unsure",
            )
        ]
    if worst([each.verdict for each in comparison]) is Verdict.DIFFERENT and _unwritable(field, read, claims):
        return [_finding(field, Verdict.CLOSE, "IDV-9.unwritable", read.text, text, _CANNOT_WRITE)]
    return [_of(field, each, read.text, text) for each in comparison]


_CANNOT_WRITE = "the engine cannot write a character of it"


def _unwritable(field: str, read: FieldRead, claims: Claims) -> bool:
    """Whether only characters that no engine here can write keep the two from being the same."""
    claimed = claims.address if field == "address" else claims.registered
    alike = as_it_would_be_read(claimed, read.text)
    if alike == claimed:
        return False
    moved = replace(claims, address=alike) if field == "address" else replace(claims, registered=alike)
    _, again = (_name if field == "name" else _address)(read, moved)
    return worst([each.verdict for each in again]) in (Verdict.SAME, Verdict.CLOSE)


def _birth(read: FieldRead, claims: Claims) -> Finding:
    claimed = claims.birth_date.isoformat() if claims.birth_date else ""
    if read.day is None or not read.certain:
        return _finding(
            "birth_date",
            Verdict.UNREADABLE,
            f"DAT-1.{(read.problem or 'uncertain').rpartition('.')[2]}",
            read.text,
            claimed,
        )
    if read.day == claims.birth_date:
        return _finding("birth_date", Verdict.SAME, "DAT-1", read.text, claimed)
    return _finding("birth_date", Verdict.DIFFERENT, "DAT-1.different", read.text, claimed)


def _name(read: FieldRead, claims: Claims) -> tuple[str, Sequence[Compared]]:
    """The comparison with the form of the name that is in the document's script; of one in both, with both."""
    if read.also and parse_name(claims.registered).script is Script.KANJI:
        kanji = replace(read, text=read.also, also="")
        letters = compare_names(read.text, claims.latin).findings if claims.latin else ()
        return claims.registered, (*_name(kanji, claims)[1], *letters)
    script = parse_name(read.text).script
    forms = {Script.LATIN: claims.latin, Script.KANA: claims.registered or claims.kana}
    form = forms.get(script) or claims.registered or claims.kana or claims.latin
    if script is Script.KANA and parse_name(form).script is not Script.KANA:
        form = claims.kana or form
    return form, _cautious_name(
        read.text, claims, form, compare_names(read.text, form, reading=_reading(claims))
    )


def _reading(claims: Claims) -> str | None:
    """The kana of the registered kanji. Of kanji that stand on a document alone nobody has said how they are read:
    with a registered name in kana as their reading, every name in kanji would be that name.
    """
    return claims.kana if parse_name(claims.registered).script is Script.KANJI and claims.kana else None


#: The document is in Latin letters or kana and the registered name in kanji, which nothing on it confirms.
LETTERS_ONLY = "HLD-1.letters-only"


def _cautious_name(read: str, claims: Claims, form: str, found: Comparison) -> Sequence[Compared]:
    """What the letters of a name leave open is close at best: kanji that are not on the document.

    Katakana for one kanji (HLD-2) is how a name is registered, which no document does.
    """
    if found.verdict is not Verdict.SAME:
        return found.findings
    registered = parse_name(claims.registered).script
    if registered is Script.KANJI and parse_name(read).script is not Script.KANJI:
        open_kanji = Compared(
            "name", Verdict.CLOSE, LETTERS_ONLY, read, claims.registered, "the kanji are not on this document"
        )
        return (*found.findings, open_kanji)
    return [_close(each) if each.rule == "NAM-2" else each for each in found.findings]


def _close(found: Compared, detail: str = "") -> Compared:
    return Compared(
        found.part, Verdict.CLOSE, found.rule, found.left, found.right, detail or found.detail, found.source
    )


def _address(read: FieldRead, claims: Claims) -> tuple[str, Sequence[Compared]]:
    found = addresses.compare(read.text, claims.address)
    return claims.address, [_cautious_address(each) for each in found.findings]


def _cautious_address(found: Compared) -> Compared:
    """A building or room that only the registered address has may stand in a line that was not read: close."""
    shorter = len(_SPACES.sub("", found.left)) < len(_SPACES.sub("", found.right))
    if found.rule == "ADR-1.building" and found.verdict is Verdict.SAME and shorter:
        return Compared(
            found.part,
            Verdict.CLOSE,
            found.rule,
            found.left,
            found.right,
            "not on the document, or not read",
            found.source,
        )
    return found


def _of(field: str, each: Compared, read: str, claimed: str) -> Finding:
    return Finding(
        field,
        each.verdict,
        f"reading.{field}.{each.verdict.value}",
        each.rule,
        each.left or read,
        each.right or claimed,
        each.detail,
        each.source,
    )


def _finding(field: str, verdict: Verdict, rule: str, read: str, claimed: str, detail: str = "") -> Finding:
    return Finding(field, verdict, f"reading.{field}.{verdict.value}", rule, read, claimed, detail)


def verdict_of(findings: Iterable[Finding], field: str) -> Verdict | None:
    """The worst verdict on *field*; None where nothing was found about it."""
    verdicts = [each.verdict for each in findings if each.field == field]
    return worst(verdicts) if verdicts else None


def overall(documents: Sequence[tuple[Document, Sequence[Finding]]], claims: Claims) -> Verdict:
    """The verdict on all documents together: each claimed field must be the same on every one that carries it.

    An address on a back is the present one: what the front says is then of the past. Kanji that one document leaves
    open are confirmed by another that has them. A claimed field that no document carries is unreadable, and so is
    everything where nothing was claimed.
    """
    verdicts = []
    for field in COMPARED:
        if _claimed(claims, field):
            found = _carried(documents, field)
            verdicts.append(max(found, key=ORDER.index, default=Verdict.UNREADABLE))
    return worst(verdicts) if verdicts else Verdict.UNREADABLE


def _carried(documents: Sequence[tuple[Document, Sequence[Finding]]], field: str) -> list[Verdict]:
    """The verdict of each document that decides on *field*."""
    carriers = [(document, [each for each in found if each.field == field]) for document, found in documents]
    carriers = [(document, found) for document, found in carriers if found]
    if field == "address":
        carriers = [each for each in carriers if each[0].side in ("back", "address_page")] or carriers
    verdicts = [worst([each.verdict for each in found]) for _, found in carriers]
    if field == "name" and Verdict.SAME in verdicts:
        verdicts = [
            worst([each.verdict for each in found if each.rule != LETTERS_ONLY]) for _, found in carriers
        ]
    return verdicts
