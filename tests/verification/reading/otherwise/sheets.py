"""Certificates of residence and receipts, as somebody else might draw them."""

from __future__ import annotations

from verification.reading.otherwise.places import town
from verification.reading.otherwise.plate import Plate


def certificate(plate: Plate, number: str = "") -> None:
    """A certificate of residence: a table, the former address and the domicile in it; a My Number where given."""
    d = plate.dice
    plate.sort = "left"
    plate.put(85, 18, d.choice(("住　民　票", "住民票の写し", "住民票")), 7)
    rows = [
        [
            ("氏名", plate.name()),
            ("生年月日", plate.born()),
            ("性別", d.choice("男女")),
            ("続柄", d.choice(("世帯主", "妻", "長男"))),
        ],
        [("住所", plate.address()), ("世帯主", d.choice(("久我 実", "榊 洋")))],
        [
            ("本籍", "【省略】"),
            ("筆頭者", "【省略】"),
            ("住民となった年月日", plate.within("", -9000, -2000, "era")),
        ],
        [("前住所", "石川県小松市園町ハ23番地"), ("転入", plate.within("", -1500, -500, "era"))],
    ]
    if d.random() < 0.5:
        rows[0], rows[1] = rows[1], rows[0]
    if number:
        rows[2].insert(0, ("個人番号", number))
    y = 40.0
    above = d.random() < 0.5
    for row in rows:
        for label, value in row:
            plate.line(18, y - 1.6, 174)
            if above:
                plate.put(20, y, label, 2.8, ink=plate.faint)
                y = plate.rows(24, y + 4.2, value, 4, 160) + 3
            else:
                plate.put(20, y + 0.6, label, 3.2, ink=plate.faint)
                y = plate.rows(62, y, value, 4, 125) + 3
    plate.put(20, y + 12, "この写しは、住民票の原本と相違ないことを証明する。", 4)
    plate.put(26, y + 24, plate.within("issued", -85, -3, d.choice(("era", "era spaced", "wide"))), 4)
    plate.put(100, y + 34, f"{town(plate)}長　見本 二郎", 4.6)
    plate.stamp(160, y + 28, "見本", 18)


def numbered_certificate(plate: Plate) -> None:
    """A certificate of residence with a My Number that is nobody's."""
    certificate(plate, "0000 0000 0000")


_UTILITY = {
    "electricity": (
        "電気料金のお知らせ(領収書)",
        "検針票 電気ご使用量のお知らせ",
        "みほん電力エナジー株式会社",
    ),
    "city_gas": ("ガス料金等領収証", "ガスご使用量のお知らせ", "見本瓦斯株式会社"),
    "water": ("水道料金・下水道使用料 領収証書", "上下水道使用水量等のお知らせ", "見本市上下水道局"),
}


def receipt(plate: Plate) -> None:
    """A utility receipt with the company's own address, or a letter with the holder's address in its window."""
    d = plate.dice
    utility = d.choice(tuple(_UTILITY))
    company = _UTILITY[utility][2]
    plate.put(8, 6, d.choice(_UTILITY[utility][:2]), 5)
    plate.sort = d.choice(("left", "colon", "above"))
    if d.random() < 0.5:
        plate.put(10, 18, f"〒{d.randint(100, 999)}-{d.randint(1000, 9999)}", 3.4)
        y = plate.rows(10, 23, plate.address(), 3.6, 74)
        y = plate.put(10, y + 2, plate.name() + "　様", 4.2) and y + 12
    else:
        y = plate.item(
            8, 18, d.choice(("ご契約名義", "お客さま氏名", "ご使用者名")), plate.name() + " 様", 3.8, 28, 58
        )
        y = (
            plate.item(8, y, d.choice(("ご使用場所", "供給場所", "ご契約住所")), plate.address(), 3.5, 28, 58)
            + 4
        )
    plate.line(8, y, 84)
    month = d.randint(1, 10)
    for label, value in (
        ("お客さま番号", f"{d.randint(10, 99)}-{d.randint(1000, 9999)}-{d.randint(1000, 9999)}"),
        ("ご使用期間", f"{month}月 3日～{month + 1}月 2日"),
        ("ご使用量", f"{d.randint(8, 420)} {'kWh' if utility == 'electricity' else 'm3'}"),
        ("ご請求金額", f"{d.randint(1500, 19000):,}円"),
        (d.choice(("領収日", "領収年月日", "お支払日", "発行年月日")), plate.within("issued", -85, -3)),
    ):
        y = plate.item(8, y + 2, label, value, 3.4, 34, 50)
    plate.put(8, y + 8, "上記の金額を領収いたしました。", 3.2)
    plate.put(30, y + 18, company, 4)
    plate.put(30, y + 24, "大阪府大阪市北区中之島99-1", 2.8)
    plate.stamp(78, y + 14, "領収", 12)
