"""One spelling for the text of an address: width, hyphens, spaces, numerals (ADR-1).

``clean`` makes the text that is parsed and shown; ``fold`` makes from it the text that is compared, one character
for one, so that a place in the one is the same place in the other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kaitsu.japanese.address_variants import VARIANTS
from kaitsu.japanese.address_written import as_meant
from kaitsu.japanese.radicals import RADICALS

#: Digits and signs of kanji numerals, after ``fold``.
KANJI_NUMERALS = "〇一二三四五六七八九十百千"

_HYPHENS = "-‐‑‒–—―⁃˗−─━﹣－ｰ╴╶╸╺⎯➖﹘⸺⸻ーｰ"
_BLANKS = ",、。，．｡､;；()（）[]［］{}｛｝「」『』【】〔〕〈〉《》<>\"'“”‘’|｜/／\\#＃:："
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c"

_CHARACTERS: dict[int, str | None] = {ord(char): "-" for char in _HYPHENS if char not in "ーｰ"}
_CHARACTERS.update({ord(radical): whole for radical, whole in RADICALS.items()})
_CHARACTERS.update({ord(char): " " for char in _BLANKS})
_CHARACTERS.update(dict.fromkeys(map(ord, _DROPPED)))
_CHARACTERS.update(dict.fromkeys(range(0xFE00, 0xFE10)))
_CHARACTERS.update(dict.fromkeys(range(0xE0100, 0xE01F0)))
_CHARACTERS.update(
    {ord("○"): "〇", ord("◯"): "〇", ord("零"): "〇", ord("〶"): "〒", ord("〜"): "~", ord("〰"): "~"}
)

_NUMERAL = "0-9" + KANJI_NUMERALS
_KANA = "[ァ-ヺぁ-ゖーヽヾ]"
#: ー that is a hyphen (behind no kana, nor set apart between two: サ ン ポ ー ト), and 一 between digits.
_LONG_MARK = re.compile(
    rf"(?<!{_KANA})(?!(?<= {_KANA} )ー+ {_KANA}(?!{_KANA}))ー+|(?<=[0-9])\s*一\s*(?=[0-9])"
)
_UPRIGHT = re.compile(rf"(?<=[{_NUMERAL}])\s*[|│┃丨]\s*(?=[{_NUMERAL}])")
#: 北 十 一 条, 九 ノ 坪: characters set apart to fill a line belong together, but for digits and letters.
_JUSTIFIED = re.compile(r"(?<![^ ]{2})(?<![0-9A-Z-]) (?![0-9A-Z-])(?![^ ]{2})")
_BARS = frozenset("|│┃丨")
_AROUND_HYPHEN = re.compile(r"\s*-[\s-]*")
_SPACE = re.compile(rf"(?<![A-Z{_NUMERAL}])\s+|\s+(?![A-Z{_NUMERAL}])")
_BEFORE_MARK = re.compile(r"(?<!\s)\s+(?=[\u0300-\u036f\u3099\u309a])")
_GAP = re.compile(rf"(?<=[{KANJI_NUMERALS}壱弐参]) (?=[^A-Z{_NUMERAL}])")
_POSTAL_BEHIND = re.compile(r"[-\s]*〒\s*(\d{3})-?(\d{4})$")
_POSTAL = re.compile(r"\s*(?:〒\s*(?:番号)?|郵便番号)?\s*(\d{3})-?(\d{4})(?![-\d])\s*(?=[^\d\s丁番号]|$)")

_DIGITS = str.maketrans(KANJI_NUMERALS[:10], "0123456789")
_TENS = {"十": 10, "百": 100, "千": 1000}
_UNIT = "[一二三四五六七八九]"
_WELL_FORMED = re.compile(f"(?:{_UNIT}?千)?(?:〇?{_UNIT}?百)?(?:〇?{_UNIT}?十)?(?:〇*{_UNIT})?")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワケケ")
_KE = {ord("ヶ"): "ケ", ord("ケ"): "ケ", ord("ヵ"): "ケ", ord("が"): "ケ", ord("ガ"): "ケ", ord("け"): "ケ"}
_NO = {ord(char): "ノ" for char in "ノの之乃"}


def _fold_table() -> dict[int, str]:
    table = dict(VARIANTS)
    for code in range(0x3041, 0x3097):
        table[code] = chr(code + 0x60).translate(_SMALL)
    for code in range(0x30A1, 0x30F7):
        table[code] = chr(code).translate(_SMALL)
    table.update(_KE)
    table.update(_NO)
    table.update({ord(old): new for old, new in zip("壱壹弐貳貮参參拾", "一一二二二三三十", strict=True)})
    return table


FOLD: dict[int, str] = _fold_table()


def clean(text: str) -> str:
    """*text* with one width, one hyphen, capital letters, and spaces only where they part two numbers or words.

    Brackets, commas and quotes count as spaces. The long mark after anything but kana, and 一 between two digits,
    are hyphens. Applying it twice changes nothing more.
    """
    return clean_with_gaps(text)[0]


def clean_with_gaps(text: str) -> tuple[str, frozenset[int]]:
    """``clean``, and where it took away a space behind a kanji numeral: how many characters follow the place.

    Whether 三 belongs to the block or to the name behind it (番地三 田中ビル) can only be seen by that space.
    """
    spaced = _spaced(text)
    cleaned = unicodedata.normalize("NFKC", _SPACE.sub("", spaced))
    if " " not in spaced:
        return cleaned, frozenset()
    return cleaned, frozenset(len(_SPACE.sub("", spaced[gap.end() :])) for gap in _GAP.finditer(spaced))


def _spaced(text: str) -> str:
    text = as_meant(unicodedata.normalize("NFKC", text).upper())
    if not _BARS.isdisjoint(text):
        text = _UPRIGHT.sub("-", text)  # 二｜八｜一: the hyphen of vertical writing
    text = unicodedata.normalize("NFKC", _BEFORE_MARK.sub("", text.translate(_CHARACTERS)))
    if text.count(" ") * 3 > len(text):
        text = _JUSTIFIED.sub("", " ".join(text.split()))
    return _AROUND_HYPHEN.sub("-", _LONG_MARK.sub("-", " ".join(text.split())))


def fold(text: str) -> str:
    """*text* (already clean) as it is compared: variant characters, kana, ケ and ノ in one form; the length stays."""
    return text.translate(FOLD)


def split_postal(text: str) -> tuple[str, str]:
    """The postal code in front of *text* (clean), or behind it with 〒, seven digits or "", and the rest."""
    found = _POSTAL.match(text)
    if found is not None:
        return found[1] + found[2], text[found.end() :]
    found = _POSTAL_BEHIND.search(text) if "〒" in text else None
    if found is not None:
        return found[1] + found[2], text[: found.start()]
    return "", text


@lru_cache(maxsize=8192)
def number(numeral: str) -> str:
    """The value of Arabic digits or of kanji numerals (十五, 一五, 百二, 二千三百四十) in digits, no zero in front.

    What is no number (一四十五, 十百) stays as it is.
    """
    if _TENS.keys().isdisjoint(numeral):
        return numeral.translate(_DIGITS).lstrip("0") or "0"
    if not _WELL_FORMED.fullmatch(numeral):
        return numeral
    total, digits = 0, ""
    for sign in numeral:
        if sign in _TENS:
            total += int(digits or "1") * _TENS[sign]
            digits = ""
        else:
            digits = sign.translate(_DIGITS)
    return str(total + int(digits or "0"))


def in_kanji(value: int) -> str:
    """*value* (1 to 9999) in kanji with 十, 百, 千, as it is written in names of towns."""
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, value = divmod(value, unit)
        if count:
            text += (KANJI_NUMERALS[count] if count > 1 else "") + sign
    return text + (KANJI_NUMERALS[value] if value else "")
