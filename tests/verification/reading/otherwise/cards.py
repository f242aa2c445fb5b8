"""Cards as somebody else might draw them: licences, health insurance, the register and My Number."""

from __future__ import annotations

from verification.reading.otherwise.places import prefecture, town
from verification.reading.otherwise.plate import Plate


def licence(plate: Plate) -> None:
    """A driver's licence: as the usual ones are laid out, or with a column of labels."""
    d = plate.dice
    if d.random() < 0.6:
        plate.sort = d.choice(("left", "wide"))
        plate.label(3, 3, "氏名", 2.6)
        plate.put(12, 2.6, plate.name(), 3.6)
        plate.put(83, 3.2, plate.born(d.choice(("era spaced", "era", "wide"))) + "生", 2.8, end=True)
        plate.line(2, 7.2, 81)
        plate.label(3, 8.4, "住所", 2.6)
        plate.rows(12, 8, plate.address(), 2.9, 70)
        plate.line(2, 15.6, 81)
        plate.label(3, 16.6, "交付", 2.6)
        plate.put(
            12,
            16.4,
            plate.within("issued", -1500, -30, d.choice(("era padded", "era spaced"))),
            2.8,
            gap=d.choice((0, 0.1)),
        )
        plate.put(46, 16.4, str(d.randint(10000, 99999)), 2.8)
        plate.box(2, 20.4, 56, 5, d.choice(((120, 190, 120), (232, 200, 90), (130, 180, 224))))
        plate.put(
            4,
            21,
            plate.within("expiry", 90, 1700, "both") + d.choice(("まで有効", " まで有効")),
            3.4,
            ink=(0, 0, 0),
        )
        plate.put(3, 27, "免許の", 2.2, ink=plate.faint)
        plate.put(3, 29.4, "条件等", 2.2, ink=plate.faint)
        plate.put(12, 28, d.choice(("眼鏡等", "準中型で運転できる準中型車は準中型車(5t)に限る", "")), 2.4)
        plate.put(3, 36, f"番号　第 {d.randint(10**11, 10**12 - 1)} 号", 3.1)
        for place, row in enumerate(("二・小・原", "他", "二種")):
            plate.put(3, 40.4 + 3.2 * place, row + "　" + plate.within("", -9000, -3000, "era padded"), 2.2)
        plate.put(34, 40, "運 転 免 許 証" if d.random() < 0.5 else "運転免許証", 3)
        plate.put(34, 46, prefecture(plate), 2.7)
        plate.put(34, 49, "公安委員会", 2.7)
        plate.printed["issuer"] = ""
        plate.portrait(62, 22, 20)
        return
    if plate.sort == "above":
        plate.sort = "colon"
    plate.put(22, 2, "運転免許証", 4, gap=0.5)
    plate.portrait(2.5, 12, 21)
    y = 10.0
    for label, value in (
        ("氏名", plate.name()),
        ("生年月日", plate.born()),
        ("住所", plate.address()),
        ("交付日", plate.within("issued", -1500, -30)),
        ("有効期限", plate.within("expiry", 90, 1700)),
        ("免許証番号", f"第{d.randint(10**11, 10**12 - 1)}号"),
    ):
        y = plate.item(27, y, label, value, 2.7, 12, 42)
    plate.put(40, 49.5, f"{prefecture(plate)}公安委員会", 2.8)


def licence_back(plate: Plate) -> None:
    """The back with a change of address."""
    d = plate.dice
    plate.put(36, 2, d.choice(("備　　考", "備考欄")), 3.2)
    plate.box(3, 7, 79, 34)
    if d.random() < 0.5:
        y = plate.item(5, 9, "住所変更", plate.within("issued", -600, -10, "era"), 2.8, 16, 55)
        plate.item(5, y, d.choice(("新住所", "住所")), plate.address(), 3, 16, 55)
    else:
        plate.put(5, 9, plate.within("issued", -600, -10, "era padded") + "　変更", 2.8)
        plate.rows(5, 14, plate.address(), 3.1, 72)
    plate.put(50, 35, f"{prefecture(plate)}公安委員会", 2.6)
    plate.put(3, 43, "【臓器提供意思表示欄】《1.2.3.いずれかの番号を○で囲んでください。》", 2.0)
    plate.put(3, 46, "1. 私は、脳死後及び心臓が停止した死後のいずれでも、臓器を提供します。", 1.9)


def insurance(plate: Plate) -> None:
    """A health insurance card; the insurer's own address stands on many."""
    d = plate.dice
    national = d.random() < 0.5
    y = 2.5
    plate.put(
        3,
        y,
        d.choice(("国民健康保険 被保険者証", "国民健康保険被保険者証"))
        if national
        else d.choice(("健康保険 被保険者証(本人)", "健康保険被保険者証")),
        3.8,
    )
    if national:
        plate.put(
            83, y + 5, d.choice(("有効期限　", "有効期限:")) + plate.within("expiry", 30, 700), 2.8, end=True
        )
        y += 9.5
    else:
        plate.put(83, y + 5, plate.within("issued", -1500, -30, "era") + "交付", 2.8, end=True)
        y += 9.5
    plate.put(3, y, "記号", 2.6, ink=plate.faint)
    plate.box(10, y, 14, 3, (20, 20, 20))
    plate.put(30, y, "番号", 2.6, ink=plate.faint)
    plate.box(37, y, 14, 3, (20, 20, 20))
    y += 4.6
    rows = [("氏名", plate.name()), ("生年月日", plate.born()), ("性別", d.choice("男女"))]
    if plate.sort == "above":
        plate.sort = "colon"
    if national:
        rows += [
            ("世帯主氏名", d.choice(("原 正", "坂口 洋子"))),
            ("住所", plate.address()),
            ("交付年月日", plate.within("issued", -700, -30)),
        ]
    else:
        rows += [("資格取得年月日", plate.within("", -5000, -800))]
    for label, value in rows:
        y = plate.item(3, y, label, value, 2.7 if label != "氏名" else 3.3, 20, 58)
    if national:
        plate.put(3, max(y, 47), "交付者名　" + town(plate), 2.8)
    else:
        plate.put(3, y + 0.5, "事業所名称　見本商事株式会社", 2.4)
        plate.put(3, y + 4, "保険者所在地　東京都港区芝公園9-8-7", 2.4)
        plate.put(3, y + 7.5, "保険者番号・名称　01139999　見本県機械工業健康保険組合", 2.4)
    plate.stamp(72, 42, "見本")


def insurance_back(plate: Plate) -> None:
    """The back with the address."""
    plate.put(3, 3, "※ 注意事項　裏面の住所欄は、自署してください。", 2.4)
    plate.put(3, 7, "保険医療機関等で診療を受けるときは、必ずこの証を提示してください。", 2.2)
    plate.item(3, 12, "住所", plate.address(), 3.2, 12, 66)
    plate.put(3, 30, "備考", 2.6)
    plate.put(3, 36, "以下の欄に記入することにより、臓器提供に関する意思を表示することができます。", 1.9)
    plate.put(3, 48, "署名年月日　　　年　　月　　日　本人署名(自筆)", 2.2)


def register(plate: Plate) -> None:
    """A Basic Resident Register card."""
    plate.put(45, 2.5, "住民基本台帳カード", 3.8)
    y = 12.0
    for label, value in (
        ("氏名", plate.name()),
        ("生年月日", plate.born()),
        ("性別", plate.dice.choice("男女")),
        ("住所", plate.address()),
    ):
        y = plate.item(4, y, label, value, 2.9, 14, 38)
    plate.put(
        4,
        max(y + 1, 44),
        plate.within("expiry", 60, 2500, plate.dice.choice(("western", "era")))
        + plate.dice.choice(("まで有効", "まで 有効")),
        3,
    )
    plate.put(34, 49.5, f"{town(plate)}長", 2.6)
    plate.portrait(61, 15, 20)


def my_number(plate: Plate) -> None:
    """The front of a My Number card."""
    d = plate.dice
    plate.sort = d.choice(("left", "wide"))
    plate.label(3, 3, "氏名", 2.6)
    plate.put(13, 2.6, plate.name(), 3.6)
    plate.label(3, 9, "住所", 2.6)
    plate.rows(13, 8.6, plate.address(), 2.9, 69)
    plate.portrait(4, 20, 21)
    plate.put(30, 20, plate.born(d.choice(("era", "wide"))) + "生", 3)
    plate.put(66, 20, "性別 " + d.choice("男女"), 2.8)
    plate.put(30, 26, plate.within("expiry", 60, 3000, d.choice(("western", "era"))) + "まで有効", 3)
    plate.put(30, 32, f"{town(plate)}長", 2.8)
    plate.put(30, 40, "電子証明書の有効期限 2029年 5月11日", 2.2)
    plate.put(52, 47, "個人番号カード", 3.8)


def my_number_back(plate: Plate) -> None:
    """Its back, with a number that is nobody's."""
    plate.put(4, 4, "個人番号", 3)
    plate.put(22, 3, "0000　0000　0000", 5)
    plate.item(4, 12, "氏名", plate.name(), 3.4, 14, 60)
    plate.put(4, 20, plate.born("era") + "生", 3)
    plate.put(4, 46, "この面は、法律で認められた場合以外、コピーが禁止されています。", 2)
