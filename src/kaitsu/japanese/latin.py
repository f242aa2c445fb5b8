"""Names in Latin letters compared (NAM-3, PAY-2): case, order, marks, hyphens, long vowels, Kunrei.

A middle name that only one side has, or has as an initial, is *close*: it is how cards and passports of one
person differ, and how two persons of one family differ; a person or the operator's profile decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kaitsu.japanese.text import normalise
from kaitsu.japanese.variants import Relation
from kaitsu.japanese.verdict import Verdict

_ICAO = "ICAO Doc 9303-3, section 6"
_HEPBURN = "Cabinet notice 1, 1954; Hepburn table of the Ministry of Foreign Affairs"


def _rule(name: str, detail: str, source: str = "NAM-3", verdict: Verdict = Verdict.SAME) -> Relation:
    return Relation(verdict, f"NAM-3.{name}", source, detail)


CASE = _rule("case", "upper and lower case")
ORDER = _rule("order", "another order of the parts")
PUNCTUATION = _rule("punctuation", "a hyphen, apostrophe, full stop or space inside the name")
MARKS = _rule("diacritics", "marks on letters left out")
EXPANDED = _rule("expanded", "a marked letter written as two", _ICAO)
UMLAUT = _rule(
    "umlaut", "AE, OE or UE against the bare letter, without the mark on either side", _ICAO, Verdict.CLOSE
)
LONG = _rule("long", "spellings of one long vowel", _HEPBURN)
ROMAJI = _rule(
    "romaji",
    "Hepburn against Kunrei or other spellings, if the name is Japanese (CHI and TI, SHI and SI)",
    _HEPBURN,
)
MIDDLE = _rule("middle", "a middle name on one side only", verdict=Verdict.CLOSE)
INITIAL = _rule("initial", "an initial for a name", verdict=Verdict.CLOSE)
TITLE = _rule("title", "a title left out")

_TITLES = frozenset(("MR", "MRS", "MS", "MISS", "MX", "DR"))
_INSIDE = re.compile(r"['.\-]+")
_BETWEEN = re.compile(r"[ ,\-/<・]+")

#: Letters that Unicode does not take apart, and what they are written as without their mark.
_UNMARKED = str.maketrans(
    {
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Ð": "D",
        "Ħ": "H",
        "Ŧ": "T",
        "Æ": "AE",
        "Œ": "OE",
        "Þ": "TH",
        "ẞ": "SS",
        "Ŋ": "N",
    }
)
_TWO_LETTERS = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Ø": "OE", "Å": "AA"})
_UMLAUTS = re.compile("(?<=[AOU])E")

#: Onsets and syllables that are spelled in more than one way, in Kunrei letters.
_ONSETS = {"SH": "SY", "CH": "TY", "J": "ZY", "JY": "ZY", "TS": "T", "DZ": "Z"}
_SYLLABLES = {
    "SYI": "SI",
    "TYI": "TI",
    "ZYI": "ZI",
    "FU": "HU",
    "DI": "ZI",
    "DU": "ZU",
    "WO": "O",
    "WI": "I",
    "WE": "E",
}
_MORA = re.compile(
    r"(?:(?P<double>([KSTPCGZDBJ])(?=\2)|T(?=CH))?"
    r"(?P<onset>SH|CH|TS|DZ|[KSTNHMRGZDBPJ]Y|[KSTNHMRGZDBPJFW]|Y(?=[AUO]))?(?P<vowel>[AIUEO]))"
    r"|(?P<nasal>N(?![AIUEOY])|M(?=[BMP]))|(?P<long>(?<=[OU])H(?![AIUEOY]))"
)
#: A long vowel, but not before ン in the same syllable, which Japanese names do not have (MOON, JOHN).
_LONG_VOWEL = re.compile("(O)[OUh]+(?!N')|(U)[Uh]+(?!N')")


@dataclass(frozen=True, slots=True)
class LatinName:
    """A name in Latin letters as it was read: the normalised text, and its parts in upper case."""

    text: str
    parts: tuple[str, ...]
    titled: bool = False


@lru_cache(maxsize=4096)
def read(text: str) -> LatinName:
    """*text* in parts: upper case, without titles."""
    shown = normalise(text).text
    parts = tuple(part for part in _BETWEEN.split(shown.upper()) if part.strip("'."))
    kept = tuple(part for part in parts if part.strip(".") not in _TITLES)
    titled = len(kept) != len(parts) and len(kept) > 1
    return LatinName(shown, kept if titled else parts, titled)


@lru_cache(maxsize=8192)
def relate_latin(left: str, right: str) -> tuple[Relation, ...] | None:
    """By which rules the names *left* and *right* are the same or close; None if different. Symmetric.

    No relation at all means equal as given. Either may hold any text; without letters nothing is equal to it.
    """
    one, other = sorted((read(left), read(right)), key=lambda name: name.text)
    if not one.parts or not other.parts:
        return None
    matched = _in_order(one.parts, other.parts)
    if matched is None:
        matched = _joined(one.parts, other.parts) or _in_any_order(one.parts, other.parts)
    if matched is None:
        return None
    if one.titled != other.titled:
        matched.append(TITLE)
    if not matched and one.text != other.text:
        matched.append(CASE if one.text.upper() == other.text.upper() else PUNCTUATION)
    return tuple(dict.fromkeys(matched))


def _in_order(left: tuple[str, ...], right: tuple[str, ...]) -> list[Relation] | None:
    if len(left) != len(right):
        return None
    found: list[Relation] = []
    for one, other in zip(left, right, strict=True):
        relations = relate_part(one, other)
        if relations is None:
            return None
        found += relations
    return found


def _joined(left: tuple[str, ...], right: tuple[str, ...]) -> list[Relation] | None:
    """The parts written together, from any part on (MARY ANN SMITH, SMITH MARYANN)."""
    if len(left) < len(right):
        left, right = right, left
    if len(left) > _MOST_PARTS or len(left) == len(right):
        return None
    whole = "".join(right)
    for turn in range(len(left)):
        relations = relate_part("".join(left[turn:] + left[:turn]), whole)
        if relations is not None:
            return [*([ORDER] if turn else []), PUNCTUATION, *relations]
    return None


_MOST_PARTS = 12
_LONGEST = 1000


def _in_any_order(left: tuple[str, ...], right: tuple[str, ...]) -> list[Relation] | None:
    """Each part of the shorter name found in the longer one; what is left over is a middle name."""
    if max(len(left), len(right)) > _MOST_PARTS:
        return None
    pairs, found = _pair_up(left, right)
    rest_left = [index for index in range(len(left)) if index not in pairs]
    rest_right = [index for index in range(len(right)) if index not in pairs.values()]
    full = len(pairs)
    for index in list(rest_left):
        for place in list(rest_right):
            if index in rest_left and _is_initial(left[index], right[place]):
                rest_left.remove(index)
                rest_right.remove(place)
                pairs[index] = place
                found.append(INITIAL)
    if (rest_left and rest_right) or not full or len(pairs) < _LEAST_PARTS:
        return None
    if rest_left or rest_right:
        found.append(MIDDLE)
    places = [pairs[index] for index in sorted(pairs)]
    return [ORDER, *found] if places != sorted(places) else found


_LEAST_PARTS = 2


def _pair_up(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[dict[int, int], list[Relation]]:
    """Which part of *left* is which of *right*: equal parts first, then parts that a rule makes the same."""
    pairs: dict[int, int] = {}
    found: list[Relation] = []
    for exactly in (True, False):
        for index, one in enumerate(left):
            if index in pairs:
                continue
            for place, other in enumerate(right):
                if place in pairs.values() or (exactly and one != other):
                    continue
                relations = relate_part(one, other)
                if relations is not None:
                    pairs[index] = place
                    found += relations
                    break
    return pairs, found


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one.strip("."), other.strip(".")))
    return len(short) == 1 and long.startswith(short)


@lru_cache(maxsize=8192)
def relate_part(one: str, other: str) -> tuple[Relation, ...] | None:
    """By which rules two parts of names, in upper case, are the same or close; None if different."""
    if one == other:
        return ()
    plain_one, plain_other = _INSIDE.sub("", one), _INSIDE.sub("", other)
    if plain_one == plain_other:
        return (PUNCTUATION,)
    found = _relate_letters(plain_one, plain_other)
    if found is not None and (plain_one, plain_other) != (one, other):
        return (PUNCTUATION, *found)
    return found


def _relate_letters(one: str, other: str) -> tuple[Relation, ...] | None:
    bare = unmarked(one), unmarked(other)
    if bare[0] == bare[1]:
        return (MARKS,)
    expanded = unmarked(one.translate(_TWO_LETTERS)), unmarked(other.translate(_TWO_LETTERS))
    if bare[0] == expanded[1] or expanded[0] == bare[1] or expanded[0] == expanded[1]:
        return (EXPANDED,)
    sound, sound_of_other = romaji(bare[0]), romaji(bare[1])
    if sound is not None and sound_of_other is not None:
        return _relate_sounds(sound, sound_of_other)
    if _UMLAUTS.sub("", bare[0]) == _UMLAUTS.sub("", bare[1]):
        return (UMLAUT,)
    return None


def _relate_sounds(one: str, other: str) -> tuple[Relation, ...] | None:
    if one == other:
        return (ROMAJI,)
    if _LONG_VOWEL.sub(r"\1\2", one) == _LONG_VOWEL.sub(r"\1\2", other):
        return (LONG,)
    return None


@lru_cache(maxsize=8192)
def romaji(letters: str) -> str | None:
    """*letters* in one spelling if they could be Japanese, with h for a lengthening H; else None."""
    out: list[str] = []
    position = 0
    while position < len(letters):
        found = _MORA.match(letters, position)
        if found is None:
            return None
        if found["nasal"]:
            out.append("N'")
        elif found["long"]:
            out.append("h")
        else:
            onset = found["onset"] or ""
            syllable = _ONSETS.get(onset, onset) + found["vowel"]
            out.append(("Q" if found["double"] else "") + _SYLLABLES.get(syllable, syllable))
        position = found.end()
    return "".join(out)


def unmarked(text: str) -> str:
    """*text*, in upper case, with the marks of its letters taken off.

    A text of more than 1,000 characters stays as it is: to order its marks may take minutes.
    """
    if text.isascii() or len(text) > _LONGEST:
        return text
    apart = unicodedata.normalize("NFD", text.translate(_UNMARKED))
    return "".join(char for char in apart if not unicodedata.combining(char))
