"""The holder's name in its three forms, and what is wrong with it (HLD-1, HLD-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kaitsu.japanese.kana import Kana, relate_kana, to_katakana
from kaitsu.japanese.repertoire import Refusal, Repertoire, refused
from kaitsu.japanese.text import is_kana, is_kanji, is_latin, normalise
from kaitsu.kernel.errors import InvalidValue, Problem


@dataclass(frozen=True, slots=True)
class Name:
    """A family name and a given name in one form, normalised."""

    family: str
    given: str

    @classmethod
    def of(cls, family: str, given: str) -> Name:
        """The name that was typed, with each part normalised (HLD-3)."""
        return cls(normalise(family).text, normalise(given).text)

    def __str__(self) -> str:
        return f"{self.family} {self.given}".strip()


@dataclass(frozen=True, slots=True)
class HolderName:
    """Form A, as registered; form B, in katakana; form C, in Latin letters (HLD-1)."""

    registered: Name
    kana: Name
    latin: Name

    @property
    def has_kanji(self) -> bool:
        """Whether the holder has a name in kanji; a holder whose name is in Latin letters has none."""
        return any(map(is_kanji, str(self.registered)))


_LATIN = re.compile(r"[A-Za-z][A-Za-z '.\-]*")


def validate(name: HolderName, repertoire: Repertoire | str = Repertoire.JISX0208) -> tuple[Problem, ...]:
    """What is wrong with the three forms, each problem with the field that it belongs to.

    Codes: ``name.empty``, ``name.write_katakana`` (Latin letters in A), ``name.unusual`` (a character that no
    name has), ``name.character_refused`` (character, position, katakana or None), ``name.not_latin``,
    ``name.forms_differ`` (A in katakana that is not B), and those of :class:`Kana`.
    """
    return (*_registered(name, Repertoire(repertoire)), *_kana(name), *_latin(name))


def _fields(form: str, name: Name) -> Iterator[tuple[str, str]]:
    yield f"{form}_family", name.family
    yield f"{form}_given", name.given


def _registered(name: HolderName, repertoire: Repertoire) -> Iterator[Problem]:
    spoken = {"registered_family": name.kana.family, "registered_given": name.kana.given}
    for field, text in _fields("registered", name.registered):
        if not text:
            yield Problem("name.empty", field, "HLD-1")
        elif any(map(is_latin, text)):
            yield Problem("name.write_katakana", field, "HLD-1")
        elif unusual := next((char for char in text if not _in_names(char)), ""):
            yield Problem(
                "name.unusual", field, "HLD-1", {"character": unusual, "position": text.index(unusual)}
            )
        for refusal in filter(_is_kanji, refused(text, repertoire, spoken[field])):
            values = {
                "character": refusal.character,
                "position": refusal.position,
                "katakana": refusal.katakana,
            }
            yield Problem("name.character_refused", field, "HLD-2", values)
    registered, kana = to_katakana(str(name.registered)), to_katakana(str(name.kana))
    in_kana = registered and all(is_kana(char) or char in " ・" for char in registered)
    if in_kana and relate_kana(registered, kana) is None:
        yield Problem("name.forms_differ", "registered_family", "HLD-1")


def _is_kanji(refusal: Refusal) -> bool:
    """Other characters are problems of their own: ``name.write_katakana`` or ``name.unusual``."""
    return is_kanji(refusal.character[0])


def _in_names(char: str) -> bool:
    return is_kanji(char) or is_kana(char) or char in " ・"


def _kana(name: HolderName) -> Iterator[Problem]:
    for field, text in _fields("kana", name.kana):
        try:
            Kana.parse(text)
        except InvalidValue as error:
            yield error.problem(field, "HLD-1")


def _latin(name: HolderName) -> Iterator[Problem]:
    for field, text in _fields("latin", name.latin):
        if not text:
            yield Problem("name.empty", field, "HLD-1")
        elif not _LATIN.fullmatch(text):
            yield Problem("name.not_latin", field, "HLD-1")
