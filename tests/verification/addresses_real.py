"""Real addresses rewritten by rule, and the same with one thing changed: how often the comparison is wrong.

    python tests/verification/addresses_real.py [--kept-aside] [--show N] [--close N]

The addresses are those of ``real/addresses.tsv``, written by hand by somebody who had not seen the rules' own tables.
Every form in which forms, labels, licences and bills write an address is laid against the official one; nothing is
left to chance, but which of the apartments a base gets. One address in three (by a digest of it) is kept aside, and
was measured only once, after the last change of the rules.
"""

# ruff: noqa: T201, E501 - a script that prints, with tables

from __future__ import annotations

import argparse
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from kaitsu.japanese.address import compare

BASES = Path(__file__).parent / "real" / "addresses.tsv"
DIGITS = "〇一二三四五六七八九"
HYPHENS = "-‐‑–—―−－ー─"
Pair = tuple[str, str, str]

#: Names of the sorts that house registers have, none of which the rules' own tables use.
APARTMENTS = (
    "メゾン青葉", "サンハイツ本町", "ロイヤルコート三番館", "パークハイム2号棟", "県営城東団地12号棟", "フローラル壱番館",
    "グリーンヒルズA棟", "コーポラス八幡", "第5中央ビル", "エスポワール21", "Casa Verde", "シャトレーイン3",
    "ライオンズマンション千里中央第二", "ドミール五十嵐", "リバーサイド1", "朝日プラザII", "ハイム七里ヶ浜", "青木荘",
    "市営住宅B棟", "レオパレス駅南", "グランフォーレ南3条", "UR若葉台団地", "ｺｰﾎﾟ緑", "シティタワー大手町", "Ｋ・Ｔビル",
    "プレール・ドゥーク北三条", "ヴィラージュ桜ヶ丘", "第一ふじ荘", "アーバンライフ2番館", "(株)中央社員寮",
)  # fmt: skip
ROOMS = ("101", "203", "305", "412", "508", "1103", "702", "1501", "B-204", "3-105")


@dataclass(frozen=True, slots=True)
class Base:
    """One address as its owner writes it: ``kind`` says how its numbers are counted (see the table's head)."""

    code: str
    prefecture: str
    city: str
    town: str
    kind: str
    numbers: tuple[str, ...]
    building: str = ""
    unit: str = ""

    @property
    def place(self) -> str:
        return self.prefecture + self.city + self.town

    @property
    def complete(self) -> bool:
        """Whether a bare number behind the block can only be a room."""
        return (self.kind == "c" and len(self.numbers) == 3) or (self.kind == "b" and len(self.numbers) == 2)


def bases(kept_aside: bool) -> list[Base]:
    """The addresses of the table's one third, or of the rest."""
    found = []
    for line in BASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, prefecture, city, town, written, *rest = line.split("\t")
        if (zlib.crc32(f"{city}{town}{written}".encode()) % 3 == 0) != kept_aside:
            continue
        kind, numbers = written[0], tuple(written[1:].split("-")) if written[0] != "=" else (written[1:],)
        found.append(Base(code.replace("-", ""), prefecture, city, town, kind, numbers, *rest))
    return found


# ---- writing


def positional(number: str) -> str:
    return "".join(DIGITS[int(char)] if char.isdecimal() else char for char in number)


def counted(number: str) -> str:
    """*number* with 十, 百, 千; letters stay."""
    if not number.isdecimal():
        return number[0] + counted(number[1:]) if number[1:] else number
    value, text = int(number), ""
    if value > 9999:
        return positional(number)
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, value = divmod(value, unit)
        if count:
            text += (DIGITS[count] if count > 1 else "") + sign
    return text + (DIGITS[value] if value else "")


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


FORMAL = str.maketrans("一二三十", "壱弐参拾")
UNITS = {
    "c": ("丁目", "番", "号"),
    "d": ("丁目", "番地", ""),
    "b": ("番", "号"),
    "l": ("番地", ""),
    "j": ("地割", "番地"),
}


def official(base: Base, numbers: tuple[str, ...] | None = None) -> str:
    numbers = base.numbers if numbers is None else numbers
    if base.kind == "=":
        return numbers[0]
    front = "第" if base.kind == "j" else ""
    units = UNITS[base.kind]
    text = front + "".join(number + unit for number, unit in zip(numbers, units, strict=False))
    return text + "".join(f"-{number}" for number in numbers[len(units) :])


def number_forms(base: Base) -> dict[str, str]:
    """The numbers in every usual way, by the name of the way."""
    n = base.numbers
    if base.kind == "=":
        return {"wide": wide(n[0]), "numerals": re.sub("[0-9]+", lambda found: counted(found[0]), n[0])}
    forms = {
        "wide": wide(official(base)),
        "hyphens": "-".join(n),
        "wide hyphens": wide("－".join(n)),
        "no": "の".join(n),
        "numerals counted": official(base, tuple(map(counted, n))),
        "numerals by place": official(base, tuple(map(positional, n))),
        "numerals, hyphens": "－".join(map(positional, n)),
        "spaced": re.sub("(丁目|番地?)(?=.)", r"\1 ", official(base)),
    }
    if len(n) > 1:
        hyphen = HYPHENS[zlib.crc32(base.place.encode()) % len(HYPHENS)]
        forms["a rarer hyphen"] = hyphen.join(n)
        forms["spaced hyphens"] = " - ".join(n)
        forms["upright"] = "｜".join(map(counted, n))
        forms["upright no"] = "ノ".join(map(counted, n))
        forms["register"] = official(base, tuple(counted(m).translate(FORMAL) for m in n))
    if base.kind in "cd":
        forms["chome in kanji"] = official(base, (counted(n[0]), *n[1:]))
        if len(n) == 3:
            forms["chome and hyphen"] = f"{n[0]}丁目{n[1]}-{n[2]}"
            forms["chome in kanji and hyphen"] = f"{counted(n[0])}丁目{n[1]}－{n[2]}"
            forms["chome, hyphens"] = f"{n[0]}丁目-{n[1]}-{n[2]}"
            forms["licence"] = f"{n[0]}丁目{n[1]}番地の{n[2]}"
            forms["banchi"] = f"{counted(n[0])}丁目{n[1]}番地{n[2]}"
            forms["no go"] = f"{n[0]}丁目{n[1]}番{n[2]}"
            forms["no in kana"] = f"{n[0]}丁目{n[1]}ノ{n[2]}"
        if base.kind == "c" and len(n) == 3:
            forms["banchi and go"] = f"{n[0]}丁目{n[1]}番地{n[2]}号"
            forms["hyphen and go"] = f"{n[0]}-{n[1]}-{n[2]}号"
            forms["ban behind hyphen"] = f"{n[0]}-{n[1]}番{n[2]}号"
        if len(n) == 2:
            forms["number bare"] = f"{n[0]}丁目{n[1]}"
            forms["cho"] = f"{n[0]}丁目{n[1]}番"
    if base.kind == "b":
        forms |= {"licence": f"{n[0]}番地の{n[-1]}", "banchi": f"{n[0]}番地{n[-1]}"} if len(n) == 2 else {}
        forms["ban"] = "番".join(n) if len(n) == 2 else f"{n[0]}番地"
    if base.kind == "l":
        forms["licence"] = n[0] + "番地" + "".join("の" + more for more in n[1:])
        forms["ban"] = n[0] + "番" + "".join(n[1:2])
        forms["bare"] = n[0] + "".join("番地-" + more for more in n[1:])
    if base.kind == "j" and len(n) > 1:
        forms["jiwari"] = f"{n[0]}地割{n[1]}"
        forms["jiwari in kanji"] = f"第{counted(n[0])}地割{n[1]}番地"
        forms["jiwari, hyphen"] = f"第{n[0]}地割-{n[1]}"
    return forms


SWAPS = (
    ("ケ", "ヶ"),
    ("ヶ", "ケ"),
    ("ヶ", "が"),
    ("ケ", "が"),
    ("が", "ケ"),
    ("ノ", "の"),
    ("の", "ノ"),
    ("之", "ノ"),
    ("ツ", "ッ"),
)
OLD = str.maketrans(
    "沢条竜桧島瀬広国辺浜渋桜塩関富崎斎薮恵徳旧駅医学円", "澤條龍檜嶋瀨廣國邊濱澁櫻鹽關冨﨑齋藪惠德舊驛醫學圓"
)


def place_forms(base: Base) -> dict[str, str]:
    """Prefecture, municipality and town in every usual way."""
    where = base.city + base.town
    forms = {"prefecture left out": where, "parts spaced": f"{base.prefecture} {base.city} {base.town}"}
    forms["parts spaced wide"] = f"{base.prefecture}　{base.city}　{base.town}"
    plain = re.sub("大字|(?<!文)字", "", base.town)
    if plain != base.town:
        forms["aza left out"] = base.prefecture + base.city + plain
        forms["oaza left out"] = base.prefecture + base.city + base.town.replace("大字", "")
    elif base.kind == "l" and base.town and not base.city.startswith("京都市"):
        forms["oaza written"] = f"{base.prefecture}{base.city}大字{base.town}"
    if re.match("[^市]{1,3}郡.*[町村]$", base.city):
        forms["county left out"] = base.prefecture + re.sub("^.{1,4}?郡", "", base.city) + base.town
    for old, new in SWAPS:
        if re.search(f"(?<=[一-龠]){old}(?=[一-龠])", where):
            forms[f"{old} as {new}"] = base.prefecture + re.sub(f"(?<=[一-龠]){old}(?=[一-龠])", new, where)
    if where.translate(OLD) != where:
        forms["old characters"] = base.prefecture + where.translate(OLD)
    if re.search("[一二三四五六七八九十]+条", base.town):
        arabic = re.sub("[一二三四五六七八九十]+(?=条)", lambda found: str(value(found[0])), base.town)
        forms["jo in digits"] = base.prefecture + base.city + arabic
        forms["jo in wide digits"] = wide(forms["jo in digits"])
    forms["spaces everywhere"] = " ".join(base.place)
    short = base.prefecture[:-1] if base.prefecture != "北海道" else base.prefecture
    forms["prefecture short"] = f"{short} {where}" if short not in base.city else f"{short}{where}"
    if base.city[3:] and "市" in base.city[1:-2]:
        forms["ward without its city"] = (
            base.prefecture + base.city[base.city.index("市", 1) + 1 :] + base.town
        )
    if re.search("[一二三四五六七八九十]+番[町丁]$", base.town):
        forms["bancho in digits"] = (
            base.prefecture
            + base.city
            + re.sub("[一二三四五六七八九十]+(?=番[町丁]$)", lambda found: str(value(found[0])), base.town)
        )
    if re.search("[東西南北][一二三四五六七八九十]+条[東西南北]", base.town):
        forms["jo left out"] = re.sub(
            "(?<=[東西南北])[一二三四五六七八九十]+条", lambda found: str(value(found[0][:-1])), base.place
        )
    street = re.match(r".+(?:上る|下る|東入|西入)(?=.)", base.town)
    if street:
        for old, new in (
            ("上る", "上ル"),
            ("下る", "下ル"),
            ("上る", "上がる"),
            ("入", "入ル"),
            ("入", "入る"),
            ("通", ""),
            (street[0], ""),
        ):
            if old in base.town:
                forms[f"street, {new or 'less'}"] = f"京都府{base.city}{base.town.replace(old, new, 1)}"
    return forms


def value(kanji: str) -> int:
    tens, _, ones = kanji.rpartition("十")
    if "十" not in kanji:
        return int("".join(str(DIGITS.index(char)) for char in kanji))
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)


def unit_forms(unit: str) -> list[str]:
    """A floor or a room in every usual way."""
    if unit.endswith("階"):
        floor = unit.removesuffix("階")
        return [
            f" {floor} F",
            f"{floor}階部分",
            f" {floor}/F",
            f" {positional(floor)}階",
            unit,
            f"{floor}F",
            wide(f"{floor}F"),
            f"{counted(floor)}階",
            f"{floor}Ｆ",
            f" {floor}階",
            f"({floor}階)",
        ]
    yet = [
        f" Room {unit}",
        f" No.{unit}",
        f"の{unit}",
        f" 【{unit}】",
        f"{unit}号室 山本太郎様",
        f" 部屋番号{unit}",
    ]
    yet += [f" {positional(unit)}号室", f" {unit[:-2]}F {unit}"] if unit.isdecimal() else []
    return [
        *yet,
        unit,
        f"{unit}号室",
        f"{unit}号",
        f" {unit}",
        wide(f"{unit}号室"),
        f" #{unit}",
        f"　{unit} 号室",
    ]


def joined(numbers: str, building: str, how: int) -> str:
    """*building* behind *numbers*, in one of the ways that keep both apart."""
    if not building:
        return numbers
    if (
        how == 1
        and building[0] not in DIGITS + "十("
        and not building[0].isascii()
        and numbers[-1] not in DIGITS + "十"
    ):
        return numbers + building
    marks = (" ", " ", "　", ", ", "\n", "、")
    if how == 5 and numbers.isascii():
        return f"{numbers} ({building})"
    return numbers + marks[how % len(marks)] + building


# ---- one address in two forms


def same(base: Base) -> Iterator[Pair]:
    left = base.place + official(base) + inside(base)
    tail = f"　{base.building} {base.unit}" if base.building else ""
    for name, numbers in number_forms(base).items():
        yield f"number: {name}", left, base.place + numbers + tail
        if name in ("hyphens", "wide hyphens", "chome and hyphen", "licence") and not tail:
            yield f"number: {name}, prefecture left out", left, base.city + base.town + numbers
    for name, place in place_forms(base).items():
        yield f"place: {name}", left, place + official(base) + tail
        yield (
            f"place: {name}, hyphens",
            left,
            place + number_forms(base).get("hyphens", official(base)) + tail,
        )
    code = f"{base.code[:3]}-{base.code[3:]}"
    for head in (f"〒{code} ", f"〒{code}", f"{code}　", wide(f"〒{code}\n"), f"〒 {base.code} "):
        yield (
            "postal code in front",
            left,
            head + base.place + number_forms(base).get("hyphens", official(base)) + tail,
        )
    short = base.city + base.town + number_forms(base).get("hyphens", official(base)) + tail
    yield "postal code behind", left, f"{short} 〒{code}"
    yield "postal code behind in brackets", left, f"{base.place}{official(base)}{tail}（〒{code}）"
    yield "labelled", left, f"住所：{short}"
    yield "labelled wide", left, f"所在地　〒{code}　{base.place}{official(base)}{tail}"
    yield "country in front", left, f"日本 {base.place}{official(base)}{tail}"
    yield "country, code", left, f"日本、〒{code} {base.place}{number_forms(base)['wide']}{tail}"
    if base.building:
        yield "building left out", left, base.place + official(base)
        yield "building left out, hyphens", left, base.city + base.town + number_forms(base)["hyphens"]
        for how, unit in enumerate(unit_forms(base.unit) if base.unit else [""]):
            building = base.building + (" " if base.building[-1].isdecimal() else "") + unit
            yield (
                "building and floor",
                left,
                base.place + joined(number_forms(base)["hyphens"], building, how),
            )
            yield "building and floor, units", left, base.place + joined(official(base), building, how)
        yield "floor without building", left, base.place + official(base) + f" {base.unit}"
        return
    yield from with_apartment(base)
    yield "care of", f"{left} 山本様方", left
    yield (
        "care of in brackets",
        left,
        base.city + base.town + number_forms(base).get("hyphens", official(base)) + "(山本方)",
    )
    yield "kitsuke", left, f"{left} 気付"


def inside(base: Base) -> str:
    """Building and floor as their owner writes them."""
    if not base.building:
        return ""
    return f" {base.building}{' ' if base.building[-1].isdecimal() else ''}{base.unit}"


def apartment(base: Base) -> tuple[str, str]:
    dice = zlib.crc32(f"{base.place}{base.numbers}apartment".encode())
    return APARTMENTS[dice % len(APARTMENTS)], ROOMS[dice // 64 % len(ROOMS)]


def with_apartment(base: Base) -> Iterator[Pair]:
    if base.kind == "=" and not base.numbers[0][-1].isdecimal() and base.numbers[0][-1] not in "地号":
        return
    building, room = apartment(base)
    short = number_forms(base).get("hyphens", official(base))
    left = f"{base.place}{official(base)} {building}{'-' if building[-1].isalnum() and building[-1].isascii() else ''}{room}"
    gap = " " if building[-1].isascii() or building[-1] in "ⅠⅡⅢ" else ""
    for how, unit in enumerate(unit_forms(room)):
        yield "apartment", left, base.place + joined(short, building + gap + unit, how)
        yield (
            "apartment, units",
            left,
            base.city + base.town + joined(official(base), building + gap + unit, how),
        )
    yield "apartment, wide", left, wide(f"{base.place}{short}　{building}{gap}{room}")
    yield "apartment left out", left, base.place + official(base)
    yield "apartment left out, hyphens", left, base.city + base.town + short
    if base.complete and not re.search("[0-9A-Z一二三四五六七八九十壱I]", building) and room.isdecimal():
        yield "room behind the block", left, f"{base.city}{base.town}{short}-{room}"
        yield "room behind the block, spaced", left, f"{base.city}{base.town}{short} {room}"
        yield "room behind the block, units", left, f"{base.place}{official(base)}{room}号室"


# ---- two addresses


def other(number: str) -> Iterator[str]:
    """Near numbers of another value: each digit changed, one more, one less, a digit more, a digit less."""
    letters = re.match(r"\D*", number)
    front, digits = number[: letters.end()], number[letters.end() :]  # type: ignore[union-attr]
    for place, digit in enumerate(digits):
        yield front + digits[:place] + str((int(digit) + 1) % 10 or 1) + digits[place + 1 :]
    yield f"{front}{int(digits) + 1}"
    yield f"{front}{digits}{(int(digits[-1]) + 3) % 9 + 1}"
    if len(digits) > 1:
        yield front + digits[:-1]
        yield front + digits[-1] + digits[:-1] if digits[-1] != "0" else front + digits[:-1] + "7"
    if front:
        yield {"甲": "乙", "乙": "甲", "丙": "丁", "ニ": "ハ", "ア": "イ"}[front] + digits
        yield digits


def changed(base: Base) -> Iterator[tuple[str, Base]]:
    if base.kind == "=":
        for found in re.finditer("[0-9]", base.numbers[0]):
            text = base.numbers[0]
            digit = str((int(found[0]) + 1) % 10 or 1)
            yield "a digit", replace(base, numbers=(text[: found.start()] + digit + text[found.end() :],))
        return
    for place, number in enumerate(base.numbers):
        for another in other(number):
            if another != number:
                numbers = (*base.numbers[:place], another, *base.numbers[place + 1 :])
                yield "another number", replace(base, numbers=numbers)
    if len(base.numbers) > 1:
        yield "last number dropped", replace(base, numbers=base.numbers[:-1])
        turned = (*base.numbers[:-2], base.numbers[-1], base.numbers[-2])
        if turned != base.numbers and turned[0].isdecimal():
            yield "numbers exchanged", replace(base, numbers=turned)
        for moved in regrouped(base.numbers):
            yield "digits of one moved to its neighbour", replace(base, numbers=moved)
    yield (
        "a number added",
        replace(base, numbers=(*base.numbers, "2"), kind={"j": "l"}.get(base.kind, base.kind)),
    )


def regrouped(numbers: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for place, (one, two) in enumerate(pairwise(numbers)):
        if len(one) > 1 and one.isdecimal():
            yield (*numbers[:place], one[:-1], one[-1] + two, *numbers[place + 2 :])
        if len(two) > 1 and two[1] != "0" and one[-1:].isdecimal():
            yield (*numbers[:place], one + two[0], two[1:], *numbers[place + 2 :])


TOWNS = (
    ("北", "南"), ("東", "西"), ("上", "下"), ("本町", "元町"), ("中央", "中町"), ("大手", "追手"), ("一", "二"), ("三", "二"),
    ("七", "八"), ("六", "五"), ("山", "川"), ("田", "井"), ("町", "台"), ("内", "外"), ("島", "崎"), ("新", "古"), ("城", "池"),
)  # fmt: skip


def different(base: Base) -> Iterator[Pair]:
    tail = inside(base)
    left = base.place + official(base) + tail
    for name, changed_base in changed(base):
        yield name, left, base.place + official(changed_base) + tail
        forms = number_forms(changed_base)
        for form in ("hyphens", "wide", "numerals counted", "licence"):
            if form in forms:
                yield f"{name}, {form}", left, base.city + base.town + forms[form] + tail
    for one, two in TOWNS:
        for old, new in ((one, two), (two, one)):
            if old in base.town[-4:] and base.town not in ("", old):
                town = base.town[:-4] + base.town[-4:].replace(old, new, 1)
                yield "another town", left, base.prefecture + base.city + town + official(base) + tail
    if base.building:
        yield from other_building(base, left)
        return
    yield from other_room(base)


def other_building(base: Base, left: str) -> Iterator[Pair]:
    if base.unit:
        floor = base.unit.removesuffix("階")
        for another in {*other(floor), f"地下{floor}", f"B{floor}"} - {floor}:
            for form in ("階", "F"):
                yield "another floor", left, f"{base.place}{official(base)} {base.building}{another}{form}"
    for found in re.finditer("[0-9]+", base.building):
        name = base.building[: found.start()] + str(int(found[0]) + 1) + base.building[found.end() :]
        yield (
            "another number of the building",
            left,
            f"{base.city}{base.town}{number_forms(base)['hyphens']} {name}{base.unit}",
        )


def other_room(base: Base) -> Iterator[Pair]:
    if base.kind == "=":
        return
    building, room = apartment(base)
    gap = "-" if building[-1].isascii() and building[-1].isalnum() else ""
    left = f"{base.place}{official(base)} {building}{gap}{room}"
    short = number_forms(base)["hyphens"]
    front, digits = re.match(r"(.*-|)(\d+)$", room).groups()  # type: ignore[union-attr]
    rooms = [front + another for another in other(digits)]
    rooms += ["A" + room[1:], room[2:]] if front and room[0] == "B" else []
    for another in rooms:
        yield "another room", left, f"{base.city}{base.town}{short} {building}{gap}{another}"
        yield "another room, units", left, f"{base.place}{official(base)} {building}{gap}{another}号室"
        yield "another room behind the block", left, f"{base.city}{base.town}{short}-{another}"
        yield "another room, no building", left, f"{base.city}{base.town}{short} {another}号室"
    for found in re.finditer("[0-9]+|[A-C](?=棟)", building):
        name = "D" if found[0].isalpha() else str(int(found[0]) + 1)
        another = building[: found.start()] + name + building[found.end() :]
        yield "another wing or building", left, f"{base.place}{short} {another}{gap}{room}"


# ---- measuring


def judge(pairs: Iterator[Pair], wrong: frozenset[str], show: int, close: int) -> tuple[int, int, int]:
    """Compare each pair once; print the counts by kind, and return pairs, wrong and close."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, left, right in dict.fromkeys(pairs):
        if left == right:
            continue
        comparison = compare(left, right)
        verdicts[kind][comparison.verdict] += 1
        most = show if comparison.verdict in wrong else close if comparison.verdict == "close" else 0
        if len(examples[kind, comparison.verdict]) < most:
            why = " ".join(
                f"{f.part}:{f.rule}:{f.detail}" for f in comparison.findings if f.verdict != "same"
            )
            examples[kind, comparison.verdict].append(f"    {comparison.verdict} {left!r} {right!r} {why}")
    for kind, counts in verdicts.items():
        bad = sum(counts[verdict] for verdict in wrong)
        print(f"{kind:46}{counts.total():7}{bad:6} wrong {counts['close']:6} close")
        for (of_kind, _), lines in examples.items():
            if of_kind == kind:
                print(*lines, sep="\n")
    every = sum(counts.total() for counts in verdicts.values())
    bad = sum(counts[verdict] for counts in verdicts.values() for verdict in wrong)
    return every, bad, sum(counts["close"] for counts in verdicts.values())


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--kept-aside", action="store_true", help="the third that was kept for the last figure"
    )
    options.add_argument("--show", type=int, default=0, help="wrong ones to show of each kind")
    options.add_argument("--close", type=int, default=0, help="close ones to show of each kind")
    chosen = options.parse_args()
    found = bases(chosen.kept_aside)
    for title, make, wrong in (
        ("the same", same, frozenset(("different", "unreadable"))),
        ("another", different, frozenset(("same",))),
    ):
        every, bad, close = judge(
            (pair for base in found for pair in make(base)), wrong, chosen.show, chosen.close
        )
        print(
            f"{title}: {len(found)} addresses, {every} pairs, {bad} wrong ({bad / every:.3%}), {close} close ({close / every:.2%})\n"
        )


if __name__ == "__main__":
    main()
