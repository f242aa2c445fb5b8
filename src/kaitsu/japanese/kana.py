"""Readings in katakana: made valid (HLD-1), and compared with each difference named by its rule (NAM-4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from kaitsu.japanese.text import normalise
from kaitsu.japanese.variants import Relation
from kaitsu.japanese.verdict import Verdict
from kaitsu.kernel.errors import InvalidValue

_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}

_READING = re.compile("[ァ-ヺー・ヽヾ ]*")
_NEVER_FIRST = frozenset("ァィゥェォッャュョヮヵヶーヽヾ・")

_VOWEL_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮヵヷ",
    "イ": "イキシチニヒミリヰギジヂビピィヸ",
    "ウ": "ウクスツヌフムユルグズヅブプゥュヴッ",
    "エ": "エケセテネヘメレヱゲゼデベペェヶヹ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョヺ",
}
#: The vowel that each katakana ends in; ン has none.
VOWEL = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}
#: The kana that may write the second half of a long vowel, by the vowel before it.
LONG = {"ア": "ア", "イ": "イ", "ウ": "ウ", "エ": "エイ", "オ": "オウ"}

_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_OLD = str.maketrans("ヰヱ", "イエ")
_WO = str.maketrans("ヲ", "オ")
_DZ = str.maketrans("ヂヅ", "ジズ")
_VU_PATTERN = re.compile("ヴ[ァアィイェエォオ]?|[ヷヸヹヺ]")
_VU = (
    dict(zip("アイエオ", "バビベボ", strict=True))
    | dict(zip("ヷヸヹヺ", "バビベボ", strict=True))
    | {"ヴ": "ブ"}
)
_VOICED = str.maketrans(
    "カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ"
)
_MARK = "ー"


@dataclass(frozen=True, slots=True)
class Kana:
    """A reading in full-width katakana, with single spaces between its parts."""

    text: str

    def __post_init__(self) -> None:
        if not self.text:
            raise InvalidValue("kana.empty")
        for position, char in enumerate(self.text):
            if not _READING.fullmatch(char):
                raise InvalidValue("kana.not_katakana", character=char, position=position)
        for part in self.text.split():
            if part[:1] in _NEVER_FIRST:
                raise InvalidValue("kana.cannot_begin", character=part[:1])

    @classmethod
    def parse(cls, text: str) -> Kana:
        """The reading that *text* spells: half-width kana and hiragana are accepted (HLD-3).

        Raises InvalidValue: ``kana.empty``, ``kana.not_katakana`` (with character and position in the
        normalised text), ``kana.cannot_begin`` (with the character).
        """
        return cls(to_katakana(normalise(text).text))

    def __str__(self) -> str:
        return self.text


def to_katakana(text: str) -> str:
    """*text* with every hiragana letter as katakana."""
    return text.translate(_TO_KATAKANA)


@lru_cache(maxsize=4096)
def relate_kana(left: str, right: str) -> tuple[Relation, ...] | None:
    """By which rules the normalised readings *left* and *right* are the same or close; None if different.

    No relation at all means equal. Spaces never matter here. Symmetric.
    """
    left, right = left.replace(" ", ""), right.replace(" ", "")
    if left == right:
        return ()
    tail = _relate_long(_folded(left), _folded(right))
    if tail is None:
        return None
    needed = list(_RULES)
    for rule in _RULES:
        others = [kept for kept in needed if kept is not rule]
        if _relate_long(_fold(left, others), _fold(right, others)) == tail:
            needed = others
    return (*(rule.relation for rule in needed), *tail)


def _fold(text: str, rules: Iterable[_Rule]) -> str:
    for rule in rules:
        text = rule.fold(text)
    return text


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return _fold(text, _RULES)


def _relate_long(left: str, right: str) -> tuple[Relation, ...] | None:
    """Empty for equal texts, the rules of long vowels where only those differ, else None."""
    if left == right:
        return ()
    if len(left) != len(right):
        return None
    found: list[Relation] = []
    vowel = ""
    for one, other in zip(left, right, strict=True):
        if one != other:
            relation = _LONG_MARK if _MARK in (one, other) else _LONG_VOWEL
            if not {one, other} <= {_MARK, *LONG.get(vowel, "")}:
                return None
            found.append(relation)
        elif one != _MARK:
            vowel = VOWEL.get(one, "")
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Rule:
    """One difference that does not count: what it is called, and the folding that removes it."""

    relation: Relation
    fold: Callable[[str], str]


def _rule(name: str, detail: str, fold: Callable[[str], str]) -> _Rule:
    return _Rule(Relation(Verdict.SAME, f"NAM-4.{name}", _USAGE, detail), fold)


_USAGE = "modern kana usage (Cabinet notice 1, 1986)"
_LONG_MARK = Relation(Verdict.SAME, "NAM-4.long", _USAGE, "ー stands for the vowel before it")
_LONG_VOWEL = Relation(
    Verdict.CLOSE, "NAM-4.vowel", _USAGE, "オオ and オウ, or エイ and エエ, are read alike"
)


def _repeated(text: str) -> str:
    """ヽ and ヾ written out."""
    out: list[str] = []
    for char in text:
        if char == "ヽ" and out:
            out.append(out[-1])
        elif char == "ヾ" and out:
            out.append(out[-1].translate(_VOICED))
        else:
            out.append(char)
    return "".join(out)


_RULES = (
    _rule("hiragana", "hiragana given for katakana", to_katakana),
    _rule("dot", "a middle dot left out", lambda text: text.replace("・", "")),
    _rule("repeat", "ヽ and ヾ stand for the kana before them", _repeated),
    _rule(
        "vu",
        "ヴ and ヷ are written ブ and バ",
        lambda text: _VU_PATTERN.sub(lambda found: _VU[found[0][-1].translate(_SMALL)], text),
    ),
    _rule("small", "small kana written large", lambda text: text.translate(_SMALL)),
    _rule("old", "ヰ and ヱ are the old イ and エ", lambda text: text.translate(_OLD)),
    _rule("wo", "ヲ is read オ", lambda text: text.translate(_WO)),
    _rule("dz", "ヂ and ヅ are read ジ and ズ", lambda text: text.translate(_DZ)),
)
