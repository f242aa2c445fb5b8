"""Cards of residents with another nationality, as somebody else might draw them."""

from __future__ import annotations

from verification.reading.otherwise.plate import Plate


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
