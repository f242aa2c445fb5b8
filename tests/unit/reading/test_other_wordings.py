"""Labels in other words, places and marks than our own specimens have them (IDV-9)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from factories.reading import Texts, read_script
from kaitsu.reading.dates_read import date_in
from kaitsu.reading.page import _joined
from kaitsu.reading.repair import address_put_right

ENGLISH: Texts = {
    (40, 20): "GOVERNMENT OF JAPAN",
    (40, 70): "RESIDENCE CARD",
    (40, 130): "NAME OLIVEIRA ANA PAULA",
    (40, 200): "DATE OF BIRTH 1990/05/18",
    (40, 270): "NATIONALITY/REGION BRAZIL",
    (40, 340): "ADDRESS",
    (300, 340): "山口県下関市長府925番地",
    (40, 410): "STATUS OF RESIDENCE Engineer",
    (40, 480): "DATE OF ISSUE",
    (500, 480): "2024/07/03",
    (40, 550): "DATE OF EXPIRATION",
    (500, 550): "2027/05/03",
}


def test_a_residence_card_in_english_alone() -> None:
    found = read_script(ENGLISH)
    assert (found.kind, found.side) == ("residence_card", "front")
    assert found.fields["name"].text == "OLIVEIRA ANA PAULA"
    assert found.fields["birth_date"].day == date(1990, 5, 18)
    assert found.fields["address"].text == "山口県下関市長府925番地"
    assert found.fields["expiry"].day == date(2027, 5, 3)
    assert found.fields["issued"].day == date(2024, 7, 3)


@pytest.mark.parametrize("label", ["氏　名", "【氏名】", "氏名：", "■氏名", "お名前", "氏名/Name"])
def test_a_name_by_any_of_its_labels(label: str) -> None:
    found = read_script({(300, 20): "運転免許証", (40, 120): label, (400, 120): "柴田", (560, 120): "聡"})
    assert found.fields["name"].text == "柴田 聡"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("生年月日 S60.1.2", date(1985, 1, 2)),
        ("昭60.1.2生", date(1985, 1, 2)),
        ("昭和六十年一月二日", date(1985, 1, 2)),
        ("1985年1月2日(昭和60年1月2日)", date(1985, 1, 2)),
        ("JAN 2, 1985", date(1985, 1, 2)),
        ("2 JANUARY 1985", date(1985, 1, 2)),
        ("10 0CT 2031", date(2031, 10, 10)),
        ("08 N0V 2025", date(2025, 11, 8)),
        ("08 AU6 2025", date(2025, 8, 8)),
        ("08 5EP 2025", date(2025, 9, 8)),
        ("昭和60牛1月2日", date(1985, 1, 2)),
        ("平成3O年1月2日", date(2018, 1, 2)),
    ],
)
def test_a_date_in_any_notation(text: str, day: date) -> None:
    found = date_in(text)
    assert found is not None
    assert found.day == day


def test_a_letter_with_an_addressee_and_the_companys_own_address() -> None:
    found = read_script(
        {
            (40, 30): "電気料金のお知らせ(領収書)",
            (40, 120): "〒325-3431",
            (40, 170): "神奈川県川崎市高津区溝口627-38",
            (40, 225): "三宅",
            (170, 225): "里美 様",
            (40, 330): "ご使用量",
            (400, 330): "124 kWh",
            (40, 400): "お支払日",
            (400, 400): "2026年(令和8年)11月06日",
            (40, 520): "みほん電力エナジー株式会社",
            (40, 580): "大阪府大阪市北区中之島99-1",
        }
    )
    assert (found.kind, found.side) == ("utility_receipt", "front")
    assert found.fields["address"].text == "神奈川県川崎市高津区溝口627-38"
    assert found.fields["name"].text == "三宅 里美"
    assert found.fields["issued"].day == date(2026, 11, 6)


def test_the_insurers_address_is_not_the_holders() -> None:
    found = read_script(
        {
            (40, 30): "健康保険被保険者証",
            (40, 130): "氏名 上田 莉子",
            (40, 210): "生年月日 1982年5月9日",
            (40, 420): "保険者所在地",
            (500, 420): "東京都港区芝公園9-8-7",
        }
    )
    assert found.fields["name"].text == "上田 莉子"
    assert "address" not in found.fields


def test_a_former_address_is_not_the_present_one() -> None:
    found = read_script(
        {
            (300, 30): "住民票",
            (40, 130): "前住所",
            (300, 130): "石川県小松市園町ハ23番地",
            (40, 230): "現住所",
            (300, 230): "大阪府堺市北区百舌鳥梅町3番地",
            (40, 330): "本籍",
            (300, 330): "京都府宇治市木幡1番地",
        }
    )
    assert found.fields["address"].text == "大阪府堺市北区百舌鳥梅町3番地"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            {(40, 30): "身体障害者手帳", (500, 30): "住所・氏名変更欄", (40, 130): "変更年月日"},
            ("disability_certificate", "back"),
        ),
        ({(40, 30): "マイナンバーカード", (40, 130): "氏名 柴田 聡"}, ("my_number_card", "front")),
        ({(40, 30): "個人番号九本一ド", (40, 130): "電子証明書の有効期限"}, ("my_number_card", "front")),
        ({(40, 30): "資格確認書", (40, 130): "保険者番号"}, ("health_insurance", "front")),
        ({(40, 30): "備考", (40, 130): "住所 越谷市南越谷3丁目36番地の24"}, ("drivers_licence", "back")),
        ({(40, 30): "備考", (40, 130): "住所", (40, 230): "注意事項"}, ("health_insurance", "back")),
    ],
)  # fmt: skip
def test_kinds_by_other_titles(lines: Texts, told: tuple[str, str]) -> None:
    found = read_script(lines)
    assert (found.kind, found.side) == told


def test_a_telephone_beside_an_address_is_no_part_of_it() -> None:
    found = read_script(
        {
            (300, 20): "運転免許証",
            (40, 120): "住所",
            (400, 120): "東京都千代田区霞が関2-1-2",
            (1000, 121): "電話 03-1",
        }
    )
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"


def test_what_marks_a_specimen_is_no_part_of_an_address() -> None:
    found = read_script(
        {
            (300, 20): "運転免許証",
            (40, 120): "住所",
            (400, 120): "東京都千代田区霞が関2-1-2",
            (1000, 120): "見本",
        }
    )
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("大垣市郭町2丁目21番地10エステー卜桜506号", "大垣市郭町2丁目21番地10エステート桜506号"),
        ("阿倍野区昭和町10番地34団地B栋B一16号室", "阿倍野区昭和町10番地34団地B棟B-16号室"),
        ("土川3-10- ２０", "土川3-10-20"),
        ("豊町沖友5丁目21番18号八イツさくら610号室", "豊町沖友5丁目21番18号ハイツさくら610号室"),
        ("八王子市みなみ野3-1", "八王子市みなみ野3-1"),
        ("北区梅町1 2 21 番地", "北区梅町1221番地"),
        ("北区梅町 3 0番地1 2エステート桜B棟B-20", "北区梅町 30番地12エステート桜B棟B-20"),
        ("港区東町1-2-3 2番館101", "港区東町1-2-3 2番館101"),
        ("港区東町3番地5 2番館", "港区東町3番地5 2番館"),
        ("港区東町2丁目5番6号 12号室", "港区東町2丁目5番6号 12号室"),
    ],
)
def test_slips_in_addresses(read: str, meant: str) -> None:
    assert address_put_right(read) == meant


def test_a_line_found_in_two_parts_is_one() -> None:
    def quad(left: float, right: float, top: float = 0) -> np.ndarray:
        return np.array([[left, top], [right, top], [right, top + 40], [left, top + 40]], np.float32)

    joined = _joined([quad(400, 990), quad(970, 1270, 3), quad(400, 900, 60)])
    assert sorted(round(float(each[:, 0].max())) for each in joined) == [900, 1270]


@pytest.mark.parametrize("label", [["氏", "名"], ["名"], ["氏"], ["氐名"]])
def test_a_name_by_half_of_its_label_or_by_both_halves_apart(label: list[str]) -> None:
    halves = {(40 + 90 * place, 120): half for place, half in enumerate(label)}
    found = read_script({(300, 20): "住民基本台帳カード", **halves, (400, 120): "柴田 聡"})
    assert found.fields["name"].text == "柴田 聡"


@pytest.mark.parametrize("over", ["韓国", "女", "フランス"])
def test_a_country_or_a_sex_over_an_address_is_none_of_it(over: str) -> None:
    said = {
        (300, 20): "特別永住者証明書", (40, 225): "住居地", (300, 190): over,
        (300, 250): "兵庫県西宮市和上町790番地の2",
    }  # fmt: skip
    assert read_script(said).fields["address"].text == "兵庫県西宮市和上町790番地の2"


def test_a_second_row_that_begins_like_a_prefecture_leaves_the_first_one() -> None:
    said = {
        (300, 20): "住民票", (40, 150): "住所", (300, 150): "横浜市中区山下町12番地", (300, 190): "山口県人会館405号",
    }  # fmt: skip
    assert (
        read_script(said).fields["address"].text.replace(" ", "") == "横浜市中区山下町12番地山口県人会館405号"
    )


def test_a_town_whose_name_ends_like_a_mayor_is_an_address() -> None:
    said = {(40, 60): "備考", (40, 140): "大阪府東大阪市長堂1-10-14", (700, 300): "大阪府公安委員会"}
    found = read_script(said)
    assert found.fields["address"].text == "大阪府東大阪市長堂1-10-14"
    assert found.fields["issuer"].text == "大阪府公安委員会"


@pytest.mark.parametrize("stay", ["在留期間（満了日） ****", "在留期間"])
def test_a_card_of_who_may_stay_for_good_is_valid_until_the_day_that_it_says(stay: str) -> None:
    said = {
        (300, 20): "在留カード", (40, 120): "氏名", (400, 120): "RAHMAN MD ABDUR", (40, 420): stay,
        (1000, 420): "2026年02月06日", (40, 500): "このカードは2033年02月06日まで有効です。",
    }  # fmt: skip
    assert read_script(said).fields["expiry"].day == date(2033, 2, 6)


def test_a_period_of_stay_has_its_last_day_beside_it() -> None:
    said = {(300, 20): "在留カード", (40, 420): "在留期間", (400, 420): "3年（2029年02月06日）"}
    assert read_script(said).fields["expiry"].day == date(2029, 2, 6)


def test_a_notice_is_dated_by_the_day_on_which_the_meter_was_read_and_has_no_telephone_for_an_address() -> (
    None
):
    said = {
        (300, 20): "水道使用水量等のお知らせ", (40, 120): "沖縄県石垣市字大川148番地", (40, 200): "坂本 和也 様",
        (40, 280): "検針日", (400, 280): "2026年10月30日", (40, 360): "石垣市水道局",
        (40, 440): "お客さまセンター0120-642-996",
    }  # fmt: skip
    found = read_script(said)
    assert found.fields["issued"].day == date(2026, 10, 30)
    assert found.fields["address"].text == "沖縄県石垣市字大川148番地"
    assert (
        "address" not in read_script({(300, 20): "水道料金", (40, 440): "お客さまご相談 0120-642-996"}).fields
    )


def test_a_given_name_under_a_label_that_is_half_read() -> None:
    said = {
        (300, 20): "日本国 旅券 PASSPORT", (300, 100): "姓/Surname", (300, 150): "YAMADA",
        (300, 210): "8/Given name", (300, 260): "MAI", (300, 330): "P<JPNYAMADA<<MAI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    }  # fmt: skip
    assert read_script(said).fields["name"].text == "YAMADA MAI"


@pytest.mark.parametrize(
    "rows",
    [
        {(400, 297): "徳島県徳島市寺島本町西1丁目1", (400, 332): "5-17", (620, 330): "なぎさビル805号"},
        {(400, 300): "徳島県徳島市寺島本町西1丁目", (398, 330): "15-17なぎさビル805", (396, 358): "号"},
    ],
)
def test_all_rows_of_an_address_beside_a_label_in_their_middle(rows: Texts) -> None:
    found = read_script({(300, 20): "身体障害者手帳", (40, 325): "住所", **rows})
    assert "".join(found.fields["address"].text.split()) == "".join("".join(row) for row in rows.values())


def test_an_address_half_a_row_above_its_label_and_not_what_lies_far_beside_it() -> None:
    said = {
        (300, 20): "身体障害者手帳", (40, 325): "住所", (400, 302): "青森県八戸市大字城下1838-17", (1300, 330): "0",
    }  # fmt: skip
    assert read_script(said).fields["address"].text == "青森県八戸市大字城下1838-17"


def test_a_value_half_a_row_above_its_label_on_a_page_that_is_not_level() -> None:
    said = {(300, 20): "健康保険 被保険者証", (40, 325): "氏名", (400, 302): "伊藤 凜", (40, 420): "生年月"}
    assert read_script(said).fields["name"].text == "伊藤 凜"


def test_a_birth_date_is_not_the_date_of_the_next_row() -> None:
    said: Texts = {
        (300, 20): "健康保険 被保険者証",
        (40, 300): "生年月日",
        (40, 360): "資格取得年月日 令和8年9月10日",
    }
    assert "birth_date" not in read_script(said).fields
    said[40, 360] = "DATE OF BIRTH 1985年1月2日"
    assert read_script(said).fields["birth_date"].day == date(1985, 1, 2)


@pytest.mark.parametrize("other", ["北海道電力株式会社登録番号T2563291359671", "2"])
def test_neither_a_company_with_its_number_nor_a_number_alone_is_an_address(other: str) -> None:
    said: Texts = {
        (300, 20): "電気料金等領収証",
        (40, 120): "ご使用場所",
        (400, 120): other,
        (40, 300): "佐藤 凜 様",
    }
    assert "address" not in read_script(said).fields
    said[40, 420] = "大阪府東大阪市長堂一丁目6番8号"
    assert read_script(said).fields["address"].text == "大阪府東大阪市長堂一丁目6番8号"


@pytest.mark.parametrize(
    "seal",
    [("静岡公安", "委員会"), ("柏警察署", "長之印"), ("丹波篠山", "警察署長"), ("愛媛県公", "安委員会")],
)
def test_a_back_is_told_by_its_seal_however_that_is_divided(seal: tuple[str, str]) -> None:
    upper, lower = seal
    said = {
        (640, 20): upper, (640, 60): lower, (40, 20): "住所", (300, 20): "兵庫県丹波篠山市北新町1628番地の",
        (300, 60): "1", (340, 61): "ハイム松909", (500, 200): "平成30年12月01日",
    }  # fmt: skip
    found = read_script(said)
    assert (found.kind, found.side) == ("drivers_licence", "back")
    assert lower not in found.fields["address"].text
    assert "公安" not in found.fields["address"].text


def test_the_end_of_a_name_over_an_address_is_none_of_it() -> None:
    said = {
        (300, 20): "在留カード", (40, 120): "住居地", (300, 84): "ARACHCHIGE NIMAL",
        (300, 122): "福岡県福岡市中央区薬院1-18-11",
    }  # fmt: skip
    assert read_script(said).fields["address"].text == "福岡県福岡市中央区薬院1-18-11"
