"""What an engine takes for one another is put right by context, and only what no Japanese document can hold.

The models know Chinese as well; a simplified character that no Japanese code table has (满, 带, 号 for 號 in a town) is
its Japanese form. Between two characters that are both in use nothing is decided here.
"""

from __future__ import annotations

import re
import unicodedata

from kaitsu.japanese.address_gazetteer import PREFECTURES
from kaitsu.reading.building_words import building_put_right
from kaitsu.reading.chinese_forms import OURS as _OURS

_PREFECTURES = "|".join(name.removesuffix("県") for name in PREFECTURES if name.endswith("県"))
_PREFECTURE_SLIP = re.compile(f"(?:^|(?<=[0-9 ]))({_PREFECTURES})[鼎積积縣]")
_LABEL_SLIPS = (
    (re.compile("[合今][和知](?=[元0-9])"), "令和"),
    (re.compile("令[知利](?=[元0-9])"), "令和"),
    (re.compile("昭[知利](?=[元0-9])"), "昭和"),
    (re.compile("平[戌咸威](?=[元0-9])"), "平成"),
    (re.compile("[住佳][所昕]"), "住所"),
    (re.compile("氏[名各]"), "氏名"),
    (re.compile("力ード|カ一ド|力一ド|カ-ド"), "カード"),
    (re.compile("公安委貝会"), "公安委員会"),
    (re.compile("[領领頜]收"), "領収"),
    (_PREFECTURE_SLIP, r"\1県"),
    (re.compile("个(?=人番号)"), "個"),
    (re.compile("(?<=有)[效郊](?=期)"), "効"),
    (re.compile("[樣檬](?=[)）]?$)"), "様"),
    (re.compile("(?<=[0-9])[目曰](?=$|生|ま|交|発|[)(])"), "日"),
)

_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "Z": "2", "B": "8"}
)
_AMONG_DIGITS = re.compile(
    r"(?<=[0-9\-])[OoQDIl|](?=[0-9\-番号丁階]|$)|(?<![A-Za-z])[OoIl|](?=[0-9番号丁階])"
)
#: A speck within a number, and digits within a word of capitals (W1LL).
_SPECK_IN_NUMBER = re.compile("(?<=[0-9])[.·](?=[0-9]+番)")
_DIGIT_IN_WORD = re.compile("(?<=[A-Z])[10](?=[A-Z]{2})")
_LONG_AMONG_KATAKANA = re.compile("(?<=[ァ-ヶ])[–—―](?=[ァ-ヶ])")
_LONG_AMONG_DIGITS = re.compile(
    r"(?<=[0-9])[一ー―‐－–—−]+(?=[0-9])|(?<=[A-Z])[一―‐－–—−]+(?=[0-9])|(?<=[0-9])[―‐－–—−]+(?=[A-Z])"
)


_TWINS = (
    ("ロ", "口"),
    ("ニ", "二"),
    ("カ", "力"),
    ("ハ", "八"),
    ("エ", "工"),
    ("タ", "夕"),
    ("ト", "卜"),
    ("ー", "一"),
    ("チ", "千"),
)
_KANA_OF = {kanji: kana for kana, kanji in _TWINS}
_KANJI_OF = dict(_TWINS)
#: Wide digits are set apart; a space that was meant between them would be wide as well.
_WIDE_DIGIT = re.compile("[０-９]")
_SPACE_AMONG_DIGITS = re.compile("(?<=[0-9０-９]) (?=[0-9０-９])")
_SPACE_AT_STROKE = re.compile("(?<=[0-9]) ?- ?(?=[0-9])")
#: Where a stroke stands free on both sides, single digits were set apart as well.
_FREE_STROKE = re.compile("[0-9] - [0-9]")
_SPACE_AMONG_SINGLE = re.compile("(?<=[^0-9][0-9]) (?=[0-9](?![0-9]))")
#: Within the number of a chome or block no space is meant: it says that the digits were set apart, here and elsewhere.
_SPACE_IN_BLOCK = re.compile("(?<![-0-9])(?<![-0-9] )[0-9]+(?: [0-9]+)+ ?(?=丁目|番(?!館|街))")
_SPACE_BEHIND_DIGIT = re.compile("(?<=[0-9]) (?=[0-9丁番号])")
_SINGLE_DIGITS = re.compile(r"(?<![0-9-])[0-9](?: [0-9]){2,}(?![0-9-])")


#: A kanji that looks like kana before two katakana, behind a number and its unit: the first of a building's name.
_KANA_FIRST = re.compile("(?:(?<=[0-9 号番地])|^)[口二力八工夕千](?=[ァ-ヶ][ァ-ヶー])")
#: A numeral before a linking ノ, where a word begins or a kanji goes before: 一ノ瀬, 二ノ宮.
_NUMERAL_FIRST = re.compile("(?:^|(?<=[\\s一-鿿]))[ーニハ](?=[ノの之ヶケ][一-鿿])")
#: 卜 behind katakana is ト, whatever follows: no name and no town ends in katakana and begins again with it.
_KANA_BOKU = re.compile("(?<=[ァ-ヶー])卜")
#: Before a long mark stands kana; but a numeral has its stroke there (二ー三).
_KANA_LONG = re.compile("[口力工夕卜](?=ー)|(?<=[ァ-ヶー])[口力工夕](?=[0-9 ]|$)")


#: A single capital before kanji is a key of the keyboard that a card lies on.
_KEY = re.compile("^[A-Z] ?(?=[一-鿿])")
#: ハウス, ハイツ and ハイム, whatever goes before.
_HOUSE = re.compile("八(?=ウス|イツ|イム)")
#: A speck between the kanji of a name.
_SPECK = re.compile("(?<=[一-鿿])[.·](?=[一-鿿])")
#: In a name alone, where a surname may go before: 力 that katakana follow, and 三 at the end of katakana.
_KANA_OF_A_NAME = ((re.compile("力(?=[ァ-ヺー])"), "カ"), (re.compile("(?<=[ァ-ヺー]{2})三$"), "ミ"))
#: A long mark has kana before it: between kanji and kana, it is the space between surname and given name.
_SPACE_READ_AS_LONG = re.compile("(?<=[一-鿿])ー(?=[ァ-ヺぁ-ゖ])")


#: In a name alone: a radical that is no name's letter, and a bird that is kept and not spoken.
_SLIPS_OF_A_NAME = (("儿", "兒"), ("鵜詞", "鵜飼"))
#: Hiragana that are strokes alone, behind others: く as <, ら as 5.
_STROKES_OF_A_NAME = ((re.compile("(?<=[ぁ-ん]) ?< ?"), "く"), (re.compile("(?<=[ぁ-ん])5$"), "ら"))
#: First letters of surnames that the engine takes for letters with which none begins: 桒原, 裵, 蛯名, 嶌田, 濵田.
_SURNAMES = (
    (re.compile("^[栾亲棄](?=[原田名山野])"), "桒"),
    (re.compile("^[襄亵](?= ?[一-鿿]{2}$)"), "裵"),
    (re.compile("^[蜷姥e](?=[名原])"), "蛯"),
    (re.compile("^寫(?=[田村原野津崎﨑本])"), "嶌"),
    (re.compile("^演(?=[田口崎﨑本野中村谷島嶋地])"), "濵"),
)


def _is_katakana(letter: str) -> bool:
    return "ァ" <= letter <= "ヺ" or letter == "ー"


def twins_put_right(text: str) -> str:
    """Kana and kanji that are drawn alike, by their neighbours: ロ beside kanji is 口, 一 among katakana is ー.

    Neighbours that are such twins themselves do not count; where they say nothing, the text stays.
    """
    found = list(text)
    for place, letter in enumerate(text):
        if letter not in _KANA_OF and letter not in _KANJI_OF:
            continue
        around = [
            each
            for each in (text[place - 1 : place], text[place + 1 : place + 2])
            if each.strip() and each not in _KANA_OF
        ]
        kana = [_is_katakana(each) for each in around if each not in _KANJI_OF]
        if letter in _KANA_OF and kana and all(kana):
            found[place] = _KANA_OF[letter]
        elif letter in _KANJI_OF and kana and not any(kana) and any("一" <= each <= "鿿" for each in around):
            found[place] = _KANJI_OF[letter]
    put = _KANA_BOKU.sub("ト", "".join(found))
    put = _KANA_LONG.sub(lambda long: _KANA_OF[long.group()], put)
    put = _NUMERAL_FIRST.sub(lambda first: _KANJI_OF[first.group()], put)
    return _KANA_FIRST.sub(lambda first: _KANA_OF[first.group()], put)


def put_right(text: str) -> str:
    """*text* with Chinese forms in Japanese ones, and slips in words that cannot be others (合和7年)."""
    found = text.translate(_OURS)
    for slip, right in _LABEL_SLIPS:
        found = slip.sub(right, found)
    return found


def name_put_right(text: str) -> str:
    """A name with Chinese forms that no Japanese register has in Japanese ones; else as it was read."""
    found = _SPACE_READ_AS_LONG.sub(" ", _SPECK.sub(" ", text.translate(_OURS)))
    found = twins_put_right(_KEY.sub("", found))
    for slip, right in (*_KANA_OF_A_NAME, *_STROKES_OF_A_NAME, *_SURNAMES):
        found = slip.sub(right, found)
    for read, meant in _SLIPS_OF_A_NAME:
        found = found.replace(read, meant)
    return found


def address_put_right(text: str) -> str:
    """An address in one width, letters among its digits as digits, and strokes between digits as hyphens."""
    if _WIDE_DIGIT.search(text):
        text = _SPACE_AMONG_DIGITS.sub("", text)
    found = _PREFECTURE_SLIP.sub(r"\1県", unicodedata.normalize("NFKC", text).translate(_OURS))
    found = _DIGIT_IN_WORD.sub(lambda digit: "IO"[digit.group() == "0"], _SPECK_IN_NUMBER.sub("", found))
    found = _AMONG_DIGITS.sub(lambda slip: slip.group().translate(_DIGITS), found)
    if _SPACE_IN_BLOCK.search(found):
        found = _SPACE_BEHIND_DIGIT.sub("", found)
    if _FREE_STROKE.search(found):
        found = _SPACE_AMONG_SINGLE.sub("", found)
    found = _SPACE_AT_STROKE.sub("-", found)
    found = _SINGLE_DIGITS.sub(lambda digits: digits.group().replace(" ", ""), found)
    found = _LONG_AMONG_KATAKANA.sub("ー", found)
    found = _HOUSE.sub("ハ", _LONG_AMONG_DIGITS.sub("-", found).replace("號", "号"))
    return building_put_right(twins_put_right(found))
