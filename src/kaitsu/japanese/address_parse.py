"""From text to ``Address``: what people and documents write, taken apart (HLD-5, ADR-1)."""

from __future__ import annotations

import re

from kaitsu.japanese.address_building import read_building
from kaitsu.japanese.address_lots import Item, Lots, find_lots, is_counted
from kaitsu.japanese.address_model import Address, Reading
from kaitsu.japanese.address_place import Place, find_place
from kaitsu.japanese.address_text import clean_with_gaps, fold, split_postal

#: What a form or a map writes before an address: a label, the country.
_HEAD = re.compile(
    r"^(?:(?:本[店社]|[ご御現新旧])?(?:住所|住居地?|居住地|所在地|お?[届送]け?先|送付先) ?)?"
    r"(?:日本国?(?=[〒北青岩宮秋山福茨栃群埼千東神新富石長岐静愛三滋京大兵奈和鳥島岡広徳香高佐熊鹿沖0-9])|JAPAN )?"
)
_ROOM = re.compile(
    r"((?:(?<![A-Z])[A-Z][-号棟室]*)?[0-9]+(?:-[0-9]+)*(?:-?[A-EG-Z])?)(?:号室|号|室)?(?:.{1,12}方|気付)?$"
)
_GRID = re.compile("条[東西南北]$")
_LONGEST = 1000
_PLAIN = frozenset(("丁目", "丁", "番地", "番", "号", ""))
_A_BUILDING = re.compile(r"ビル|タワ[ーア]|マンシヨン|ハイツ|コーポ|アパート")


def parse(text: str) -> Address:
    """*text* taken apart into an ``Address``; never an error: what is not understood stays in town, aza or building.

    A text of more than 1,000 characters is no address: nothing of it is read.
    """
    if len(text) > _LONGEST:
        return Address(text, reading=Reading(text))
    cleaned, gaps = clean_with_gaps(text)
    postal, whole = split_postal(_HEAD.sub("", cleaned))
    gaps = _of_the_rest(gaps, cleaned, whole)
    whole = _HEAD.sub("", whole).replace("大字", "").replace("小字", "字")
    folded = fold(whole)
    place = find_place(folded)
    lots = _lots(folded, place, gaps)
    aza, aza_folded = _between(whole, folded, place, lots)
    building_text = whole[lots.end :]
    building = read_building(folded[lots.end :])
    name, room = _building_parts(building_text[len(building.near) :], building.room)
    chome, block, number, branch = _roles(lots.items, place)
    street = whole[place.city_end : place.town_start].removesuffix("字")
    known = place.town is not None
    town = place.town.name if place.town else aza
    key = place.town.key + aza_folded if place.town else aza_folded
    prefecture, city = _municipality_names(place)
    reading = Reading(
        folded,
        place.cities,
        place.ward,
        key,
        known,
        bool(place.town and place.town.several),
        whole[: place.city_end],
        whole[place.town_start if street else place.city_end : lots.start],
        lots.items,
        whole[lots.start : lots.end],
        building,
        building_text,
    )
    return Address(
        text, postal, prefecture, city, street, town, aza if known else "",
        chome, block, number, branch, name, room, building.care_of, reading,
    )  # fmt: skip


def _of_the_rest(gaps: frozenset[int], cleaned: str, rest: str) -> frozenset[int]:
    """*gaps* counted from the end of *rest*, where a postal code behind it was taken away."""
    if not gaps or cleaned.endswith(rest):
        return gaps
    behind = len(cleaned) - cleaned.rindex(rest) - len(rest)
    return frozenset(gap - behind for gap in gaps if gap >= behind)


def _lots(folded: str, place: Place, gaps: frozenset[int]) -> Lots:
    start = place.town_end
    in_grid = place.town is not None and place.town.chome and _GRID.search(place.town.key) is not None
    lots = find_lots(folded, start, gaps, in_grid=in_grid)
    end = lots.start if lots.items else len(folded)
    if end > start and _A_BUILDING.search(folded, start, end):
        return Lots((), start, start)
    return lots


def _between(whole: str, folded: str, place: Place, lots: Lots) -> tuple[str, str]:
    """What stands between town and numbers, as written and as compared (without 字, and の before the number)."""
    start, end = place.town_end, lots.start
    if end > start and folded[end - 1] == "-":
        end -= 1
    if end > start and whole[end - 1] == "の" and (end - 1 > start or folded[start - 1] != "ノ"):
        end -= 1
    aza = whole[start:end].strip(" ")
    return aza.removeprefix("字"), folded[start:end].replace("字", "").replace(" ", "")


def _municipality_names(place: Place) -> tuple[str, str]:
    prefectures = {city.prefecture for city in place.cities}
    names = {city.name for city in place.cities}
    prefecture = place.prefecture or (prefectures.pop() if len(prefectures) == 1 else "")
    if len(names) == 1:
        return prefecture, names.pop()
    if not names:
        return prefecture, place.unknown_city
    return prefecture, min(names).partition("市")[0] + "市" + place.ward


def _roles(items: tuple[Item, ...], place: Place) -> tuple[str, str, str, str]:
    """The items as chome, block, number and branch: by their units first, then by their order.

    What leads to the block (甲, イ, 21地割, 5線南3号) is a part of it.
    """
    rest = list(items)
    chome = ""
    if rest and (
        rest[0].unit in ("丁目", "丁")
        or (
            not rest[0].unit and place.town and place.town.chome and len(rest) > 1 and rest[0].value.isdigit()
        )
    ):
        chome = rest.pop(0).value
    leading = ""
    while rest and (
        rest[0].unit not in _PLAIN or not is_counted(rest[0].value) or (leading and rest[0].unit == "号")
    ):
        item = rest.pop(0)
        leading += item.value + item.unit
    block, number, *branch = (*(item.value for item in rest), "", "")
    return chome, leading + block, number, "-".join(filter(None, branch))


def _building_parts(text: str, room_tokens: int) -> tuple[str, str]:
    """The building's name and the room as written, the room without 号室."""
    text = text.strip(" -")
    if not room_tokens:
        return text, ""
    found = _ROOM.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].strip(" -"), found[1]
