"""Postal codes to places, from Japan Post's table (HLD-5).

The table's remarks are kept apart from the names of towns: 「以下に掲載がない場合」 is no town, nor is a range of
chome, a floor of a tall building, or 「…の次に番地がくる場合」.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaitsu.japanese import address_source
from kaitsu.japanese.address_gazetteer import clean_parts, gazetteer, town_key
from kaitsu.japanese.address_model import Address
from kaitsu.japanese.address_parse import parse
from kaitsu.japanese.address_text import clean, fold
from kaitsu.japanese.verdict import Finding, Verdict
from kaitsu.kernel.errors import InvalidValue

SOURCE = address_source.SOURCE

_NO_TOWN = "の次に"
_JIWARI = "地割"
_FLOOR = re.compile(r".*階$|地階・階層不明")
_KANA_TAIL = re.compile(r"(?:ダイ)?[0-9０-９]+(?:チワリ|チョウメ).*$|ノツギニ.*$|イカニケイサイガナイバアイ")
_TWICE = re.compile(r"^(.{2,}?)\1+$")
_CHOME_RANGE = re.compile(r"([0-9]+)[〜~～]([0-9]+)丁目")
_CODE = re.compile(r"〒?([0-9]{3})-?([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a postal code stands for.

    ``town`` is "" for a code of a whole municipality. ``note`` is Japan Post's remark (chome, blocks, streets of
    Kyoto, a building and its floor). ``office`` and ``block`` are the name and the numbers of a big office with its
    own code. Kana are full-width katakana.
    """

    code: str
    prefecture: str
    city: str
    town: str
    prefecture_kana: str = ""
    city_kana: str = ""
    town_kana: str = ""
    note: str = ""
    office: str = ""
    block: str = ""

    @property
    def kana(self) -> str:
        """The reading of prefecture, city and town in one."""
        return self.prefecture_kana + self.city_kana + self.town_kana

    @property
    def name(self) -> str:
        """Prefecture, city and town in one."""
        return self.prefecture + self.city + self.town


def find(code: str) -> tuple[Place, ...]:
    """The places of *code* (any width, with or without hyphen and 〒), in Japan Post's order; () for an unknown code.

    Raises ``InvalidValue("postal.malformed")`` for text that is not seven digits.
    """
    digits = _seven_digits(code)
    places, offices = address_source.rows_of_code(digits)
    found = [place for row in places for place in _places(digits, row)]
    found.extend(_office(digits, row) for row in offices)
    return tuple(dict.fromkeys(found))


def contradicts(code: str, address: str | Address) -> Finding | None:
    """A finding when *address* cannot be where *code* is: another municipality, town or chome, or no such code.

    None when they agree or when the address cannot be read as far as that. Raises as ``find`` does.
    """
    places = find(code)
    read = parse(address) if isinstance(address, str) else address
    shown = (_seven_digits(code), read.prefecture + read.city + read.town)
    if not places:
        return Finding("postal_code", Verdict.UNREADABLE, "HLD-5", *shown, "no such postal code", SOURCE)
    named = {(city.prefecture, city.name) for city in read.reading.cities}
    here = [place for place in places if (place.prefecture, place.city) in named]
    if not named:
        return None
    if not here:
        return Finding("city", Verdict.DIFFERENT, "HLD-5", *shown, f"the code is in {places[0].name}", SOURCE)
    towns = [place for place in here if _same_town(place, read)]
    if not towns:
        return Finding("town", Verdict.DIFFERENT, "HLD-5", *shown, f"the code is in {here[0].name}", SOURCE)
    if all(_other_chome(place, read) for place in towns):
        return Finding(
            "chome", Verdict.DIFFERENT, "HLD-5", *shown, f"the code is for {towns[0].note}", SOURCE
        )
    return None


def _seven_digits(code: str) -> str:
    found = _CODE.fullmatch(clean(code).replace(" ", ""))
    if found is None:
        raise InvalidValue("postal.malformed")
    return found[1] + found[2]


def _places(code: str, row: Mapping[str, Any]) -> list[Place]:
    prefecture, city = str(row["prefecture"]), str(row["city"])
    name, note = str(row["neighborhood"]), str(row["note"] or "")
    if _NO_TOWN in name:
        return [Place(code, prefecture, city, "", *_kana(row, ""), note=name)]
    if _FLOOR.fullmatch(note):
        town = _town_of_building(prefecture, city, name)
        building = name.removeprefix(town) or name
        return [Place(code, prefecture, city, town, *_kana(row, ""), note=f"{building} {note}")]
    towns = clean_parts(name)
    if _JIWARI in name:
        note = name.removeprefix(towns[0]) + note
    readings = str(row["neighborhood_kana"]).split("、")
    readings.extend([""] * (len(towns) - len(readings)))
    return [
        Place(code, prefecture, city, town, *_kana(row, reading), note=note)
        for town, reading in zip(towns, readings, strict=False)
    ]


def _kana(row: Mapping[str, Any], town: str) -> tuple[str, str, str]:
    reading = _KANA_TAIL.sub("", town)
    repeated = _TWICE.match(reading)
    if repeated and row["multiline"]:
        reading = repeated[1]
    return str(row["prefecture_kana"]), str(row["city_kana"]), reading


def _town_of_building(prefecture: str, city: str, name: str) -> str:
    """The town in front of a building's name: Japan Post writes 霞が関霞が関ビル."""
    there = gazetteer().city(prefecture, city)
    found = there.town_at(fold(clean(name)), 0) if there else None
    return found[0].name if found else ""


def _office(code: str, row: Mapping[str, Any]) -> Place:
    kana = (str(row["prefecture_kana"]), str(row["city_kana"]), str(row["neighborhood_kana"]))
    town, block = str(row["neighborhood"]), str(row["banchi"])
    office = str(row["name"]).replace("\u3000", " ")
    return Place(code, str(row["prefecture"]), str(row["city"]), town, *kana, office=office, block=block)


def _same_town(place: Place, read: Address) -> bool:
    if not place.town or not read.reading.town or not read.reading.known_town:
        return True
    if place.office:
        read_place = parse(place.name + place.block)
        return read_place.reading.town == read.reading.town
    key = town_key(place.town)
    chome = read.chome + "丁目" if read.chome else ""
    return (
        read.reading.town.startswith(key)
        or key.startswith(read.reading.town)
        or (read.town + chome).startswith(key)
    )


def _other_chome(place: Place, read: Address) -> bool:
    found = _CHOME_RANGE.fullmatch(place.note)
    if found is None or not read.chome.isdecimal():
        return False
    return not int(found[1]) <= int(read.chome) <= int(found[2])
