"""Addresses drawn by chance from postal data, and written by chance as people and documents do (for addresses_eval).

Half of the places (by a digest of the text) are kept for the final figure.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kaitsu.japanese import address_source

KANJI = "〇一二三四五六七八九"
HYPHENS = "-‐‑‒–—―−－ーｰ─"
NAMES = (
    "田中ビル",
    "第2田中ビル",
    "第三鈴木ビル",
    "コーポ佐藤",
    "ハイツ21",
    "グランドメゾン緑",
    "パークサイド東館",
    "サンシャイン60",
    "メゾン・ド・桜",
    "コーポラスA",
    "レジデンス壱番館",
    "シティハイムⅡ",
    "プラウド一番町",
    "ルミエール3番館",
    "JPタワー",
    "NTT第3ビル",
    "県営住宅",
    "市営団地5号棟",
    "六本木ヒルズ森タワー",
    "三井住友銀行ビル",
    "八千代ハウス",
    "十和田荘",
    "千代田マンション",
    "二階堂ビル",
    "丸の内ビルディング",
)
OLD = {
    "沢": "澤",
    "条": "條",
    "竜": "龍",
    "桧": "檜",
    "島": "嶋",
    "瀬": "瀨",
    "広": "廣",
    "国": "國",
    "辺": "邊",
    "浜": "濱",
} | {
    "渋": "澁",
    "桜": "櫻",
    "塩": "鹽",
    "関": "關",
    "芦": "蘆",
    "籠": "篭",
    "薮": "藪",
    "斎": "齋",
    "富": "冨",
    "崎": "﨑",
}


@dataclass(frozen=True)
class Spot:
    """An address as data: ``kind`` says how its numbers are counted."""

    prefecture: str
    city: str
    town: str
    kind: str
    numbers: tuple[int, ...]
    building: str = ""
    room: str = ""
    code: str = ""
    aza: str = ""
    letter: str = ""


def kept_back(text: str) -> bool:
    """Whether *text* belongs to the half that is only used for the final figure."""
    return zlib.crc32(text.encode()) % 2 == 1


# ---- writing


def in_kanji(rng: random.Random, value: int) -> str:
    if rng.random() < 0.4 and value >= 10:
        return "".join(KANJI[int(digit)] for digit in str(value))
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, value = divmod(value, unit)
        if count:
            text += (KANJI[count] if count > 1 else "") + sign
    return text + (KANJI[value] if value else "") or "〇"


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def numbers_text(rng: random.Random, spot: Spot) -> str:
    """The numbers in one of the ways in which documents and people write them."""
    values = list(spot.numbers)
    kanji = rng.random()
    style = rng.choice(("units", "units", "hyphen", "hyphen", "mixed", "no"))
    write = [str(value) for value in values]
    if kanji < 0.12:
        write = [in_kanji(rng, value) for value in values]
    elif kanji < 0.35 and spot.kind == "chome":
        write[0] = in_kanji(rng, values[0])
        style = rng.choice(("units", "mixed"))
    letter = ""
    if spot.letter:
        letter = spot.letter + (rng.choice(("", "の")) if spot.letter in "イロハニホヘト" else "")
    hyphen = rng.choice(HYPHENS)
    if kanji < 0.12 and hyphen in "ーｰ─":
        hyphen = "-"
    if style == "hyphen":
        return letter + hyphen.join(write)
    if style == "no":
        return letter + "の".join(write)
    if spot.kind == "chome":
        return chome_text(rng, write, style, hyphen)
    if spot.kind == "jiwari":
        return "第" * (rng.random() < 0.7) + write[0] + "地割" + lot_text(rng, write[1:], hyphen)
    return letter + lot_text(rng, write, hyphen)


def chome_text(rng: random.Random, write: list[str], style: str, hyphen: str) -> str:
    first = write[0] + "丁目"
    rest = write[1:]
    if not rest:
        return first
    if style == "mixed":
        return first + hyphen.join(rest)
    if len(rest) == 1:
        return first + rest[0] + rng.choice(("番", "番地"))
    tail = "".join(hyphen + more for more in rest[2:])
    if rng.random() < 0.3:
        return first + rest[0] + "番地" + rng.choice(("", "の", "ノ")) + rest[1] + tail
    return first + rest[0] + "番" + rest[1] + ("号" if not tail or rng.random() < 0.5 else "") + tail


def lot_text(rng: random.Random, write: list[str], hyphen: str) -> str:
    if not write:
        return ""
    if len(write) == 1:
        return write[0] + rng.choice(("番地", "番地", "番", ""))
    joint = rng.choice(("番地", "番地の", "番地ノ", "番", "番の", "番地" + hyphen))
    return write[0] + joint + hyphen.join(write[1:]) + rng.choice(("", "", "号") if joint == "番" else ("",))


def building_text(rng: random.Random, spot: Spot, bare_room: bool) -> str:
    if bare_room:
        return rng.choice(HYPHENS[:9]) + spot.room
    room = spot.room
    if room and room[-1].isdecimal():
        room = rng.choice((room, room + "号室", room + "号", room + "号室"))
    name = spot.building
    gap = " " if name and name[-1].isascii() else rng.choice(("", " ", "　"))
    return (
        rng.choice(("", " ", "　", "\n")) * (not name[:1].isascii())
        + " " * name[:1].isascii()
        + name
        + gap * bool(room)
        + room
    )


def town_text(rng: random.Random, town: str) -> str:
    if rng.random() < 0.4:
        swap = rng.choice(("ヶケがガ", "ノの之"))
        town = re.sub(f"(?<=[一-龥])[{swap}](?=[一-龥])", rng.choice(swap), town)
    if rng.random() < 0.3:
        town = "".join(OLD.get(char, char) for char in town)
    return town


def write(rng: random.Random, spot: Spot, *, leave_out: bool = True) -> str:
    """*spot* as one text."""
    prefecture = "" if leave_out and rng.random() < 0.25 else spot.prefecture
    city = spot.city
    if leave_out and prefecture and rng.random() < 0.3:
        city = re.sub(r"^.+郡(?=.+[町村]$)", "", city)
    numbers = numbers_text(rng, spot)
    bare = (
        bool(spot.room)
        and spot.room.isdecimal()
        and spot.kind == "chome"
        and len(spot.numbers) == 3
        and rng.random() < 0.2
    )
    bare = bare and numbers[-1:].isdigit()
    if numbers[-1] in KANJI + "十百千":
        spot = replace(
            spot,
            building="コーポ佐藤" if spot.building.startswith(tuple(KANJI + "十百千")) else spot.building,
        )
    end = "" if not (spot.building or spot.room) else building_text(rng, spot, bare)
    oaza = "大字" if spot.kind == "lot" and not spot.aza and rng.random() < 0.25 else ""
    aza = ("字" if rng.random() < 0.7 else "") + spot.aza if spot.aza else ""
    gap = rng.choice(("", "", " ", "　"))
    text = gap.join((prefecture, city, oaza + town_text(rng, spot.town) + aza + numbers)).strip() + end
    if rng.random() < 0.4:
        text = wide(text)
    if rng.random() < 0.15:
        text = rng.choice((f"〒{spot.code[:3]}-{spot.code[3:]} ", f"{spot.code[:3]}-{spot.code[3:]} ")) + text
    return text


# ---- places


def towns(held_out: bool) -> list[tuple[str, str, str, str]]:
    query = (
        "SELECT code, prefecture, city, neighborhood FROM postal_data WHERE neighborhood != ''"
        " AND neighborhood NOT GLOB '*[、〜0-9０-９]*' AND substr(data, -8) NOT LIKE '%階%'"
        " AND neighborhood NOT LIKE '%の次に%'"
    )
    connection = sqlite3.connect(address_source._database(), uri=True)
    rows = [row for row in connection.execute(query) if kept_back(row[2] + row[3]) == held_out]
    connection.close()
    return rows


def offices(held_out: bool) -> list[dict[str, str]]:
    connection = sqlite3.connect(address_source._database(), uri=True)
    rows = [json.loads(data) for (data,) in connection.execute("SELECT data FROM office_data")]
    connection.close()
    return [row for row in rows if row["banchi"] and kept_back(row["city"] + row["banchi"]) == held_out]


def draw_spot(rng: random.Random, places: list[tuple[str, str, str, str]]) -> Spot:
    code, prefecture, city, town = rng.choice(places)
    kind = rng.choices(("chome", "lot", "jiwari", "letter"), (5, 4, 0.3, 0.4))[0]
    if kind == "chome" and re.search("[一二三四五六七八九十0-9]丁目$", town):
        kind = "lot"
    if kind == "chome":
        numbers = (rng.randint(1, 12), rng.randint(1, 45), rng.randint(1, 35))[: rng.choice((2, 3, 3, 3))]
    elif kind == "jiwari":
        numbers = (rng.randint(1, 40), rng.randint(1, 300), rng.randint(1, 20))[: rng.choice((2, 3))]
    else:
        numbers = (rng.randint(1, 4000), rng.randint(1, 120))[: rng.choice((1, 2, 2))]
    building, room = "", ""
    if rng.random() < 0.45:
        building = rng.choice(NAMES)
        room = rng.choice(
            (
                "",
                str(rng.randint(101, 1520)),
                f"{rng.choice('AB')}-{rng.randint(101, 420)}",
                f"{rng.randint(1, 15)}階",
            )
        )
    aza = (
        rng.choice(("上ノ原", "中村", "西田", "三反田", "八幡", "宮前"))
        if kind == "lot" and rng.random() < 0.2
        else ""
    )
    letter = rng.choice("甲乙丙イロハニ") if kind == "letter" else ""
    return Spot(
        prefecture,
        city,
        town,
        "lot" if kind == "letter" else kind,
        numbers,
        building,
        room,
        code,
        aza,
        letter,
    )


def rewrite(rng: random.Random, row: dict[str, str]) -> str:
    """A real address written anew: other forms of its numbers, another width, parts left out."""
    lots = row["banchi"]
    found = re.match(r"([0-9]+)丁目([0-9]+)-([0-9]+)(?![-0-9])", lots)
    if found:
        chome, block, number = found.groups()
        written = rng.choice(
            (
                f"{chome}-{block}-{number}",
                f"{in_kanji(rng, int(chome))}丁目{block}番{number}号",
                f"{chome}丁目{block}番地{number}",
                f"{chome}丁目{block}番地の{number}",
                f"{chome}丁目{block}－{number}",
                f"{in_kanji(rng, int(chome))}丁目{in_kanji(rng, int(block))}番{in_kanji(rng, int(number))}号",
            )
        )
        gap = " " if lots[found.end() : found.end() + 1].isascii() else rng.choice(("", "　"))
        lots = written + gap + lots[found.end() :]
    elif re.fullmatch(r"[0-9]+-[0-9]+", lots):
        block, number = lots.split("-")
        lots = rng.choice(
            (f"{block}番地{number}", f"{block}番地の{number}", f"{block}番{number}号", f"{block}−{number}")
        )
    elif re.fullmatch(r"[0-9]+-[0-9]+-[0-9]+", lots):
        chome, block, number = lots.split("-")
        lots = rng.choice(
            (
                f"{chome}丁目{block}番{number}号",
                f"{chome}丁目{block}-{number}",
                "ー".join((chome, block, number)),
            )
        )
    else:
        lots = lots.replace("番地の", rng.choice(("番地の", "番地", "-"))).replace(
            "丁目", rng.choice(("丁目", "丁目", "－"))
        )
        lots = re.sub(r"－(?![0-9])", "丁目", lots)
    prefecture = rng.choice((row["prefecture"], row["prefecture"], ""))
    city = (
        re.sub(r"^.+郡(?=.+[町村]$)", "", row["city"]) if prefecture and rng.random() < 0.3 else row["city"]
    )
    town = town_text(rng, row["neighborhood"])
    if rng.random() < 0.3:
        town = town.replace("大字", "").removeprefix("字")
    text = prefecture + city + rng.choice(("", " ")) + town + lots
    return wide(text) if rng.random() < 0.4 else text


@dataclass
class Pool:
    """The places to draw from."""

    towns: list[tuple[str, str, str, str]]
    offices: list[dict[str, str]]
    streets: list[tuple[str, str, str]]
    by_city: dict[tuple[str, str], list[str]]
    where: dict[str, list[tuple[str, str]]]
    in_two: list[str]


def pool(held_out: bool) -> Pool:
    rows = towns(held_out)
    by_city: dict[tuple[str, str], list[str]] = defaultdict(list)
    where: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, prefecture, city, town in rows:
        by_city[prefecture, city].append(town)
        where[town].append((prefecture, city))
    in_two = [
        town
        for town, places in where.items()
        if max(Counter(prefecture for prefecture, _ in set(places)).values()) > 1
    ]
    where = defaultdict(list, {town: sorted(set(places)) for town, places in where.items()})
    return Pool(rows, offices(held_out), list(kyoto_streets(held_out)), by_city, where, in_two)


def kyoto_streets(held_out: bool) -> Iterator[tuple[str, str, str]]:
    connection = sqlite3.connect(address_source._database(), uri=True)
    rows = connection.execute("SELECT data FROM postal_data WHERE city LIKE '京都市%'").fetchall()
    connection.close()
    for (data,) in rows:
        row = json.loads(data)
        for street in (row["note"] or "").split("、"):
            if re.search("[上下]る$|入$", street) and kept_back(street + row["neighborhood"]) == held_out:
                yield street, row["city"], row["neighborhood"]
