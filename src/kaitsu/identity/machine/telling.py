"""What a reading tells the holder of their image at once: what cannot pass, and what to do about it (IDV-10). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kaitsu.identity.findings import Corners, ImageAdvice
from kaitsu.identity.machine.papers import Paper, Seen, papers_of
from kaitsu.identity.rules import EXTRA, SUPPLEMENT
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.advice import NOTICED, Words
from kaitsu.reading.comparing import Finding
from kaitsu.reading.findings_words import MESSAGES
from kaitsu.reading.judging import Table, judge
from kaitsu.reading.words import KINDS

WRONG_SIDE = "identity.wrong_side"
_WRONG_SIDE = Words(
    "お願いした面とは違う面のようです。正しい面の画像を選び直してください。",
    "This seems to be another side than the one we asked for. Please choose the right one.",
)
#: What tells that reading missed something.
_MISSED = frozenset(("reading.unreadable", "reading.not_recognised"))
#: Unreadable things that are worth a second picture; the rest a person sees just as well.
_TOLD_UNREADABLE = frozenset(("reading.no_expiry", "reading.expiry_uncertain", "reading.no_issue_date"))


def tell(seen: Seen, kind: str, table: Table) -> list[ImageAdvice]:
    """What is told of the image *seen* in an attempt with a document of *kind*; what blocks comes first."""
    papers = list(papers_of(seen))
    forbidden = [paper for paper in papers if paper.document.remarks.get("forbidden")]
    if forbidden:
        return [_advice("reading.my_number", MESSAGES["reading.my_number"], {}, blocks=True)]
    told = [*_of_the_picture(papers)]
    if not seen.slot.startswith(EXTRA):
        told += _of_the_document(papers, seen, kind, table)
    once = {each.code: each for each in told}
    return sorted(once.values(), key=lambda each: not each.blocks)


def lifted(seen: Seen, told: Sequence[ImageAdvice]) -> list[str]:
    """What the look said of the image *seen* and its holder need not know, as codes: it could be read all the same.

    *told* is what reading tells of it; nothing is lifted where it missed something.
    """
    if {each.code for each in told} & _MISSED:
        return []
    said = [each for paper in papers_of(seen) for each in paper.document.look.advice]
    blocking = {each.code for each in said if each.blocks}
    return sorted({each.code for each in said if each.code in NOTICED} - blocking)


def _of_the_picture(papers: Sequence[Paper]) -> Iterator[ImageAdvice]:
    """The advice that reading added to the look: the text cannot be read."""
    for paper in papers:
        for each in paper.document.look.advice:
            if each.code == "reading.unreadable":
                yield ImageAdvice(
                    each.code, each.blocks, each.text("ja"), each.text("en"), _shares(each.region, paper.seen)
                )


def _of_the_document(papers: Sequence[Paper], seen: Seen, kind: str, table: Table) -> Iterator[ImageAdvice]:
    expected = seen.slot.removeprefix(SUPPLEMENT) if seen.slot.startswith(SUPPLEMENT) else kind
    known = [paper for paper in papers if paper.document.kind]
    if not known:
        yield _advice("reading.not_recognised", MESSAGES["reading.not_recognised"], {}, blocks=True)
        return
    of_kind = [paper for paper in known if paper.document.kind == expected]
    if not of_kind:
        yield _advice("reading.other_kind", MESSAGES["reading.other_kind"], {}, blocks=True)
        return
    if (expected, seen.slot) in KINDS and all(paper.document.side != seen.slot for paper in of_kind):
        yield _advice(WRONG_SIDE, _WRONG_SIDE, {}, blocks=True)
    for paper in of_kind:
        for found in judge(paper.document, table, expected):
            if found.verdict is Verdict.DIFFERENT or found.code in _TOLD_UNREADABLE:
                yield _judged(found, paper, table)


def _judged(found: Finding, paper: Paper, table: Table) -> ImageAdvice:
    terms = table.terms[paper.document.kind]
    region = paper.of_field("", found.field, "", "", "").region
    blocks = found.verdict is Verdict.DIFFERENT
    values = {"day": found.read, "months": terms.max_age_months}
    return _advice(found.code, MESSAGES[found.code], values, blocks=blocks, region=region)


def _advice(
    code: str, words: Words, values: dict[str, Any], *, blocks: bool, region: Corners = ()
) -> ImageAdvice:
    told = {language: dict(values) for language in ("ja", "en")}
    for language, own in told.items():
        if own.get("day"):
            own["day"] = _day(own["day"], language)
    return ImageAdvice(code, blocks, words.text("ja", told["ja"]), words.text("en", told["en"]), region)


def _day(text: str, language: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def _shares(region: Corners, seen: Seen) -> Corners:
    """*region*, which the reader gives in pixels of the picture, as shares of it."""
    return tuple((min(max(x / seen.width, 0.0), 1.0), min(max(y / seen.height, 0.0), 1.0)) for x, y in region)
