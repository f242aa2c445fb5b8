"""Postal codes to places, and codes that contradict an address."""

from __future__ import annotations

import os
import threading

import pytest

from kaitsu.japanese import postal
from kaitsu.kernel.errors import InvalidValue


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    "code", ["1000005", "100-0005", "〒100-0005", "１００－０００５", " 100 0005 ", "〒１００ー０００５"]
)
def test_a_code_in_any_form_gives_prefecture_city_and_town(code: str) -> None:
    (place,) = postal.find(code)

    assert (place.prefecture, place.city, place.town) == ("東京都", "千代田区", "丸の内")
    assert place.kana == "トウキョウトチヨダクマルノウチ"
    assert place.name == "東京都千代田区丸の内"
    assert place.code == "1000005"


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("4980000", [("愛知県", "弥富市", ""), ("三重県", "桑名郡木曽岬町", "")]),
        ("4411324", [("愛知県", "新城市", "井道"), ("愛知県", "新城市", "奥井道"), ("愛知県", "新城市", "内井道")]),
        ("7614112", [("香川県", "小豆郡土庄町", "甲"), ("香川県", "小豆郡土庄町", "乙")]),
        ("9480065", [("新潟県", "十日町市", "高田町三丁目"), ("新潟県", "十日町市", "高田町三丁目西")]),
    ],
)  # fmt: skip
def test_a_code_of_several_places_gives_them_all(code: str, places: list[tuple[str, str, str]]) -> None:
    found = [(place.prefecture, place.city, place.town) for place in postal.find(code)]

    assert found[: len(places)] == places


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    ("code", "town", "note"),
    [
        ("1000000", "", "以下に掲載がない場合"),
        ("1000005", "丸の内", "次のビルを除く"),
        ("1006001", "霞が関", "霞が関ビル 1階"),
        ("0600001", "北一条西", "1〜19丁目"),
        ("4090142", "", "小菅村の次に１〜６６３番地がくる場合"),
        ("0295501", "左草", "１地割〜左草６地割"),
        ("5220317", "一円", ""),
        ("0482402", "大江", "1丁目、2丁目「651、662、668番地」以外、3丁目5、13−4、20、678、687番地"),
    ],
)
def test_a_remark_is_a_note_and_no_town(code: str, town: str, note: str) -> None:
    place = postal.find(code)[0]

    assert (place.town, place.note) == (town, note)


@pytest.mark.rule("HLD-5")
def test_a_big_office_has_its_name_and_its_block() -> None:
    (place,) = postal.find("100-8994")

    assert (place.town, place.office, place.block) == ("丸の内", "東京中央郵便局", "2丁目7-2")


@pytest.mark.rule("HLD-5")
def test_the_reading_of_a_kyoto_town_is_not_repeated_for_each_of_its_streets() -> None:
    (place,) = postal.find("6028368")

    assert (place.town, place.town_kana) == ("北町", "キタマチ")
    assert "御前通下立売上る" in place.note


@pytest.mark.parametrize("code", ["", "12345", "12345678", "丸の内", "123-456a", "1234-567"])
def test_what_is_not_seven_digits_is_refused(code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        postal.find(code)

    assert caught.value.code == "postal.malformed"


def test_an_unknown_code_has_no_place() -> None:
    assert postal.find("9999999") == ()


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("1000005", "東京都千代田区丸の内2-7-2"),
        ("1000005", "千代田区丸の内2丁目7番2号"),
        ("1006001", "東京都千代田区霞が関3-2-5 霞が関ビル1階"),
        ("1000000", "東京都千代田区どこかの町1-1"),
        ("0600001", "札幌市中央区北1条西2丁目"),
        ("0600001", "札幌市中央区北1条西"),
        ("1008994", "東京都千代田区丸の内2-7-2"),
        ("4150026", "静岡県下田市六丁目1-1"),
        ("1000005", "丸の内2-7-2"),
        ("5220317", "滋賀県犬上郡多賀町一円149"),
    ],
)
def test_a_code_that_fits_its_address_is_no_finding(code: str, address: str) -> None:
    assert postal.contradicts(code, address) is None


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    ("code", "address", "part"),
    [
        ("1000005", "大阪府大阪市北区梅田1-1", "city"),
        ("1000005", "東京都千代田区大手町2-7-2", "town"),
        ("1008994", "東京都千代田区大手町2-7-2", "town"),
        ("0600001", "札幌市中央区北1条西25丁目1", "chome"),
        ("9999999", "東京都千代田区丸の内2-7-2", "postal_code"),
    ],
)
def test_a_code_of_another_place_is_pointed_out(code: str, address: str, part: str) -> None:
    finding = postal.contradicts(code, address)

    assert finding is not None
    assert (finding.part, finding.rule) == (part, "HLD-5")
    assert finding.detail


def test_threads_and_forks_ask_without_sharing_a_connection() -> None:
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(postal.find("1000005")[0].town)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    child = os.fork()
    if child == 0:
        os._exit(0 if postal.find("1000005")[0].town == "丸の内" else 1)
    _, status = os.waitpid(child, 0)

    assert answers == ["丸の内"] * 4
    assert status == 0
