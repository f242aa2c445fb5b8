"""The numbers of an address: 丁目, 番地, 番, 号 and the others, read one after the other (ADR-1, ADR-2).

Works on folded text. A number belongs to the address as long as it is joined to the one before it by a hyphen, の,
or the unit of the one before; the first thing that is not, begins the building.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kaitsu.japanese.address_text import KANJI_NUMERALS, number


class Item(NamedTuple):
    """One number (or 甲, イ, 無番地) with its unit; "" where none was written."""

    value: str
    unit: str


class Lots(NamedTuple):
    """The items, where the first begins, and where the building begins."""

    items: tuple[Item, ...]
    start: int
    end: int


_KN = f"[{KANJI_NUMERALS}]+"
_NUMBER = f"(?:[0-9]+|{_KN})"
_LETTERS = "甲乙丙丁戊己庚辛壬癸"
_NO_LOT = "無番地|番外地|無地番|番地ナシ|番地無シ|地番ナシ"
#: What makes the number before it part of a building, a room or a floor.
_BUILT = (
    r"階|F(?![A-Z])|号室|号棟|号館|号店|室|棟|館|番館|番街(?!区)"
    r"|世紀|号車|号機|坪|人|年|周年|時|才|丁目店|号線ビル"
)
_UNIT = (
    r"丁目|丁(?!目)|地割|番地|番(?![館棟街組割通目町丁])|号線|号(?![室館棟店車機系])"
    rf"|線(?!路)|区(?![画役民立])|部(?![屋長品])|組(?!合)|班|街区|画地|条(?!例)|字(?=[0-9]|[{KANJI_NUMERALS}]+番)"
)
_NUMBERED = re.compile(rf"第?(?:([0-9]+)(?!{_BUILT})(?:({_UNIT})|(?![0-9]))|({_KN})(?!{_BUILT})({_UNIT})?)")
_LETTERED = re.compile(
    rf"([{_LETTERS}])(部)?(?=[-ノ]?{_NUMBER}|番|$|[- ])|([ァ-ネハ-ヺ])(部)?(?=[-ノ]?{_NUMBER}|番地|$)|({_NO_LOT})()"
)
#: Behind a kanji numeral without a unit: what shows that it is a number and not the beginning of a name.
_NAME_IN_KANA = "(?![ツノケ])[ァ-ヺ][ァ-ヺー]"
_AFTER_KANJI = re.compile(rf"$|[- ~]|ノ{_NUMBER}|第|[A-Z]|{_NAME_IN_KANA}")
_AFTER_LETTER = (
    rf"(?=部?[-ノ]?(?:[0-9]+(?!{_BUILT})|[{KANJI_NUMERALS}]{{3,}}"
    rf"|{_KN}(?:番|$|-|ノ{_NUMBER}|第[0-9]|{_NAME_IN_KANA})))"
)
#: Where the numbers begin. A digit does, unless it is a floor or a room; a kanji numeral must be followed by what
#: only a number is followed by; 甲 or イ must stand before a number.
_START = re.compile(
    rf"第?[0-9]+(?!{_BUILT}|[0-9]|番[町丁]|ノ(?!{_NUMBER}|[{_LETTERS}]))"
    rf"|第?{_KN}(?=丁目|丁(?:[0-9]|{_KN}番)|番地|番(?![町丁館割街通組棟目])|地割|号(?![室館棟店車機系線])|字(?:[0-9]|{_KN}番)"
    rf"|[線条](?=[東西南北][0-9{KANJI_NUMERALS}]|[0-9]|{_KN}番)|-{_NUMBER}"
    rf"|ノ{_NUMBER}(?:ノ{_NUMBER}|番|号|第|{_NAME_IN_KANA}|(?![ァ-ヺー一-龥〇]))|$| [0-9A-Z]|第[0-9]|{_NAME_IN_KANA})"
    rf"|(?<![{KANJI_NUMERALS}])(?=[{KANJI_NUMERALS}]{{3}})[{KANJI_NUMERALS}]*〇"
    rf"|[{_LETTERS}]{_AFTER_LETTER}|(?<![ァ-ヺー])(?!(?<=[上下入])ル)[ァ-ネハ-ヺ]{_AFTER_LETTER}|{_NO_LOT}"
)
#: A block named by a Latin letter, right behind the town (上町A番12号).
_LATIN = re.compile(r"([A-Z])(?:(番)(?=[0-9])|(?=-[0-9]))")
#: Where nothing else can be the number, a kanji numeral with 百 or 千 in it (西田二千二百五十九の二県営住宅).
_LONG_NUMERAL = re.compile(
    rf"(?<![{KANJI_NUMERALS}])(?=[{KANJI_NUMERALS}]{{3}})[{KANJI_NUMERALS}]*[百千][{KANJI_NUMERALS}]+(?![町条番丁])"
)
_KANJI = re.compile(_KN)
_CHOME_IN_GRID = re.compile(rf"{_KN}(?=[0-9])")
_IN_A_RUN = KANJI_NUMERALS + "番地丁目ノ-"
_JOIN = re.compile(r"-(?![A-Z])|ノ|~|・| ")
_DIRECTION = re.compile(rf"([東西南北])(?=第?{_NUMBER})")
_SIDES = "東西南北中上下浜"
#: A block on one side of a street that is counted in 丁目 (本通18丁目北5番, 加島3-中2-16).
_SIDE = re.compile(rf"([{_SIDES}])第?({_NUMBER})(?:(番地|番)(?![館棟街組割通目町丁])|(?=[-ノ]{_NUMBER}|$))")
_LATER = re.compile(rf"{_NUMBER}(?:丁目|番地|番(?:[0-9]|地|$|-))|[0-9]+-[0-9]+-[0-9]+")
_CLOSING = frozenset(("号",))
#: What shows that 号 behind nothing leads to a block, and not a room.
_BLOCK_NEXT = re.compile(rf"{_NUMBER}(?:番|[-ノ]{_NUMBER})")
_GRID = frozenset(("線", "条", "号線"))
_NAMED = frozenset(("線", "条", "号線", "区", "組", "部", "班", "号", "字"))
_BLOCKS = frozenset(("丁目", "丁", "番地", "番", "地割"))


def find_lots(text: str, start: int, gaps: frozenset[int] = frozenset(), *, in_grid: bool = False) -> Lots:
    """The numbers of *text* (folded) from *start* on; with no item where there is none.

    *in_grid*: the town is a row of a grid (南一条西), so that a kanji numeral behind it is a 丁目 (南一西五1-2).
    *gaps* are the places behind kanji numerals where a space stood, counted from the end of the text.

    A number that turns out to belong to a name before the real block (三線字中原12番地) is left in that name.
    """
    ends = frozenset(len(text) - gap for gap in gaps)
    chome = _CHOME_IN_GRID.match(text, start) if in_grid else None
    if chome:
        rest = read_from(text, chome.end(), ends)
        return Lots((Item(number(chome[0]), "丁目"), *rest.items), start, rest.end)
    found = read_from(text, start, ends)
    while found.items and _may_be_a_name(found.items):
        later = _LATER.search(text, found.end)
        if later is None or "ビル" in text[found.end : later.start()]:
            break
        found = read_from(text, found.end, ends)
    return found


def _may_be_a_name(items: tuple[Item, ...]) -> bool:
    if len(items) == 1:
        return items[0].unit not in _BLOCKS
    return all(item.unit in _NAMED for item in items)


def read_from(text: str, start: int, gaps: frozenset[int]) -> Lots:
    """The first unbroken run of numbers in *text* from *start* on."""
    begin = _begin(text, start, gaps)
    if begin < 0:
        return Lots((), len(text), len(text))
    end = begin
    position: int | None = begin
    items: list[Item] = []
    while position is not None:
        item, after = _item(text, position, items, gaps)
        if item is None:
            break
        items.append(item)
        end = after
        position = _joined(text, end, items)
    return Lots(tuple(items), begin, end)


def _begin(text: str, start: int, gaps: frozenset[int]) -> int:
    """Where the first number begins, or -1."""
    kanji = _KANJI.match(text, start)
    if (kanji and _is_number(kanji[0], text, kanji.end(), gaps)) or _LATIN.match(text, start):
        return start
    found = _START.search(text, start) or (None if gaps else _LONG_NUMERAL.search(text, start))
    begin = found.start() if found else len(text)
    for gap in gaps:
        first = gap
        while first > start and text[first - 1] in _IN_A_RUN:
            first -= 1
        while first < gap and text[first] not in KANJI_NUMERALS:
            first += 1
        if start < gap and first < begin:
            begin = first
    return begin if begin < len(text) else -1


def _is_number(numeral: str, text: str, end: int, gaps: frozenset[int]) -> bool:
    """Whether a kanji numeral without a unit that ends at *end* is a number: by its surroundings, or its length."""
    if text[end : end + 1].isdecimal():
        return False  # 弐六3-29: a numeral of the name, or 3 would stand behind a hyphen
    if end in gaps or "〇" in numeral or _AFTER_KANJI.match(text, end):
        return True
    before = text[: end - len(numeral)]
    if before[-1:] == "-" or (before[-1:] == "ノ" and before[-2:-1] in KANJI_NUMERALS):
        return True
    long_enough = len(numeral) > 2 or (len(numeral) > 1 and not any(sign in numeral for sign in "十百千"))
    return long_enough and text[end] not in "ツノケ軒番号"


def _item(text: str, position: int, items: list[Item], gaps: frozenset[int]) -> tuple[Item | None, int]:
    if items and items[-1].unit in _GRID:
        turn = _DIRECTION.match(text, position)
        if turn:
            items.append(Item(turn[1], ""))
            position = turn.end()
    side = _SIDE.match(text, position) if _may_have_a_side(text, position, items) else None
    if side:
        return Item(side[1] + number(side[2]), side[3] or ""), side.end()
    found = _NUMBERED.match(text, position)
    if found:
        if items and text[position] == "第" and not (found[2] or found[4]):
            return None, position
        if found[1]:
            return Item(number(found[1]), found[2] or ""), found.end()
        if found[4] or not items or _is_number(found[3], text, found.end(), gaps):
            return Item(number(found[3]), found[4] or ""), found.end()
        return None, position
    found = None if items else _LATIN.match(text, position)
    if found:
        return Item(found[1], found[2] or ""), found.end()
    found = _LETTERED.match(text, position)
    if found:
        return Item(found[1] or found[3] or found[5], found[2] or found[4] or ""), found.end()
    return None, position


def _may_have_a_side(text: str, position: int, items: list[Item]) -> bool:
    return len(items) == 1 and (items[0].unit in ("丁目", "丁") or text[position - 1] == "-")


def is_counted(value: str) -> bool:
    """Whether *value* is a number, with or without the side of the street (南6), and no 甲 or イ."""
    return value.lstrip(_SIDES).isdigit()


def _joined(text: str, position: int, items: list[Item]) -> int | None:
    """Where the next item may begin, or None when the numbers end at *position*."""
    if position >= len(text):
        return None
    last = items[-1]
    join = _JOIN.match(text, position)
    if join is None:
        if last.unit in _CLOSING and not any(item.unit in _GRID for item in items):
            block = _NUMBERED.match(text, position)
            leads = len(items) == 1 and _BLOCK_NEXT.match(text, position)  # 一号9-1
            return position if block and (leads or "番地" in (block[2], block[4])) else None
        return position if last.unit or not is_counted(last.value) or text[position] in _LETTERS else None
    after = join.end()
    following = _NUMBERED.match(text, after)
    if join[0] == " " and not (following and (following[2] or following[4]) in ("番地", "番")):
        return None
    if join[0] == "ノ" and following is None and _LETTERED.match(text, after) is None:
        return None
    return after
