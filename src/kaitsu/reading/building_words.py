"""Words of which names of buildings are made, and what an engine takes their letters for.

Behind the numbers of an address stands no register to look up: these words are all that tells フラワー from フラワ一.
A letter that is drawn like the word's own is put right, in a long word any kanji among its kana, and the first letter
of a name, which engines lose at the beginning of a row (IDV-9). Numbers are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_LIST = (
    "アーバン アパート アベニュー アルカディア アネックス イースト ウエスト ウィング ウッド "
    "エクセル エステート エスポワール オアシス オリエント カーサ ガーデン カトレア キャッスル "
    "キングス クイーン クレール クレスト グランド グランデ グランメゾン グリーン グレース "
    "コーポ コーポラス コート コスモ コンフォート サウス サニー サンシャイン サンライズ "
    "シティ シャトー シャルム シャンテ スカイ スクエア スター ステージ セントラル ソレイユ "
    "ダイヤ タウン タワー テラス ドエル ドミール ドリーム ニュー ネスト ノース ハーモニー "
    "ハイツ ハイム ハウス パーク パール パレス ヒルズ ビュー ビレッジ フォレスト フラット "
    "フラワー プラザ ブライト プリンス プレジデント フローラ ホーム ホワイト マリン マロニエ "
    "マンション メゾネット メゾン ライオンズ ライフ ラポール リバー リバティ ルミエール "
    "レインボー レジデンス ロイヤル ロジュマン ローズ ヴィラ ヴィレッジ ヴェルデ あおぞら "
    "あじさい いずみ こすもす さくら すずらん すみれ つばさ なぎさ はなみずき ひばり "
    "ひまわり みどり もみじ やまぶき わかば 青葉 若葉"
)
#: The longest first: a word within another leaves that one whole.
_WORDS = tuple(sorted(_LIST.split(), key=len, reverse=True))
#: For a letter, what an engine takes it for; voiced and plain, small and large are added below.
_TAKEN_FOR = {
    "ア": "了ァ", "ー": "一-‐―", "ン": "ソ", "ソ": "ン", "シ": "ツ", "ツ": "シ", "ニ": "二", "ハ": "八",
    "ロ": "口", "カ": "力", "エ": "工", "タ": "夕", "ト": "卜", "チ": "千", "ミ": "三", "オ": "才",
    "リ": "り", "ヘ": "へ", "ス": "又ヌ", "ル": "儿", "葉": "叶業",
}  # fmt: skip
_SMALL = ("ァア", "ィイ", "ゥウ", "ェエ", "ォオ", "ャヤ", "ュユ", "ョヨ", "ッツ")
_VOICED = (
    "ハバパ", "ヒビピ", "フブプ", "ヘベペ", "ホボポ", "カガ", "キギ", "クグ", "ケゲ", "コゴ",
    "サザ", "シジ", "スズ", "セゼ", "ソゾ", "タダ", "チヂ", "テデ", "トド", "ウヴ",
    "すず", "きぎ", "しじ", "さざ", "かが", "はばぱ", "ひびぴ", "ふぶぷ",
)  # fmt: skip
#: A shorter word with another voicing may be another word; in a longer one two letters may be slips.
_TELLS_VOICE, _TELLS_TWO = 4, 4
#: In a word as long as this one letter may be anything that is no kana, and the first may have been lost.
_LONG = 5
#: Shorter ones that were seen without their first letter; others would be words of their own (ランド).
_SEEN_WITHOUT_FIRST = ("ロイヤル", "フラワー")
_TO_THE_NUMBER = re.compile("^[^0-9]*[0-9]+")
#: Where the name of a building begins: behind a number or its unit, or a space.
_BEGINS = "(?<=[0-9 号番地])"
#: A numeral of a wing, of strokes: Ⅲ棟.
_WING = re.compile("(?<=[ぁ-ヺー葉])川(?=棟)")
#: The same with strokes apart; more than three say nothing of how many there are.
_STROKES = re.compile("(?<![A-Za-z0-9|])[Il|]{2,3}(?=号?棟|番館)")


def building_put_right(address: str) -> str:
    """*address* with the words of a building's name as they are spelt, where letters were taken for ones alike."""
    start = _TO_THE_NUMBER.match(address)
    if start is None:
        return address
    head, tail = address[: start.end()], address[start.end() :]
    for word in _WORDS:
        tail = _pattern(word).sub(word, tail)
    for pattern, word in _beheaded():
        tail = pattern.sub(word, head[-1:] + tail)[1:] if tail else tail
    tail = _STROKES.sub(lambda wing: "I" * len(wing.group()), _WING.sub("III", tail))
    return head + tail


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """*word* with at most two letters taken for others, or with one that is no kana where it is long."""
    forms = set()
    alike = [_others(letter, voiced=len(word) >= _TELLS_VOICE) for letter in word]
    for places in _slips(len(word)):
        if all(alike[at] for at in places):
            forms.add("".join(f"[{alike[at]}]" if at in places else letter for at, letter in enumerate(word)))
    if len(word) >= _LONG:
        forms |= {word[:at] + "[一-鿿]" + word[at + 1 :] for at in range(1, len(word) - 1)}
    return re.compile("|".join(sorted(forms)) or "(?!)")


def _slips(length: int) -> Iterator[set[int]]:
    """The places of a word of *length* letters that may be slips together."""
    for one in range(length):
        yield {one}
        if length >= _TELLS_TWO:
            yield from ({one, other} for other in range(one + 1, length))


def _others(letter: str, *, voiced: bool) -> str:
    groups = (*_SMALL, *_VOICED) if voiced else _SMALL
    alike = {each for group in groups if letter in group for each in group} | set(_TAKEN_FOR.get(letter, ""))
    return "".join(sorted(re.escape(each) for each in alike - {letter}))


@cache
def _beheaded() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words without their first letter, at the beginning of a name: engines lose the first of a row (イヤルコート)."""
    long = [word for word in _WORDS if len(word) >= _LONG or word in _SEEN_WITHOUT_FIRST]
    return tuple((re.compile(_BEGINS + re.escape(word[1:])), word) for word in long)
