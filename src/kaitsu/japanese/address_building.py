"""What follows the numbers of an address: building, floor, room, care of (ADR-1.building, ADR-2)."""

from __future__ import annotations

import re
from typing import NamedTuple

from kaitsu.japanese.address_text import KANJI_NUMERALS, number


class Building(NamedTuple):
    """The end of an address as it is compared.

    ``name`` has no number in it; ``tokens`` are its numbers and single letters in order, the room last; ``floors``
    are signed (地下1階 is -1); ``near`` is 先, 地内 and the like behind the block; ``room`` is how many of the last
    tokens are the room; ``ordinals`` is how many tokens belong to the name beyond doubt (第2田中ビル); ``mark`` is
    室 or 棟 where such a unit is written behind the last number.
    """

    name: str = ""
    tokens: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    care_of: str = ""
    near: str = ""
    room: int = 0
    ordinals: int = 0
    mark: str = ""


EMPTY = Building()

_KN = f"[{KANJI_NUMERALS}]+"
_CARE_OF = re.compile(rf"([^0-9A-Zァ-ヺー\s{KANJI_NUMERALS}-]{{1,4}}?|[ァ-ヺー]{{1,5}}?)(様方|サマ方|方|様)$")
_ROOM_COUNT = re.compile(r"(?<![0-9])[1-9]S?L?DK(?![A-Z])")
_NEAR = re.compile(r"(?:地先|先|地内|地外|内(?=[0-9 ]|$)|外(?=[0-9 ]|$)|他(?=[0-9 ]|$)|ホカ|番地先)")
_FLOOR = re.compile(
    rf"(地下|地上|B)?(?<![0-9])((?:[0-9]+[・~])*)([0-9]+|{_KN}) ?(?:階|F(?![A-Z])|FL(?![A-Z]))(?:部分)?"
)
_ROOM_WORD = re.compile(r"(?<![A-Z])(?:ROOM|RM|NO|APT)[. ]*(?=[A-Z]?-?[0-9])|部屋番号(?=[A-Z]?-?[0-9])")
_NO_BEFORE_ROOM = re.compile(r"ノ(?=(?:[A-Z]-?)?[0-9]+(?:号室|号|室)?$)")
_INITIALS = re.compile(r"(?<![A-Z])[A-Z](?:[・&][A-Z])+(?![A-Z])")
_DIGITS = re.compile("[0-9]+")
_ROMAN = re.compile(r"(?<![A-Z])(?:II|III|IV|VI|VII|VIII|IX)(?![A-Z])")
_ROMAN_VALUES = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_UNIT = r"号室|号棟|号館|番館|番街|号|室|棟|館|番"
_TOKEN = re.compile(
    rf"第?([0-9]+)(?:{_UNIT})?|第({_KN})|({_KN})(?:号室|号棟|号館|番館|番街|号|室|棟)|([〇一二三四五六七八九]{{2,}}$)"
    rf"|(?<![A-Z])([A-Z])(?![A-Z])(?:号室|号棟|室|棟|館)?|([東西南北中])(?:号棟|棟|館)"
    r"|(?<![ァ-ヺー])([ァ-ネハ-ヺ])(?:号室|号棟|号|室|棟)"
)
_ORDINAL = re.compile(rf"第(?:[0-9]+|{_KN})(?!号?[棟館室])")
_ROOM_AT_END = re.compile(r"(?:(?<![A-Z])[A-Z][-号棟室]*)?[0-9]+(?:-[0-9]+)*(?:-?[A-EG-Z])?(?:号室|号|室)?$")
_MARK = re.compile(rf"(?:[0-9]|{_KN}|(?<![A-Z])[A-Z])(?:号?(室|棟|館)|番(館))$")
_JUNK = re.compile(r"[\s\-・.~ー_&＆'’·+*?!]+")
_WORDS = re.compile(r"ビルヂング|ビルデイング|BUILDING|BLDG|BLD")


def read_building(text: str) -> Building:
    """*text* (folded, all that follows the numbers) taken apart."""
    text = text.strip("- ")
    if not text:
        return EMPTY
    near, care_of = "", ""
    found = _NEAR.match(text)
    if found:
        near, text = found[0], text[found.end() :].strip("- ")
    text = text.removesuffix("気付").rstrip("- ")
    if "DK" in text:
        text = _ROOM_COUNT.sub(" ", text).strip("- ")
    found = _CARE_OF.search(text)
    if found:
        care_of, text = found[1], text[: found.start()].strip("- ")
    floors: list[str] = []
    if "階" in text or "F" in text:
        text = _FLOOR.sub(lambda floor: _floor(floor, floors), text)
    if "I" in text:
        text = _ROMAN.sub(lambda roman: f" {_ROMAN_VALUES[roman[0]]} ", text)
    if "NO" in text or "M" in text or "APT" in text or "部屋" in text:
        text = _ROOM_WORD.sub(" ", text)
    if "・" in text or "&" in text:
        text = _INITIALS.sub(
            lambda letters: letters[0].lower(), text
        )  # K・Tビル: letters of the name, no wings
    text = _NO_BEFORE_ROOM.sub(" ", text)
    tokens: list[str] = []
    name = _TOKEN.sub(lambda token: _token(token, tokens), text)
    name = _WORDS.sub("ビル", _JUNK.sub("", name)) if name else ""
    ordinals = len(_ORDINAL.findall(text)) if "第" in text else 0
    room = _room(text, tokens)
    return Building(name, tuple(tokens), tuple(floors), care_of, near, room, ordinals, _mark(text))


def _mark(text: str) -> str:
    found = _MARK.search(text.rstrip(" "))
    if found is None:
        return ""
    return "室" if found[1] == "室" else "棟"


def _floor(found: re.Match[str], floors: list[str]) -> str:
    below = "-" if found[1] in ("地下", "B") else ""
    floors.extend(below + number(floor) for floor in (*_DIGITS.findall(found[2]), found[3]))
    return " "


def _token(found: re.Match[str], tokens: list[str]) -> str:
    numeral = found[1] or found[2] or found[3] or found[4]
    tokens.append(number(numeral) if numeral else found[5] or found[6] or found[7])
    return " "


def _room(text: str, tokens: list[str]) -> int:
    """How many of the last *tokens* are the room: 501; A-205; 3-201."""
    found = _ROOM_AT_END.search(text.rstrip(" "))
    if found is None:
        return 1 if tokens and text.rstrip(" ").endswith(("号室", "室", "号")) else 0
    return len(_TOKEN.findall(found[0]))
