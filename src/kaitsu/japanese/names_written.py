"""Names with kanji compared, character by character (NAM-1), and with katakana standing for one kanji (NAM-2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kaitsu.japanese.kana import relate_kana, to_katakana
from kaitsu.japanese.names_readings import LONGEST, Attested, attested
from kaitsu.japanese.text import is_kana, is_kanji
from kaitsu.japanese.variants import Relation, related
from kaitsu.japanese.verdict import ORDER, Verdict

_REPEAT = Relation(Verdict.SAME, "NAM-1.repeat", "NAM-1", "々 stands for the kanji before it")
_CASE = Relation(Verdict.SAME, "NAM-3.case", "NAM-3", "upper and lower case")
_NO = Relation(Verdict.CLOSE, "NAM-1.no", "NAM-1", "ノ, の and 之 are read alike")
_TOWNS = "Japan Post town names"
_BY_READING = Relation(Verdict.SAME, "NAM-2", "the reading given", "katakana stand for one kanji")
_BY_TOWNS = Relation(Verdict.SAME, "NAM-2", _TOWNS, "katakana stand for one kanji, which is read so")
_UNCONFIRMED = Relation(Verdict.CLOSE, "NAM-2.unconfirmed", _TOWNS, "katakana may stand for one kanji")
_SEVERAL = Relation(Verdict.CLOSE, "NAM-2.several", "NAM-2", "katakana for more than one kanji")

_NO_LETTERS = frozenset("ノの之")
_MOST_STAND_INS = 2
_MOST = 16  # characters of a name within which katakana are looked for that stand for a kanji

Found = tuple[Relation, ...]


@lru_cache(maxsize=8192)
def relate_written(left: str, right: str, reading: str = "") -> Found | None:
    """By which rules two names with kanji, without spaces, are the same or close; None if different. Symmetric.

    No relation at all means equal. *reading* is the katakana of the name, where it is known.
    """
    left, right = sorted((left, right))
    if (found := relate_characters(left, right)) is not None:
        return found
    plain = (left, right)
    if "々" in left or "々" in right:
        plain = _repeated(left), _repeated(right)
        if (found := relate_characters(*plain)) is not None:
            return (_REPEAT, *found)
    if max(len(left), len(right)) > _MOST or not (_has_kana(left) or _has_kana(right)):
        return None
    return _with_stand_ins(*plain, to_katakana(reading))


def relate_characters(left: str, right: str) -> Found | None:
    """By which rules two names of one length are the same or close, character by character; None if different."""
    if len(left) != len(right):
        return None
    found: dict[Relation, None] = {}
    for one, other in zip(left, right, strict=True):
        if one == other:
            continue
        relation = _relate_pair(one, other)
        if relation is None:
            return None
        found[relation] = None
    return tuple(found)


def _relate_pair(one: str, other: str) -> Relation | None:
    relation = related(one, other)
    if relation is not None or ("\u4e00" <= one <= "\u9fff" and "\u4e00" <= other <= "\u9fff"):
        return relation
    if one in _NO_LETTERS and other in _NO_LETTERS and "之" in (one, other):
        return _NO
    if is_kana(one) and is_kana(other):
        kana = relate_kana(one, other)
        return kana[0] if kana else None
    return _CASE if one.casefold() == other.casefold() else None


def _repeated(text: str) -> str:
    """々 written out."""
    out: list[str] = []
    for char in text:
        out.append(out[-1] if char == "々" and out else char)
    return "".join(out)


def _has_kana(text: str) -> bool:
    return any(map(is_kana, text))


def _with_stand_ins(left: str, right: str, reading: str) -> Found | None:
    """The best way to read katakana of one name for a kanji of the other."""
    found = [
        (*relations, _SEVERAL) if stand_ins > 1 and not reading else relations
        for relations, stand_ins, pattern in _ways(left, right, bool(reading), _MOST_STAND_INS)
        if stand_ins and (not reading or _spoken_as(pattern, reading))
    ]
    return min(found, key=lambda way: max(ORDER.index(relation.verdict) for relation in way), default=None)


def _spoken_as(pattern: tuple[str, ...], reading: str) -> bool:
    """Whether *reading* consists of the parts of *pattern* in order, where "" is any reading of one character."""
    ends = {0}
    for part in pattern:
        if part:
            ends = {end + len(part) for end in ends if reading.startswith(part, end)}
        else:
            ends = {end + size for end in ends for size in range(1, LONGEST + 1)}
    return len(reading) in ends


def _ways(left: str, right: str, read: bool, budget: int) -> Iterator[tuple[Found, int, tuple[str, ...]]]:
    """The ways to lay one name over the other, where at most *budget* runs of kana stand for a kanji each.

    Of each way: its relations, how many runs there are, and the parts of the reading that it asks for.
    """
    if not left or not right:
        if not left and not right:
            yield (), 0, ()
        return
    relation = _relate_pair(left[0], right[0])
    if relation is not None:
        own = () if left[0] == right[0] else (relation,)
        for rest, runs, tail in _ways(left[1:], right[1:], read, budget):
            yield (*own, *rest), runs, ("", *tail)
    if budget:
        for kanji, others, swapped in ((left, right, False), (right, left, True)):
            for size, own_relation in _stand_ins(kanji[0], others, read):
                pair = (kanji[1:], others[size:])
                for rest, runs, tail in _ways(*(pair[::-1] if swapped else pair), read, budget - 1):
                    yield (own_relation, *rest), runs + 1, (to_katakana(others[:size]), *tail)


def _stand_ins(kanji: str, others: str, read: bool) -> Iterator[tuple[int, Relation]]:
    """How many of the first kana of *others* may stand for *kanji*, and by which rule."""
    if not is_kanji(kanji):
        return
    for size in range(1, min(LONGEST, len(others)) + 1):
        if not is_kana(others[size - 1]):
            return
        if read:
            yield size, _BY_READING
            continue
        known = attested(kanji, to_katakana(others[:size]))
        if known is not Attested.NO:
            yield size, _BY_TOWNS if known is Attested.YES else _UNCONFIRMED
