"""Text as a courier's program takes it: code page 932, so many columns. What does not fit is told, never lost."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kaitsu.japanese.repertoire import Repertoire, refused
from kaitsu.japanese.text import normalise
from kaitsu.japanese.variants import forms, reductions

#: Characters of Unicode that code page 932 knows under another code.
_SAME_SIGN = str.maketrans(
    {
        "\u2212": "\uff0d", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "\u2015",
        "\u301c": "\uff5e", "\u2016": "\u2225", "\u00a2": "\uffe0", "\u00a3": "\uffe1", "\u00ac": "\uffe2",
        "\u00a0": " ", "\u2022": "\u30fb",
    }
)  # fmt: skip
#: For a character that has neither a variant nor a reading here.
UNKNOWN = "？"


def written(text: str, reading: str = "") -> tuple[str, list[tuple[str, str]]]:
    """*text* in characters of code page 932, and what had to be written otherwise, as (given, written).

    A kanji that the code page lacks becomes a variant of the same character, else the katakana that *reading*
    has for it, else a question mark. Dashes and signs that only have another code are not worth a word.
    """
    plain = normalise(text).text.translate(_SAME_SIGN)
    katakana = {
        found.position: found.katakana
        for found in refused(plain, Repertoire.JISX0208, reading)
        if found.katakana
    }
    out, changed = [], []
    for place, char in enumerate(plain):
        if _encodes(char):
            out.append(char)
            continue
        if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn"}:
            continue
        instead = _variant(char) or katakana.get(place) or UNKNOWN
        out.append(instead)
        changed.append((char, instead))
    return "".join(out), changed


def width(text: str) -> int:
    """The columns that *text* takes: two for what code page 932 writes in two bytes, one for the rest."""
    return len(text.encode("cp932"))


def cut(text: str, columns: int) -> tuple[str, str]:
    """*text* in two: what fits in *columns*, and the rest. A number or a word is not torn where that can be helped."""
    if width(text) <= columns:
        return text, ""
    place = 0
    while width(text[: place + 1]) <= columns:
        place += 1
    whole = place
    while whole and _one_piece(text[whole - 1], text[whole]):
        whole -= 1
    place = whole or place
    return text[:place].rstrip(), text[place:].lstrip()


def _one_piece(before: str, after: str) -> bool:
    return all(char.isascii() and (char.isalnum() or char == "-") for char in (before, after))


@lru_cache(maxsize=4096)
def _variant(char: str) -> str | None:
    """A variant of *char* that the code page has."""
    near = sorted(reductions(char).items(), key=lambda found: (-found[1].bit_count(), found[0]))
    return next((form for form in (*(form for form, _ in near), *forms(char)) if _encodes(form)), None)


def _encodes(char: str) -> bool:
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return char.isprintable()
