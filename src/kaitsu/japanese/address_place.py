"""Prefecture, city, street and town at the start of an address: by the gazetteer, else by form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kaitsu.japanese.address_gazetteer import City, Gazetteer, Town, gazetteer, prefecture_at
from kaitsu.japanese.address_text import KANJI_NUMERALS

_UNKNOWN_CITY = re.compile(r"(?:[^0-9]{1,6}?郡)?[^0-9]{1,7}?[市町村区](?:[^0-9市町村区]{1,4}区)?")
_UNKNOWN_WARD = re.compile(r"[^0-9市町村区]{1,4}区")
_STREET_END = re.compile(r"上ケ?ル|下ケ?ル|入ル?|通り?|筋目?|丁目|路|角")
_NUMERALS = frozenset(KANJI_NUMERALS)
_DIGIT = re.compile("[0-9]")
_NUMBER_NEXT = re.compile(rf"$|第?[0-9]|[{KANJI_NUMERALS}]+(?:丁目|番|$|-|ノ)|[- ノ甲乙丙]|番")


@dataclass(frozen=True, slots=True)
class Place:
    """What was found, as positions in the text: city ends at ``city_end``, the town begins at ``town_start``.

    ``cities`` are the municipalities that it can be (several when the name is ambiguous or a ward was left out),
    ``unknown_city`` one that the gazetteer does not have; ``ward`` an unknown ward of a known city.
    """

    prefecture: str
    cities: tuple[City, ...]
    unknown_city: str
    ward: str
    city_end: int
    town_start: int
    town: Town | None
    town_end: int


def find_place(text: str) -> Place:
    """The place at the start of *text* (folded)."""
    table = gazetteer()
    prefecture, start, cities, end = _municipality(text, table)
    unknown, ward = "", ""
    if not cities and prefecture:
        found = _UNKNOWN_CITY.match(text, start)
        if found:
            unknown, end = found[0], found.end()
    city_end = end
    town_start, towns = _towns(text, end, cities)
    if not towns and len(cities) > 1:
        found = _UNKNOWN_WARD.match(text, end)
        if found:
            ward, city_end = found[0], found.end()
            town_start, towns = _towns(text, city_end, cities)
    if not towns:
        return Place(prefecture, cities, unknown, ward, city_end, city_end, None, city_end)
    town_end = max(found[2] for found in towns)
    best = [found for found in towns if found[2] == town_end]
    matched = tuple(city for city, _, _ in best)
    return Place(prefecture, matched, unknown, ward, city_end, town_start, best[0][1], town_end)


def _municipality(text: str, table: Gazetteer) -> tuple[str, int, tuple[City, ...], int]:
    prefecture, start, written = prefecture_at(text)
    cities, end = table.cities_at(text, start, prefecture)
    if prefecture and not (written or cities):  # 福島市: no prefecture, but a city of the same name
        prefecture, start = "", 0
        cities, end = table.cities_at(text, 0, "")
    return prefecture, start, cities, end


def _towns(text: str, start: int, cities: tuple[City, ...]) -> tuple[int, list[tuple[City, Town, int]]]:
    if cities and cities[0].name.startswith("京都市"):
        start = _behind_street(text, start, cities)
    elif text[start : start + 1] == "字":
        start += 1
    return start, _towns_at(text, start, cities)


def _towns_at(text: str, start: int, cities: tuple[City, ...]) -> list[tuple[City, Town, int]]:
    found = []
    for city in cities:
        town = city.town_at(text, start)
        if town is not None:
            found.append((city, *town))
    return found


def _behind_street(text: str, start: int, cities: tuple[City, ...]) -> int:
    """Where the town begins behind a Kyoto street (寺町通御池上る): the first place with a town before a number."""
    if _number_follows(text, _towns_at(text, start, cities)):
        return start
    digits = _DIGIT.search(text, start)
    limit = digits.start() if digits else len(text)
    ends = [found.end() for found in _STREET_END.finditer(text, start)]
    numeral: int | None = None
    for position in (*reversed(ends), *range(start, limit)):
        towns = _towns_at(text, position, cities)
        if _number_follows(text, towns):
            return position if numeral is None or position in ends else numeral
        if numeral is None and _numeral_follows(text, towns):
            numeral = position  # 東塩小路町九〇一京都駅ビル
    return start if numeral is None else numeral


def _numeral_follows(text: str, towns: list[tuple[City, Town, int]]) -> bool:
    return any(text[end : end + 1] in _NUMERALS for _, _, end in towns)


def _number_follows(text: str, towns: list[tuple[City, Town, int]]) -> bool:
    return any(_NUMBER_NEXT.match(text, end) for _, _, end in towns)
