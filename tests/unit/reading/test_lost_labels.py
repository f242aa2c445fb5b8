"""Fields whose small print was lost, and words of buildings: found by where they stand, and by spelling (IDV-9)."""

from __future__ import annotations

from datetime import date

import pytest

from factories.reading import Texts, read_script
from kaitsu.reading.building_words import building_put_right
from kaitsu.reading.known_town import known_town
from kaitsu.reading.repair import address_put_right

SOFT_PASSPORT: Texts = {
    (520, 20): "旅券 PASSPORT",
    (520, 90): "SATO",
    (520, 160): "KAITO",
    (520, 230): "JAPAN",
    (960, 400): "16 JUN 1979",
    (520, 580): "10 JUL 2022",
    (520, 680): "10 JUL 2027",
    (520, 780): "MINISTRY OF FOREIGN AFFAIRS",
    (40, 820): "P<JPNSAT0<<KAIT0<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    (400, 840): "TS03569013JPN7906167M2707107<<<<<<<<<<<<<<<8",
}


def test_a_passport_without_labels_is_read_by_its_machine_lines() -> None:
    found = read_script(SOFT_PASSPORT)
    assert found.fields["name"].text == "SATO KAITO"
    assert found.fields["birth_date"].day == date(1979, 6, 16)
    assert found.fields["expiry"].day == date(2027, 7, 10)
    assert found.fields["issued"].day == date(2022, 7, 10)
    assert all(found.fields[name].certain for name in ("name", "birth_date", "expiry"))


def test_what_print_and_machine_lines_do_not_share_is_not_found_by_them() -> None:
    other = {**SOFT_PASSPORT, (520, 160): "KAITA", (960, 400): "16 JUN 1978", (520, 580): "11 JUL 2022"}
    assert set(read_script(other).fields) & {"name", "birth_date", "issued"} == set()
    names = {**SOFT_PASSPORT, (40, 820): "P<JPNSATO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"}
    assert "name" not in read_script(names).fields


SOFT_CARD: Texts = {
    (300, 20): "特別永住者証明書",
    (60, 150): "5",
    (400, 110): "HWANG GWANGIL",
    (400, 150): "黄 光一",
    (60, 200): "338日",
    (400, 200): "1993年03月14日",
    (400, 260): "朝鮮",
    (60, 310): "住居地",
    (400, 310): "埼玉県比企郡嵐山町大字遠山8番4号",
    (900, 600): "交付年月日",
    (900, 640): "2023年03月18日",
    (60, 760): "この証明書は2030年03月14日まで有効です。",
}


def test_name_and_birth_date_of_a_card_stand_over_its_address() -> None:
    found = read_script(SOFT_CARD)
    assert found.fields["name"].text == "HWANG GWANGIL"
    assert found.fields["birth_date"].day == date(1993, 3, 14)
    japanese = read_script({**SOFT_CARD, (400, 110): ""})
    assert japanese.fields["name"].text == "黄 光一"


def test_a_given_name_found_apart_goes_with_its_surname() -> None:
    apart = {**SOFT_CARD, (400, 110): "", (400, 150): "黄", (720, 148): "光一"}
    assert read_script(apart).fields["name"].text == "黄 光一"


@pytest.mark.parametrize(
    ("title", "name"),
    [("運転免許証", "今井 りく"), ("個人番号カード", "今井 りく"), ("運転免許証", "")],
)
def test_the_name_of_a_licence_or_my_number_card_stands_over_its_address(title: str, name: str) -> None:
    said = {
        (360, 60): name, (900, 60): "昭和48年9月13日生", (40, 100): "住所",
        (360, 100): "京都府八幡市美濃山宮ノ背803番地の29", (40, 300): "2030年10月14日まで有効",
        (500, 640): title, (500, 780): "京都府公安委員会",
    }  # fmt: skip
    fields = read_script(said).fields
    assert (fields["name"].text if "name" in fields else "") == name


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        # beside the address is not over it
        ({(400, 200): "", (1000, 200): "1993年03月14日"}, {"name", "birth_date"}),
        # the only date, or one of two alike, may be any
        ({(900, 640): "", (60, 760): ""}, {"name", "birth_date"}),
        ({(400, 200): "2023年03月18日"}, {"name", "birth_date"}),
        # another field's value, or a heading
        ({(400, 110): "", (60, 150): "国籍・地域"}, {"name"}),
        ({(400, 110): "", (400, 150): "番号"}, {"name"}),
        ({(400, 110): "", (400, 150): "TK 12345"}, {"name"}),
        ({(400, 110): "", (400, 150): "", (520, 150): "黄 光一"}, {"name"}),
        # no address, nothing to stand over
        ({(60, 310): "", (400, 310): ""}, {"name", "birth_date"}),
    ],
)
def test_what_stands_elsewhere_is_neither(changed: Texts, lost: set[str]) -> None:
    found = read_script({**SOFT_CARD, **changed})
    assert found.kind == "special_permanent_resident"
    assert lost & set(found.fields) == set()


def test_a_date_that_says_what_it_is_is_not_taken_for_another() -> None:
    labelled = {**SOFT_CARD, (60, 200): "交付年月日", (900, 600): "", (900, 640): "2024年03月18日"}
    assert "birth_date" not in read_script(labelled).fields


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("横浜市港北区新横浜1-26-20フラワ一本町1103", "横浜市港北区新横浜1-26-20フラワー本町1103"),
        ("新潟県新潟市中央区笹口1丁目3番地18了一バン三条303", "新潟県新潟市中央区笹口1丁目3番地18アーバン三条303"),
        ("京都府京都市上京区西大路町16-25はなみすきビル906", "京都府京都市上京区西大路町16-25はなみずきビル906"),
        ("名古屋市中村区名駅5-31-7 コーポはなみ吏き309", "名古屋市中村区名駅5-31-7 コーポはなみずき309"),
        ("愛知県豊橋市駅前大通2-11-17 第二青叶312", "愛知県豊橋市駅前大通2-11-17 第二青葉312"),
        ("岩手県盛岡市盛岡駅前通1080番19号イヤルコート809", "岩手県盛岡市盛岡駅前通1080番19号ロイヤルコート809"),
        ("広島市南区松原町178-3 メゾンなぎさ川棟310", "広島市南区松原町178-3 メゾンなぎさIII棟310"),
        ("山形市双葉町2-7-9 グリーンハイム桜IIIII棟812", "山形市双葉町2-7-9 グリーンハイム桜IIIII棟812"),
        ("東京都世田谷区三軒茶屋2丁目20 コーポ光l|棟5", "東京都世田谷区三軒茶屋2丁目20 コーポ光II棟5"),
        # what is a name of its own stays, and a numeral of too many strokes
        ("東京都千代田区霞が関1-2 メゾン一番町3", "東京都千代田区霞が関1-2 メゾン一番町3"),
        ("東京都千代田区霞が関1-2 バークレー3", "東京都千代田区霞が関1-2 バークレー3"),
        ("東京都千代田区霞が関1-2 ランドマーク3", "東京都千代田区霞が関1-2 ランドマーク3"),
        ("東京都千代田区霞が関1-2 荒川棟3", "東京都千代田区霞が関1-2 荒川棟3"),
        # before the numbers there is a register to look up
        ("北海道虻田郡ニセコ町字フラワ一", "北海道虻田郡ニセコ町字フラワ一"),
    ],
)  # fmt: skip
def test_words_of_a_buildings_name_are_spelt_as_they_are(read: str, meant: str) -> None:
    assert building_put_right(read) == meant
    assert building_put_right(meant) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("岩手鼎盛岡市内丸1-2", "岩手県盛岡市内丸1-2"),
        ("島県双葉郡広野町大字下浅見川字広長39-6", "福島県双葉郡広野町大字下浅見川字広長39-6"),
        # 広島 and 徳島 end so too: what follows does not tell
        ("島県中央町39-6", "島県中央町39-6"),
        ("山県下関市長府925", "山県下関市長府925"),
        ("岩手県盛网市盛网駅前通1080", "岩手県盛岡市盛岡駅前通1080"),
    ],
)
def test_a_prefecture_is_one_that_exists(read: str, meant: str) -> None:
    assert known_town(address_put_right(read), []) == meant
