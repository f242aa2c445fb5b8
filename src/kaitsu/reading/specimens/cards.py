"""Cards: driver's licence, health insurance, Basic Resident Register, residence, special permanent resident, My Number.

Each is a plain sheet with the words that such a card carries, in places of our own choosing that vary; nothing of a
real card's security printing, seal or emblem is imitated, and each is marked 見本.
"""

from __future__ import annotations

from datetime import timedelta

from kaitsu.reading.specimens.canvas import Colour, Sheet
from kaitsu.reading.specimens.order import Order, written

WIDTH, HEIGHT = 1400, 883


def _card(order: Order, *tints: Colour) -> Sheet:
    sheet = Sheet(WIDTH, HEIGHT, order.dice, order.dice.choice(tints))
    sheet.face = order.wish("face", sheet.face)
    return sheet


def _prefecture(order: Order) -> str:
    address = str(order.claims["address"]["text"])  # type: ignore[index]
    end = next(
        (address.index(mark) + 1 for mark in ("都", "道", "府", "県") if 1 < address.find(mark) < 4), 3
    )
    return address[:end]


def _city(order: Order) -> str:
    address = str(order.claims["address"]["text"])[3:]  # type: ignore[index]
    end = next((address.index(mark) + 1 for mark in "市区町村" if mark in address), 3)
    return address[:end].split("県")[-1]


def licence_front(order: Order) -> Sheet:
    """A driver's licence, or an international permit where that is wished."""
    dice = order.dice
    sheet = _card(order, (226, 234, 230), (232, 228, 220), (220, 230, 240))
    size, left = dice.randint(40, 46), dice.randint(40, 60)
    value = left + dice.randint(105, 125)
    sheet.label((left, 44), "氏名", size - 8)
    end = sheet.text((value, 36), order.name(), size + 6, spacing=dice.choice((0, 0.12)))
    birth = order.birth("era") + "生"
    sheet.text((max(end + 30, 900 - dice.randint(0, 60)), 42), birth, size - 6)
    y: float = 112
    sheet.rule(left, y - 8, WIDTH - 2 * left)
    sheet.label((left, y + 6), "住所", size - 8)
    below = sheet.block((value, y), order.address(), size - 2, WIDTH - value - 60)
    y = max(below, 180)
    sheet.rule(left, y, WIDTH - 2 * left)
    sheet.label((left, y + 14), "交付", size - 8)
    sheet.text(
        (value, y + 10),
        f"{order.issued(dice.choice(('era_padded', 'era')))}  {dice.randint(10000, 99999)}",
        size - 6,
    )
    y += 78
    blue = dice.choice(((96, 158, 200), (198, 168, 80), (110, 170, 120)))
    sheet.band(left, y, 900, size + 26, blue)
    sheet.text((left + 14, y + 8), order.expires("licence") + "まで有効", size, colour=(20, 20, 20))
    y += size + 44
    sheet.label((left, y), "免許の", size - 14)
    sheet.label((left, y + 34), "条件等", size - 14)
    sheet.text((value + 20, y + 8), dice.choice(("眼鏡等", "", "中型車は中型車(8t)に限る")), size - 10)
    number = f"第 {dice.randint(10**11, 10**12 - 1)} 号"
    sheet.text((left, 560), "番号  " + number, size - 2)
    for place, row in enumerate(("二・小・原", "他", "二種")):
        y = 634 + place * 50
        sheet.label((left, y), row, size - 16)
        sheet.text(
            (value + 70, y),
            f"平成{dice.randint(10, 30)}年{dice.randint(1, 12):02}月{dice.randint(1, 28):02}日",
            size - 12,
        )
    title = "国際運転免許証" if order.wish("international", False) else "運転免許証"
    sheet.text((540, 640), title, size + 4, spacing=dice.choice((0, 0.35)))
    if order.wish("international", False):
        sheet.text((430, 700), "INTERNATIONAL DRIVING PERMIT", size - 14)
    issuer = order.issuer(f"{_prefecture(order)}公安委員会")
    sheet.text((500, 780), issuer, size - 6)
    sheet.seal(910, 760, 90, "見本")
    sheet.face_photo(1010, 300, 320, 430)
    return sheet


def licence_back(order: Order) -> Sheet:
    """The back of a licence, with a new address where one is wished."""
    dice = order.dice
    sheet = _card(order, (236, 236, 232), (228, 236, 236))
    sheet.text((520, 36), dice.choice(("備 考", "備考")), 44)
    sheet.frame(50, 110, 1300, 520)
    if order.wish("with_address", True):
        label = dice.choice(("新住所", "住所"))
        last = order.today - timedelta(days=dice.randint(20, 700))
        y: float = 128
        for day, address in order.moved_before(last):
            y = _change(order, sheet, y, label, written(day, "era"), address)
        _change(order, sheet, y, label, order.day("issued", last, "era"), order.address())
        sheet.text((800, 570), order.issuer(f"{_prefecture(order)}公安委員会"), 32)
        sheet.seal(1240, 550, 70, "見本")
    sheet.text((60, 680), "この免許証で運転できる自動車等の種類", 26)
    sheet.text((60, 730), "臓器提供の意思 1.脳死後及び心臓が停止した死後", 26)
    sheet.text((980, 800), "運転免許証 裏面", 30)
    return sheet


def _change(order: Order, sheet: Sheet, y: float, label: str, day: str, address: str) -> float:
    """One change on a licence's back from *y* on; where the next one begins."""
    sheet.text((80, y), day, 36)
    sheet.label((80, y + 60), label, 34)
    return sheet.block((230, y + 56), address, 42, 1060) + 24


def insurance_front(order: Order) -> Sheet:
    """A health insurance card, national or employees'; of a dependant where that is wished."""
    dice = order.dice
    sheet = _card(order, (236, 240, 226), (246, 226, 220), (226, 236, 246), (244, 240, 222))
    national = order.wish("national", dice.random() < 0.5)
    dependant = order.wish("dependant", False)
    y: float
    size, left, y = dice.randint(38, 44), dice.randint(50, 80), 36
    title = "国民健康保険被保険者証" if national else "健康保険被保険者証"
    sheet.text((left, y), title, size + 8, spacing=dice.choice((0, 0.1)))
    role = "家族(被扶養者)" if dependant else "本人(被保険者)"
    sheet.text((left + 760, y + 6), "" if national else role, size - 8)
    y += 84
    sheet.text(
        (left, y), ("有効期限 " if national else "") + (order.expires("era") if national else ""), size - 4
    )
    issued = order.issued("era", 1500) if not national or dice.random() < 0.7 else ""
    sheet.text((left + 700, y), f"交付年月日 {issued}" if issued and national else "", size - 8)
    sheet.text((left, y), f"{issued}交付" if not national else "", size - 6)
    y += 66
    sheet.label((left, y), "記号", size - 10)
    sheet.band(left + 110, y, 150, size, (40, 40, 44))
    sheet.label((left + 380, y), "番号", size - 10)
    sheet.band(left + 490, y, 150, size, (40, 40, 44))
    y += dice.randint(66, 78)
    value = left + 220
    sheet.label((left, y + 8), "氏名", size - 8)
    sheet.text((value, y), order.name(), size + 8, spacing=dice.choice((0, 0.1)))
    sheet.text((value, y - 26), order.names["kana"], 22) if dice.random() < 0.5 else None
    y += 78
    sheet.label((left, y + 4), "生年月日", size - 8)
    end = sheet.text((value, y), order.birth("era"), size)
    sheet.label((end + 60, y + 4), "性別", size - 8)
    sheet.text((end + 160, y), dice.choice("男女"), size)
    y += 70
    if national:
        sheet.label((left, y + 4), "世帯主名", size - 10)
        sheet.text((value, y), dice.choice(("山下 一郎", "森田 修", "上野 信子")), size - 2)
        y += 66
        sheet.label((left, y + 4), "住所", size - 8)
        y = sheet.block((value, y), order.address(), size - 4, WIDTH - value - 60) + 16
    elif dependant:
        sheet.label((left, y + 4), "被保険者氏名", size - 12)
        sheet.text((value + 30, y), dice.choice(("山下 一郎", "森田 修")), size - 2)
        y += 66
    sheet.label((left, y + 4), "資格取得年月日" if dice.random() < 0.6 else "認定年月日", size - 14)
    sheet.text(
        (value + 40, y), f"令和{dice.randint(1, 6)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日", size - 8
    )
    y = max(y + 70, 700)
    sheet.label((left, y), "保険者番号", size - 12)
    sheet.band(left + 230, y, 190, size - 6, (40, 40, 44))
    issuer = f"{_city(order)}" if national else dice.choice(("全国健康保険協会", "見本健康保険組合"))
    sheet.label((left, y + 60), "交付者名" if national else "保険者名称", size - 12)
    sheet.text((value, y + 54), order.issuer(issuer), size - 4)
    sheet.seal(value + 560, y, 96, "見本")
    return sheet


def insurance_back(order: Order) -> Sheet:
    """The back of an insurance card, where the holder writes the address."""
    sheet = _card(order, (240, 240, 236), (246, 240, 230))
    sheet.text((60, 40), "注意事項", 34)
    sheet.text((60, 100), "保険医療機関等において診療を受けるときは、必ずこの証を窓口で渡してください。", 26)
    sheet.frame(50, 170, 1300, 200)
    sheet.label((80, 200), "住所", 36)
    sheet.block((200, 196), order.address(), 42, 1100)
    sheet.label((80, 400), "備考", 34)
    sheet.text((60, 560), "以下の欄に記入することにより、臓器提供に関する意思を表示することができます。", 24)
    sheet.text(
        (60, 620), "1.私は、脳死後及び心臓が停止した死後のいずれでも、移植の為に臓器を提供します。", 22
    )
    sheet.text((60, 780), "署名年月日    年  月  日   本人署名(自筆)", 28)
    return sheet


def register_card(order: Order) -> Sheet:
    """A Basic Resident Register card, with or without a face photograph."""
    dice = order.dice
    sheet = _card(order, (222, 236, 228), (236, 230, 240))
    size, left = dice.randint(38, 44), dice.randint(50, 70)
    sheet.text((left, 40), "住民基本台帳カード", size + 12)
    y: float
    value, y = left + dice.randint(170, 210), 150
    for label, words in (
        ("氏名", order.name()), ("生年月日", order.birth() + dice.choice(("", "生"))), ("性別", dice.choice("男女")),
    ):  # fmt: skip
        sheet.label((left, y + 6), label, size - 8)
        sheet.text((value, y), words, size + (6 if label == "氏名" else 0))
        y += 74
    sheet.label((left, y + 6), "住所", size - 8)
    y = sheet.block((value, y), order.address(), size - 2, 940 - value) + 24
    sheet.text((left, y), order.expires(dice.choice(("gregorian", "padded"))) + "まで有効", size)
    sheet.text((left, 760), order.issuer(f"{_city(order)}長"), size)
    if order.wish("photo", True):
        sheet.face_photo(1000, 240, 310, 400)
    return sheet


def register_back(order: Order) -> Sheet:
    """The back of a Basic Resident Register card, with a new address where one is wished."""
    dice = order.dice
    sheet = _card(order, (238, 240, 232), (232, 238, 240), (242, 236, 230))
    sheet.text(
        (60, 60), dice.choice(("住民基本台帳 追記領域", "住民基本台帳の追記領域")), dice.randint(34, 40)
    )
    sheet.frame(50, 180, 1300, 470)
    if order.wish("with_address", True):
        moved = order.today - timedelta(days=dice.randint(20, 700))
        sheet.text((80, 210), f"令和{moved.year - 2018}年{moved.month}月{moved.day}日 転居", 36)
        sheet.label((80, 274), dice.choice(("新住所", "住所")), 34)
        sheet.block((230, 270), order.address(), 42, 1060)
        sheet.text((800, 420), order.issuer(f"{_city(order)}長"), 32)
        sheet.seal(1240, 410, 70, "見本")
    sheet.text((60, 720), "このカードを拾われた方は、お近くの市区町村の窓口へお届けください。", 26)
    return sheet


def residence_front(order: Order) -> Sheet:
    """A residence card, in Latin letters."""
    dice = order.dice
    sheet = _card(order, (228, 234, 244), (240, 232, 238), (230, 240, 232))
    size, left = dice.randint(34, 39), dice.randint(40, 60)
    sheet.text((left, 24), "日本国政府  GOVERNMENT OF JAPAN", 24)
    sheet.text((left, 60), "在留カード", size + 14)
    sheet.text((left + 330, 76), "RESIDENCE CARD", 28)
    sheet.text((900, 64), f"番号 No. {_card_number(order)}", size - 4, face="sans")
    y: float
    value, y = left + dice.randint(170, 200), 142
    sheet.label((left, y), "氏名", size - 10)
    sheet.label((left, y + 34), "NAME", 18)
    y = sheet.block((value, y + 4), order.latin(), size + 2, 1360 - value) + 14
    for japanese, english, words in (
        ("生年月日", "DATE OF BIRTH", order.birth("padded")),
        (
            "国籍・地域",
            "NATIONALITY/REGION",
            dice.choice(("米国", "ベトナム", "フィリピン", "ネパール", "英国")),
        ),
    ):
        sheet.label((left, y), japanese, size - 10)
        sheet.label((left, y + 34), english, 16)
        end = sheet.text((value + 40, y + 4), words, size)
        if japanese == "生年月日":
            sheet.label((end + 40, y + 4), "性別 SEX", 24)
            sheet.text((end + 160, y + 4), dice.choice(("男 M.", "女 F.")), size)
        y += 66
    y = _dwelling(order, sheet, left, value, y, size, 960)
    expiry = order.expires("padded")
    for japanese, words in (
        ("在留資格", dice.choice(("技術・人文知識・国際業務", "留学", "永住者", "家族滞在"))),
        ("在留期間(満了日)", f"{dice.choice(('3年', '1年', '5年'))}({expiry})"),
    ):
        sheet.label((left, y), japanese, size - 12)
        sheet.text((value + 120, y), words, size - 4)
        y += 58
    sheet.label((left, y), "交付年月日", size - 12)
    sheet.text((value + 120, y), order.issued("padded"), size - 6)
    sheet.text((left, max(y + 60, 760)), f"このカードは {expiry}まで有効 です。", size - 2)
    sheet.text((left, max(y + 110, 812)), "PERIOD OF VALIDITY OF THIS CARD", 18)
    issuer = "法務大臣" if dice.random() < 0.5 else "出入国在留管理庁長官"
    sheet.text((1000, 740), order.issuer(issuer), 26)
    sheet.face_photo(1030, 280, 290, 380)
    return sheet


def _card_number(order: Order) -> str:
    dice = order.dice
    letters = "".join(dice.choice("ABCDEFGHJKLMNPRSTUY") for _ in range(4))
    return f"{letters[:2]}{dice.randint(10**7, 10**8 - 1)}{letters[2:]}"


def _dwelling(order: Order, sheet: Sheet, left: int, value: int, y: float, size: int, right: int) -> float:
    sheet.label((left, y), "住居地", size - 10)
    sheet.label((left, y + 34), "ADDRESS", 16)
    return max(sheet.block((value, y + 4), order.address(), size - 2, right - value), y + 60) + 12


def residence_back(order: Order) -> Sheet:
    """The back of a residence card, with changes of address."""
    sheet = permanent_back(order)
    sheet.label((60, 520), "資格外活動許可欄", 28)
    sheet.text((60, 570), "許可:原則週28時間以内・風俗営業等の従事を除く", 28)
    sheet.label((60, 660), "在留期間更新等許可申請欄", 28)
    return sheet


def permanent_back(order: Order) -> Sheet:
    """The back of a special permanent resident certificate, with changes of address."""
    dice = order.dice
    sheet = _card(order, (236, 238, 244), (240, 236, 232))
    sheet.text((60, 40), "住居地記載欄", 36)
    sheet.label((60, 110), "届出年月日", 28)
    sheet.label((480, 110), "住居地", 28)
    sheet.label((1120, 110), "記載者印", 28)
    sheet.frame(50, 100, 1300, 380)
    if order.wish("with_address", True):
        last = order.today - timedelta(days=dice.randint(20, 600))
        y: float = 170
        for day, address in order.moved_before(last):
            sheet.text((60, y), written(day, "padded"), 32)
            y = sheet.block((400, y - 2), address, 36, 700) + 20
        sheet.text((60, y), order.day("issued", last, "padded"), 32)
        sheet.block((400, y - 2), order.address(), 36, 700)
        sheet.seal(1160, y, 80, "見本")
    return sheet


def permanent_front(order: Order) -> Sheet:
    """A special permanent resident certificate."""
    dice = order.dice
    sheet = _card(order, (226, 236, 230), (240, 236, 226))
    size, left = dice.randint(36, 42), dice.randint(44, 60)
    sheet.text((left, 24), "日本国政府  GOVERNMENT OF JAPAN", 24)
    sheet.text((left, 60), "特別永住者証明書", size + 10)
    sheet.text((left, 124), "SPECIAL PERMANENT RESIDENT CERTIFICATE", 24)
    sheet.text((900, 64), f"番号 {_card_number(order)}", size - 6, face="sans")
    y: float
    value, y = left + dice.randint(180, 210), 186
    sheet.label((left, y), "氏名", size - 10)
    sheet.label((left, y + 38), "NAME", 18)
    sheet.text((value, y + 4), order.name(), size + 8)
    y += 78
    sheet.label((left, y), "生年月日", size - 10)
    sheet.label((left, y + 38), "DATE OF BIRTH", 16)
    end = sheet.text((value + 40, y + 4), order.birth("padded"), size)
    sheet.label((end + 40, y + 6), "性別", 26)
    sheet.text((end + 120, y + 4), dice.choice(("男 M.", "女 F.")), size)
    y += 78
    sheet.label((left, y), "国籍・地域", size - 10)
    sheet.text((value + 40, y), dice.choice(("韓国", "台湾", "朝鮮")), size)
    y = _dwelling(order, sheet, left, value, y + 74, size, 980)
    sheet.text((left, max(y, 600)), f"この証明書は {order.expires('padded')}まで有効です。", size - 2)
    sheet.text((left, max(y, 600) + 54), "PERIOD OF VALIDITY OF THIS CERTIFICATE", 20)
    sheet.text((left, 790), order.issuer("法務大臣"), size)
    sheet.face_photo(1030, 260, 290, 380)
    return sheet


def my_number_front(order: Order) -> Sheet:
    """The front of a My Number card; it carries no number."""
    dice = order.dice
    sheet = _card(order, (240, 228, 232), (226, 232, 244))
    size, left = dice.randint(36, 42), dice.randint(50, 70)
    sheet.text((left + 700, 36), "個人番号カード", size + 4)
    y: float
    value, y = left + dice.randint(110, 130), 110
    sheet.label((left, y + 6), "氏名", size - 8)
    sheet.text((value, y), order.name(), size + 8)
    y += 84
    sheet.label((left, y + 6), "住所", size - 8)
    y = max(sheet.block((value, y), order.address(), size - 2, WIDTH - value - 60), 270) + 20
    end = sheet.text((value + 280, y), order.birth("era") + "生", size)
    sheet.label((end + 50, y + 6), "性別", size - 10)
    sheet.text((end + 150, y), dice.choice("男女"), size)
    sheet.text((value + 280, y + 70), order.expires("padded") + "まで有効", size)
    sheet.text((value + 280, y + 140), order.issuer(f"{_city(order)}長"), size)
    sheet.text((value + 280, 640), "電子証明書の有効期限", size - 10)
    sheet.text((value + 680, 640), "年   月   日", size - 10)
    sheet.face_photo(left, 330, 290, 380)
    return sheet


def my_number_back(order: Order) -> Sheet:
    """The back of a My Number card, which must be refused; the number is none that anybody has."""
    sheet = _card(order, (236, 236, 240))
    sheet.text((80, 60), "個人番号", 40)
    sheet.text((80, 130), "0000 0000 0000", 64, face="sans")
    sheet.label((80, 260), "氏名", 32)
    sheet.text((200, 252), order.name(), 44)
    sheet.text((80, 340), order.birth("era") + "生", 38)
    sheet.text((80, 640), "この面は、法令で定められた場合以外、コピーできません。", 30)
    return sheet
