"""A place that does not exist, where the letter that the engine thought of second makes one that does.

水吞 in 京丹波町 is 水呑, 菲崎市 is 韮崎市: only one of them is on any document. Nothing is decided between two towns
that exist, nor behind the first number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kaitsu.japanese import address as addresses

#: What the engine takes for another alike in every crop, so that it never doubts it.
_NEVER_DOUBTED = (("満", "溝"), ("范", "萢"))
_BEFORE_NUMBERS = re.compile(r"[^0-9]*")


def known_town(text: str, doubts: Iterable[tuple[str, str]]) -> str:
    """The address *text* with the one place that a letter of *doubts* (read, second) makes of an unknown one."""
    read = addresses.parse(text).reading
    if read.known_town:
        return text
    start = _BEFORE_NUMBERS.match(text)
    end = start.end() if start else 0
    found = set()
    for letter, rival in (*doubts, *_NEVER_DOUBTED):
        for place in (place for place, each in enumerate(text[:end]) if each == letter):
            other = text[:place] + rival + text[place + 1 :]
            parsed = addresses.parse(other).reading
            if parsed.known_town and read.cities in ((), parsed.cities):
                found.add(other)
    return found.pop() if len(found) == 1 else text
