"""A place that does not exist, where the letter that the engine thought of second makes one that does.

水吞 in 京丹波町 is 水呑, 菲崎市 is 韮崎市: only one of them is on any document. Nothing is decided between two towns
that exist, nor behind the first number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kaitsu.japanese import address as addresses
from kaitsu.japanese.address_gazetteer import PREFECTURES

#: What the engine takes for another alike in every crop, so that it never doubts it.
_NEVER_DOUBTED = (("満", "溝"), ("范", "萢"), ("網", "岡"), ("网", "岡"), ("网", "網"))
_BEFORE_NUMBERS = re.compile(r"[^0-9]*")


def known_town(text: str, doubts: Iterable[tuple[str, str]]) -> str:
    """The address *text* with the one place that a letter of *doubts* (read, second) makes of an unknown one."""
    text = _with_whole_prefecture(text)
    read = addresses.parse(text).reading
    if read.known_town:
        return text
    start = _BEFORE_NUMBERS.match(text)
    end = start.end() if start else 0
    found = set()
    for letter, rival in (*doubts, *_NEVER_DOUBTED):
        single = [
            text[:place] + rival + text[place + 1 :]
            for place, each in enumerate(text[:end])
            if each == letter
        ]
        # A town is named after its city: what was misread in one was misread in the other.
        for other in {*single, text[:end].replace(letter, rival) + text[end:]}:
            parsed = addresses.parse(other).reading
            if parsed.known_town and read.cities in ((), parsed.cities):
                found.add(other)
    return found.pop() if len(found) == 1 else text


def _with_whole_prefecture(text: str) -> str:
    """*text* with the prefecture's first letter, which engines lose at the edge of a crop: 島県双葉郡 is 福島県."""
    stub, mark, rest = text.partition("県")
    if (
        not mark
        or not stub
        or f"{stub}県" in PREFECTURES
        or not any(each[1:] == f"{stub}県" for each in PREFECTURES)
    ):
        return text
    told = addresses.parse(rest).prefecture
    return told + rest if told[1:] == f"{stub}県" else text
