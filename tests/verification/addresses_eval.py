"""How often addresses are judged wrongly, and how fast: pairs made from postal data, printed by group.

    python tests/verification/addresses_eval.py [--seed N] [--pairs N] [--show N] [--held-out]

Places are real: towns of all prefectures, and the addresses of the big offices that have their own postal code, as
their owners write them. What is done to them is chance: forms of writing for the pairs that are the same, one
changed number, room, town or ward for the pairs that are not. Half of the places (by a digest of the text) are kept
for ``--held-out`` and are never drawn without it, nor are its seeds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from kaitsu.japanese import address_source
from kaitsu.japanese.address import compare

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


@dataclass
class Tally:
    """Verdicts of one group, with some of those that were wrong."""

    verdicts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    close: list[tuple[str, str, str]] = field(default_factory=list)


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


# ---- the same


def same_spot(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    return write(rng, spot), write(rng, spot)


def same_without_building(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    spot = replace(spot, building=spot.building or rng.choice(NAMES))
    return write(rng, spot), write(rng, replace(spot, building="", room=""))


def same_office(rng: random.Random, pool: Pool) -> tuple[str, str]:
    row = rng.choice(pool.offices)
    text = row["prefecture"] + row["city"] + row["neighborhood"] + row["banchi"]
    return text, rewrite(rng, row)


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


def same_kyoto(rng: random.Random, pool: Pool) -> tuple[str, str]:
    street, city, town = rng.choice(pool.streets)
    number = rng.randint(1, 900)
    other = street.replace("上る", rng.choice(("上ル", "上る", "上がる"))).replace(
        "下る", rng.choice(("下ル", "下る"))
    )
    other = other.replace("入", rng.choice(("入", "入る", "入ル")))
    right = rng.choice(
        (f"{city}{town}{number}番地", f"京都府{city}{other}{town}{number}", f"{city}{other} {town} {number}")
    )
    return f"京都府{city}{street}{town}{number}番地", right


# ---- not the same


def changed_digit(rng: random.Random, text: str, start: int) -> str:
    places = [index for index in range(start, len(text)) if text[index].isdigit() or text[index] in KANJI]
    digits = [index for index in places if text[index].isdecimal() or text[index] == "〇"]
    index = rng.choice(digits or places)
    char = text[index]
    if char in KANJI:
        return text[:index] + rng.choice([other for other in KANJI[1:] if other != char]) + text[index + 1 :]
    zero = 0xFF10 if char >= "０" else 0x30
    first = not text[index - 1 : index].isdecimal()
    choices = [d for d in range(1 if first else 0, 10) if d != int(char)]
    return text[:index] + chr(zero + rng.choice(choices)) + text[index + 1 :]


def other_number(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    index = rng.randrange(len(spot.numbers))
    numbers = list(spot.numbers)
    numbers[index] = rng.choice(
        (numbers[index] + 1, numbers[index] + 10, max(1, numbers[index] - 1) + 2 * (numbers[index] == 1))
    )
    return write(rng, spot), write(rng, replace(spot, numbers=tuple(numbers)))


def swapped_numbers(rng: random.Random, pool: Pool) -> tuple[str, str]:
    while True:
        spot = draw_spot(rng, pool.towns)
        if len(spot.numbers) > 1 and spot.numbers[-1] != spot.numbers[-2]:
            break
    numbers = (*spot.numbers[:-2], spot.numbers[-1], spot.numbers[-2])
    return write(rng, spot), write(rng, replace(spot, numbers=numbers))


def dropped_number(rng: random.Random, pool: Pool) -> tuple[str, str]:
    while True:
        spot = draw_spot(rng, pool.towns)
        if len(spot.numbers) > 1:
            break
    return write(rng, spot), write(rng, replace(spot, numbers=spot.numbers[:-1]))


def other_letter(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = replace(draw_spot(rng, pool.towns), kind="lot", letter=rng.choice("甲乙丙イロハニ"), aza="")
    letter = rng.choice(
        [letter for letter in ("甲", "乙", "丙", "イ", "ロ", "ハ", "ニ", "") if letter != spot.letter]
    )
    return write(rng, spot), write(rng, replace(spot, letter=letter))


def other_room(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    spot = replace(spot, building=spot.building or rng.choice(NAMES), room=str(rng.randint(101, 1520)))
    room = str(int(spot.room) + rng.choice((1, 2, 10, 100)))
    other = replace(spot, room=room, building=spot.building if rng.random() < 0.7 else rng.choice(NAMES))
    return write(rng, spot), write(rng, other)


def other_floor(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = replace(draw_spot(rng, pool.towns), building=rng.choice(NAMES))
    floor = rng.randint(1, 20)
    forms = ("{}階", "{}F", "{}Ｆ")
    left = replace(spot, room=rng.choice(forms).format(floor))
    right = replace(spot, room=rng.choice((*forms, "地下{}階")).format(floor + 1))
    return write(rng, left), write(rng, right)


def other_town(rng: random.Random, pool: Pool) -> tuple[str, str]:
    while True:
        spot = draw_spot(rng, pool.towns)
        others = [town for town in pool.by_city[spot.prefecture, spot.city] if town != spot.town]
        if others:
            return write(rng, spot), write(rng, replace(spot, town=rng.choice(others)))


def other_ward(rng: random.Random, pool: Pool) -> tuple[str, str]:
    """The same town name in another municipality of the prefecture."""
    while True:
        town = rng.choice(pool.in_two)
        left, right = rng.sample(pool.where[town], 2)
        if left[0] == right[0]:
            break
    spot = draw_spot(rng, pool.towns)
    left_spot = replace(spot, prefecture=left[0], city=left[1], town=town)
    return write(rng, left_spot, leave_out=False), write(
        rng, replace(left_spot, city=right[1]), leave_out=False
    )


def changed_office(rng: random.Random, pool: Pool) -> tuple[str, str]:
    """A real address of an office against itself with one digit changed, also in its building."""
    row = rng.choice(pool.offices)
    start = len(row["prefecture"] + row["city"] + row["neighborhood"])
    text = row["prefecture"] + row["city"] + row["neighborhood"] + row["banchi"]
    if not re.search("[0-9]", row["banchi"]):
        return changed_office(rng, pool)
    right = changed_digit(rng, text, start)
    return text, wide(right) if rng.random() < 0.3 else right


def rewritten_changed_office(rng: random.Random, pool: Pool) -> tuple[str, str]:
    """The same, and the changed one written anew."""
    row = rng.choice(pool.offices)
    if not re.match("[0-9]", row["banchi"]):
        return rewritten_changed_office(rng, pool)
    lots = re.match(r"[0-9]+(?:丁目|番地の?|番|-)?[0-9]*(?:番地の?|番|-)?[0-9]*", row["banchi"])
    head = changed_digit(rng, lots[0], 0) if lots else row["banchi"]
    other = {**row, "banchi": head + row["banchi"][len(head) :]}
    return row["prefecture"] + row["city"] + row["neighborhood"] + row["banchi"], rewrite(rng, other)


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


SAME: dict[str, Callable[[random.Random, Pool], tuple[str, str]]] = {
    "written twice": same_spot,
    "building left out": same_without_building,
    "office, written anew": same_office,
    "Kyoto": same_kyoto,
}
DIFFERENT: dict[str, Callable[[random.Random, Pool], tuple[str, str]]] = {
    "another number": other_number,
    "numbers swapped": swapped_numbers,
    "last number missing": dropped_number,
    "another letter": other_letter,
    "another room": other_room,
    "another floor": other_floor,
    "another town": other_town,
    "another municipality": other_ward,
    "office, one digit": changed_office,
    "office, one digit, anew": rewritten_changed_office,
}


def run(seed: int, pairs: int, held_out: bool) -> tuple[dict[str, Tally], float]:
    """Judge *pairs* pairs of each group; the tallies and the comparisons a second."""
    rng = random.Random(seed)
    places = pool(held_out)
    tallies: dict[str, Tally] = {}
    compare("東京都千代田区丸の内1-1", "東京都千代田区丸の内1-1-1")
    spent, count = 0.0, 0
    for name, make in {**SAME, **DIFFERENT}.items():
        made = [make(rng, places) for _ in range(pairs)]
        judged = [compare(left, right) for left, right in made]
        begin = time.process_time()
        for left, right in made:
            compare(left, right)
        spent += time.process_time() - begin
        count += len(made)
        tally = tallies[name] = Tally()
        for (left, right), comparison in zip(made, judged, strict=True):
            tally.verdicts[comparison.verdict] += 1
            bad = ("different", "unreadable") if name in SAME else ("same",)
            if comparison.verdict in bad:
                reasons = " ".join(
                    f"{f.part}:{f.rule}:{f.detail}" for f in comparison.findings if f.verdict != "same"
                )
                tally.wrong.append((left, right, reasons))
            elif comparison.verdict == "close":
                tally.close.append(
                    (left, right, " ".join(f"{f.rule}:{f.detail}" for f in comparison.findings))
                )
    return tallies, count / spent


def table(tallies: dict[str, Tally], show: int, close: int) -> Iterator[str]:
    """The lines to print."""
    yield f"{'group':26} {'pairs':>6} {'same':>6} {'close':>6} {'differ':>6} {'unread':>6}  wrong"
    for name, tally in tallies.items():
        counts = [tally.verdicts[verdict] for verdict in ("same", "close", "different", "unreadable")]
        columns = " ".join(f"{count:6}" for count in (sum(counts), *counts))
        yield f"{name:26} {columns}  {len(tally.wrong) / sum(counts):.2%}"
        for left, right, reasons in tally.wrong[:show] + tally.close[:close]:
            yield f"    {left!r}\n    {right!r}\n        {reasons}"
    for title, names in (("all the same", SAME), ("all different", DIFFERENT)):
        wrong = sum(len(tallies[name].wrong) for name in names)
        pairs = sum(tallies[name].verdicts.total() for name in names)
        yield f"{title}: {wrong} wrong of {pairs} ({wrong / pairs:.3%})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pairs", type=int, default=300, help="pairs in each group")
    options.add_argument("--show", type=int, default=0, help="wrong ones to show in each group")
    options.add_argument("--close", type=int, default=0, help="close ones to show in each group")
    options.add_argument("--held-out", action="store_true", help="the places kept for the final figure")
    chosen = options.parse_args()
    tallies, speed = run(chosen.seed + 1_000_000 * chosen.held_out, chosen.pairs, chosen.held_out)
    for line in table(tallies, chosen.show, chosen.close):
        sys.stdout.write(line + "\n")
    sys.stdout.write(
        f"{speed:,.0f} comparisons a second of processor time, the towns of these cities in memory\n"
    )


if __name__ == "__main__":
    main()
