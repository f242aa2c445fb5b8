"""Dates, slips and machine-readable lines within what an engine gave."""

from __future__ import annotations

from datetime import date

import pytest

from kaitsu.reading.dates_read import date_in
from kaitsu.reading.document import _NOT_ADDRESS, _name, without_start
from kaitsu.reading.engine import Strip
from kaitsu.reading.known_town import known_town
from kaitsu.reading.machine_zone import check_digit, read_zone
from kaitsu.reading.repair import address_put_right, name_put_right, put_right, twins_put_right
from kaitsu.reading.twice import key, settle


@pytest.mark.rule("DAT-1")
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昭和61年5月1日生", date(1986, 5, 1)),
        ("2024年(令和06年)06月01日まで有効", date(2024, 6, 1)),
        ("令和元年6月2日交付", date(2019, 6, 2)),
        ("平戌20年1月2日", date(2008, 1, 2)),
        ("20 FEB 1979", date(1979, 2, 20)),
        ("20 2月/FEB 1979", date(1979, 2, 20)),
        ("領収日 2026.10.02", date(2026, 10, 2)),
        ("1年(2028年08月26日)", date(2028, 8, 26)),
        ("平成36年6月1日", date(2024, 6, 1)),
        ("S61.5.1", date(1986, 5, 1)),
        ("和33年7月31日", date(1958, 7, 31)),
    ],
)
def test_a_date_is_found_within_a_line(text: str, day: date) -> None:
    found = date_in(text)
    assert found is not None
    assert found.day == day


@pytest.mark.rule("DAT-1")
def test_no_date_and_an_impossible_one() -> None:
    assert date_in("氏名 山田花子") is None
    assert date_in("和31年7月31日") is None
    found = date_in("令和7年2月30日")
    assert found is not None
    assert (found.day, found.problem) == (None, "date.no_such_day")


@pytest.mark.parametrize(
    ("function", "text", "expected"),
    [
        (put_right, "合和7年", "令和7年"),
        (put_right, "在留力ード", "在留カード"),
        (put_right, "性别", "性別"),
        (name_put_right, "马场 泽子", "馬場 沢子"),
        (name_put_right, "关 隆", "関 隆"),
        (name_put_right, "范 渊", "范 渊"),
        (address_put_right, "宮城县气仙沼市", "宮城県気仙沼市"),
        (name_put_right, "髙橋 惠子", "髙橋 惠子"),
        (name_put_right, "ー郎", "一郎"),
        (name_put_right, "ーノ瀬 鐵男", "一ノ瀬 鐵男"),
        (name_put_right, "ニノ宮 ハ重", "二ノ宮 八重"),
        (name_put_right, "ハナ 一", "ハナ 一"),
        (address_put_right, "山梨県甲府市ーノ宮町1", "山梨県甲府市一ノ宮町1"),
        (address_put_right, "上土田2997番地力ーサ・ビアンカ", "上土田2997番地カーサ・ビアンカ"),
        (address_put_right, "川口相川4 9 - 5 カーサ301", "川口相川49-5 カーサ301"),
        (address_put_right, "霞が関 2 - 1 - 2 305", "霞が関 2-1-2 305"),
        (address_put_right, "立石21番5号 カーサ・ビアン力118", "立石21番5号 カーサ・ビアンカ118"),
        (put_right, "个人番号カード", "個人番号カード"),
        (put_right, "有效期间満了日", "有効期間満了日"),
        (twins_put_right, "コ一ポ", "コーポ"),
        (twins_put_right, "田ロ2-3", "田口2-3"),
        (twins_put_right, "ロビー", "ロビー"),
        (twins_put_right, "一", "一"),
        (address_put_right, "1O番l号", "10番1号"),
        (address_put_right, "2ー3—4", "2-3-4"),
        (address_put_right, "ハイツ5 0 3", "ハイツ503"),
        (address_put_right, "1-2-3 101", "1-2-3 101"),
        (address_put_right, "１２號", "12号"),
    ],
)
def test_slips_are_put_right_by_context_only(function: object, text: str, expected: str) -> None:
    assert function(text) == expected  # type: ignore[operator]


def test_names_are_cut_where_another_field_begins() -> None:
    assert _name("山田 花子 昭和61年5月1日") == "山田 花子"
    assert _name("山田花子  様") == "山田花子"
    assert _name("KY0K0 SA|TO") == "KYOKO SAITO"
    assert without_start("氏 名: 山田", 2) == "山田"


def test_the_machine_readable_lines_of_a_passport() -> None:
    birth, expiry = "860501", "310620"
    second = f"TK12345671JPN{birth}{check_digit(birth)}F{expiry}{check_digit(expiry)}<<<<<<<<<<<<<<04"
    zone = read_zone(["P<JPNYAMADA<<HANAKO<<<<<<<<<<<<<<<<<<<<<<<<<", second], date(2026, 11, 22))
    assert zone is not None
    assert (zone.family, zone.given) == ("YAMADA", "HANAKO")
    assert (zone.birth_date, zone.expiry) == (date(1986, 5, 1), date(2031, 6, 20))


def test_a_wrong_check_digit_bears_no_witness() -> None:
    zone = read_zone(["TK12345671JPN8605019F3113312<<<<<<<<<<<<<<04"], date(2026, 11, 22))
    assert zone is not None
    assert (zone.birth_date, zone.expiry) == (None, None)
    assert read_zone(["山田 花子"], date(2026, 11, 22)) is None
    impossible = f"TK12345671JPN861301{check_digit('861301')}F3106202<<<<<<<<<<<<<<04"
    found = read_zone([impossible], date(2026, 11, 22))
    assert found is not None
    assert found.birth_date is None


def strip(text: str, sure: float = 0.9) -> Strip:
    return Strip(text, (sure,) * len(text), (("", 0.0),) * len(text))


def test_two_of_three_readings_settle_and_spaces_do_not_divide_them() -> None:
    assert settle(strip("山田花子", 0.6), strip("山田 花子", 0.9), None).strip.text == "山田 花子"
    assert settle(strip("山田花子"), strip("山田 花予"), strip("山田 花子")).agreed
    open_one = settle(strip("山田花子"), strip("山田花予"), strip("山由花子"))
    assert (open_one.agreed, open_one.weakest) == (False, 0.0)
    assert key("Ａ－1·２") == key("a-1・2")


def test_how_sure_a_strip_is() -> None:
    assert strip("ab", 0.5).confidence == pytest.approx(0.5)
    assert Strip("").confidence == 0.0
    assert Strip("").weakest == 0.0


@pytest.mark.rule("IDV-9")
@pytest.mark.parametrize(
    ("read", "doubts", "said"),
    [
        ("山梨県菲崎市上祖母石8-2", "菲韮", "山梨県韮崎市上祖母石8-2"),
        ("山梨県韮崎市上粗母石8-2", "粗祖 母毎", "山梨県韮崎市上祖母石8-2"),
        # what nobody thought of, and what would be no town either, stays
        ("山梨県菲崎市上祖母石8-2", "", "山梨県菲崎市上祖母石8-2"),
        ("山梨県韮崎市上粗母石8-2", "粗租", "山梨県韮崎市上粗母石8-2"),
        # a town that exists is the one that was read, and between two nothing is decided
        ("山梨県韮崎市上祖母石8-2", "上下", "山梨県韮崎市上祖母石8-2"),
        ("山梨県韮崎市止祖母石8-2", "止上 止下", "山梨県韮崎市止祖母石8-2"),
        # another city's town is none of this one
        ("山梨県韮崎市富士見町8-2", "韮甲", "山梨県韮崎市富士見町8-2"),
        # what an engine takes for another without a doubt
        ("神奈川県川崎市高津区満口1-2", "", "神奈川県川崎市高津区溝口1-2"),
        ("青森県五所川原市姥范4番3号", "", "青森県五所川原市姥萢4番3号"),
        ("千葉県松戸市満口1-2", "", "千葉県松戸市満口1-2"),
        # numbers and what follows them are never touched
        ("山梨県韮崎市上粗母石8-2 粗ビル", "粗祖", "山梨県韮崎市上祖母石8-2 粗ビル"),
    ],
)
def test_a_place_that_does_not_exist_is_the_one_that_was_thought_of_second(
    read: str, doubts: str, said: str
) -> None:
    assert known_town(read, [(pair[0], pair[1]) for pair in doubts.split()]) == said


def test_a_letter_is_in_doubt_where_any_reading_thought_of_another_kanji() -> None:
    sure = Strip("水吞4", (1.0, 1.0, 1.0), (("氷", 0.0002), ("呑", 0.0004), ("A", 0.2)))
    other = Strip("水吞4", (1.0, 0.9, 1.0), (("氷", 0.0002), ("呑", 0.1), ("9", 0.2)))
    assert settle(sure, other, None).doubts == {("吞", "呑")}
    assert settle(sure, Strip("水飲4"), None).doubts == frozenset()


@pytest.mark.parametrize("end", ["見本", "見", "見木", ""])
def test_a_mark_behind_an_address_is_no_part_of_it(end: str) -> None:
    assert _NOT_ADDRESS.sub("", f"東京都港区芝1-2 青葉807{end}") == "東京都港区芝1-2 青葉807"
    assert _NOT_ADDRESS.sub("", "東京都港区伏見") == "東京都港区伏見"


def test_a_house_is_written_in_katakana_whatever_goes_before() -> None:
    assert (
        address_put_right("長野県松本市中央2-22 駅前八ウス1003号室")
        == "長野県松本市中央2-22 駅前ハウス1003号室"
    )
    assert (
        address_put_right("青森県八戸市城下40番26号 田中八イツ312")
        == "青森県八戸市城下40番26号 田中ハイツ312"
    )
