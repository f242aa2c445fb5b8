"""Which characters a system can register, and what to write for one that it cannot (HLD-2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kaitsu.japanese.names_readings import align
from kaitsu.japanese.text import folded, is_kanji, normalise


class Repertoire(StrEnum):
    """A set of characters that systems of operators know."""

    JISX0208 = "jisx0208"
    CP932 = "cp932"
    JISX0213 = "jisx0213"
    UNICODE = "unicode"


_CODECS = {
    Repertoire.JISX0208: "iso2022_jp",
    Repertoire.CP932: "cp932",
    Repertoire.JISX0213: "euc_jis_2004",
}
#: Characters of one cell of JIS X 0208 that Python's codecs know by only one of their Unicode names.
_SAME_CELL = {
    "～": "〜", "－": "−", "∥": "‖", "￠": "¢", "￡": "£", "￢": "¬", "—": "―",
    "〜": "～", "−": "－", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢", "―": "—", "¦": "￤",
}  # fmt: skip
_VOICED_MARKS = frozenset("\uff9e\uff9f\u309b\u309c")
_UNUSABLE = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A character that cannot be registered: where it stands in the text as given, and what to write for it.

    ``katakana`` is None where the reading does not tell it, or where the character is no kanji: ask the holder.
    """

    position: int
    character: str
    katakana: str | None = None


def refused(text: str, repertoire: Repertoire | str, reading: str = "") -> tuple[Refusal, ...]:
    """The characters of *text* that *repertoire* lacks, in order (HLD-2).

    What HLD-3 normalises (width, spaces, variation selectors) is not refused. *reading* is the kana of the name,
    in the same parts; the katakana of each kanji is taken from it where it can be told. Raises ValueError for an
    unknown repertoire.
    """
    known = Repertoire(repertoire)
    found = [
        (position, given, char)
        for position, given, char in _characters(text)
        if any(not _holds(part, known) for part in char)
    ]
    if not found:
        return ()
    katakana = _katakana(text, reading)
    return tuple(Refusal(position, given, katakana.get(position)) for position, given, _ in found)


def _characters(text: str) -> Iterator[tuple[int, str, str]]:
    """Each character of *text*, with the marks after it: where it stands, as given, and normalised."""
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and _belongs_to_the_one_before(text[position]):
            continue
        cluster = text[start:position]
        char = normalise(cluster).text or folded(cluster[0])[0]
        if char:
            yield start, cluster, char
        start = position


def _belongs_to_the_one_before(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in _VOICED_MARKS or folded(char)[1] == "selector"


@lru_cache(maxsize=8192)
def _holds(char: str, repertoire: Repertoire) -> bool:
    if char.isascii():
        return char.isprintable()
    if repertoire is Repertoire.UNICODE:
        return char != "\ufffd" and unicodedata.category(char) not in _UNUSABLE
    return any(_encodes(form, _CODECS[repertoire]) for form in (char, _SAME_CELL.get(char, char)))


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _katakana(text: str, reading: str) -> dict[int, str]:
    """What each kanji of *text* is read as, by its position, where the reading tells."""
    parts: list[list[tuple[int, str]]] = [[]]
    for position, _, char in _characters(text):
        if char == " ":
            parts.append([])
        else:
            parts[-1].append((position, char[0]))
    parts = [part for part in parts if part]
    readings = normalise(reading).text.split()
    if len(parts) != len(readings):
        parts, readings = [[item for part in parts for item in part]], ["".join(readings)]
    found: dict[int, str] = {}
    for part, spoken in zip(parts, readings, strict=True):
        for (position, char), kana in zip(
            part, align("".join(char for _, char in part), spoken), strict=True
        ):
            if kana is not None and is_kanji(char):
                found[position] = kana
    return found
