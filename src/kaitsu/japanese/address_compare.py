"""Two addresses compared part by part, each finding with its rule (ADR-1, ADR-2).

The order of caution: a number that differs makes the whole different; what is only missing on one side, or read in
two ways, is at best close, unless a named rule says that it is the same.
"""

from __future__ import annotations

import re

from kaitsu.japanese.address_model import Address
from kaitsu.japanese.address_numbers import compare_numbers
from kaitsu.japanese.address_parse import parse
from kaitsu.japanese.address_text import KANJI_NUMERALS, clean, fold, number
from kaitsu.japanese.address_where import compare_where
from kaitsu.japanese.verdict import Comparison, Finding, Verdict, worst

SOURCE = "Kaitsu rule ADR-1"

_WIDE = re.compile("[\uff01-\uff9f]")
_NUMERAL = re.compile(f"[{KANJI_NUMERALS}]+")
_JO_AT_END = re.compile(f"(.*[^{KANJI_NUMERALS}])([{KANJI_NUMERALS}]+)条")


def compare(
    left: str | Address,
    right: str | Address,
    *,
    postal_left: str | None = None,
    postal_right: str | None = None,
) -> Comparison:
    """Whether *left* and *right* are one address; postal codes may be given beside the texts.

    DIFFERENT for another municipality, town, block, number, branch, floor or room; CLOSE where a part is missing
    that a rule does not excuse, or a name is spelled as no rule covers; UNREADABLE where one side has no town or no
    number, unless both say the same. Symmetric; no text raises.
    """
    one = parse(left) if isinstance(left, str) else left
    other = parse(right) if isinstance(right, str) else right
    codes = _digits(postal_left) or one.postal_code, _digits(postal_right) or other.postal_code
    findings = [*_postal(*codes), *_parts(one, other, same_code=bool(codes[0]) and codes[0] == codes[1])]
    return Comparison(
        worst([finding.verdict for finding in findings]), tuple(findings), one.as_dict(), other.as_dict()
    )


def _parts(one: Address, other: Address, *, same_code: bool) -> list[Finding]:
    if one.original == other.original and one.original.strip():
        return [Finding("address", Verdict.SAME, "exact", one.original, other.original)]
    if one.reading.text and one.reading.text == other.reading.text and not (one.readable and other.readable):
        return [
            Finding(
                "address", Verdict.SAME, "ADR-1.width", one.original, other.original, "the same text", SOURCE
            )
        ]
    if not (one.readable and other.readable) and not _without_numbers(one, other):
        detail = "no town and number could be read"
        return [Finding("address", Verdict.UNREADABLE, "ADR-1", one.original, other.original, detail, SOURCE)]
    findings = [*compare_where(one, other, same_code=same_code), *compare_numbers(one, other)]
    if worst([finding.verdict for finding in findings]) is Verdict.DIFFERENT:
        detail = ""
        if _same_but_for_spaces(one, other):
            detail = "the same but for spaces, which tell one number from the next"
        elif _divided_otherwise(one, other) or _divided_otherwise(other, one):
            detail = "a kanji numeral that may belong to the town or to the block"
        elif _jo_as_number(one, other) or _jo_as_number(other, one):
            detail = "条 on one side, a number with a hyphen on the other"
        if detail:
            findings = [
                Finding("address", Verdict.CLOSE, "ADR-2", one.original, other.original, detail, SOURCE)
            ]
    return [*_script(one, other), *findings]


def _same_but_for_spaces(one: Address, other: Address) -> bool:
    """Whether only spaces differ, in the whole or behind equal numbers (タワー60 8階, タワー608階)."""
    ours, theirs = one.reading, other.reading
    if ours.text.replace(" ", "") == theirs.text.replace(" ", ""):
        return True
    if [item.value for item in ours.items] != [item.value for item in theirs.items]:
        return False
    if worst([finding.verdict for finding in compare_where(one, other)]) is Verdict.DIFFERENT:
        return False
    behind = [fold(side.building_spelling.strip()) for side in (ours, theirs)]
    return behind[0] != behind[1] and behind[0].replace(" ", "") == behind[1].replace(" ", "")


def _divided_otherwise(glued: Address, parted: Address) -> bool:
    """Whether *glued* has in one numeral what *parted* has as the end of the town and a number (下一十九, 下一19)."""
    ours, theirs = glued.reading, parted.reading
    numeral = _NUMERAL.match(fold(ours.lots_spelling))
    end = theirs.town.removeprefix(ours.town)
    if numeral is None or not end or not theirs.town.startswith(ours.town) or not numeral[0].startswith(end):
        return False
    if ours.cities != theirs.cities or ours.building != theirs.building:
        return False
    rest = numeral[0].removeprefix(end)
    values = [item.value for item in (*ours.items[1:], *theirs.items[1:])]
    half = len(ours.items) - 1
    return bool(rest) and number(rest) == theirs.items[0].value and values[:half] == values[half:]


def _jo_as_number(plain: Address, row: Address) -> bool:
    """Whether *plain* has as its first number what *row* has as the 条 of its town (豊平6-6-10, 豊平6条6丁目10)."""
    ours, theirs = plain.reading, row.reading
    found = _JO_AT_END.fullmatch(theirs.town)
    if (
        found is None
        or found[1] != ours.town
        or ours.cities != theirs.cities
        or ours.building != theirs.building
    ):
        return False
    return [item.value for item in ours.items] == [number(found[2]), *(item.value for item in theirs.items)]


def _without_numbers(one: Address, other: Address) -> bool:
    """Whether both are in a known town and neither has a number, so that there is none to miss."""
    sides = one.reading, other.reading
    return all(side.cities and side.town and not side.items for side in sides)


def _script(one: Address, other: Address) -> list[Finding]:
    """Full and half width: a finding when only the width of the characters differs somewhere."""
    wide = [_WIDE.search(side.original) is not None for side in (one, other)]
    if wide[0] == wide[1]:
        return []
    return [
        Finding(
            "address",
            Verdict.SAME,
            "ADR-1.width",
            one.original,
            other.original,
            "full and half width",
            SOURCE,
        )
    ]


def _postal(left: str, right: str) -> list[Finding]:
    if not left or not right:
        return []
    if left == right:
        return [Finding("postal_code", Verdict.SAME, "exact", left, right)]
    return [Finding("postal_code", Verdict.CLOSE, "HLD-5", left, right, "another postal code")]


def _digits(code: str | None) -> str:
    digits = "".join(char for char in clean(code or "") if "0" <= char <= "9")
    return digits if len(digits) == 7 else ""
