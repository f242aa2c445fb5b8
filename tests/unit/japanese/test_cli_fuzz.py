"""No text whatever makes a comparison raise: not through the command, not called as a function."""

import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.japanese import address, cli
from kaitsu.japanese.dates import compare_dates
from kaitsu.japanese.names import compare_names
from kaitsu.japanese.verdict import Comparison, Verdict

COMPARERS = [compare_names, address.compare, compare_dates]

#: Seconds of the processor, tables loaded or not, on a slow machine; without bounds the texts take minutes.
SOON = 10

#: Texts that lean towards what the rules look for, so that chance gets deep into them.
SCRAPS = (
    "東京都 千代田区 京都市中京区 札幌市 大字 字 丁目 番地 番 号 の ノ 之 ー - − 〇 一 十 百 1 ２ ③ ㍻ 令和 元 年 月 "
    "日 S H 髙 橋 﨑 齋 藤 邊 々 〆 ヶ ケ が ヴ ゔ ｶ ﾞ \u3099 \u309a ッ ゐ ヱ 上る 東入 条 甲 乙 イ ロ 第3地割 号室 F "
    "階 ビル 201 O'NEIL OHNO é ß ﬃ İ ı ﷺ 𠮷 🈂 👨\u200d👩\u200d👧 \u202e \ufeff \U000e0101 \x00 \x1b \ud800 \udfff "
    "( ) （ 〔 〒 100-0001"
)
PIECES = SCRAPS.split(" ")
texts = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from([*PIECES, " ", "\u3000", "\t"]), max_size=16).map("".join),
)


@pytest.mark.parametrize("comparer", COMPARERS)
@settings(max_examples=150)
@given(left=texts, right=texts)
def test_given_any_two_texts_when_compared_then_there_is_a_verdict_that_can_be_printed(
    comparer, left: str, right: str
) -> None:
    comparison = comparer(left, right)
    assert isinstance(comparison, Comparison)
    assert comparison.verdict in Verdict
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    print(json.dumps(cli.as_json(comparison), ensure_ascii=False), file=printed)
    printed.seek(0)
    assert json.loads(printed.read())["verdict"] == comparison.verdict


@pytest.mark.parametrize("comparer", COMPARERS)
@settings(max_examples=60)
@given(left=texts, right=texts)
def test_given_any_two_texts_when_compared_the_other_way_round_then_the_verdict_stays(
    comparer, left: str, right: str
) -> None:
    assert comparer(left, right).verdict is comparer(right, left).verdict


@pytest.mark.parametrize("comparer", COMPARERS)
@settings(max_examples=60)
@given(text=texts)
def test_given_any_text_when_compared_with_itself_then_it_is_the_same_or_cannot_be_read(
    comparer, text: str
) -> None:
    assert comparer(text, text).verdict in (Verdict.SAME, Verdict.UNREADABLE)


@pytest.mark.parametrize("comparer", COMPARERS)
@pytest.mark.parametrize(
    "text",
    [
        "一 " * 50_000,
        " " * 100_000 + "1",
        "a" + "\u0301" * 50_000 + "\u0323" * 50_000,
        "か" + "\u0301\u0323" * 50_000,
        "\x00" * 100_000,
        "\u3099" * 100_000,
        "1|" * 50_000,
        "ﷺ" * 100_000,
    ],
)
def test_given_a_text_that_is_slow_to_order_or_to_search_when_compared_then_the_answer_comes_soon(
    comparer, text: str
) -> None:
    start = time.process_time()

    assert comparer(text, text + "1").verdict in Verdict
    assert time.process_time() - start < SOON


@pytest.mark.parametrize("comparer", COMPARERS)
@pytest.mark.parametrize(
    "text", ["", "\ud800" * 1000, "1-" * 20_000, "一" * 20_000, "ア" * 20_000, "東京都" * 5_000]
)
def test_given_an_endless_text_when_compared_then_there_is_still_a_verdict(comparer, text: str) -> None:
    assert comparer(text, text + "1").verdict in Verdict
