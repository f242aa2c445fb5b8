"""Documents of every kind as somebody else might draw them: other places, words, orders and sizes than ours."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image

from verification.reading.otherwise.plate import Plate

CARD = (85.6, 54.0)


def _prefecture(plate: Plate) -> str:
    place = str(plate.claims["address"]["text"])  # type: ignore[index]
    return place[: next(at for at in (3, 4) if place[at - 1] in "都道府県")]


def _town(plate: Plate) -> str:
    place = str(plate.claims["address"]["text"])[len(_prefecture(plate)) :]  # type: ignore[index]
    return place[: place.index("市") + 1] if "市" in place else place[: place.index("区") + 1]


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
        plate.put(34, 46, _prefecture(plate), 2.7)
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
    plate.put(40, 49.5, f"{_prefecture(plate)}公安委員会", 2.8)


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
    plate.put(50, 35, f"{_prefecture(plate)}公安委員会", 2.6)
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
        plate.put(3, max(y, 47), "交付者名　" + _town(plate), 2.8)
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


def residence(plate: Plate) -> None:
    """A residence card: Latin name, in Japanese and English or in English alone."""
    d = plate.dice
    english = d.random() < 0.35
    plate.put(3, 1.6, "GOVERNMENT OF JAPAN" if english else "日本国政府", 2)
    plate.put(28, 1.8, "RESIDENCE CARD" if english else "在留カード", 2.7 if english else 3.6)
    number = "".join(d.choice("ABCDEFGH") for _ in range(2)) + str(d.randint(10**7, 10**8 - 1)) + "KA"
    plate.put(84, 2, ("No. " if english else "番号 ") + number, 2.3, end=True)
    plate.sort = "left"
    country = (
        d.choice(("VIETNAM", "NEPAL", "BRAZIL", "CHINA"))
        if english
        else d.choice(("ベトナム", "ネパール", "ブラジル", "中国"))
    )
    words = (
        (
            "NAME",
            "DATE OF BIRTH",
            "SEX",
            "NATIONALITY/REGION",
            "ADDRESS",
            "STATUS OF RESIDENCE",
            "PERIOD OF STAY",
            "DATE OF ISSUE",
            "DATE OF EXPIRATION",
        )
        if english
        else (
            "氏名",
            "生年月日",
            "性別",
            "国籍・地域",
            "住居地",
            "在留資格",
            "在留期間(満了日)",
            "交付年月日",
            "",
        )
    )
    y = plate.item(3, 7, words[0], plate.name("latin"), 3.1, 12, 68)
    style = "western" if not english else d.choice(("western", "slashes", "english"))
    first = plate.label(3, y, words[1], 2.1)
    behind = plate.put(max(first + 1.5, 16), y, plate.born(d.choice((style, "western spaced"))), 2.8)
    sex = plate.label(behind + 4, y, words[2], 2.1)
    behind = plate.put(sex + 1.5, y, d.choice(("男 M.", "女 F.")) if not english else d.choice("MF"), 2.6)
    y = plate.item(3, y + 4.6, words[3], country, 2.6, 16, 40)
    y = plate.item(3, y, words[4], plate.address(), 2.7, 13, 44) + 0.5
    y = plate.item(
        3,
        y,
        words[5],
        "Engineer/Specialist in Humanities"
        if english
        else d.choice(("留学", "技術・人文知識・国際業務", "定住者")),
        2.5,
        16,
        42,
    )
    expiry = plate.within("expiry", 60, 1500, style)
    if english:
        y = plate.item(3, y, words[6], "3 years", 2.5, 22, 30)
        y = plate.item(3, y, words[7], plate.within("issued", -900, -20, style), 2.5, 22, 30)
        plate.item(3, y, words[8], expiry, 2.7, 26, 30)
        plate.put(40, 50.4, "MINISTRY OF JUSTICE", 2.2)
    else:
        y = plate.item(3, y, words[6], f"3年({expiry})", 2.5, 22, 30)
        y = plate.item(3, y, words[7], plate.within("issued", -900, -20, style), 2.5, 22, 30)
        plate.put(3, 46.5, f"このカードは {expiry} まで有効です。", 2.7)
        plate.put(3, 50, "PERIOD OF VALIDITY OF THIS CARD", 1.7)
        plate.put(60, 50, "出入国在留管理庁長官", 2.2)
    plate.portrait(63, 17, 19)


def residence_back(plate: Plate) -> None:
    """The back with a change of the dwelling."""
    d = plate.dice
    plate.put(3, 2, "住居地記載欄", 2.8)
    for x, words in ((3, "届出年月日"), (26, "住居地"), (70, "記載者印")):
        plate.put(x, 6.6, words, 2.3, ink=plate.faint)
    plate.put(3, 11, plate.within("issued", -500, -10, d.choice(("western", "dots", "era"))), 2.4)
    plate.rows(26, 10.8, plate.address(), 2.6, 42)
    plate.stamp(72, 11, "見本", 6)
    plate.put(3, 30, "資格外活動許可欄", 2.5)
    plate.put(3, 42, "在留期間更新等許可申請欄", 2.5)


def permanent(plate: Plate) -> None:
    """A special permanent resident certificate."""
    plate.put(20, 2, "特別永住者証明書", 4)
    plate.put(3, 7, "SPECIAL PERMANENT RESIDENT CERTIFICATE", 2)
    y = 11.0
    plate.sort = plate.dice.choice(("left", "colon", "wide"))
    for label, value in (
        ("氏名", plate.name()),
        ("生年月日", plate.born()),
        ("性別", plate.dice.choice(("男 M.", "女 F."))),
        ("国籍・地域", "韓国"),
        ("住居地", plate.address()),
    ):
        y = plate.item(3, y, label, value, 2.8, 16, 40)
    plate.put(3, max(y, 40), f"この証明書は{plate.within('expiry', 60, 2000, 'western')}まで有効です。", 2.7)
    plate.put(3, 49, "法務大臣", 3)
    plate.portrait(63, 14, 19)


def permanent_back(plate: Plate) -> None:
    """The back of such a certificate."""
    plate.put(3, 2, "特別永住者証明書　住居地記載欄", 2.6)
    for x, words in ((3, "届出年月日"), (27, "住居地"), (70, "記載者印")):
        plate.put(x, 7, words, 2.3, ink=plate.faint)
    plate.put(3, 12, plate.within("issued", -500, -10, "western"), 2.5)
    plate.rows(27, 12, plate.address(), 2.7, 41)


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
    plate.put(34, 49.5, f"{_town(plate)}長", 2.6)
    plate.portrait(61, 15, 20)


def disability(plate: Plate) -> None:
    """A disability certificate."""
    d = plate.dice
    plate.put(30, 4, d.choice(("身体障害者手帳", "身体障がい者手帳")), 6, gap=0.2)
    plate.put(8, 14, f"{_prefecture(plate)}　第 {d.randint(1000, 99999)} 号", 3.2)
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
    plate.put(8, max(y + 2, 76), f"{_prefecture(plate)}知事", 3.8)
    plate.portrait(92, 20, 26)


def disability_back(plate: Plate) -> None:
    """The page of changes."""
    plate.put(8, 5, "身体障害者手帳　住所・氏名変更欄", 4)
    y = plate.item(8, 16, "変更年月日", plate.within("issued", -800, -10, "era"), 3.6, 30, 70)
    plate.item(8, y + 2, "新住所", plate.address(), 3.8, 30, 70)


def certificate(plate: Plate) -> None:
    """A certificate of residence: a table, the former address and the domicile in it."""
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
    plate.put(100, y + 34, f"{_town(plate)}長　見本 二郎", 4.6)
    plate.stamp(160, y + 28, "見本", 18)


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
    plate.put(30, 32, f"{_town(plate)}長", 2.8)
    plate.put(30, 40, "電子証明書の有効期限 2029年 5月11日", 2.2)
    plate.put(52, 47, "個人番号カード", 3.8)


def my_number_back(plate: Plate) -> None:
    """Its back, with a number that is nobody's."""
    plate.put(4, 4, "個人番号", 3)
    plate.put(22, 3, "0000　0000　0000", 5)
    plate.item(4, 12, "氏名", plate.name(), 3.4, 14, 60)
    plate.put(4, 20, plate.born("era") + "生", 3)
    plate.put(4, 46, "この面は、法律で認められた場合以外、コピーが禁止されています。", 2)


Draw = Callable[[Plate], None]
PAPERS: Mapping[tuple[str, str], tuple[Draw, tuple[float, float], float]] = MappingProxyType(
    {
        ("drivers_licence", "front"): (licence, CARD, 15),
        ("drivers_licence", "back"): (licence_back, CARD, 15),
        ("health_insurance", "front"): (insurance, CARD, 15),
        ("health_insurance", "back"): (insurance_back, CARD, 15),
        ("japanese_passport", "photo_page"): (passport, (125, 88), 12),
        ("japanese_passport", "address_page"): (passport_back, (125, 88), 12),
        ("special_permanent_resident", "front"): (permanent, CARD, 15),
        ("special_permanent_resident", "back"): (permanent_back, CARD, 15),
        ("resident_register_card", "front"): (register, CARD, 15),
        ("residence_card", "front"): (residence, CARD, 15),
        ("residence_card", "back"): (residence_back, CARD, 15),
        ("disability_certificate", "front"): (disability, (125, 90), 12),
        ("disability_certificate", "back"): (disability_back, (125, 90), 12),
        ("residence_certificate", "front"): (certificate, (210, 297), 8),
        ("utility_receipt", "front"): (receipt, (100, 170), 10),
        ("my_number_card", "front"): (my_number, CARD, 15),
        ("my_number_card", "back"): (my_number_back, CARD, 15),
    }
)


def drawn(
    kind: tuple[str, str], claims: Mapping[str, object], seed: int
) -> tuple[Image.Image, dict[str, str]]:
    """The document of *kind* for *claims*, and what is printed on it."""
    draw, size, dots = PAPERS[kind]
    plate = Plate(*size, dots, claims, random.Random(f"{kind} {seed} otherwise"))
    draw(plate)
    plate.put(
        plate.width * 0.985, plate.height * 0.955, "見本", plate.height * 0.03, ink=(200, 60, 60), end=True
    )
    return plate.image, {field: words for field, words in plate.printed.items() if words}
