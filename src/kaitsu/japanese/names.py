"""Names of people as they are written on forms, documents and cards: read, and compared in any script.

What decides is in the rooms beside: kanji in :mod:`names_written`, kana in :mod:`kana`, Latin letters in
:mod:`latin`, kana against Latin letters in :mod:`romanize`. This module finds out which of them a pair needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kaitsu.japanese.kana import relate_kana, to_katakana
from kaitsu.japanese.latin import read as read_latin
from kaitsu.japanese.latin import relate_latin, romaji, unmarked
from kaitsu.japanese.names_written import relate_characters, relate_written
from kaitsu.japanese.romanize import could_be
from kaitsu.japanese.text import DASHES, is_latin, normalise
from kaitsu.japanese.variants import Relation
from kaitsu.japanese.verdict import Comparison, Finding, Verdict, worst


class Script(StrEnum):
    """What a name is written in. A name with a kanji is KANJI, whatever else is in it."""

    KANJI = "kanji"
    KANA = "kana"
    LATIN = "latin"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as it was read: ``text`` normalised, its ``parts`` at the spaces, and the parts ``joined``."""

    text: str
    script: Script
    parts: tuple[str, ...]
    joined: str

    @property
    def family(self) -> str:
        """The family name, or the whole where the name was written without a space."""
        return self.parts[0] if self.parts else ""

    @property
    def given(self) -> str:
        """The rest of the name, "" where it was written without a space."""
        return " ".join(self.parts[1:])

    def as_mapping(self) -> Mapping[str, object]:
        """The name for a comparison's ``left`` or ``right``."""
        return {"text": self.text, "script": self.script.value, "family": self.family, "given": self.given}


#: What a document reader or a system without the glyph puts in the place of a character.
_PLACEHOLDERS = re.compile("[\ufffd〓□■●○◯△※?*]")
_KANJI = re.compile("[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af\uf900-\ufaff々〆〇]")
_KANA = re.compile("[ァ-ヺーヽヾぁ-ゖ\u31f0-\u31ff]")
_SEPARATORS = re.compile("[ ,、・]+")
#: Where a hyphen may as well part two names (キム-イ): behind two kana, or set apart.
_HYPHENS = re.compile(
    rf"(?<=[ァ-ヺーぁ-ゖｦ-ﾟ]{{2}})[{re.escape(''.join(sorted(DASHES)))}](?=[ァ-ヺぁ-ゖｦ-ﾟ])|(?<= )-(?= )"
)

_ORDER = Relation(Verdict.SAME, "NAM-3.order", "NAM-3", "given name first")
_KANJI_ORDER = Relation(
    Verdict.CLOSE, "NAM-3.order", "NAM-3", "given name first, or family and given names swapped"
)
_READ_SPACE = Relation(Verdict.CLOSE, "NAM-4.space", "NAM-4", "ー where the other has a space")
_HYPHEN = Relation(Verdict.CLOSE, "NAM-4.hyphen", "NAM-4", "a hyphen, which is ー or parts two names")
_READING = Relation(Verdict.SAME, "HLD-1.reading", "HLD-1", "the reading given for the kanji")

Found = tuple[Relation, ...]


@lru_cache(maxsize=4096)
def parse_name(text: str) -> WrittenName:
    """*text* read as the name of one person. Never fails; a text without letters has the script NONE."""
    shown = normalise(text).text
    script = _script(shown)
    if script is Script.LATIN:
        parts = read_latin(text).parts
    elif script is Script.KANJI:
        parts = tuple(shown.split(" "))
    else:
        parts = tuple(part for part in _SEPARATORS.split(shown) if part)
    return WrittenName(shown, script, parts, "".join(parts))


def _script(text: str) -> Script:
    if _KANJI.search(text):
        return Script.KANJI
    if _KANA.search(text):
        return Script.KANA
    if any(map(is_latin, text)):
        return Script.LATIN
    return Script.OTHER if any(map(str.isalpha, text)) else Script.NONE


def compare_names(left: str, right: str, *, reading: str | None = None) -> Comparison:
    """Whether *left* and *right* are the name of one person, and by which rules (NAM-1 to NAM-4, HLD-2, HLD-3).

    Either may be in kanji, kana or Latin letters, with or without spaces. *reading* is the kana of the name that
    is written in kanji (form B); without it kanji cannot be compared with kana or Latin letters. UNREADABLE where
    a side holds no name or a placeholder, or where what is written cannot tell.
    """
    one, other = parse_name(left), parse_name(right)
    findings = _unusable(one, other) or tuple(_compare(one, other, reading or ""))
    if one.script is other.script is Script.KANA and _alike_but_for_hyphens(left, right, findings):
        findings = tuple(_whole(one, other, (_HYPHEN,), ""))
    if left != right:
        findings += _normalised(left, right)
    verdict = worst([finding.verdict for finding in findings])
    return Comparison(verdict, findings, one.as_mapping(), other.as_mapping())


def _unusable(one: WrittenName, other: WrittenName) -> tuple[Finding, ...]:
    if Script.NONE in (one.script, other.script) or not (one.parts and other.parts):
        return (_finding("name", Verdict.UNREADABLE, "name.empty", one, other, "there is no name"),)
    if _PLACEHOLDERS.search(one.text) or _PLACEHOLDERS.search(other.text):
        return (
            _finding("name", Verdict.UNREADABLE, "name.placeholder", one, other, "a character is missing"),
        )
    return ()


def _finding(
    part: str, verdict: Verdict, rule: str, one: WrittenName, other: WrittenName, detail: str = ""
) -> Finding:
    return Finding(part, verdict, rule, one.text, other.text, detail)


def _normalised(left: str, right: str) -> tuple[Finding, ...]:
    """A finding for each kind of change that only one side needed (HLD-3)."""
    of_left, of_right = normalise(left).changes, normalise(right).changes
    if not of_left and not of_right:
        return ()
    kinds = {change.kind for change in of_left} ^ {change.kind for change in of_right}
    return tuple(
        Finding("name", Verdict.SAME, f"HLD-3.{kind}", left, right, "brought to one form", "HLD-3")
        for kind in sorted(kinds)
    )


def _compare(one: WrittenName, other: WrittenName, reading: str) -> Iterable[Finding]:
    scripts = {one.script, other.script}
    if one.text == other.text or (one.joined == other.joined and one.script is not Script.LATIN):
        return [_finding("name", Verdict.SAME, "exact", one, other)]
    if scripts == {Script.KANJI}:
        spoken = _plain(reading) if reading else ""
        return _by_parts(one, other, lambda a, b: relate_written(a, b, spoken), _KANJI_ORDER)
    if scripts == {Script.KANA}:
        return _compare_kana(one, other)
    if scripts == {Script.LATIN}:
        return _whole(one, other, relate_latin(one.text, other.text), "NAM-3")
    if scripts == {Script.KANA, Script.LATIN}:
        return _compare_kana_and_latin(one, other)
    if Script.KANJI in scripts and Script.OTHER not in scripts:
        return _compare_with_reading(one, other, reading)
    if scripts == {Script.OTHER} and one.joined.casefold() == other.joined.casefold():
        return [_finding("name", Verdict.SAME, "NAM-3.case", one, other, "upper and lower case")]
    verdict = Verdict.DIFFERENT if len(scripts) == 1 else Verdict.UNREADABLE
    return [
        _finding("name", verdict, "name.script", one, other, "a script whose names are compared as they are")
    ]


def _plain(reading: str) -> str:
    return to_katakana(normalise(reading).text).replace(" ", "").replace("・", "")


def _by_parts(
    one: WrittenName, other: WrittenName, relate: Callable[[str, str], Found | None], order: Relation
) -> Iterable[Finding]:
    """Family and given name each for itself where both sides have them; else the whole, in either order."""
    rule = "NAM-1" if one.script is Script.KANJI else "NAM-4"
    both_have_two = len(one.parts) == len(other.parts) == _FAMILY_AND_GIVEN
    found = [relate(a, b) for a, b in zip(one.parts, other.parts, strict=True)] if both_have_two else [None]
    whole: Found | None = None
    if None in found:
        if not (both_have_two and len(one.parts[0]) == len(other.parts[0])):
            whole = relate(one.joined, other.joined)
        if whole is None and (swapped := _swapped(one, other, relate)) is not None:
            whole = (order, *swapped)
    if whole is not None or not both_have_two:
        return _whole(one, other, whole, rule)
    return [
        finding
        for part, a, b, relations in zip(("family", "given"), one.parts, other.parts, found, strict=True)
        for finding in _part(part, a, b, relations, rule)
    ]


_FAMILY_AND_GIVEN = 2


def _swapped(
    one: WrittenName, other: WrittenName, relate: Callable[[str, str], Found | None]
) -> Found | None:
    """The relations with the parts of one side turned round."""
    if one.script is Script.KANJI and set(one.joined).isdisjoint(other.joined):
        return None
    for turned, fixed in ((one, other), (other, one)):
        if len(turned.parts) > 1:
            found = relate("".join((*turned.parts[1:], turned.parts[0])), fixed.joined)
            if found is not None:
                return found
    return None


def _part(part: str, left: str, right: str, relations: Found | None, rule: str) -> list[Finding]:
    """A finding for each relation; *rule* is the rule under which nothing makes the two one."""
    if relations is None:
        return [Finding(part, Verdict.DIFFERENT, f"{rule}.different", left, right, "no rule makes them one")]
    if not relations:
        return [Finding(part, Verdict.SAME, "exact", left, right)]
    return [
        Finding(part, relation.verdict, relation.rule, left, right, relation.detail, relation.source)
        for relation in relations
    ]


def _whole(one: WrittenName, other: WrittenName, relations: Found | None, rule: str) -> list[Finding]:
    return _part("name", one.text, other.text, relations, rule)


def _compare_kana(one: WrittenName, other: WrittenName) -> Iterable[Finding]:
    findings = list(_by_parts(one, other, relate_kana, _ORDER))
    if worst([finding.verdict for finding in findings]) is Verdict.DIFFERENT:
        for single, spaced in ((one, other), (other, one)):
            if len(single.parts) == 1 and relate_kana(single.joined, "ー".join(spaced.parts)) is not None:
                return _whole(one, other, (_READ_SPACE,), "")
    return findings


def _alike_but_for_hyphens(left: str, right: str, findings: Iterable[Finding]) -> bool:
    """Whether two names in kana that differ are alike where the hyphens in them are left out, or read as ー."""
    if not any(map(_HYPHENS.search, (left, right))):
        return False
    if worst([finding.verdict for finding in findings]) is not Verdict.DIFFERENT:
        return False
    for sign in ("", "ー"):
        one, other = (parse_name(_HYPHENS.sub(sign, side)).joined for side in (left, right))
        if relate_kana(one, other) is not None:
            return True
    return False


def _compare_kana_and_latin(one: WrittenName, other: WrittenName) -> Iterable[Finding]:
    """Through the spellings of the reading; where the letters are not Japanese, kana cannot tell."""
    kana, latin = (one, other) if one.script is Script.KANA else (other, one)
    found = _spelled(latin, " ".join(kana.parts))
    if found is None and all(romaji(_letters(part)) is not None for part in latin.parts):
        return _whole(one, other, None, "NAM-3")
    if found is None:
        detail = "how a foreign name is written in kana is not a rule"
        return [_finding("name", Verdict.UNREADABLE, "NAM-3.reading", one, other, detail)]
    return _whole(one, other, found, "NAM-3")


def _letters(part: str) -> str:
    return re.sub("[^A-Z]", "", unmarked(part))


def _spelled(latin: WrittenName, kana: str) -> Found | None:
    """By which rules the Latin name spells *kana*, its parts in the order given or turned round."""
    for turn in range(len(latin.parts)):
        found = could_be(" ".join(latin.parts[turn:] + latin.parts[:turn]), kana)
        if found is not None:
            return (_ORDER, *found) if turn else found
    return None


def _compare_with_reading(one: WrittenName, other: WrittenName, reading: str) -> Iterable[Finding]:
    """Kanji against kana or Latin letters: through the reading, or by kana that look like a kanji."""
    kanji, sound = (one, other) if one.script is Script.KANJI else (other, one)
    if reading and _script(normalise(reading).text) is Script.KANA:
        spoken = parse_name(reading)
        found = _compare_sounds(*((spoken, sound) if kanji is one else (sound, spoken)))
        return [*_whole(one, other, (_READING,), ""), *found]
    if sound.script is Script.KANA and (alike := relate_characters(kanji.joined, sound.joined)) is not None:
        return _whole(one, other, alike, "NAM-1")
    detail = "the reading of the kanji was not given"
    return [_finding("name", Verdict.UNREADABLE, "HLD-1.no-reading", one, other, detail)]


def _compare_sounds(one: WrittenName, other: WrittenName) -> Iterable[Finding]:
    """A reading and a name in kana or Latin letters, in the order in which they were given."""
    if one.joined == other.joined:
        return []
    return _compare_kana(one, other) if one.script is other.script else _compare_kana_and_latin(one, other)
