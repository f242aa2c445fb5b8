"""What people write into an address besides the address, and units that they spell: put into the usual form (ADR-1).

Works on text of one width in capitals, before brackets and commas become spaces.
"""

from __future__ import annotations

import re

_NUMERAL = "0-9〇一二三四五六七八九十百千"
_NAME = "一-龥々ぁ-ゖァ-ヶ"
#: A reading in brackets behind a name, before the first number (銀座(ぎんざ)6-6-1); behind it, it may be a wing.
_READING = re.compile(
    rf"^((?:(?![0-9]|[{_NUMERAL}](?:丁目|番(?!町)|号)).)*?[一-龥々])\([ぁ-ゖー]{{2,}}\) ?(?=[{_NUMERAL}{_NAME}])"
)
#: 2,000番地 behind a name; anywhere else the comma may part a block from a room.
_THOUSANDS = re.compile(rf"([{_NAME}](?<![丁目番地号のノ条線割]) ?[1-9][0-9]{{0,2}}),([0-9]{{3}})(?=番)")
_DOT = re.compile(r"(?<=[0-9])[._·](?=[0-9])")
_ANY = re.compile("[(,._·めメばバごゴ]|町目")  # most texts have none of these
#: Units as they are spelled; 五町目 of Kyoto is 五丁目, but 五町目町 is a town.
_CHOME = re.compile(rf"(?<=[{_NUMERAL}]) ?(?:ち[ょよ]うめ|チ[ョヨ]ウメ|丁め|町目(?!町))")
_UNITS = (
    (_CHOME, "丁目"),
    (re.compile(rf"(?<=[{_NUMERAL}]) ?(?:ばんち|バンチ)(?=の?[0-9]|\s|$)"), "番地"),
    (re.compile(rf"(?<=[{_NUMERAL}]) ?(?:ばん|バン)(?=[0-9]|\s|$)"), "番"),
    (re.compile(rf"(?<=[{_NUMERAL}]) ?(?:ごう|ゴウ)(?=\s|$)"), "号"),
)


def as_meant(text: str) -> str:
    """*text* with the units that are spelled (6ちょうめ) in kanji, without readings and commas that part thousands.

    Dots and underlines between digits are hyphens.
    """
    if _ANY.search(text) is None:
        return text
    while (found := _READING.match(text)) is not None:
        text = found[1] + text[found.end() :]
    text = _DOT.sub("-", _THOUSANDS.sub(r"\1\2", text))
    for pattern, unit in _UNITS:
        text = pattern.sub(unit, text)
    return text
