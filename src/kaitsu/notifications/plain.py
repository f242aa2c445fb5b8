"""Blocks written out as text/plain, wrapped at 70 columns; a Japanese character takes two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from kaitsu.notifications.markup import Block, Button, Figures, Heading, Items, Paragraph

COLUMNS = 70
_WIDE = 2

#: JIS X 4051: what may not begin a line, and what may not end one.
NOT_FIRST = frozenset(
    "、。，．,.・:;：；?!？！)）]］}｝〕〉》」』】〙〗〟’”»ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻ヽヾゝゞ~〜～%％"
)
NOT_LAST = frozenset("(（[［{｛〔〈《「『【〘〖〝‘“«")

#: Columns that a line may stay short so that a phrase stays whole.
_RAGGED = 16

#: A day or a time, a word of narrow characters (an address of the web is one), spaces, or one wide character.
_PIECE = re.compile(
    r"(?:[0-9]+[年月日時分])+(?:（[月火水木金土日]）)?|[\u0021-\u007e\u00a1-\u024f]+|[ \t]+|.", re.DOTALL
)


def write(blocks: Sequence[Block]) -> str:
    """The blocks as text, parted by blank lines."""
    return "\n\n".join(_write(block) for block in blocks)


def _write(block: Block) -> str:
    match block:
        case Paragraph(text):
            return wrapped(text)
        case Heading(text):
            return wrapped(f"■ {text}")
        case Items(items):
            return "\n".join(wrapped(item, first="・", rest="  ") for item in items)
        case Figures(pairs):
            return "\n".join(
                wrapped(value, first=f"  {name}{_colon(name)}", rest="    ") for name, value in pairs
            )
        case Button(text, address):
            return f"{wrapped(f'▼ {text}')}\n{address}"


def _colon(name: str) -> str:
    """What stands between *name* and its value: of full width in Japanese."""
    return "：" if any(_width(character) == _WIDE for character in name) else ": "


def width(text: str) -> int:
    """Columns that *text* takes."""
    return sum(_width(character) for character in text)


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WFA" and not character.isascii() else 1


def wrapped(text: str, *, first: str = "", rest: str = "", columns: int = COLUMNS) -> str:
    """*text* broken into lines of at most *columns*, led by *first*, then *rest*.

    Words of narrow characters stay whole, even where one alone is longer than a line (an address must stay
    usable). No line begins with a closing bracket, a full stop or a small kana, and none ends with an opening
    bracket: the break moves ahead of the characters concerned.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        room = columns - width(rest)
        lines.extend(_lines(paragraph, room if lines else columns - width(first), room))
    return "\n".join((rest if number else first) + line for number, line in enumerate(lines)).rstrip()


def _lines(text: str, room_first: int, room: int) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    taken, space = 0, room_first
    for piece in _PIECE.findall(text):
        wide = width(piece)
        if taken + wide > space and not piece.isspace() and line:
            kept, carried = _break(line, piece)
            if kept:
                lines.append("".join(kept).rstrip())
                line, taken, space = carried, width("".join(carried)), room
        if line or not piece.isspace():
            line.append(piece)
            taken += wide
    lines.append("".join(line).rstrip())
    return lines


def _break(line: list[str], coming: str) -> tuple[list[str], list[str]]:
    """*line* parted so that what follows may begin a line and what stays may end one; all carried if nowhere.

    Where a phrase ends close by (after a particle or a comma), the line is parted there.
    """
    pieces = [*line, coming]
    allowed = [at for at in range(len(line), 0, -1) if _may_break(pieces, at)]
    if not allowed:
        return [], line
    near = [at for at in allowed if width("".join(line[at:])) <= _RAGGED]
    for ends in (_ends_phrase, _ends_particle):
        for at in near:
            if ends(pieces[at - 1], pieces[at]):
                return line[:at], line[at:]
    return line[: allowed[0]], line[allowed[0] :]


def _may_break(pieces: list[str], at: int) -> bool:
    # Spaces at the end of a line are cut off: what then ends it is what stands before them.
    before = next((piece for piece in reversed(pieces[:at]) if not piece.isspace()), " ")
    return pieces[at][0] not in NOT_FIRST and before[-1] not in NOT_LAST


def _ends_phrase(before: str, after: str) -> bool:
    if before.isspace() or before in "、。":
        return True
    # お and ご belong to the word that follows.
    return _is_hiragana(before) and before not in "おご" and not _is_hiragana(after)


def _ends_particle(before: str, after: str) -> bool:
    """A guess for a stretch of hiragana: many of its phrases end in one of these."""
    return before in "はをがにでもと" or (_is_hiragana(before) and after in "おご")


def _is_hiragana(piece: str) -> bool:
    return "\u3041" <= piece[0] <= "\u309f"
