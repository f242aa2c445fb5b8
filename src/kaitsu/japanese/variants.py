"""How two characters are related, by which published table, and whether that makes them the same (NAM-1).

Nothing is folded one way. Two characters are *the same* where a table links them directly and without another
candidate, or where both are old forms of one modern character; everything weaker is *close*, and a person or
the operator's profile decides. Characters that merely look alike (太 and 大) are not related at all.

The MJ reduction map of CITPC and the reduction map of the National Tax Agency come from ``jntajis-python``,
which is loaded when the first two different kanji meet.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kaitsu.japanese import variant_tables as tables
from kaitsu.japanese.text import is_kanji
from kaitsu.japanese.verdict import ORDER, Verdict

_MJ = "MJ reduction map (CITPC)"
_NTA = "JIS reduction map (National Tax Agency)"

_UNIFICATION, _INFERENCE, _NOTICE_582, _REGISTER, _TAX_AGENCY = 1, 2, 4, 8, 16
_STRONG = _UNIFICATION | _REGISTER | _TAX_AGENCY

#: The rule and the source of a link, strongest first.
_LINKS = (
    (_UNIFICATION, "NAM-1.mj", f"{_MJ}: JIS and UCS unification rules"),
    (_REGISTER, "NAM-1.mj", f"{_MJ}: Family Register Act notices of the Ministry of Justice"),
    (_TAX_AGENCY, "NAM-1.nta", _NTA),
    (_NOTICE_582, "NAM-1.hans", f"{_MJ}: Ministry of Justice notice 582, appendix 4"),
    (_INFERENCE, "NAM-1.inferred", f"{_MJ}: inference by reading and glyph"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """How two characters, or two texts of one length, are related: SAME or CLOSE, the rule and its source."""

    verdict: Verdict
    rule: str
    source: str
    detail: str = ""


EXACT = Relation(Verdict.SAME, "exact", "")


@lru_cache(maxsize=16384)
def related(a: str, b: str) -> Relation | None:
    """How the characters *a* and *b* are related, or None. Symmetric. Both are one code point."""
    if a == b:
        return EXACT
    left, right = sorted((_canonical(a), _canonical(b)))
    if left == right:
        return Relation(
            Verdict.SAME,
            "NAM-1.ucs",
            "Unicode canonical equivalence",
            "a compatibility ideograph and its character",
        )
    if left + right in _own().unrelated:
        return None
    return _by_tables(left, right) or _neighbours(left, right) or _simplified(left, right)


def relate_texts(a: str, b: str) -> Relation | None:
    """The weakest relation between the characters of *a* and *b* in order, or None where one pair has none.

    Texts of unlike length are not related. For names of towns (澤/沢) and of people alike.
    """
    if a == b:
        return EXACT
    if len(a) != len(b):
        return None
    weakest = EXACT
    for left, right in zip(a, b, strict=True):
        if left == right:
            continue
        relation = related(left, right)
        if relation is None:
            return None
        if weakest is EXACT or ORDER.index(relation.verdict) > ORDER.index(weakest.verdict):
            weakest = relation
    return weakest


@lru_cache(maxsize=16384)
def variant_key(text: str) -> str:
    """A key that is equal for texts that :func:`relate_texts` calls the same; a fast pre-filter.

    That holds for the characters of JIS X 0213 and code page 932; a rarer one has the key of one character that
    it is the same as. Texts with equal keys need not be the same. The first call builds a table of some 3,700
    characters (0.2 s).
    """
    return "".join(_key(char) for char in text)


@lru_cache(maxsize=8192)
def reductions(char: str) -> Mapping[str, int]:
    """The characters that the published tables reduce *char* to, with the tables as a bit set."""
    if not is_kanji(char):
        return {}
    import jntajis  # here, because its tables of 70 MB are for when two different kanji meet

    found: dict[str, int] = defaultdict(int)
    for scheme in (_UNIFICATION, _INFERENCE, _NOTICE_582, _REGISTER):
        for candidate in jntajis.mj_shrink_candidates(char, scheme):
            found[_canonical(candidate)] |= scheme
    found[_canonical(jntajis.jnta_shrink_translit(char, passthrough=True))] |= _TAX_AGENCY
    found.pop(char, None)
    return found


def _canonical(char: str) -> str:
    return unicodedata.normalize("NFC", char)


@dataclass(frozen=True, slots=True)
class _Own:
    """The relations of :mod:`variant_tables`, keyed by both characters in code point order."""

    pairs: Mapping[str, Relation]
    unrelated: frozenset[str]
    simplified: Mapping[str, str]
    forms: Mapping[str, str]


@lru_cache(maxsize=1)
def _own() -> _Own:
    pairs: dict[str, Relation] = {}
    for table, verdict, rule, source, detail in (
        (tables.GIVEN_NAME_FORMS, Verdict.SAME, "NAM-1.register", _REGULATION, "old and new form"),
        (tables.SWAPPED_IN_1983, Verdict.SAME, "NAM-1.jis", "JIS X 0208:1983", "exchanged in 1983"),
        (tables.OWN_LIVES, Verdict.CLOSE, "NAM-1.near", _MJ, "linked, and each a character of its own"),
        (
            tables.LOOK_ALIKES,
            Verdict.CLOSE,
            "NAM-1.shape",
            "drawn nearly alike",
            "kana and kanji look-alikes",
        ),
    ):
        for pair in _pairs(table):
            pairs.setdefault(pair, Relation(verdict, rule, source, detail))
    simplified = {pair[0]: pair[1] for pair in tables.SIMPLIFIED.split()}
    forms = {pair[0]: pair[1] for pair, relation in pairs.items() if relation.verdict is Verdict.SAME}
    return _Own(pairs, frozenset(_pairs(tables.UNRELATED)), simplified, forms)


_JOYO = "joyo kanji table (Cabinet notice, 2010)"
_SIMPLIFIED = "General Standard Chinese Characters (2013)"
_REGULATION = "Family Register Act Enforcement Regulations, appendix 2"


def _pairs(table: str) -> Iterable[str]:
    return (min(pair) + max(pair) for pair in table.split())


def _by_tables(a: str, b: str) -> Relation | None:
    """The relation from the own tables or the published maps. *a* stands before *b* in code point order."""
    return _own().pairs.get(a + b) or _by_map(a, b)


def _by_map(a: str, b: str) -> Relation | None:
    """The relation in the published maps: SAME only where they have no other candidate."""
    of_a, of_b = reductions(a), reductions(b)
    simplified = _own().simplified
    if not (of_a or of_b) or a in simplified or b in simplified:
        return None
    schemes = of_a.get(b, 0) | of_b.get(a, 0)
    if schemes:
        rule, source = _name(schemes)
        if not schemes & _STRONG:
            return Relation(Verdict.CLOSE, rule, source, "linked as a likely form")
        if _ambiguous(a if b in of_a else b):
            return Relation(Verdict.CLOSE, rule, source, "the table gives more than one character")
        return Relation(Verdict.SAME, rule, source, "variant forms of one character")
    shared = {char for char in of_a.keys() & of_b.keys() if of_a[char] & _STRONG and of_b[char] & _STRONG}
    if not shared:
        return None
    if any(_same(a, char) and _same(b, char) for char in shared - tables.MERGED):
        return Relation(Verdict.SAME, "NAM-1.mj", _MJ, "forms of one modern character")
    return Relation(Verdict.CLOSE, "NAM-1.reduced", _MJ, "only reduced to one character")


@lru_cache(maxsize=16384)
def _same(a: str, b: str) -> bool:
    """Whether a table makes *a* and *b* the same character."""
    if a == b:
        return True
    left, right = min(a, b), max(a, b)
    if left + right in _own().unrelated:
        return False
    relation = _by_tables(left, right)
    return relation is not None and relation.verdict is Verdict.SAME


def _neighbours(a: str, b: str) -> Relation | None:
    """CLOSE for two families whose surnames are taken for one another (斉藤, 斎藤)."""
    one, other = _families(a), _families(b)
    for pair in tables.NEIGHBOUR_FAMILIES.split():
        if (pair[0] in one and pair[1] in other) or (pair[1] in one and pair[0] in other):
            detail = f"{pair[0]} and {pair[1]} with their old forms are two families"
            return Relation(Verdict.CLOSE, "NAM-1.family", _JOYO, detail)
    return None


def _families(char: str) -> frozenset[str]:
    """The characters of the neighbour families that *char* is, or is a form of."""
    return frozenset(member for member in _OF_FAMILIES if _same(char, member))


_OF_FAMILIES = tables.NEIGHBOUR_FAMILIES.replace(" ", "")


def _simplified(a: str, b: str) -> Relation | None:
    """CLOSE where one side, or both, is the form that China simplified to."""
    table = _own().simplified
    left, right = table.get(a, a), table.get(b, b)
    if (left, right) == (a, b) or not (_same(left, right) or _neighbours(left, right)):
        return None
    return Relation(Verdict.CLOSE, "NAM-1.hans", _SIMPLIFIED, "simplified in China")


def _name(schemes: int) -> tuple[str, str]:
    return next((rule, source) for bit, rule, source in _LINKS if schemes & bit)


def _ambiguous(char: str) -> bool:
    """Whether the tables reduce *char*, or what they reduce it to, to characters that are not of one form."""
    targets = _targets(char)
    return _split(targets) or (len(targets) > 1 and any(_split(_targets(target)) for target in targets))


def _targets(char: str) -> list[str]:
    return sorted(target for target, schemes in reductions(char).items() if schemes & _STRONG)


def _split(targets: list[str]) -> bool:
    return any(not _linked(targets[0], other) for other in targets[1:])


def _linked(a: str, b: str) -> bool:
    """Whether a strong table links *a* and a later *b*, and the own tables do not keep them apart."""
    pair = a + b
    if pair in _own().unrelated or pair in _own().pairs:
        return False
    return bool((reductions(a).get(b, 0) | reductions(b).get(a, 0)) & _STRONG)


def forms(char: str) -> tuple[str, ...]:
    """*char* first, then every character of JIS X 0213 and code page 932 that has its key: for a search."""
    others = _by_key().get(_key(char), ())
    return (char, *(other for other in others if other != char))


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for char, least in _groups().items():
        found[least].append(char)
    return {least: tuple(sorted(chars)) for least, chars in found.items()}


@lru_cache(maxsize=8192)
def _key(char: str) -> str:
    """The least character of the group of same characters that *char* belongs to."""
    char = _canonical(char)
    if not is_kanji(char):
        return char
    groups = _groups()
    if char in groups:
        return groups[char]
    return min(
        (groups.get(target, target) for target in sorted(reductions(char)) if _same(char, target)),
        default=char,
    )


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, str]:
    """Every kanji of JIS X 0213 and code page 932 that has a variant there, with the least of its group."""
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while (above := parent.get(char, char)) != char:
            char = above
        return char

    for char in _common_kanji():
        for other in (*reductions(char), *_own().forms.get(char, "")):
            if _same(char, other):
                low, high = sorted((root(char), root(other)))
                parent[high] = low
                parent.setdefault(low, low)
    return {char: root(char) for char in parent}


def _common_kanji() -> Iterable[str]:
    """The kanji of JIS X 0213 and code page 932."""
    for start, stop in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2A6E0), (0xFA0E, 0xFA2A)):
        for char in map(chr, range(start, stop)):
            if _encodes(char, "euc_jis_2004") or _encodes(char, "cp932"):
                yield char


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
