"""What all readings of an attempt come to: a finding for each part, and what the machine would do (IDV-9, IDV-14).

Pure: the same readings, claims and table give the same findings, today and when a decision is replayed (IDV-15).
What was not read, or not surely, is unreadable and never the same; what is not plainly clear goes to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kaitsu.identity.findings import PartFinding, Suggestion, rank
from kaitsu.identity.judging import IMAGE, Mark, Verdict
from kaitsu.identity.machine.papers import Paper, Seen, carriers, papers_of
from kaitsu.identity.rules import EXTRA, SUPPLEMENT
from kaitsu.japanese.verdict import Verdict as Compared
from kaitsu.japanese.verdict import worst
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import COMPARED, LETTERS_ONLY, Finding, compare
from kaitsu.reading.evidence import RULES_VERSION as READING
from kaitsu.reading.judging import Table, judge, judge_together
from kaitsu.reading.words import KINDS

#: Raised when a rule below changes what it finds; with the reader's, part of each decision (IDV-15).
RULES_VERSION = f"{READING}.3"

#: What is told of a picture that cannot be read, as a reason that a holder is given (``reasons.REASONS``).
REASON_OF = {
    "blurred": "blurred",
    "shaken": "blurred",
    "grainy": "blurred",
    "glare": "glare",
    "cut": "cut_off",
    "dark": "dark",
}
_OTHER_REASON = "other_image"
#: What is missing because the picture that should show it cannot be read.
_NOT_THERE = frozenset(("not_found", "not_recognised", "no_address", "no_address_supplement"))
_WITH_EXPIRY = ("front", "photo_page")
_OF_KIND = frozenset(("kind", "issuer", "face_photo", ""))
#: Kinds with the holder's photograph in front: one that shows none may be a sheet with the right words on it.
_WITH_PHOTOGRAPH = frozenset(
    (
        "drivers_licence",
        "special_permanent_resident",
        "resident_register_card",
        "residence_card",
        "disability_certificate",
    )
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is examined: an attempt with a document of *kind*, whose *parts* must be judged.

    ``needed`` are the slots that must be filled; ``last`` says that to ask again would end the application, which the
    machine leaves to a person.
    """

    kind: str
    parts: tuple[str, ...]
    claims: Claims
    table: Table
    least_confidence: float = 0.5
    needed: tuple[str, ...] = ()
    last: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """A finding for each part, what the machine would do, and the verdicts with which it would; none for PERSON."""

    findings: tuple[PartFinding, ...]
    suggestion: Suggestion
    verdicts: tuple[Verdict, ...] = field(default=())


def examine(matter: Matter, seen: Sequence[Seen]) -> Examined:
    """What the images *seen* come to in *matter*."""
    papers = [paper.trusted(matter.least_confidence) for each in seen for paper in papers_of(each)]
    found = tuple(_worst(part, _part(part, matter, seen, papers)) for part in matter.parts)
    if not _complete(matter, seen):
        return Examined(found, Suggestion.PERSON)
    if all(each.verdict == "same" for each in found):
        if any(map(_lacks_photograph, _main(papers))):
            return Examined(found, Suggestion.PERSON)
        return Examined(found, Suggestion.APPROVE, tuple(Verdict(each.part, Mark.OK) for each in found))
    asked = () if matter.last else tuple(_asked_again(found, seen))
    return Examined(found, Suggestion.ASK_AGAIN if asked else Suggestion.PERSON, asked)


def _complete(matter: Matter, seen: Sequence[Seen]) -> bool:
    return bool(matter.parts) and set(matter.needed) <= {each.slot for each in seen}


def _worst(part: str, found: Iterable[PartFinding]) -> PartFinding:
    return min(found, key=rank, default=PartFinding(part, "unreadable", "not_found"))


def _part(part: str, matter: Matter, seen: Sequence[Seen], papers: Sequence[Paper]) -> Iterator[PartFinding]:
    if part.startswith(IMAGE):
        slot = part.removeprefix(IMAGE)
        yield _image(part, matter, [each for each in seen if each.slot == slot])
    elif part == "kind":
        yield from _kind(matter, papers)
    elif part == "expiry":
        yield from _expiry(matter, papers)
    elif part == "supplement":
        yield from _supplement(matter, papers)
    elif part in COMPARED:
        yield from _field(part, matter, papers)


# --- images -------------------------------------------------------------------------------------------------------


def _image(part: str, matter: Matter, pages: Sequence[Seen]) -> PartFinding:
    """The page of a slot that shows best what was asked for; one that nobody has read goes before all others."""
    unread = next((each for each in pages if each.documents is None), None)
    if unread is not None:
        return _page(part, matter, unread)
    return max((_page(part, matter, each) for each in pages), key=rank, default=_worst(part, ()))


def _page(part: str, matter: Matter, seen: Seen) -> PartFinding:
    if seen.documents is None:
        return PartFinding(part, "unreadable", "not_read", "IDV-9", image=seen.image)
    known = [document for document in seen.documents if document.kind]
    hindered = seen.hindered
    if not known:
        code = hindered[0] if hindered else "not_recognised"
        return PartFinding(part, "unreadable", code, "IDV-9", image=seen.image)
    if not any(_belongs(document.kind, document.side, seen.slot, matter.kind) for document in known):
        best = known[0]
        code = "wrong_side" if best.kind == _expected(seen.slot, matter.kind) else "other_kind"
        return PartFinding(
            part, "different", code, "IDV-4", read=f"{best.kind} {best.side}".strip(), image=seen.image,
            confidence=best.kind_confidence,
        )  # fmt: skip
    if hindered:
        return PartFinding(part, "close", hindered[0], "IDV-9", image=seen.image)
    return PartFinding(part, "same", "as_asked", image=seen.image)


def _expected(slot: str, kind: str) -> str:
    return slot.removeprefix(SUPPLEMENT) if slot.startswith(SUPPLEMENT) else kind


def _belongs(kind: str, side: str, slot: str, chosen: str) -> bool:
    """Whether a document of *kind* and *side* is what belongs into *slot*; a slot may ask for no side in particular."""
    if slot.startswith(EXTRA):
        return True
    expected = _expected(slot, chosen)
    return kind == expected and (side == slot or (expected, slot) not in KINDS)


# --- the sort of document, its day ----------------------------------------------------------------------------------


def _judged(paper: Paper, matter: Matter) -> list[Finding]:
    return judge(paper.document, matter.table, _expected(paper.seen.slot, matter.kind))


def _main(papers: Sequence[Paper]) -> list[Paper]:
    """The papers in the slots of the document itself."""
    return [paper for paper in papers if not paper.seen.slot.startswith((SUPPLEMENT, EXTRA))]


def _lacks_photograph(paper: Paper) -> bool:
    document = paper.document
    return document.kind in _WITH_PHOTOGRAPH and document.remarks.get("face_photo") is False


def _kind(matter: Matter, papers: Sequence[Paper]) -> Iterator[PartFinding]:
    known = [paper for paper in _main(papers) if paper.document.kind]
    if not known:
        yield PartFinding("kind", "unreadable", "not_recognised", "IDV-9")
    for paper in known:
        yield paper.of_kind("kind", "same", "as_chosen", "")
        for each in _judged(paper, matter):
            if each.field in _OF_KIND:
                yield paper.of_kind("kind", each.verdict.value, _code(each), each.rule)


def _expiry(matter: Matter, papers: Sequence[Paper]) -> Iterator[PartFinding]:
    for paper in _main(papers):
        if paper.document.side not in _WITH_EXPIRY:
            continue
        against = [each for each in _judged(paper, matter) if each.field == "expiry"]
        if not against:
            yield paper.of_field("expiry", "expiry", "same", "not_expired", "IDV-5")
        for each in against:
            yield paper.of_field("expiry", "expiry", each.verdict.value, _code(each), each.rule)


def _code(found: Finding) -> str:
    return found.code.removeprefix("reading.")


# --- against what was registered ------------------------------------------------------------------------------------


def _field(part: str, matter: Matter, papers: Sequence[Paper]) -> Iterator[PartFinding]:
    own = [paper for paper in papers if _is_of(paper, matter.kind)]
    given = carriers(own, part)
    if part == "address" and not given:
        given = carriers([paper for paper in papers if paper.seen.slot.startswith(SUPPLEMENT)], part)
    found = {paper: _compared(paper, part, matter.claims) for paper in given}
    confirmed = any(worst([each.verdict for each in of_it]) is Compared.SAME for of_it in found.values())
    besides = [paper for paper in papers if paper.seen.slot.startswith(EXTRA) and paper not in own]
    found |= {
        paper: _compared(paper, part, matter.claims) for paper in besides if part in paper.document.fields
    }
    for paper, of_it in found.items():
        # Kanji that one side leaves open are on another.
        open_kanji = [each for each in of_it if not (confirmed and each.rule == LETTERS_ONLY)]
        yield _against(paper, part, open_kanji)
        for each in _judged(paper, matter):
            if each.field == part:
                yield paper.of_field(part, part, each.verdict.value, _code(each), each.rule)
    yield from _together(part, matter, papers)
    if not given:
        yield PartFinding(part, "unreadable", "not_found")


def _is_of(paper: Paper, kind: str) -> bool:
    """Whether *paper* is the document itself. What was sent besides can speak against it and never for it: nobody
    asked what it is, or how old."""
    slot = paper.seen.slot
    return paper.document.kind == kind if slot.startswith(EXTRA) else not slot.startswith(SUPPLEMENT)


def _compared(paper: Paper, part: str, claims: Claims) -> list[Finding]:
    return [each for each in compare(paper.document, claims) if each.field == part]


def _against(paper: Paper, part: str, found: Sequence[Finding]) -> PartFinding:
    """The comparison as one finding: by its worst component, and of those that are the same by the one with a rule."""
    decisive = min(found, key=lambda each: (_ORDER.index(each.verdict), not each.detail))
    told = paper.of_field(part, part, decisive.verdict.value, decisive.verdict.value, decisive.rule)
    return replace(told, registered=decisive.claimed, detail=decisive.detail)


_ORDER = (Compared.DIFFERENT, Compared.UNREADABLE, Compared.CLOSE, Compared.SAME)


def _together(part: str, matter: Matter, papers: Sequence[Paper]) -> Iterator[PartFinding]:
    """What only all sides together tell: two birth dates, no address anywhere."""
    for each in judge_together([paper.document for paper in papers], matter.table, matter.kind):
        if each.field == part:
            yield PartFinding(part, each.verdict.value, _code(each), each.rule)


def _supplement(matter: Matter, papers: Sequence[Paper]) -> Iterator[PartFinding]:
    own = [paper for paper in papers if paper.seen.slot.startswith(SUPPLEMENT)]
    known = [paper for paper in own if paper.document.kind]
    if not known:
        yield PartFinding("supplement", "unreadable", "not_recognised", "IDV-9")
    for paper in known:
        yield paper.of_kind("supplement", "same", "supplement_fits", "IDV-7")
        for each in _judged(paper, matter):
            yield paper.of_field("supplement", each.field, each.verdict.value, _code(each), each.rule)
        for name in ("name", "address"):
            found = _compared(paper, name, matter.claims)
            if found:
                yield replace(_against(paper, name, found), part="supplement")
            else:
                yield paper.of_kind("supplement", "unreadable", f"no_{name}_on_it", "IDV-7")


# --- asked again ----------------------------------------------------------------------------------------------------


def _asked_again(found: Sequence[PartFinding], seen: Sequence[Seen]) -> Iterator[Verdict]:
    """The verdicts that ask for pictures that cannot be read; none where anything else is open, or a holder insists."""
    insisted = {each.image for each in seen if each.insisted}
    pictures = [each for each in found if each.part.startswith(IMAGE) and each.verdict == "unreadable"]
    if not pictures or any(each.code == "not_read" or each.image in insisted for each in pictures):
        return
    if any(each.part.startswith(f"{IMAGE}{EXTRA}") for each in pictures):
        return  # nobody asked for it in the first place
    explained = {*(each.part for each in pictures), *(each.part for each in found if each.code in _NOT_THERE)}
    if any(each.verdict != "same" and each.part not in explained for each in found):
        return
    first = pictures[0]
    for each in found:
        if each.verdict == "same":
            yield Verdict(each.part, Mark.OK)
        else:
            meant = each if each.part.startswith(IMAGE) else first
            yield Verdict(each.part, Mark.UNREADABLE, _reason(each.part, meant.code), image=meant.image)


def _reason(part: str, code: str) -> str:
    """The reason for *part*; of a field that stands on a picture without a cause of its own: that it is blurred."""
    reason = REASON_OF.get(code, _OTHER_REASON)
    return reason if part.startswith(IMAGE) or reason != _OTHER_REASON else "blurred"
