"""Katakana readings in Latin letters, as passports write them, and whether letters could spell a reading.

Passports write Hepburn without long vowels (ONO, SATO; a final オオ stays: YOKOO), ン as M before B, M and P,
and on request OH or the long vowel as the kana has it (OHNO, OONO, SATOU). Cards and forms know more: Kunrei
spellings (SI, TU), loan sounds (FA for FUA). Each way of spelling is an option of a mora, so that a name is
matched in one pass and its spellings are never listed to compare.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kaitsu.japanese.kana import LONG, VOWEL, to_katakana
from kaitsu.japanese.text import normalise
from kaitsu.japanese.variants import Relation
from kaitsu.japanese.verdict import Verdict

_SPELLINGS_LIMIT = 64


class Kind:
    """Where a spelling is used: bits, each weighing more the farther it is from the passport's first choice.

    Plain integers, because an enumeration's ``|`` is half of the cost of a comparison.
    """

    PASSPORT = 0
    LONG = 1
    SEEN = 2
    KUNREI = 4
    LOAN = 8
    FOREIGN = 16


_PASSPORT_SOURCE = "Passport Act Enforcement Regulations; Hepburn table of the Ministry of Foreign Affairs"
_RELATIONS = (
    (Kind.LONG, Relation(Verdict.SAME, "NAM-3.long", _PASSPORT_SOURCE, "a long vowel as passports allow it")),
    (Kind.SEEN, Relation(Verdict.SAME, "NAM-3.long", "NAM-3", "a long vowel as cards write it")),
    (Kind.KUNREI, Relation(Verdict.SAME, "NAM-3.kunrei", "Cabinet notice 1, 1954", "Kunrei spelling")),
    (Kind.LOAN, Relation(Verdict.SAME, "NAM-3.loan", "Cabinet notice 2, 1991", "spelling of a loan sound")),
    (Kind.FOREIGN, Relation(Verdict.CLOSE, "NAM-3.foreign", "NAM-3", "L or V, which kana do not tell apart")),
)
PASSPORT = Relation(Verdict.SAME, "NAM-3.passport", _PASSPORT_SOURCE, "the reading as passports write it")

_VOWELS = "AIUEO"
_ROWS = {
    "": "アイウエオ", "K": "カキクケコ", "S": "サシスセソ", "T": "タチツテト", "N": "ナニヌネノ",
    "H": "ハヒフヘホ", "M": "マミムメモ", "R": "ラリルレロ", "G": "ガギグゲゴ", "Z": "ザジズゼゾ",
    "D": "ダヂヅデド", "B": "バビブベボ", "P": "パピプペポ",
}  # fmt: skip
_BASE = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, _VOWELS, strict=True)
}
_BASE |= {"ヤ": "YA", "ユ": "YU", "ヨ": "YO", "ワ": "WA", "ヰ": "I", "ヱ": "E", "ヲ": "O", "ン": "N"}
_BASE |= {"ヴ": "BU", "ヷ": "BA", "ヸ": "BI", "ヹ": "BE", "ヺ": "BO"}
_HEPBURN = {"シ": "SHI", "チ": "CHI", "ツ": "TSU", "フ": "FU", "ジ": "JI", "ヂ": "JI", "ヅ": "ZU"}
_KUNREI = {
    "シ": ("SI",), "チ": ("TI",), "ツ": ("TU",), "フ": ("HU",), "ジ": ("ZI",), "ヂ": ("ZI", "DI"),
    "ヅ": ("DU", "DZU"), "ヰ": ("WI",), "ヱ": ("WE",), "ヲ": ("WO",),
}  # fmt: skip
_SMALL = dict(zip("ァィゥェォャュョヮヵヶ", "アイウエオヤユヨワカケ", strict=True))
_GLIDES = "ャュョ"
_MORA = re.compile("ッ*[ァ-ヺ][ァィゥェォャュョヮ]?|ー|ッ")
_LIPS = frozenset("バビブベボパピプペポマミムメモヴヷヸヹヺ")  # ン before them is written M
_KEEPS_U = re.compile("ノウ(?=エ|ラ|チ|ミ)")  # の before 上, 浦, 内, 海: イノウエ, タケノウチ


@dataclass(frozen=True, slots=True)
class _Option:
    letters: str
    kind: int


def hepburn(kana: str) -> str:
    """*kana* as passports write it first: upper case, a space where the reading has one."""
    return " ".join("".join(options[0].letters for options in _morae(part)) for part in _parts(kana))


def kunrei(kana: str) -> str:
    """*kana* in Kunrei spelling, without marks on long vowels."""
    return " ".join("".join(_kunrei(options) for options in _morae(part)) for part in _parts(kana))


def spellings(kana: str) -> tuple[str, ...]:
    """Every spelling that passports allow, the first choice first; at most 64."""
    each = [_spellings(part) for part in _parts(kana)]
    return tuple(" ".join(parts) for parts in itertools.islice(itertools.product(*each), _SPELLINGS_LIMIT))


def could_be(latin: str, kana: str) -> tuple[Relation, ...] | None:
    """By which rules the letters of *latin* spell the reading *kana*; None if they cannot.

    Spaces, hyphens, apostrophes, case and marks on letters do not matter; the order of the parts does.
    """
    letters = plain_letters(latin)
    reached: dict[int, int] = {0: Kind.PASSPORT}
    for part in _parts(kana):
        for options in _morae(part):
            reached = _step(letters, reached, options)
            if not reached:
                return None
    kinds = reached.get(len(letters))
    if kinds is None or not letters:
        return None
    found = dict.fromkeys(relation for kind, relation in _RELATIONS if kinds & kind)
    return tuple(found) or (PASSPORT,)


_LONGEST = 1000


def plain_letters(latin: str) -> str:
    """The letters A to Z of *latin*, upper case, marks taken off."""
    text = latin.upper()
    if not text.isascii() and len(text) <= _LONGEST:
        text = unicodedata.normalize("NFD", text)
    return "".join(char for char in text if "A" <= char <= "Z")


def _step(letters: str, reached: dict[int, int], options: tuple[_Option, ...]) -> dict[int, int]:
    following: dict[int, int] = {}
    for position, kinds in reached.items():
        for option in options:
            if letters.startswith(option.letters, position):
                end = position + len(option.letters)
                total = kinds | option.kind
                if end not in following or total < following[end]:
                    following[end] = total
    return following


def _parts(kana: str) -> list[str]:
    return re.split("[ ・]+", to_katakana(normalise(kana).text).strip(" ・"))


def _kunrei(options: tuple[_Option, ...]) -> str:
    return next((option.letters for option in options if option.kind == Kind.KUNREI), options[0].letters)


def _spellings(part: str) -> Iterable[str]:
    allowed = [[option.letters for option in options if option.kind <= Kind.LONG] for options in _morae(part)]
    found = ("".join(letters) for letters in itertools.product(*allowed))
    return list(dict.fromkeys(itertools.islice(found, _SPELLINGS_LIMIT)))


@lru_cache(maxsize=4096)
def _morae(part: str) -> tuple[tuple[_Option, ...], ...]:
    """The options of each mora of one part of a name; a character that is no katakana has none but itself."""
    keeps_u = {found.start() + 1 for found in _KEEPS_U.finditer(part)}
    out: list[tuple[_Option, ...]] = []
    found = list(_MORA.finditer(part))
    if "".join(mora[0] for mora in found) != part:
        return ((_Option(part, Kind.PASSPORT),),)
    vowel = ""
    for index, mora in enumerate(found):
        following = found[index + 1][0] if index + 1 < len(found) else ""
        if mora[0] == "ン":
            out.append(_nasal(following))
        elif mora[0] == "ー" or (vowel in ("オ", "ウ") and mora[0] in LONG[vowel]):
            out.append(_long(mora[0], vowel, last=not following, keeps_u=mora.start() in keeps_u))
        else:
            out.append(_plain(mora[0]))
        vowel = vowel if mora[0] == "ー" else VOWEL.get(mora[0][-1], "")
    return tuple(out)


def _nasal(following: str) -> tuple[_Option, ...]:
    if following[:1] in _LIPS:
        return _Option("M", Kind.PASSPORT), _Option("N", Kind.KUNREI)
    return (_Option("N", Kind.PASSPORT),)


def _long(kana: str, vowel: str, *, last: bool, keeps_u: bool) -> tuple[_Option, ...]:
    """The second half of a long vowel: left out, H, or written."""
    if kana == "ー":
        kana_written = [_Option(_BASE[written], Kind.SEEN) for written in LONG.get(vowel, "")]
        return _Option("", Kind.PASSPORT), _Option("H", Kind.SEEN), *kana_written
    written = _BASE[kana]
    if keeps_u:
        return _Option(written, Kind.PASSPORT), _Option("", Kind.SEEN), _Option("H", Kind.SEEN)
    if last and kana == "オ":
        return _Option(written, Kind.PASSPORT), _Option("H", Kind.LONG), _Option("", Kind.SEEN)
    options = [_Option("", Kind.PASSPORT), _Option(written, Kind.LONG)]
    if vowel == "ウ":
        return *options, _Option("H", Kind.SEEN)
    return *options, _Option("H", Kind.LONG), _Option("U" if kana == "オ" else "O", Kind.SEEN)


@lru_cache(maxsize=1024)
def _plain(mora: str) -> tuple[_Option, ...]:
    """The options of one mora other than ン and the second half of a long vowel, with ッ before it."""
    behind = mora.lstrip("ッ")
    options = _single(behind or "ツ")
    if behind in ("", mora):
        return options
    out: list[_Option] = []
    for option in options:
        if option.letters.startswith("CH"):
            out.append(_Option("T" + option.letters, option.kind))
        elif option.letters[0] in _VOWELS:
            out.append(option)
        else:
            out.append(_Option(option.letters[0] + option.letters, option.kind))
    out += [
        _Option("C" + option.letters, Kind.KUNREI) for option in options if option.letters.startswith("CH")
    ]
    return tuple(out)


def _single(mora: str) -> tuple[_Option, ...]:
    base, small = mora[0], mora[1:]
    base = _SMALL.get(base, base)
    first = _HEPBURN.get(base, _BASE[base])
    if not small:
        return _with_foreign(first, [_Option(other, Kind.KUNREI) for other in _KUNREI.get(base, ())])
    tail = _BASE[_SMALL[small]]
    if small in _GLIDES and first.endswith("I"):
        return _with_foreign(*_glide(base, first, tail))
    stem = "V" if base == "ヴ" else (first[:-1] if len(first) > 1 else "W")
    if base in ("ク", "グ"):
        return _with_foreign(first + tail, [_Option(stem + "W" + tail, Kind.LOAN)])
    others = [_Option(stem + tail, Kind.LOAN)]
    if small in _GLIDES:
        others.append(_Option(stem + tail[1:], Kind.LOAN))
    return _with_foreign(first + tail, others)


def _glide(base: str, first: str, tail: str) -> tuple[str, list[_Option]]:
    """キャ and its like: KYA; after SH, CH and J the Y is dropped, and Kunrei has it."""
    if base not in _HEPBURN:
        return first[:-1] + tail, []
    hepburn_spelling = first[:-1] + tail[1:]
    others = [_Option(other[:-1] + tail, Kind.KUNREI) for other in _KUNREI[base]]
    if first == "JI":
        others.append(_Option("J" + tail, Kind.KUNREI))
    return hepburn_spelling, others


def _with_foreign(first: str, others: list[_Option]) -> tuple[_Option, ...]:
    options = [_Option(first, Kind.PASSPORT), *others]
    for letter, foreign in (("R", "L"), ("B", "V")):
        if first.startswith(letter):
            options.append(_Option(foreign + first[1:], Kind.FOREIGN))
    return tuple(options)
