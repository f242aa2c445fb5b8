"""Text as people type it, brought to one form, with each change kept as data for a page to show (HLD-3).

The form: NFKC where that keeps the meaning, and care where it does not. Compatibility ideographs (U+FA19 for
U+795E) stay, because a register may hold them; the look-alikes 一, ー and - are told apart by what stands
beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kaitsu.japanese.radicals import RADICALS

_EXPANDED_LIMIT = 4  # a compatibility character that becomes more than this (U+FDFA becomes 18) is left alone

_HALF_MARKS = {"\uff9e": "\u3099", "\uff9f": "\u309a", "\u309b": "\u3099", "\u309c": "\u309a"}
_SPACING_MARKS = {"\u3099": "\u309b", "\u309a": "\u309c"}

#: Everything that is drawn as one horizontal stroke and is neither the long mark ー nor the kanji 一.
DASHES = frozenset(
    "-\u00ad\u02d7\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u23af\u2500\u2501"
    "\u2574\u2576\u2796\u2e3a\u2e3b\ufe58\ufe63\uff0d"
)
_APOSTROPHES = frozenset("\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u2032\ua78c")
_TYPED_ACCENTS = frozenset("`\u00b4")
_DOTS = frozenset("\u00b7\u2022\u2027\u2219\u22c5\u2e31\ua78f")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff9\ufffa\ufffb")
_BLANKS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029\u2800")

_PLAIN = re.compile(
    r"[\u4e00-\u9fff\u3005\u30a1-\u30fa\u3041-\u3096A-Za-z0-9]+(?: [\u4e00-\u9fff\u30a1-\u30fa"
    r"\u3041-\u3096A-Za-z0-9]+)*"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed: its ``kind``, the text ``before`` and ``after``, and where it stood.

    ``position`` counts code points of the text as given. Kinds: ``space``, ``width`` (full-width Latin to
    half, half-width kana to full), ``voiced`` (a separate mark joined to its kana), ``dash``, ``long`` (a
    dash written for ー), ``apostrophe``, ``dot``, ``selector`` (a variation selector dropped), ``invisible``
    (dropped), ``compatible`` (①, ㈱, a Kangxi radical, a letter and its accent joined), ``broken`` (half of a
    surrogate pair).
    """

    kind: str
    before: str
    after: str
    position: int


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in the one form, and what was changed to get there."""

    text: str
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Cell:
    """One or more characters of the given text that become ``after``."""

    position: int
    before: str
    after: str
    kind: str


def is_kanji(char: str) -> bool:
    """Whether *char* is a Han character, 々, 〆 or 〇."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U000323af"
        or "\uf900" <= char <= "\ufaff"
        or char in "々〆〇"
    )


def is_kana(char: str) -> bool:
    """Whether *char* is a hiragana or katakana letter, or the long mark ー."""
    katakana = "\u30a1" <= char <= "\u30fc" and char != "・"
    return katakana or "\u3041" <= char <= "\u3096" or "\u31f0" <= char <= "\u31ff"


def is_latin(char: str) -> bool:
    """Whether *char* is a letter of the Latin script."""
    return (char.isascii() and char.isalpha()) or (
        ("\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff") and char not in "\u00d7\u00f7"
    )


@lru_cache(maxsize=1024)
def normalise(text: str) -> Normalised:
    """*text* in the one form, with every change (HLD-3). Idempotent; never raises, whatever the text."""
    if _PLAIN.fullmatch(text):
        return Normalised(text)
    cells = _in_context(_cells(text))
    cells = _set_apart(_spaced(cells))
    changes = tuple(
        Change(cell.kind, cell.before, cell.after, cell.position)
        for cell in cells
        if cell.before != cell.after
    )
    return Normalised("".join(cell.after for cell in cells), changes)


def _cells(text: str) -> list[_Cell]:
    """Each character of *text* in its own form; marks and accents join the character before them."""
    cells: list[_Cell] = []
    last: _Cell | None = None  # the cell that a mark would join
    for position, char in enumerate(text):
        mark = _HALF_MARKS.get(char, char)
        if unicodedata.combining(mark):
            if last is not None and (joined := _joined(last.after, mark)) is not None:
                last.before += char
                last.after = joined
                last.kind = "voiced" if mark in _SPACING_MARKS else "compatible"
                continue
            after = _SPACING_MARKS.get(mark, mark)
            cells.append(_Cell(position, char, after, "voiced"))
            last = None
            continue
        after, kind = folded(char)
        cells.append(_Cell(position, char, after, kind))
        if after:
            last = cells[-1]
    return cells


def _joined(base: str, mark: str) -> str | None:
    """*base* with the combining *mark* as one character, or None where there is no such character."""
    composed = unicodedata.normalize("NFC", base[-1] + mark)
    return (
        base[:-1] + composed if len(composed) == 1 and not _is_ideograph_of_compatibility(base[-1]) else None
    )


def _is_ideograph_of_compatibility(char: str) -> bool:
    return "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f"


@lru_cache(maxsize=4096)
def folded(char: str) -> tuple[str, str]:
    """What one character becomes without a look at its neighbours, and the kind of :class:`Change`.

    "" for what is dropped, " " for every space.
    """
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd", "broken"
    if char in _BLANKS or category == "Zs":
        return " ", "space"
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return "", "selector"
    if char in DASHES and char != "\u00ad":
        return "-", "dash"
    if category in ("Cf", "Cc") or char in _INVISIBLE:
        return "", "invisible"
    if char in _APOSTROPHES:
        return "'", "apostrophe"
    if _is_ideograph_of_compatibility(char):
        return char, ""
    if char in RADICALS:
        return RADICALS[char], "compatible"
    return _compatible(char)


def _compatible(char: str) -> tuple[str, str]:
    """The NFKC form where it is short and brings no mark or new look-alike with it."""
    form = unicodedata.normalize("NFKC", char)
    if form == char:
        return char, ""
    if len(form) > _EXPANDED_LIMIT or any(map(unicodedata.combining, form)):
        return char, ""
    form = "".join(folded(part)[0] for part in form)
    width = "\uff00" <= char <= "\uffef"
    return form, "width" if width else "compatible"


def _in_context(cells: list[_Cell]) -> list[_Cell]:
    """Decide the characters whose meaning depends on what stands beside them."""
    shown = [cell for cell in cells if cell.after]
    for index, cell in enumerate(shown):
        char = cell.after
        if char not in _CONTEXT:
            continue
        before = shown[index - 1].after[-1] if index else ""
        after = shown[index + 1].after[0] if index + 1 < len(shown) else ""
        if (found := _CONTEXT[char](before, after)) != char:
            cell.after, cell.kind = found, _CONTEXT_KINDS[found]
    return cells


_CONTEXT_KINDS = {"ー": "long", "-": "dash", "'": "apostrophe", "・": "dot"}


def _dash(before: str, after: str) -> str:
    """A dash after kana and before kana, or at the end of a kana word, was typed for ー (タロ-, ﾒｱﾘ-)."""
    return "ー" if is_kana(before) and (after in ("", " ") or is_kana(after)) else "-"


def _long_mark(before: str, after: str) -> str:
    """ー between Latin letters or digits was typed for a hyphen (1ー2)."""
    return "-" if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else "ー"


def _accent(char: str) -> Callable[[str, str], str]:
    return lambda before, after: "'" if is_latin(before) else char


def _dot(char: str) -> Callable[[str, str], str]:
    def decide(before: str, after: str) -> str:
        beside = [side for side in (before, after) if side]
        return "・" if any(is_kana(side) or is_kanji(side) for side in beside) else char

    return decide


_CONTEXT: dict[str, Callable[[str, str], str]] = {
    "-": _dash,
    "ー": _long_mark,
    **{char: _accent(char) for char in _TYPED_ACCENTS},
    **{char: _dot(char) for char in _DOTS},
}


def _spaced(cells: list[_Cell]) -> list[_Cell]:
    """Drop the spaces at the ends and all but the first of several."""
    previous = " "
    for cell in cells:
        if cell.after == " " and previous == " ":
            cell.after, cell.kind = "", "space"
        elif cell.after:
            previous = cell.after[-1]
    for cell in reversed(cells):
        if cell.after == " ":
            cell.after, cell.kind = "", "space"
        if cell.after:
            break
    return cells


#: A dash that stands by itself between two kana that do so too (オ - ノ).
_DASH_SET_APART = re.compile("(?<![^ ])[ァ-ヺーぁ-ゖ] (-)(?= ?[ァ-ヺーぁ-ゖ](?![^ ]))")


def _set_apart(cells: list[_Cell]) -> list[_Cell]:
    """A dash among kana that are set apart to fill a line was typed for ー."""
    text = "".join(cell.after for cell in cells)
    if "-" not in text:
        return cells
    owners = [cell for cell in cells for _ in cell.after]
    for found in _DASH_SET_APART.finditer(text):
        owners[found.start(1)].after, owners[found.start(1)].kind = "ー", "long"
    return cells
