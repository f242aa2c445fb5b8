"""Names that the rules have not seen: common surnames and given names put together, in the ways in which they differ.

    python tests/verification/names_fresh.py [--kept-aside] [--show N] [--close N]

No name is a real person's: 110 common surnames and as many common given names, with readings, passport spellings and
the variants that registers have of them, from general knowledge, are laid beside each other by number. One name in
three (by a digest of it) is kept aside, and was measured only once, after the last change of the rules. Another name
is a near one, that a careless eye takes for the first; it must never come out the same.
"""

# ruff: noqa: T201, E501 - a script that prints, with tables

from __future__ import annotations

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kaitsu.japanese.names import compare_names

#: Surname, reading, passport spelling, variants (/), near surnames of other families (/).
FAMILIES = """
佐藤 サトウ SATO - 斉藤/佐東|鈴木 スズキ SUZUKI - 鈴本/鈴村|高橋 タカハシ TAKAHASHI 髙橋 高梨/高崎|田中 タナカ TANAKA - 中田/由中
伊藤 イトウ ITO - 伊東/井藤|渡辺 ワタナベ WATANABE 渡邊/渡邉 渡部/田辺|山本 ヤマモト YAMAMOTO - 山元/山木|中村 ナカムラ NAKAMURA - 仲村/中林
小林 コバヤシ KOBAYASHI - 小森/大林|加藤 カトウ KATO - 嘉藤/近藤|吉田 ヨシダ YOSHIDA 𠮷田 古田/吉川|山田 ヤマダ YAMADA - 出田/山口
佐々木 ササキ SASAKI 佐佐木 佐々本/佐久木|山口 ヤマグチ YAMAGUCHI - 山日/川口|松本 マツモト MATSUMOTO - 松木/松元|井上 イノウエ INOUE - 井下/丼上
木村 キムラ KIMURA - 本村/木林|斎藤 サイトウ SAITO 齋藤 佐藤/西藤|清水 シミズ SHIMIZU 淸水 冷水/清永|山崎 ヤマザキ YAMAZAKI 山﨑/山嵜 山岸/山際
阿部 アベ ABE - 安部/安倍|森 モリ MORI - 林/盛|池田 イケダ IKEDA - 地田/他田|橋本 ハシモト HASHIMOTO 𣘺本 橋木/桶本
石川 イシカワ ISHIKAWA - 右川/石井|山下 ヤマシタ YAMASHITA - 山上/山丁|小川 オガワ OGAWA - 小河/大川|石井 イシイ ISHII - 岩井/石丼
長谷川 ハセガワ HASEGAWA - 長谷部/長曽川|後藤 ゴトウ GOTO - 五藤/後東|岡田 オカダ OKADA - 岡本/丘田|近藤 コンドウ KONDO - 近東/遠藤
前田 マエダ MAEDA - 前山/前川|藤田 フジタ FUJITA - 藤井/藤本|遠藤 エンドウ ENDO - 近藤/円藤|青木 アオキ AOKI 靑木 青本/清木
坂本 サカモト SAKAMOTO - 阪本/板本|村上 ムラカミ MURAKAMI - 村山/村土|太田 オオタ OTA - 大田/犬田|金子 カネコ KANEKO - 兼子/全子
藤井 フジイ FUJII - 藤丼/富士井|福田 フクダ FUKUDA 福田 福井/福由|西村 ニシムラ NISHIMURA - 酉村/西林|三浦 ミウラ MIURA - 三輔/二浦
竹内 タケウチ TAKEUCHI - 武内/竹田|中川 ナカガワ NAKAGAWA - 仲川/中河|岡本 オカモト OKAMOTO - 岡木/岡元|松田 マツダ MATSUDA - 松由/増田
原田 ハラダ HARADA - 原口/厚田|中島 ナカジマ NAKAJIMA 中嶋/中嶌 長島/中鳥|小野 オノ ONO - 大野/小理|田村 タムラ TAMURA - 由村/田付
藤原 フジワラ FUJIWARA - 藤厚/藤村|中山 ナカヤマ NAKAYAMA - 仲山/申山|石田 イシダ ISHIDA - 右田/岩田|小島 コジマ KOJIMA 小嶋 児島/小鳥
和田 ワダ WADA - 知田/輪田|森田 モリタ MORITA - 林田/守田|内田 ウチダ UCHIDA - 肉田/打田|柴田 シバタ SHIBATA - 芝田/紫田
酒井 サカイ SAKAI - 坂井/洒井|原 ハラ HARA - 厚/源|高木 タカギ TAKAGI 髙木 高本/高水|横山 ヨコヤマ YOKOYAMA 橫山 横川/黄山
宮崎 ミヤザキ MIYAZAKI 宮﨑 富崎/宮本|上田 ウエダ UEDA - 土田/植田|島田 シマダ SHIMADA 嶋田 鳥田/縞田|工藤 クドウ KUDO - 江藤/公藤
宮本 ミヤモト MIYAMOTO - 富本/宮木|杉山 スギヤマ SUGIYAMA - 松山/杉川|今井 イマイ IMAI - 今丼/令井|丸山 マルヤマ MARUYAMA - 九山/円山
増田 マスダ MASUDA 增田 益田/舛田|高田 タカダ TAKADA 髙田 高由/喬田|平野 ヒラノ HIRANO - 半野/平理|大塚 オオツカ OTSUKA 大塚 犬塚/太塚
菅原 スガワラ SUGAWARA - 管原/菅源|村田 ムラタ MURATA - 付田/村由|久保 クボ KUBO - 大久保/窪|松井 マツイ MATSUI - 松丼/松居
千葉 チバ CHIBA - 干葉/千菓|岩崎 イワサキ IWASAKI 岩﨑 岩岐/岸崎|木下 キノシタ KINOSHITA - 本下/木丁|野口 ノグチ NOGUCHI - 野日/野田
菊地 キクチ KIKUCHI - 菊池/菊他|野村 ノムラ NOMURA - 野付/乃村|新井 アライ ARAI - 荒井/親井|桜井 サクライ SAKURAI 櫻井 桜丼/楼井
広瀬 ヒロセ HIROSE 廣瀬/廣瀨 広頼/拡瀬|沢田 サワダ SAWADA 澤田 訳田/択田|浜田 ハマダ HAMADA 濱田/濵田 浜由/兵田|辺見 ヘンミ HEMMI 邊見/邉見 返見/辺貝
富田 トミタ TOMITA 冨田 宮田/富由|徳永 トクナガ TOKUNAGA 德永 徳氷/得永|国分 コクブ KOKUBU 國分 回分/国文|関口 セキグチ SEKIGUCHI 關口 開口/関日
滝沢 タキザワ TAKIZAWA 瀧澤/瀧沢/滝澤 竜沢/滝択|真鍋 マナベ MANABE 眞鍋 直鍋/真銅|黒田 クロダ KURODA 黑田 里田/墨田|栄田 サカエダ SAKAEDA 榮田 営田/栄由
柳 ヤナギ YANAGI 栁 抑/卯|柳沢 ヤナギサワ YANAGISAWA 柳澤/栁沢 抑沢/柳択|薮内 ヤブウチ YABUUCHI 藪内 数内/薮肉|神谷 カミヤ KAMIYA 神谷 伸谷/神合
服部 ハットリ HATTORI - 服郡/腹部|本間 ホンマ HOMMA - 木間/本問|新谷 シンタニ SHINTANI - 親谷/新合|竜崎 リュウザキ RYUZAKI 龍崎/龍﨑 滝崎/竜岐
隆旗 タカハタ TAKAHATA 隆旗 陸旗/隆籏|館山 タテヤマ TATEYAMA 舘山 官山/館川|塩田 シオタ SHIOTA 鹽田 塩由/監田|条野 ジョウノ JONO 條野 案野/条理
桑原 クワバラ KUWABARA 桒原 柔原/桑厚|豊島 トヨシマ TOYOSHIMA 豊嶋 農島/豊鳥|穂積 ホヅミ HOZUMI 穗積 穂債/秀積|都築 ツヅキ TSUZUKI - 都策/続木
"""
#: Given name, reading, passport spelling, variants (/), near given names (/).
GIVEN = """
太郎 タロウ TARO 太郞 大郎/太朗|花子 ハナコ HANAKO - 花予/華子|裕子 ユウコ YUKO - 祐子/裕予|祐子 ユウコ YUKO 祐子 裕子/祐了|一男 カズオ KAZUO - 和男/一夫
和男 カズオ KAZUO - 一男/知男|恵子 ケイコ KEIKO 惠子 恵美/慶子|洋子 ヨウコ YOKO - 陽子/洋予|幸子 サチコ SACHIKO - 幸予/辛子|孝子 タカコ TAKAKO - 幸子/考子
直樹 ナオキ NAOKI - 直喜/真樹|誠 マコト MAKOTO - 試/誠一|健太 ケンタ KENTA - 建太/健大|翔太 ショウタ SHOTA - 翔大/祥太|大輔 ダイスケ DAISUKE - 大介/太輔
拓也 タクヤ TAKUYA - 拓哉/招也|美咲 ミサキ MISAKI - 美岬/実咲|愛 アイ AI - 受/藍|陽菜 ヒナ HINA - 陽莱/日菜|結衣 ユイ YUI - 結依/緒衣
真由美 マユミ MAYUMI 眞由美 真由実/麻由美|由美子 ユミコ YUMIKO - 由実子/田美子|千春 チハル CHIHARU - 千晴/干春|さくら サクラ SAKURA - さくり/ちくら|ひろみ ヒロミ HIROMI - ひろこ/ひるみ
健一 ケンイチ KENICHI - 健二/建一|慎一 シンイチ SHINICHI 愼一 真一/慎二|淳 ジュン JUN - 惇/敦|純子 ジュンコ JUNKO - 順子/鈍子|俊介 シュンスケ SHUNSUKE - 俊輔/後介
亮 リョウ RYO - 良/亭|涼 リョウ RYO 凉 諒/京|龍一 リュウイチ RYUICHI 竜一 隆一/龍二|竜也 タツヤ TATSUYA 龍也 達也/竜哉|達也 タツヤ TATSUYA - 竜也/達他
浩二 コウジ KOJI - 浩一/浩三|晃 アキラ AKIRA 晄 光/昇|明 アキラ AKIRA - 朗/朋|豊 ユタカ YUTAKA - 農/裕|実 ミノル MINORU 實 美/突
栄一 エイイチ EIICHI 榮一 営一/栄二|英二 エイジ EIJI - 英一/栄二|正 タダシ TADASHI - 止/忠|博 ヒロシ HIROSHI - 博之/専|弘 ヒロシ HIROSHI - 宏/弓
恒夫 ツネオ TSUNEO 恆夫 恒男/垣夫|静江 シズエ SHIZUE 靜江 静恵/清江|寿子 ヒサコ HISAKO 壽子 寿美/久子|千鶴 チヅル CHIZURU - 千鶴子/干鶴|薫 カオル KAORU 薰 董/香
進 ススム SUSUMU - 進一/道|勉 ツトム TSUTOMU - 勤/努|富士子 フジコ FUJIKO 冨士子 富土子/不二子|穣 ジョウ JO 穰 譲/壌|遥 ハルカ HARUKA 遙 遥香/瑶
凛 リン RIN 凜 凌/稟|萌 モエ MOE 萠 明/萌恵|桜子 サクラコ SAKURAKO 櫻子 桜予/楼子|絵美 エミ EMI 繪美 恵美/絵実|晴香 ハルカ HARUKA 晴香 春香/清香
京介 キョウスケ KYOSUKE - 恭介/涼介|良平 リョウヘイ RYOHEI - 良半/亮平|純平 ジュンペイ JUMPEI - 順平/純半|勇気 ユウキ YUKI 勇氣 祐樹/勇太|悠斗 ユウト YUTO - 悠人/優斗
圭吾 ケイゴ KEIGO - 佳吾/圭五|信夫 ノブオ NOBUO - 信男/伸夫|治 オサム OSAMU - 修/冶|学 マナブ MANABU 學 字/学武|伸子 ノブコ NOBUKO - 信子/申子
鉄也 テツヤ TETSUYA 鐵也 哲也/銑也|尚美 ナオミ NAOMI - 直美/尚実|文子 フミコ FUMIKO - 史子/丈子|志保 シホ SHIHO - 志穂/忘保|千代子 チヨコ CHIYOKO - 千代予/干代子
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A surname or a given name: kanji, kana, letters, its variants, and names that are near but others."""

    kanji: str
    kana: str
    latin: str
    variants: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One made-up person."""

    family: Part
    given: Part

    @property
    def kanji(self) -> str:
        return f"{self.family.kanji} {self.given.kanji}"

    @property
    def kana(self) -> str:
        return f"{self.family.kana} {self.given.kana}"

    @property
    def latin(self) -> str:
        return f"{self.family.latin} {self.given.latin}"


Pair = tuple[str, str, str, str]


def parts(table: str) -> list[Part]:
    found = []
    for entry in table.strip().replace("\n", "|").split("|"):
        kanji, kana, latin, variants, near = entry.split(" ")
        found.append(
            Part(
                kanji,
                kana,
                latin,
                tuple(variants.split("/")) if variants != "-" else (),
                tuple(near.split("/")),
            )
        )
    return found


def names(kept_aside: bool) -> list[Name]:
    """About 620 names, or the third of them that is kept aside."""
    families, given = parts(FAMILIES), parts(GIVEN)
    every = [
        Name(family, given[(index * 7 + step * 13) % len(given)])
        for index, family in enumerate(families)
        for step in range(6)
    ]
    return [name for name in every if (zlib.crc32(name.kanji.encode()) % 3 == 0) == kept_aside]


HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
BIG = str.maketrans("ャュョッ", "ヤユヨツ")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"})
HALF = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンッャュョー",
                "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｯｬｭｮｰ", strict=True))  # fmt: skip
VOICED = dict(
    zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)
)
PLOSIVE = dict(zip("パピプペポ", "ハヒフヘホ", strict=True))
KUNREI = (("SHI", "SI"), ("CHI", "TI"), ("TSU", "TU"), ("FU", "HU"), ("JI", "ZI"), ("JU", "ZYU"), ("JO", "ZYO"),
          ("SHU", "SYU"), ("SHO", "SYO"), ("CHO", "TYO"), ("MM", "NM"), ("MP", "NP"), ("MB", "NB"))  # fmt: skip


def half_width(kana: str) -> str:
    return "".join(
        HALF.get(char)
        or (
            HALF[VOICED[char]] + "ﾞ"
            if char in VOICED
            else HALF[PLOSIVE[char]] + "ﾟ"
            if char in PLOSIVE
            else char
        )
        for char in kana
    )


def apart(kana: str) -> str:
    return "".join(VOICED[char] + "\u3099" if char in VOICED else char for char in kana)


def lengthened(part: Part, how: str) -> str:
    """The letters of *part* with its long vowels written *how* (H, U, macron)."""
    letters = part.latin
    for kana, short in (("リョウ", "RYO"), ("リュウ", "RYU"), ("ショウ", "SHO"), ("ジョウ", "JO"), ("キョウ", "KYO"), ("ヨウ", "YO"),
                        ("ユウ", "YU"), ("コウ", "KO"), ("トウ", "TO"), ("ドウ", "DO"), ("タロウ", "TARO"), ("オオ", "O")):  # fmt: skip
        if kana in part.kana and letters.count(short) == 1:
            vowel = "OU"[short[-1] == "U"]
            long = {"H": vowel + "H", "U": vowel + "U", "macron": "ŌŪ"[short[-1] == "U"]}[how]
            if how == "U" and kana == "オオ":
                long = "OO"
            if how == "H" and letters[letters.index(short) + len(short) :][:1] in tuple("AIUEO"):
                continue  # RYUHICHI spells another name
            letters = letters.replace(short, short[:-1] + long)
    return letters


def kunrei(letters: str) -> str:
    for hepburn, other in KUNREI:
        letters = letters.replace(hepburn, other)
    return letters


def same(name: Name) -> Iterator[Pair]:
    family, given = name.family, name.given
    for variant in family.variants:
        yield "variant of the surname", name.kanji, f"{variant} {given.kanji}", ""
        yield "variant of the surname, no space", name.kanji, f"{variant}{given.kanji}", ""
        for other in given.variants:
            yield "variants of both", name.kanji, f"{variant}　{other}", ""
    for other in given.variants:
        yield "variant of the given name", name.kanji, f"{family.kanji}　{other}", ""
    yield "no space", name.kanji, family.kanji + given.kanji, ""
    yield "half-width kana", name.kana, half_width(name.kana), ""
    yield "hiragana", name.kana, name.kana.translate(HIRAGANA), ""
    yield "big kana", name.kana, name.kana.translate(BIG), ""
    yield "marks apart", name.kana, apart(name.kana), ""
    yield "no space, kana", name.kana, family.kana + given.kana, ""
    if given.kana.endswith(("ロウ", "ョウ", "ュウ")):
        yield "long mark", name.kana, name.kana[:-1] + "ー", ""
    yield "order", name.latin, f"{given.latin} {family.latin}", ""
    yield "comma", name.latin, f"{family.latin.title()}, {given.latin.title()}", ""
    yield "small letters", name.latin, f"{given.latin} {family.latin}".lower(), ""
    yield "wide letters", name.latin, name.latin.translate(WIDE), ""
    yield "Kunrei", name.latin, kunrei(name.latin), ""
    for how in ("H", "U", "macron"):
        spelled = f"{lengthened(family, how)} {lengthened(given, how)}"
        yield f"long vowel as {how}", name.latin, spelled, ""
        yield f"kana and long vowel as {how}", name.kana, spelled, ""
        yield f"kanji with reading and long vowel as {how}", name.kanji, spelled, name.kana
    yield "kana and letters", name.kana, name.latin, ""
    yield "kana and letters in the other order", name.kana, f"{given.latin} {family.latin}", ""
    yield "kana and Kunrei", half_width(name.kana), kunrei(name.latin), ""
    yield "kanji and letters with reading", name.kanji, name.latin, name.kana
    yield "kanji and kana with reading", name.kanji, half_width(name.kana), name.kana
    for variant in family.variants:
        yield "variant and letters with reading", f"{variant} {given.kanji}", name.latin, name.kana


def different(name: Name) -> Iterator[Pair]:
    family, given = name.family, name.given
    for near in family.near:
        yield "near surname", name.kanji, f"{near} {given.kanji}", ""
        yield "near surname, no space", name.kanji, f"{near}{given.kanji}", ""
    for near in given.near:
        yield "near given name", name.kanji, f"{family.kanji} {near}", ""
        for variant in family.variants:
            yield "near given name, variant", f"{variant}　{given.kanji}", f"{family.kanji}{near}", ""
    others = parts(GIVEN)
    other = others[(others.index(given) + 11) % len(others)]
    if other.kana != given.kana:
        yield "another given name, kana", name.kana, f"{family.kana} {other.kana}", ""
        yield "another given name, letters", name.latin, f"{other.latin} {family.latin}", ""
        yield "another given name, kana and letters", name.kana, f"{family.latin} {other.latin}", ""
        yield "another given name, reading", name.kanji, f"{family.latin} {other.latin}", name.kana
    for index in range(len(name.kana)):
        yield from one_kana_changed(name, index)


NEAR_KANA = dict(zip("アカサタナハマヤラワイキシチニヒミリウクスツヌフムユルエケセテネヘメレオコソトノホモヨロ",
                     "カサタナハマヤラワアキシチニヒミリイクスツヌフムユルウケセテネヘメレエコソトノホモヨロオ", strict=True))  # fmt: skip


def one_kana_changed(name: Name, index: int) -> Iterator[Pair]:
    char = name.kana[index]
    following = name.kana[index + 1 : index + 2]
    if char in NEAR_KANA and following not in ("ャ", "ュ", "ョ") and not (char in "ウオイ" and index):
        changed = name.kana[:index] + NEAR_KANA[char] + name.kana[index + 1 :]
        yield "one kana changed", name.kana, changed, ""
        yield "one kana changed, letters", changed, name.latin, ""


def judge(pairs: Iterator[Pair], wrong: frozenset[str], show: int, close: int) -> tuple[int, int, int]:
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, left, right, reading in dict.fromkeys(pairs):
        if left == right:
            continue
        comparison = compare_names(left, right, reading=reading or None)
        verdicts[kind][comparison.verdict] += 1
        most = show if comparison.verdict in wrong else close if comparison.verdict == "close" else 0
        if len(examples[kind, comparison.verdict]) < most:
            examples[kind, comparison.verdict].append(
                f"    {comparison.verdict} {left} | {right} {comparison.rules}"
            )
    for kind, counts in verdicts.items():
        bad = sum(counts[verdict] for verdict in wrong)
        print(f"{kind:46}{counts.total():7}{bad:6} wrong {counts['close']:6} close")
        for (of_kind, _), lines in examples.items():
            if of_kind == kind and lines:
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
    found = names(chosen.kept_aside)
    for title, make, wrong in (
        ("the same", same, frozenset(("different", "unreadable"))),
        ("another", different, frozenset(("same",))),
    ):
        every, bad, close = judge(
            (pair for name in found for pair in make(name)), wrong, chosen.show, chosen.close
        )
        print(
            f"{title}: {len(found)} names, {every} pairs, {bad} wrong ({bad / every:.3%}), {close} close ({close / every:.2%})\n"
        )


if __name__ == "__main__":
    main()
