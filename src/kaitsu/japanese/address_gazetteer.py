"""The cities and towns of Japan Post's table, found at the start of a text in any of their spellings.

Nothing is loaded before the first question. Then one pass over the table keeps the names of each city as one
string; a city's own dictionary is made when the city is first met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kaitsu.japanese import address_source
from kaitsu.japanese.address_text import KANJI_NUMERALS, clean, fold, in_kanji, number

SOURCE = address_source.SOURCE

PREFECTURES = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
]

_FULL = {fold(name): name for name in PREFECTURES}
_SHORT = {fold(name[:-1]): name for name in PREFECTURES if name != "北海道"}

#: Numerals that are read with ツ in names of towns (三ツ境), and what makes another reading of them.
_THINGS = re.compile(f"([一二三四五六七八])(?:ツ(.+)|([^{KANJI_NUMERALS}ツノケ条丁番区号線町].*))")
_NUMERALS = re.compile(f"[{KANJI_NUMERALS}]+")
_DIGITS = re.compile(r"[0-9]+")
_PURE = re.compile(f"[{KANJI_NUMERALS}0-9]+")
_CHOME_AT_END = re.compile(f"^(.*[^{KANJI_NUMERALS}0-9ノ])?[{KANJI_NUMERALS}0-9]+丁目$")
_WITHIN = re.compile(r"([0-9]|[一二三四五六七八九十]+)条(?=[東西南北])")
_JIWARI = re.compile(r"第?[0-9]+.*$")
_REMARK = re.compile(r"^.*の次に.*$")
#: A name that is neither several, nor numbered, nor a remark; most are.
_ORDINARY = re.compile("(?:[一-龠々ァ-ヶー]|(?!の次)[ぁ-ん])+(?<!丁目)")
_COUNTY = re.compile(r"^(.+?郡)(.+[町村])$|^(.+島)(.+[町村])$")
_WARD = re.compile(r"^(.+市)(.+区)$")
_COUNTED = re.compile(r"[0-9]*(?:丁目?|番地?|号|地割)")


class Town(NamedTuple):
    """A town as Japan Post names it; ``key`` is its name as it is compared.

    ``chome``: it is counted in 丁目; ``several``: its city has more than one of this name.
    """

    name: str
    key: str
    chome: bool = False
    several: bool = False


@dataclass(slots=True)
class City:
    """A municipality (a ward, where the city has wards), with the dictionary of its towns once it was needed."""

    prefecture: str
    name: str
    _lines: str = ""
    _towns: dict[str, Town] | None = None
    _longest: int = field(default=0)

    @property
    def county(self) -> str:
        """The 郡, or the island in front of a village's name, or ""."""
        found = _COUNTY.match(self.name)
        return (found[1] or found[3]) if found else ""

    def town_at(self, text: str, start: int) -> tuple[Town, int] | None:
        """The longest town of this city that *text* (folded) has at *start*, and where it ends; else None."""
        towns = self._towns
        if towns is None:
            # Two threads may make it at once and get the same; whoever sees it also sees its longest key.
            towns = _dictionary(self._lines)
            self._longest = max(map(len, towns))
            self._towns = towns
        for end in range(min(len(text), start + self._longest), start, -1):
            town = towns.get(text[start:end])
            if town is not None and not _cuts_a_number(text, end):
                return town, end
        return None


def _cuts_a_number(text: str, end: int) -> bool:
    """Whether text[:end] ends inside a number, or at one that is a 丁目 or 番地 and not the town's."""
    last = text[end - 1]
    if last.isdigit():
        return text[end : end + 1].isdigit()
    return last in KANJI_NUMERALS and _COUNTED.match(text, end) is not None


def _dictionary(lines: str) -> dict[str, Town]:
    towns: dict[str, Town] = {}
    spelled: list[tuple[str, Town]] = []
    for line in lines.splitlines():
        key = town_key(line[2:])
        town = Town(line[2:], key, line[0] == "1", line[1] == "1")
        towns.setdefault(key, town)
        spelled.append((key, town))
    for aliases in (
        _in_other_numerals,
        _without_jo,
        _without_particles,
        _with_or_without_tsu,
        _without_machi,
    ):
        for key, town in spelled:
            for alias in aliases(key):
                towns.setdefault(alias, town)
    return towns


def town_key(name: str) -> str:
    """The *name* of a town as it is compared."""
    return fold(clean(name))


def _in_other_numerals(key: str) -> list[str]:
    """*key* with its numbers in the other numerals, all of them and each alone; not one that ends the name."""
    if _PURE.fullmatch(key):
        return []
    if _DIGITS.search(key):
        return [_DIGITS.sub(lambda found: in_kanji(int(found[0])), key)]
    runs = [run for run in _NUMERALS.finditer(key) if run.end() < len(key)]
    if not runs:
        return []
    end = runs[-1].end()
    every = _NUMERALS.sub(lambda found: number(found[0]), key[:end]) + key[end:]
    each = [key[: run.start()] + number(run[0]) + key[run.end() :] for run in runs]
    return [every, *each]


def _without_jo(key: str) -> list[str]:
    if not _WITHIN.search(key):
        return []
    return [_WITHIN.sub(r"\1", spelling) for spelling in (key, *_in_other_numerals(key))]


def _without_particles(key: str) -> list[str]:
    inner = key[1:-1]
    if "ケ" not in inner and "ノ" not in inner:
        return []
    return [key[0] + inner.replace("ケ", "").replace("ノ", "") + key[-1]]


def _with_or_without_tsu(key: str) -> list[str]:
    """四ツ谷 for 四谷, 三境 for 三ツ境."""
    found = _THINGS.fullmatch(key)
    if found is None:
        return []
    return [found[1] + found[2]] if found[2] else [f"{found[1]}ツ{found[3]}"]


def _without_machi(key: str) -> list[str]:
    return [key[:-1]] if len(key) > 3 and key[-1] == "町" and key[-2] != "番" else []


@dataclass(slots=True)
class Gazetteer:
    """All cities, and the keys under which they are found."""

    cities: dict[tuple[str, str], City]
    full: dict[str, tuple[City, ...]]
    loose: dict[str, tuple[City, ...]]
    longest: int

    def cities_at(self, text: str, start: int, prefecture: str) -> tuple[tuple[City, ...], int]:
        """The cities whose name *text* (folded) has at *start*, the longest first, and where the name ends.

        With a *prefecture* only its cities count, and a ward may stand without its city. Several come back when
        the name is several cities', or when the ward was left out.
        """
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            key = text[start:end]
            found = self.full.get(key, ())
            if prefecture:
                found = _within(prefecture, found) or _within(prefecture, self.loose.get(key, ()))
            if found:
                return found, end
        return (), start

    def city(self, prefecture: str, name: str) -> City | None:
        """The city of exactly that name, or None."""
        return self.cities.get((prefecture, name))


def _within(prefecture: str, cities: tuple[City, ...]) -> tuple[City, ...]:
    return tuple(city for city in cities if city.prefecture == prefecture)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The table, read at the first call (about a second) and kept by the process."""
    lines: dict[tuple[str, str], dict[str, list[bool]]] = {}
    for prefecture, city_name, name, chome, building in address_source.all_places():
        towns = lines.setdefault((prefecture, city_name), {})
        if building:
            continue
        for town, counted in town_names(name):
            seen = towns.get(town)
            if seen is None:
                towns[town] = [chome or counted, False]
            else:
                seen[0] |= chome or counted
                seen[1] = city_name.startswith("京都市")
    cities = {
        key: City(*key, "\n".join(f"{chome:d}{several:d}{town}" for town, (chome, several) in towns.items()))
        for key, towns in lines.items()
    }
    full: dict[str, list[City]] = {}
    loose: dict[str, list[City]] = {}
    for city in cities.values():
        _register(city, full, loose)
    return Gazetteer(
        cities,
        {key: tuple(found) for key, found in full.items()},
        {key: tuple(found) for key, found in loose.items()},
        max(map(len, full)),
    )


def _register(city: City, full: dict[str, list[City]], loose: dict[str, list[City]]) -> None:
    full.setdefault(fold(city.name), []).append(city)
    if city.name.endswith("市市"):
        full.setdefault(fold(city.name[:-1]), []).append(city)
    county = _COUNTY.match(city.name)
    if county:
        full.setdefault(fold(county[2] or county[4]), []).append(city)
    ward = _WARD.match(city.name)
    if ward:
        full.setdefault(fold(ward[1]), []).append(city)
        full.setdefault(fold(ward[1][:-1] + ward[2]), []).append(city)
        loose.setdefault(fold(ward[2]), []).append(city)


def town_names(name: str) -> list[tuple[str, bool]]:
    """The towns behind one entry of the table, each with whether a 丁目 was cut from it.

    Several share an entry ("甲、乙"); an entry may hold 地割 or say which blocks it is for ("…の次に…がくる場合").
    """
    if _ORDINARY.fullmatch(name):
        return [(name, False)]
    towns = []
    for part in clean_parts(name):
        chome = _CHOME_AT_END.match(fold(part))
        if chome:
            towns.append((part[: chome.end(1)] if chome[1] else "", True))
        else:
            towns.append((part, False))
    return [(town, counted) for town, counted in dict(towns).items() if town]


def clean_parts(name: str) -> list[str]:
    """*name* of the table split where it stands for several towns, without 地割 and remarks."""
    remark = _JIWARI if "地割" in name else _REMARK
    return list(dict.fromkeys(remark.sub("", clean(part)) for part in re.split("[、〜]", name)))


def prefecture_at(text: str) -> tuple[str, int, bool]:
    """The prefecture at the start of *text* (folded), where it ends, and whether its 都道府県 was written."""
    for length in (3, 4):
        name = _FULL.get(text[:length])
        if name:
            return name, length, True
    for length in (2, 3):
        name = _SHORT.get(text[:length])
        if name:
            return name, length, False
    return "", 0, False
