"""The numbers, buildings and rooms of two addresses (ADR-1, ADR-2).

The numbers of both sides are laid beside each other in their order. They must be equal one by one; only the last of
the longer side may be missing on the other, and then only where it is a room.
"""

from __future__ import annotations

import re

from kaitsu.japanese.address_building import Building
from kaitsu.japanese.address_left_out import building_left_out, is_complete, padded
from kaitsu.japanese.address_model import Address
from kaitsu.japanese.address_text import KANJI_NUMERALS, number
from kaitsu.japanese.address_units import compare_units
from kaitsu.japanese.verdict import Finding, Verdict

SOURCE = "Kaitsu rule ADR-1"

#: How many fields of a ``Building`` are what it is; the others say how it was written.
_AS_WRITTEN = Building._fields.index("ordinals")
_KANJI_AT_START = re.compile(rf"[- ]*([{KANJI_NUMERALS}]+)")
_SHAPE = re.compile(rf"[0-9]+|[{KANJI_NUMERALS}壱弐参]+")


def compare_numbers(one: Address, other: Address) -> list[Finding]:
    """The findings on numbers, building, floor, room and care of."""
    left, right = one.reading.items, other.reading.items
    shared = min(len(left), len(right))
    for item_left, item_right in zip(left, right, strict=False):
        if item_left.value != item_right.value:
            return [_different(one, other)]
    findings = compare_units(left, right)
    if len(left) == len(right):
        return [*findings, *_spelling(one, other), *_building(one, other), *padded(one, other)]
    short, long = (one, other) if len(left) == shared else (other, one)
    return [*findings, *_longer(one, other, short, long), *padded(one, other)]


def _different(one: Address, other: Address) -> Finding:
    parts = ("chome", "block", "number", "branch")
    part = next((part for part in parts if getattr(one, part) != getattr(other, part)), "number")
    return _finding(
        part, Verdict.DIFFERENT, "ADR-2", getattr(one, part), getattr(other, part), "another number"
    )


def _spelling(one: Address, other: Address) -> list[Finding]:
    left, right = one.reading.lots_spelling, other.reading.lots_spelling
    if left == right:
        return [Finding("number", Verdict.SAME, "exact", left, right)]
    findings = []
    if [part.isdecimal() for part in _SHAPE.findall(left)] != [
        part.isdecimal() for part in _SHAPE.findall(right)
    ]:
        findings.append(
            _finding("number", Verdict.SAME, "ADR-1.numerals", left, right, "kanji and Arabic numerals")
        )
    if _SHAPE.sub("0", left) != _SHAPE.sub("0", right) or not findings:
        findings.append(_finding("number", Verdict.SAME, "ADR-1.hyphen", left, right, "units and hyphens"))
    return findings


def _longer(one: Address, other: Address, short: Address, long: Address) -> list[Finding]:
    """One side has more numbers: its last is the room that the other has behind its building, or has left out."""
    extra = tuple(item.value for item in long.reading.items[len(short.reading.items) :])
    ours, theirs = short.reading.building, long.reading.building
    sequence = (*extra, *theirs.tokens)
    more = "-".join(extra)
    if _may_open_the_name(extra, ours, short) and _within(ours.tokens, sequence):
        left, right = one.reading.lots_spelling, other.reading.lots_spelling
        detail = "a kanji numeral of the block or of the building's name"
        return [_finding("branch", Verdict.CLOSE, "ADR-2", left, right, detail)]
    shown = ("", more) if short is one else (more, "")
    if not _floors_agree(ours, theirs._replace(tokens=sequence)):
        left, right = one.reading.building_spelling, other.reading.building_spelling
        shown = (left, right or more) if short is one else (left or more, right)
        return [_finding("floor", Verdict.DIFFERENT, "ADR-2", *shown, "another floor")]
    if ours.tokens:
        return _room_against_tokens(one, other, short, long)
    if not _looks_like_a_room(extra, short):
        return [_finding("branch", Verdict.DIFFERENT, "ADR-2", *shown, "a number only on one side")]
    if _named(ours) or _named(theirs) or not _is_a_room(short, long):
        detail = "a number only on one side, perhaps a room"
        return [_finding("room", Verdict.CLOSE, "ADR-1.building", *shown, detail)]
    return [_finding("room", Verdict.SAME, "ADR-1.building", *shown, "building and room left out")]


def _may_open_the_name(extra: tuple[str, ...], ours: Building, short: Address) -> bool:
    """Whether the building of *short* begins with the number that the other side has more (十一番地七丸の内ビル)."""
    if len(extra) != 1 or not ours.name:
        return False
    found = _KANJI_AT_START.match(short.reading.building_spelling)
    return found is not None and number(found[1]) == extra[0]


def _named(building: Building) -> bool:
    return bool(building.name or building.floors)


def _room_against_tokens(one: Address, other: Address, short: Address, long: Address) -> list[Finding]:
    """The numbers that *long* has more, in front of its building, against those of the building of *short*."""
    extra = tuple(item.value for item in long.reading.items[len(short.reading.items) :])
    ours, theirs = short.reading.building, long.reading.building
    sequence = (*extra, *theirs.tokens)
    behind = "-".join(extra)
    shown = [
        side.reading.building_spelling if side is short else behind + side.reading.building_spelling
        for side in (one, other)
    ]
    left, right = shown
    kept = sequence == ours.tokens or (not theirs.name and _only_room_kept(sequence, ours))
    if not kept:
        if _within(sequence, ours.tokens) and sequence[-1] == ours.tokens[-1]:
            detail = "a part of the room or building left out"
            return [_finding("building", Verdict.CLOSE, "ADR-1.building", left, right, detail)]
        return [_finding("room", Verdict.DIFFERENT, "ADR-2", left, right, "another room")]
    if not _follows_a_block(extra, short, long):
        detail = "a part of the block on one side, perhaps a room on the other"
        return [_finding("room", Verdict.CLOSE, "ADR-2", left, right, detail)]
    if theirs.name == ours.name:
        return [
            _finding("room", Verdict.SAME, "ADR-1.hyphen", left, right, "the room written behind a hyphen")
        ]
    if not theirs.name and len(ours.name) > 1 and (sequence != ours.tokens or len(sequence) == 1):
        detail = "the building left out, the room kept"
        return [_finding("room", Verdict.SAME, "ADR-1.building", left, right, detail)]
    detail = "another name of the building"
    return [_finding("building", Verdict.CLOSE, "ADR-1.building", left, right, detail)]


def _follows_a_block(extra: tuple[str, ...], short: Address, long: Address) -> bool:
    """Whether *extra* can be nothing but a room: behind chome, block and number, or too long behind two numbers."""
    items = short.reading.items
    if len(items) >= 3 or is_complete(short) or long.reading.items[len(items) - 1].unit == "号":
        return True
    return len(items) == 2 and len(extra[-1]) in (3, 4)


def _only_room_kept(tokens: tuple[str, ...], whole: Building) -> bool:
    """Whether *tokens* are the room of *whole* and its other numbers are ordinals of its name (第3ビル2300).

    The number or letter of a wing (1号棟, A棟) must not get lost with the name.
    """
    if not (whole.room and whole.name):
        return False
    return tokens == whole.tokens[-whole.room :] and whole.ordinals == len(whole.tokens) - whole.room


def _looks_like_a_room(extra: tuple[str, ...], short: Address) -> bool:
    if len(extra) != 1 or not extra[0].isdecimal():
        return False
    return len(extra[0]) in (3, 4) or len(short.reading.items) >= 3 or short.reading.items[-1].unit == "号"


def _is_a_room(short: Address, long: Address) -> bool:
    """Whether the number that one side has more cannot be a part of the block."""
    items, longer = short.reading.items, long.reading.items
    if len(longer[-1].value) < 3:
        return False
    by_chome = len(items) == 3 and (bool(short.chome) or bool(long.chome))
    return by_chome or items[-1].unit == "号" or longer[-2].unit == "号"


def _building(one: Address, other: Address) -> list[Finding]:
    left, right = one.reading.building, other.reading.building
    spelled = one.reading.building_spelling, other.reading.building_spelling
    if left[:_AS_WRITTEN] == right[:_AS_WRITTEN]:
        if not left.name and not left.tokens and not left.floors:
            return []
        rule = "exact" if spelled[0] == spelled[1] else "ADR-1.building"
        return [
            _finding("building", Verdict.SAME, rule, *spelled, "" if rule == "exact" else "another spelling")
        ]
    findings = _care_of(left, right, one, other)
    if _blank(left) or _blank(right):
        if _blank(left) and _blank(right):
            return findings
        return [*findings, building_left_out(other if _blank(left) else one, *spelled)]
    if not _floors_agree(left, right):
        return [*findings, _finding("floor", Verdict.DIFFERENT, "ADR-2", *spelled, "another floor")]
    if left.tokens != right.tokens:
        return [*findings, _tokens(left, right, one, other)]
    if left.mark and right.mark and left.mark != right.mark:
        detail = "a wing on one side, a room on the other"
        findings.append(_finding("room", Verdict.CLOSE, "ADR-2", *spelled, detail))
    if left.name != right.name:
        findings.append(_names(left, right, *spelled))
    if left.floors != right.floors and not (_floor_of_room(left) and _floor_of_room(right)):
        return [
            *findings,
            _finding("floor", Verdict.CLOSE, "ADR-1.building", *spelled, "floor only on one side"),
        ]
    return findings


def _blank(building: Building) -> bool:
    return not (building.name or building.tokens or building.floors)


def _tokens(left: Building, right: Building, one: Address, other: Address) -> Finding:
    """Rooms and numbers of buildings that are not the same: close only where one side has the fewer of them."""
    shown = one.reading.building_spelling, other.reading.building_spelling
    for bare, whole in ((left, right), (right, left)):
        if bare.tokens and not bare.name and _only_room_kept(bare.tokens, whole):
            return _finding(
                "room", Verdict.SAME, "ADR-1.building", *shown, "the building left out, the room kept"
            )
    short, long = sorted((left.tokens, right.tokens), key=len)
    if len(short) < len(long) and _within(short, long):
        return _finding("room", Verdict.CLOSE, "ADR-1.building", *shown, "a room or number only on one side")
    return _finding("room", Verdict.DIFFERENT, "ADR-2", *shown, "another room or number of the building")


def _names(left: Building, right: Building, text_left: str, text_right: str) -> Finding:
    if not left.name or not right.name:
        named = left if left.name else right
        if named.tokens and not named.room:
            detail = "a number of the building's name on one side, perhaps a room on the other"
            return _finding("room", Verdict.CLOSE, "ADR-2", text_left, text_right, detail)
        detail = "building's name left out"
        return _finding("building", Verdict.SAME, "ADR-1.building", text_left, text_right, detail)
    alike = left.name in right.name or right.name in left.name
    detail = "a part of the building's name left out" if alike else "another building at the same number"
    return _finding("building", Verdict.CLOSE, "ADR-1.building", text_left, text_right, detail)


def _care_of(left: Building, right: Building, one: Address, other: Address) -> list[Finding]:
    findings = []
    if left.care_of != right.care_of:
        verdict = Verdict.CLOSE if left.care_of and right.care_of else Verdict.SAME
        shown = one.care_of, other.care_of
        findings.append(
            _finding("care_of", verdict, "ADR-1.building", *shown, "care of somebody else or nobody")
        )
    if left.near != right.near:
        detail = "beside or within the block on one side"
        findings.append(_finding("block", Verdict.CLOSE, "ADR-1.near", left.near, right.near, detail))
    return findings


def _floor_of_room(building: Building) -> bool:
    """Whether the floor, where one is written, only repeats what the room says (4F 401)."""
    return all(building.tokens and floor == building.tokens[-1][:-2] for floor in building.floors)


def _floors_agree(left: Building, right: Building) -> bool:
    """No floor contradicts a floor, nor a room of four or three digits its floor (3階 and 501)."""
    if left.floors and right.floors:
        short, long = sorted((left.floors, right.floors), key=len)
        return _within(short, long)
    for with_floor, without in ((left, right), (right, left)):
        if with_floor.floors and without.tokens and not with_floor.tokens and not without.floors:
            room = without.tokens[-1]
            if room.isdecimal() and len(room) in (3, 4) and room[:-2] not in with_floor.floors:
                return False
    return True


def _within(short: tuple[object, ...], long: tuple[object, ...]) -> bool:
    """Whether *short* can be had from *long* by leaving elements out."""
    rest = iter(long)
    return all(element in rest for element in short)


def _finding(part: str, verdict: Verdict, rule: str, left: str, right: str, detail: str) -> Finding:
    return Finding(part, verdict, rule, left, right, detail, SOURCE)
