"""Holders and addresses of a second hand: nothing is shared with the specimens of the project."""

from __future__ import annotations

import random
from datetime import date, timedelta

FAMILIES = [
    "北川 キタガワ KITAGAWA",
    "三宅 ミヤケ MIYAKE",
    "大西 オオニシ ONISHI",
    "久保田 クボタ KUBOTA",
    "桜井 サクライ SAKURAI",
    "野口 ノグチ NOGUCHI",
    "丸山 マルヤマ MARUYAMA",
    "新井 アライ ARAI",
    "今井 イマイ IMAI",
    "島田 シマダ SHIMADA",
    "上田 ウエダ UEDA",
    "和田 ワダ WADA",
    "西村 ニシムラ NISHIMURA",
    "土屋 ツチヤ TSUCHIYA",
    "八木 ヤギ YAGI",
    "二宮 ニノミヤ NINOMIYA",
    "工藤 クドウ KUDO",
    "千葉 チバ CHIBA",
    "内田 ウチダ UCHIDA",
    "柴田 シバタ SHIBATA",
    "辻 ツジ TSUJI",
    "堀 ホリ HORI",
    "浜田 ハマダ HAMADA",
    "荒木 アラキ ARAKI",
    "望月 モチヅキ MOCHIZUKI",
    "大久保 オオクボ OKUBO",
    "永井 ナガイ NAGAI",
    "樋口 ヒグチ HIGUCHI",
    "藤井 フジイ FUJII",
    "松田 マツダ MATSUDA",
]
GIVEN = [
    "明美 アケミ AKEMI",
    "浩 ヒロシ HIROSHI",
    "雅彦 マサヒコ MASAHIKO",
    "由紀 ユキ YUKI",
    "一郎 イチロウ ICHIRO",
    "千代 チヨ CHIYO",
    "大樹 ダイキ DAIKI",
    "彩 アヤ AYA",
    "文子 フミコ FUMIKO",
    "剛 ツヨシ TSUYOSHI",
    "奈々 ナナ NANA",
    "あかり アカリ AKARI",
    "ひなた ヒナタ HINATA",
    "光太郎 コウタロウ KOTARO",
    "聡 サトシ SATOSHI",
    "麻衣 マイ MAI",
    "信行 ノブユキ NOBUYUKI",
    "里美 サトミ SATOMI",
    "慎二 シンジ SHINJI",
    "絵里香 エリカ ERIKA",
    "武 タケシ TAKESHI",
    "マリ マリ MARI",
    "莉子 リコ RIKO",
    "湊 ミナト MINATO",
]
FOREIGN = [
    "LEE SOOYEON/リー スヨン",
    "BROWN MICHAEL JAMES/ブラウン マイケル ジェームズ",
    "TRAN QUOC HUNG/チャン クオック フン",
    "OLIVEIRA ANA PAULA/オリベイラ アナ パウラ",
    "WANG FANG/ワン ファン",
    "GURUNG SITA/グルン シタ",
    "DELA CRUZ MARK ANTHONY/デラ クルス マーク アンソニー",
    "FISCHER KARL/フィッシャー カール",
]
PLACES = [
    "北海道札幌市豊平区月寒東",
    "北海道旭川市永山",
    "青森県弘前市大字土手町",
    "岩手県盛岡市菜園",
    "宮城県仙台市青葉区国分町",
    "山形県鶴岡市大山",
    "福島県いわき市平",
    "茨城県つくば市吾妻",
    "栃木県宇都宮市宝木町",
    "群馬県前橋市荒牧町",
    "埼玉県さいたま市浦和区岸町",
    "埼玉県川口市並木",
    "千葉県船橋市習志野台",
    "東京都世田谷区三軒茶屋",
    "東京都八王子市みなみ野",
    "東京都千代田区神田神保町",
    "東京都大田区蒲田",
    "神奈川県横浜市鶴見区生麦",
    "神奈川県川崎市高津区溝口",
    "新潟県長岡市千手",
    "富山県高岡市伏木",
    "石川県金沢市泉野町",
    "福井県敦賀市清水町",
    "長野県松本市深志",
    "岐阜県大垣市郭町",
    "静岡県浜松市中央区鴨江",
    "愛知県名古屋市千種区今池",
    "愛知県豊橋市花田町",
    "三重県津市一身田町",
    "滋賀県草津市野路",
    "京都府宇治市木幡",
    "大阪府大阪市阿倍野区昭和町",
    "大阪府堺市北区百舌鳥梅町",
    "兵庫県神戸市灘区篠原北町",
    "兵庫県姫路市飾磨区",
    "奈良県橿原市八木町",
    "和歌山県海南市日方",
    "鳥取県米子市旗ケ崎",
    "島根県出雲市大津町",
    "岡山県倉敷市玉島",
    "広島県福山市引野町",
    "山口県下関市長府",
    "徳島県阿南市羽ノ浦町",
    "香川県丸亀市土器町東",
    "愛媛県今治市桜井",
    "高知県南国市大埇",
    "福岡県久留米市津福本町",
    "佐賀県唐津市浜玉町",
    "長崎県佐世保市大野町",
    "熊本県八代市郡築",
    "大分県別府市石垣東",
    "宮崎県都城市志比田町",
    "鹿児島県霧島市国分中央",
    "沖縄県沖縄市比屋根",
]
HOUSES = (
    "ヴィラ",
    "サンコーポ",
    "ロイヤルマンション",
    "エステート桜",
    "中央ハイム",
    "アーバン",
    "第2",
    "プレジール",
    "緑ヶ丘団地",
    "フォレスト",
)
KANJI_NUMBERS = "〇一二三四五六七八九"


def address(dice: random.Random) -> str:
    """An address in one of the ways in which offices write them."""
    place = dice.choice(PLACES)
    chome, block, number = dice.randint(1, 8), dice.randint(1, 60), dice.randint(1, 39)
    kanji = KANJI_NUMBERS[chome]
    text = place + dice.choice(
        (
            f"{chome}丁目{block}番{number}号",
            f"{kanji}丁目{block}番{number}号",
            f"{chome}-{block}-{number}",
            f"{block}番地{number}",
            f"{block * 37}番地",
            f"{chome}丁目{block}番地{number}",
            f"{block * 20 + 7}-{number}",
            f"{kanji}丁目{block}番{number}-{dice.randint(101, 909)}号",
        )
    )
    if dice.random() < 0.5:
        house = dice.choice(HOUSES)
        room = dice.choice(
            (f"{dice.randint(1, 12)}{dice.randint(1, 15):02}", f"{dice.choice('ABC')}-{dice.randint(1, 20)}")
        )
        text += f" {house}{dice.choice(('', '東館 ', 'Ⅱ', 'B棟'))}{room}{dice.choice(('', '号', '号室'))}"
    return text


def person(seed: int, *, foreign: bool = False) -> dict[str, object]:
    """Claims as ``kaitsu read`` takes them."""
    dice = random.Random(f"otherwise {seed}")
    if foreign:
        latin, _, kana = dice.choice(FOREIGN).partition("/")
        name = {"registered": kana, "kana": kana, "latin": latin}
    else:
        pair = zip(dice.choice(FAMILIES).split(), dice.choice(GIVEN).split(), strict=True)
        name = dict(
            zip(("registered", "kana", "latin"), (f"{one} {other}" for one, other in pair), strict=True)
        )
    born = date(1938, 6, 1) + timedelta(days=dice.randrange(25_000))
    return {
        "name": name,
        "birth_date": born.isoformat(),
        "address": {"postal_code": "", "text": address(dice)},
    }
