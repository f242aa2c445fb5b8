"""When a building may be left out, and when what looks like one may be a part of the block (ADR-1.building, ADR-2).

A name, a floor or 号室 shows that a building is meant. A bare number shows it only where the block is complete
(chome, block and number, or 号) and the number is as long as rooms are; else it may be a branch of the lot.
"""

from __future__ import annotations

import re

from kaitsu.japanese.address_building import Building
from kaitsu.japanese.address_model import Address
from kaitsu.japanese.address_text import KANJI_NUMERALS
from kaitsu.japanese.verdict import Finding, Verdict

SOURCE = "Kaitsu rule ADR-1"

_UNFINISHED = re.compile(r"丁目(?![ァ-ヺ店])|番地|[0-9]番[0-9]|[0-9]+-[0-9]+-[0-9]+")
_BARE_AT_START = re.compile(r"([0-9]+)(?:-[0-9]+)*(?![0-9]|-?[A-Z]|号室|号?[棟室館]|番館|世紀|階|周年)")
_ONLY_NUMERALS = re.compile(rf"[{KANJI_NUMERALS}]*")
_PADDED = re.compile("(?<![0-9])0+[0-9]+")


def is_complete(side: Address) -> bool:
    """Whether nothing of the block can follow the numbers of *side*: chome, block and number, or a 号 at the end."""
    items = side.reading.items
    if items and items[-1].unit == "号":
        return len(items) > 1
    return bool(side.chome and side.number) and len(items) >= 3


def building_left_out(whole: Address, left: str, right: str) -> Finding:
    """The finding where only *whole* has a building; *left* and *right* are the texts to show."""
    building = whole.reading.building
    text = (left or right).strip(" -")
    if _UNFINISHED.search(text):
        detail = "what follows may be a part of the block"
        return _finding("building", Verdict.CLOSE, "ADR-2", left, right, detail)
    if building.room and _ends_in_a_room(whole):
        detail = "a room behind a number that may be one"
        return _finding("room", Verdict.CLOSE, "ADR-2", left, right, detail)
    bare = _BARE_AT_START.match(text)
    if bare and not (is_complete(whole) and len(bare[1]) in (3, 4)):
        detail = "a number on one side only, perhaps of the block"
        return _finding("room", Verdict.CLOSE, "ADR-2", left, right, detail)
    if not _is_shown(building, is_complete(whole)):
        letter = bool(building.tokens) and not building.tokens[-1].isdecimal()
        detail = "a letter only on one side" if letter else "a number only on one side"
        return _finding("room", Verdict.CLOSE, "ADR-1.building", left, right, detail)
    return _finding("building", Verdict.SAME, "ADR-1.building", left, right, "building left out")


def _ends_in_a_room(side: Address) -> bool:
    """Whether the last number of the block is as long as rooms are, behind three others or 号 (3-14-17-303)."""
    items = side.reading.items
    complete = len(items) > 3 or (len(items) == 3 and items[1].unit == "号")
    return complete and len(items[-1].value) >= 3


def _is_shown(building: Building, complete: bool) -> bool:
    """Whether it is certain that *building* is one, or a room in one."""
    if building.floors or building.mark or not _ONLY_NUMERALS.fullmatch(building.name):
        return True
    last = building.tokens[-1] if building.tokens else ""
    return complete and last.isdecimal() and len(last) in (3, 4)


def padded(one: Address, other: Address) -> list[Finding]:
    """A finding where only one side writes a number with a zero in front: 0101 is not surely 101."""
    ours, theirs = one.reading, other.reading
    texts = (
        ours.lots_spelling + " " + ours.building_spelling,
        theirs.lots_spelling + " " + theirs.building_spelling,
    )
    if not (_PADDED.search(texts[0]) or _PADDED.search(texts[1])):
        return []
    if len(ours.items) == len(theirs.items) and not (ours.building_spelling and theirs.building_spelling):
        texts = ours.lots_spelling, theirs.lots_spelling
    left, right = (_PADDED.findall(text) for text in texts)
    if left == right:
        return []
    detail = "a zero in front of a number"
    return [_finding("number", Verdict.CLOSE, "ADR-2", " ".join(left), " ".join(right), detail)]


def _finding(part: str, verdict: Verdict, rule: str, left: str, right: str, detail: str) -> Finding:
    return Finding(part, verdict, rule, left, right, detail, SOURCE)
