"""Pages of passports and disability certificates, as somebody else might draw them."""

from __future__ import annotations

from verification.reading.otherwise.places import prefecture
from verification.reading.otherwise.plate import Plate


def passport(plate: Plate) -> None:
    """The page with the photograph."""
    d = plate.dice
    plate.sort = "left"
    plate.put(40, 3, "日 本 国　JAPAN", 4)
    plate.put(5, 4, "旅券", 4)
    plate.put(5, 9, "PASSPORT", 3)
    plate.portrait(5, 17, 32)
    family, _, given = plate.name("latin").partition(" ")
    birth, expiry = plate.born("english"), plate.within("expiry", 100, 3000, "english")
    number = f"{d.choice('TNM')}{d.choice('ABZ')}{d.randint(10**6, 10**7 - 1)}"
    cells = (
        (40, 12, "型 / Type", "P"),
        (60, 12, "発行国 / Issuing country", "JPN"),
        (90, 12, "旅券番号 / Passport No.", number),
        (40, 21, "姓 / Surname", family),
        (40, 30, "名 / Given name", given),
        (40, 39, "国籍 / Nationality", "JAPAN"),
        (82, 39, "生年月日 / Date of birth", birth),
        (40, 48, "性別 / Sex", d.choice("MF")),
        (60, 48, "本籍 / Registered Domicile", "KANAGAWA"),
        (40, 57, "発行年月日 / Date of issue", plate.within("issued", -2600, -30, "english")),
        (82, 57, "有効期間満了日 / Date of expiry", expiry),
        (40, 66, "発行官庁 / Authority", "MINISTRY OF FOREIGN AFFAIRS"),
    )
    for x, y, label, value in cells:
        plate.put(x, y, label, 2, ink=plate.faint)
        plate.put(x, y + 2.8, value, 3.2)
    for place, row in enumerate(_zone(plate, number, family, given)):
        plate.put(5, 76 + 6 * place, row, 3.9)


def _zone(plate: Plate, number: str, family: str, given: str) -> tuple[str, str]:
    birth, expiry = (plate.printed[each].replace("-", "")[2:] for each in ("birth_date", "expiry"))
    second = f"{number}{_check(number)}JPN{birth}{_check(birth)}M{expiry}{_check(expiry)}{'<' * 14}0"
    return f"P<JPN{family}<<{given}".ljust(44, "<"), second + str(
        _check(second[:10] + second[13:20] + second[21:43])
    )


def _check(text: str) -> int:
    value = {**{str(each): each for each in range(10)}, "<": 0}
    return sum(value.get(each, ord(each) - 55) * (7, 3, 1)[at % 3] for at, each in enumerate(text)) % 10


def passport_back(plate: Plate) -> None:
    """The page that the owner fills in."""
    plate.sort = plate.dice.choice(("left", "above"))
    plate.put(44, 4, "所 持 人 記 入 欄", 4)
    y = plate.item(8, 14, "氏名 / Name", plate.name(), 4, 34, 76)
    y = plate.item(8, y + 2, "現住所 / Present address", plate.address(), 3.8, 34, 76)
    y = plate.item(8, y + 2, "電話番号 / Tel.", "03-0000-0000", 3.4, 34, 76)
    plate.put(8, y + 5, "事故の場合の連絡先 / In case of accident notify", 3)
    y = plate.item(8, y + 11, "氏名 / Name", "川村 静", 3.6, 34, 76)
    plate.item(8, y + 1, "住所 / Address", "岩手県花巻市湯口1-1", 3.4, 34, 76)


def disability(plate: Plate) -> None:
    """A disability certificate."""
    d = plate.dice
    plate.put(30, 4, d.choice(("身体障害者手帳", "身体障がい者手帳")), 6, gap=0.2)
    plate.put(8, 14, f"{prefecture(plate)}　第 {d.randint(1000, 99999)} 号", 3.2)
    y = 20.0
    for label, value in (
        ("氏名", plate.name()),
        ("生年月日", plate.born()),
        ("住所", plate.address()),
        ("障害名", "両下肢機能障害"),
        ("等級", "2級"),
        ("交付年月日", plate.within("issued", -2500, -100)),
    ):
        y = plate.item(8, y, label, value, 3.6, 24, 50)
    plate.put(8, max(y + 2, 76), f"{prefecture(plate)}知事", 3.8)
    plate.portrait(92, 20, 26)


def disability_back(plate: Plate) -> None:
    """The page of changes."""
    plate.put(8, 5, "身体障害者手帳　住所・氏名変更欄", 4)
    y = plate.item(8, 16, "変更年月日", plate.within("issued", -800, -10, "era"), 3.6, 30, 70)
    plate.item(8, y + 2, "新住所", plate.address(), 3.8, 30, 70)
