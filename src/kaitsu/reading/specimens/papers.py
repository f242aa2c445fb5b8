"""Papers and booklets: passport, disability certificate, certificate of residence, utility receipts.

As with the cards: our own layouts that vary, nothing of a real one's security printing, each marked 見本.
"""

from __future__ import annotations

from datetime import timedelta

from kaitsu.reading.specimens.canvas import Sheet
from kaitsu.reading.specimens.cards import _city, _prefecture
from kaitsu.reading.specimens.order import Order


def passport_photo(order: Order) -> Sheet:
    """The page of a passport with the photograph, its two machine-readable lines included (ICAO 9303, TD3)."""
    dice = order.dice
    sheet = Sheet(1500, 1056, dice, dice.choice(((240, 230, 226), (228, 236, 240))))
    size = dice.randint(32, 36)
    sheet.text((60, 30), "日 本 国  JAPAN", size)
    sheet.text((520, 30), "旅 券  PASSPORT", size + 4)
    number = f"{dice.choice('TMN')}{dice.choice('RSKZ')}{dice.randint(10**6, 10**7 - 1)}"
    sheet.face_photo(70, 150, 380, 500)
    family, _, given = order.latin().partition(" ")
    birth, issued, expiry = order.birth("english"), order.issued("english", 2600), order.expires("english")
    order.printed["issuer"] = "MINISTRY OF FOREIGN AFFAIRS"
    small, x = size - 12, 520
    for place, row in enumerate((
        (("型/Type", "P"), ("発行国/Issuing country", "JPN"), ("旅券番号/Passport No.", number)),
        (("姓/Surname", family),),
        (("名/Given name", given),),
        (("国籍/Nationality", "JAPAN"), ("生年月日/Date of birth", birth)),
        (("性別/Sex", dice.choice("FM")), ("本籍/Registered Domicile", dice.choice(("TOKYO", "OSAKA", "AICHI")))),
        (("発行年月日/Date of issue", issued),),
        (("有効期間満了日/Date of expiry", expiry),),
        (("発行官庁/Authority", order.printed["issuer"]), ("所持人自署/Signature of bearer", "")),
    )):  # fmt: skip
        for column, (label, words) in enumerate(row):
            left = x + column * (900 // max(len(row), 2))
            sheet.label((left, 92 + place * 92), label, small)
            sheet.text((left, 92 + place * 92 + small + 8), words, size, face="sans")
    for place, line in enumerate(_machine_lines(order, number, family, given)):
        sheet.text((70, 900 + place * 62), line, 42, face="sans", spacing=0.0)
    return sheet


def _machine_lines(order: Order, number: str, family: str, given: str) -> tuple[str, str]:
    from kaitsu.reading.machine_zone import check_digit

    birth = order.born.strftime("%y%m%d")
    expiry = order.printed["expiry"][2:].replace("-", "")
    sex = order.dice.choice("FM")
    name = f"P<JPN{family}<<{given.replace(' ', '<')}".ljust(44, "<")[:44]
    personal = "<" * 14
    second = f"{number}{check_digit(number)}JPN{birth}{check_digit(birth)}{sex}{expiry}{check_digit(expiry)}{personal}<"
    whole = second[:10] + second[13:20] + second[21:43]
    return name, second + str(check_digit(whole))


def passport_address(order: Order) -> Sheet:
    """The page of a passport that its owner fills in."""
    dice = order.dice
    sheet = Sheet(1500, 1056, dice, dice.choice(((240, 236, 230), (234, 240, 236))))
    size = dice.randint(34, 40)
    sheet.text((560, 50), "所持人記入欄", size + 6)
    y: float = 170
    sheet.label((90, y), "氏名 Name", size - 10)
    sheet.text((420, y - 6), order.name(), size + 4)
    y += 100
    sheet.label((90, y), "現住所 Present address", size - 12)
    y = max(sheet.block((420, y - 6), order.address(), size, 980), y + 90) + 24
    sheet.label((90, y), "電話 Telephone", size - 12)
    sheet.text((420, y), f"090-{dice.randint(1000, 9999)}-{dice.randint(1000, 9999)}", size - 4)
    y += 120
    sheet.text((90, y), "事故の場合の連絡先 In case of accident notify", size - 8)
    sheet.label((90, y + 80), "氏名 Name", size - 12)
    sheet.text((420, y + 76), dice.choice(("山下 一郎", "森田 修")), size - 2)
    sheet.label((90, y + 160), "住所 Address", size - 12)
    sheet.text((420, y + 156), "長野県長野市南長野5-6-7", size - 2)
    return sheet


def disability_front(order: Order) -> Sheet:
    """The open page of a physical disability certificate with name and birth date."""
    dice = order.dice
    sheet = Sheet(1500, 1056, dice, dice.choice(((246, 240, 224), (236, 226, 236))))
    size, left = dice.randint(36, 42), 80
    sheet.text((left + 20, 50), dice.choice(("身体障害者手帳", "身体障がい者手帳")), size + 16)
    y: float
    value, y = left + 240, 170
    sheet.text((left, y), f"{_prefecture(order)}第{dice.randint(10000, 99999)}号", size - 6)
    y += 70
    sheet.label((left, y), "交付年月日", size - 10)
    sheet.text((value, y - 4), order.issued("era", 2500), size - 2)
    y += 76
    sheet.label((left, y), "氏名", size - 8)
    sheet.text((value, y - 6), order.name(), size + 8)
    y += 84
    sheet.label((left, y), "生年月日", size - 8)
    sheet.text((value, y - 4), order.birth("era"), size)
    y += 76
    sheet.label((left, y), "住所", size - 8)
    y = max(sheet.block((value, y - 4), order.address(), size - 2, 980 - value), y + 70) + 12
    if order.wishes.get("expiry"):
        sheet.label((left, y), "有効期限", size - 10)
        sheet.text((value, y - 4), order.expires("era"), size - 2)
        y += 70
    sheet.label((left, y), "障害名", size - 8)
    sheet.text((value, y - 4), dice.choice(("右下肢機能障害", "聴覚障害", "心臓機能障害")), size - 4)
    y += 72
    sheet.text((left, max(y + 40, 880)), order.issuer(f"{_prefecture(order)}知事"), size)
    sheet.seal(620, 860, 100, "見本")
    sheet.face_photo(1080, 180, 320, 410)
    return sheet


def disability_back(order: Order) -> Sheet:
    """The page of the certificate with the address and its changes."""
    dice = order.dice
    sheet = Sheet(1500, 1056, dice, (246, 240, 228))
    sheet.text((90, 50), "身体障害者手帳 居住地・氏名の変更", 38)
    sheet.label((90, 150), "変更年月日", 30)
    sheet.text(
        (360, 146), order.day("issued", order.today - timedelta(days=dice.randint(30, 900)), "era"), 36
    )
    sheet.label((90, 230), "新居住地" if dice.random() < 0.5 else "住所", 30)
    sheet.block((360, 226), order.address(), 40, 1040)
    sheet.seal(1260, 380, 90, "見本")
    return sheet


def residence_certificate(order: Order) -> Sheet:
    """A certificate of residence on A4."""
    dice = order.dice
    sheet = Sheet(1654, 2339, dice, dice.choice(((244, 246, 248), (240, 246, 238), (248, 242, 238))))
    size, left = dice.randint(36, 42), dice.randint(140, 190)
    sheet.text((620, 150), dice.choice(("住 民 票", "住民票", "住民票の写し")), size + 22)
    y: float
    value, y = left + dice.randint(260, 330), 330
    gap = dice.randint(84, 100)
    rows = [
        ("住所", order.address()),
        ("世帯主", dice.choice((order.names["registered"], "山下 一郎"))),
        ("氏名", order.name()),
        ("生年月日", order.birth()),
        ("性別", dice.choice("男女")),
        ("続柄", dice.choice(("世帯主", "妻", "子"))),
        ("住民となった日", f"平成{dice.randint(10, 30)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"),
        ("住所を定めた日", f"令和{dice.randint(1, 6)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"),
        ("本籍", "省略"),
    ]
    if dice.random() < 0.4:
        rows.insert(0, rows.pop(2))
    for label, words in rows:
        sheet.rule(left - 20, y - 18, 1654 - 2 * left + 40)
        sheet.label((left, y + 4), label, size - 6)
        y = max(sheet.block((value, y), words, size, 1654 - value - 150), y + gap - 30) + 30
    sheet.rule(left - 20, y - 18, 1654 - 2 * left + 40)
    y += 120
    sheet.text((left, y), "この写しは、住民票の原本と相違ないことを証明する。", size)
    sheet.text((left + 40, y + 110), order.issued("era", 80), size + 2)
    sheet.text((left + 620, y + 230), order.issuer(f"{_city(order)}長  見本 太郎"), size + 4)
    sheet.seal(left + 1150, y + 200, 130, "見本")
    return sheet


_TITLES = {
    "electricity": (("電気ご使用量のお知らせ", "電気料金等領収証"), "見本電力株式会社", "kWh"),
    "city_gas": (("都市ガス料金領収証", "ガスご使用量のお知らせ"), "見本都市ガス株式会社", "m3"),
    "water": (("水道料金領収書", "水道・下水道使用水量等のお知らせ"), "見本市水道局", "m3"),
    "lp_gas": (("LPガス料金領収証", "プロパンガスご使用量のお知らせ"), "見本液化ガス販売", "m3"),
}


def utility_receipt(order: Order) -> Sheet:
    """A utility receipt; ``utility`` is electricity, city_gas, water or lp_gas."""
    dice = order.dice
    sheet = Sheet(1000, 1700, dice, dice.choice(((248, 248, 244), (240, 246, 250), (250, 244, 238))))
    utility = order.wish("utility", dice.choice(("electricity", "city_gas", "water")))
    order.printed["utility"] = utility
    titles, company, unit = _TITLES[utility]
    size, left = dice.randint(32, 37), dice.randint(60, 80)
    sheet.text((left, 60), dice.choice(titles), size + 10)
    y: float = 160
    sheet.label((left, y), dice.choice(("ご使用場所", "ご住所", "お届け先住所")), size - 8)
    y = sheet.block((left + 20, y + 44), order.address(), size, 1000 - 2 * left - 20) + 20
    sheet.label((left, y), dice.choice(("お客さま名", "ご契約者名", "お名前")), size - 8)
    sheet.text((left + 20, y + 44), order.name() + dice.choice(("  様", " 様")), size + 4)
    y += 130
    sheet.label((left, y), dice.choice(("お客様番号", "お客さま番号")), size - 8)
    sheet.text((left + 280, y - 4), f"{dice.randint(10**9, 10**10 - 1)}", size)
    y += 70
    month = order.today - timedelta(days=dice.randint(40, 60))
    sheet.text((left, y), f"{month.year}年{month.month}月分", size)
    y += 70
    for label, words in (
        ("ご使用量", f"{dice.randint(20, 400)} {unit}"),
        ("請求金額", f"{dice.randint(2, 18)},{dice.randint(100, 999)}円"),
        ("うち消費税等相当額", f"{dice.randint(200, 900)}円"),
    ):
        sheet.rule(left, y - 12, 1000 - 2 * left)
        sheet.label((left, y), label, size - 6)
        sheet.text((left + 460, y), words, size)
        y += 72
    label = dice.choice(("領収日", "発行日", "領収年月日"))
    sheet.label((left, y), label, size - 6)
    sheet.text((left + 280, y - 2), order.issued(dice.choice(("gregorian", "era", "padded")), 80), size)
    y += 110
    sheet.text((left, y), "上記の金額を領収いたしました。", size - 4)
    sheet.text((left + 200, max(y + 90, 1500)), order.issuer(company), size + 2)
    sheet.seal(left + 700, max(y + 60, 1480), 100, "見本")
    return sheet
