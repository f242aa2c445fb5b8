"""Real addresses as data, and every form in which forms, labels, licences and bills write one (for addresses_real)."""

# ruff: noqa: E501 - with tables

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

BASES = Path(__file__).parent / "real" / "addresses.tsv"
DIGITS = "〇一二三四五六七八九"
HYPHENS = "-‐‑–—―−－ー─"

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


def inside(base: Base) -> str:
    """Building and floor as their owner writes them."""
    if not base.building:
        return ""
    return f" {base.building}{' ' if base.building[-1].isdecimal() else ''}{base.unit}"


def apartment(base: Base) -> tuple[str, str]:
    dice = zlib.crc32(f"{base.place}{base.numbers}apartment".encode())
    return APARTMENTS[dice % len(APARTMENTS)], ROOMS[dice // 64 % len(ROOMS)]
