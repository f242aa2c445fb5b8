"""Where fields stand: labels beside, above and within a line, and forms without a label (IDV-9)."""

from __future__ import annotations

from datetime import date

import pytest

from factories.reading import Texts, licence, picture_of, read_script
from kaitsu.reading.adapters.scripted import Bar, ScriptedEngine
from kaitsu.reading.kinds import utility
from kaitsu.reading.reader import read_picture

INSURANCE: Texts = {
    (40, 30): "国民健康保険被保険者証",
    (40, 110): "有効期限 令和9年3月31日",
    (700, 110): "交付年月日 令和7年4月1日",
    (40, 190): "氏名",
    (400, 190): "山田",
    (710, 190): "花子",
    (40, 270): "生年月日",
    (40, 318): "昭和61年5月1日",
    (500, 270): "性別 女",
    (40, 420): "世帯主名",
    (400, 420): "森田 修",
    (40, 500): "住所 東京都千代田区霞が関2-1-2",
    (40, 620): "保険者番号",
    (40, 700): "交付者名",
    (400, 700): "千代田区",
}


def test_values_in_the_line_of_their_label_beside_it_and_below_it() -> None:
    found = read_script(INSURANCE)
    assert (found.kind, found.side) == ("health_insurance", "front")
    assert found.fields["name"].text == "山田 花子"
    assert found.fields["birth_date"].day == date(1986, 5, 1)
    assert found.fields["expiry"].day == date(2027, 3, 31)
    assert found.fields["issued"].day == date(2025, 4, 1)
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"
    assert found.fields["issuer"].text == "千代田区"


def test_the_head_of_the_household_is_not_the_holder() -> None:
    lines = dict(INSURANCE)
    del lines[40, 190], lines[400, 190], lines[710, 190]
    assert "name" not in read_script(lines).fields


def test_a_back_with_a_new_address_and_a_day_without_a_label() -> None:
    found = read_script(
        {
            (500, 40): "備考",
            (80, 140): "令和8年4月26日",
            (80, 220): "新住所",
            (400, 220): "東京都千代田区霞が関2-1-2",
            (800, 340): "東京都公安委員会",
            (60, 600): "この免許証で運転できる自動車等の種類",
        }
    )
    assert (found.kind, found.side) == ("drivers_licence", "back")
    assert found.fields["issued"].day == date(2026, 4, 26)
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"
    assert found.fields["issuer"].text == "東京都公安委員会"


def test_english_under_a_japanese_label_is_the_same_label() -> None:
    found = read_script(
        {
            (40, 30): "特別永住者証明書",
            (40, 130): "氏名",
            (40, 172): "NAME",
            (400, 172): "山田 花子",
            (40, 300): "住居地",
            (40, 342): "ADDRESS",
            (400, 320): "東京都千代田区霞が関2-1-2",
            (40, 500): "この証明書は 2029年05月11日まで有効です。",
            (40, 700): "法務大臣",
        }
    )
    assert found.fields["name"].text == "山田 花子"
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"
    assert found.fields["expiry"].day == date(2029, 5, 11)
    assert found.fields["issuer"].text == "法務大臣"


def test_a_receipt_without_a_label_for_the_name() -> None:
    found = read_script(
        {
            (60, 40): "水道料金領収書",
            (60, 140): "山田 花子 様",
            (60, 220): "ご使用場所",
            (60, 262): "東京都千代田区霞が関2-1-2",
            (60, 420): "ご請求額 3,000円",
            (60, 500): "令和8年10月2日発行",
        }
    )
    assert found.kind == "utility_receipt"
    assert found.fields["name"].text == "山田 花子"
    assert found.fields["issued"].day == date(2026, 10, 2)
    assert found.remarks["utility"] == "water"


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("電気料金等領収証", "electricity"),
        ("都市ガス料金領収証", "city_gas"),
        ("水道料金領収証", "water"),
        ("LPガス料金領収証", "lp_gas"),
        ("ご利用料金領収証", ""),
    ],
)
def test_what_a_receipt_is_for(title: str, expected: str) -> None:
    found = read_script({(60, 40): title, (60, 200): "ご請求額 3,000円"})
    assert found.page is not None
    assert utility(found.page) == expected


def test_a_label_without_a_value_takes_none_from_the_next_label() -> None:
    lines: Texts = {**licence(address="", second=""), (40, 120): "住所"}
    assert "address" not in read_script(lines).fields


def test_an_issuer_below_an_address_is_not_its_second_line() -> None:
    assert (
        read_script(licence(second="東京都公安委員会")).fields["address"].text == "東京都千代田区霞が関2-1-2"
    )
    assert read_script(licence(second="2026年1月2日")).fields["address"].text == "東京都千代田区霞が関2-1-2"


def test_a_value_under_the_label_keeps_what_stands_to_its_right() -> None:
    found = read_script(
        {
            (60, 40): "住居地記載欄",
            (60, 110): "届出年月日",
            (480, 110): "住居地",
            (900, 110): "記載者印",
            (400, 170): "東京都千代田区霞が関2-1-2",
            (716, 170): "グランドハイツ305",
            (1080, 170): "見",
            (60, 400): "資格外活動許可欄",
        }
    )
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2 グランドハイツ305"


def test_a_birth_date_in_one_line_with_the_sex() -> None:
    found = read_script({(40, 40): "個人番号カード", (40, 200): "昭和40年7月20日生 性別 男"})
    assert found.fields["birth_date"].day == date(1965, 7, 20)


def test_what_has_no_number_is_no_address() -> None:
    lines: Texts = {**licence(address="大翔", second=""), (40, 240): "東京都千代田区霞が関2-1-2"}
    assert read_script(lines).fields["address"].text == "東京都千代田区霞が関2-1-2"


def test_what_stands_close_under_the_next_label_is_no_second_line_of_an_address() -> None:
    engine = ScriptedEngine(
        [
            Bar(("住民票",), 500, 20),
            Bar(("氏名",), 60, 70, height=20),
            Bar(("山田 花子",), 80, 94),
            Bar(("住所",), 60, 140, height=20),
            Bar(("東京都千代田区霞が関2-1-2コーポ山田305",), 80, 164, height=56),
            Bar(("世帯主",), 60, 222, height=16),
            Bar(("久我実",), 80, 239, height=44),
            Bar(("続柄",), 60, 420),
        ]
    )
    found = read_picture(picture_of(engine), engine)[0]
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2コーポ山田305"


BOOKLET: Texts = {
    (300, 30): "身体障害者手帳",
    (500, 100): "東京都 第 36298 号",
    (40, 200): "氏名",
    (360, 200): "山田 花子",
    (40, 280): "生年月日",
    (360, 280): "昭和61年5月1日生",
    (360, 360): "東京都千代田区霞が関2-1-2",
    (40, 381): "住所",
    (360, 402): "コーポ山田305",
    (40, 490): "障害名",
    (360, 490): "上肢機能障害",
    (40, 570): "障害程度",
    (360, 570): "4級",
}


def test_a_label_in_the_middle_of_two_rows_belongs_to_both() -> None:
    for moved in (-16, 0, 16):
        lines = {place: text for place, text in BOOKLET.items() if text != "住所"} | {
            (40, 381 + moved): "住所"
        }
        found = read_script(lines)
        assert found.fields["address"].text == "東京都千代田区霞が関2-1-2コーポ山田305", moved


def test_a_label_in_the_middle_of_three_rows_belongs_to_all() -> None:
    lines = {place: text for place, text in BOOKLET.items() if place[1] < 360 or text == "住所"}
    rows = {(360, 339): "東京都千代田区霞が関", (360, 381): "2丁目1番2号", (360, 423): "コーポ山田305"}
    found = read_script({**lines, **rows})
    assert found.fields["address"].text == "東京都千代田区霞が関2丁目1番2号コーポ山田305"


def test_the_number_of_a_booklet_behind_its_prefecture_is_no_address() -> None:
    lines = {place: text for place, text in BOOKLET.items() if text not in ("住所", "コーポ山田305")}
    found = read_script({**lines, (360, 360): ""})
    assert "address" not in found.fields


def test_what_lies_beside_a_document_is_no_part_of_an_address() -> None:
    found = read_script({**licence(), (1150, 120): "L", (1240, 120): "A"}, size=(1600, 1000))
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2コーポ山田305"


def test_a_number_whose_label_is_hidden_is_no_room() -> None:
    found = read_script(licence(second="476695"))
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"


def test_words_of_a_form_are_no_name() -> None:
    lines = {place: text for place, text in INSURANCE.items() if place[1] != 190}
    found = read_script({**lines, (40, 190): "氏名", (400, 190): "家族(被扶養者)"})
    assert "name" not in found.fields


@pytest.mark.parametrize(("width", "second"), [(1240, "マンション西口208号室"), (500, "")])
def test_the_rows_of_a_ruled_form_are_filled_to_the_end_and_lie_further_apart(
    width: int, second: str
) -> None:
    engine = ScriptedEngine(
        [
            Bar(("備考",), 500, 40),
            Bar(("令和8年4月26日",), 80, 120),
            Bar(("住所変更",), 700, 120),
            Bar(("東京都千代田区霞が関2丁目1番2号 ライオンズ",), 80, 190, width),
            Bar(("マンション西口208号室",), 80, 242),
            Bar(("東京都公安委員会",), 600, 330),
        ]
    )
    found = read_picture(picture_of(engine), engine)[0]
    assert found.fields["address"].text == "東京都千代田区霞が関2丁目1番2号 ライオンズ" + second


@pytest.mark.parametrize("year", ["2028年(令和10年)", "令和10年"])
def test_a_last_day_that_was_read_in_two_halves_is_one(year: str) -> None:
    found = read_script({**licence(expiry=year), (500, 320): "06月01日まで有効"})
    assert found.fields["expiry"].day == date(2028, 6, 1)


DONOR: Texts = {
    (60, 520): "1.私は、脳死後及び心停止後のいずれでも、移植の為に臓器を提供します。",
    (60, 600): "署名年月日",
    (600, 600): "本人自署",
}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            {(500, 40): "備考", (80, 140): "住所", (400, 140): "東京都千代田区霞が関2-1-2",
             (800, 340): "東京都公安委員会"},
            ("drivers_licence", "back"),
        ),
        (
            {(500, 40): "備考", (80, 140): "住所", (400, 140): "東京都千代田区霞が関2-1-2", (60, 340): "注意事項"},
            ("health_insurance", "back"),
        ),
        (
            {(40, 40): "氏名", (360, 40): "山田 花子", (40, 140): "住所", (360, 140): "東京都千代田区霞が関2-1-2",
             (40, 240): "个人番号力ード", (40, 340): "電子証明書の有効期限"},
            ("my_number_card", "front"),
        ),
    ],
)  # fmt: skip
def test_the_will_to_give_organs_stands_on_many_documents(lines: Texts, expected: tuple[str, str]) -> None:
    found = read_script({**lines, **DONOR})
    assert (found.kind, found.side) == expected


TWO_CHANGES: Texts = {
    (1000, 60): "静岡公安",
    (40, 60): "住所",
    (300, 60): "山口県下関市南部町1778番地15",
    (600, 180): "平成29年10月02日",
    (1000, 300): "静岡公安",
    (40, 300): "住所",
    (300, 300): "静岡県浜松市中央区元城町27番地9",
    (300, 340): "メゾン青葉104号室",
    (600, 420): "令和02年10月02日",
}


@pytest.mark.parametrize("label", ["住所", ""])
def test_of_several_changes_on_a_back_the_last_one_counts(label: str) -> None:
    found = read_script({**TWO_CHANGES, (40, 60): label, (40, 300): label})
    # Told by the seals: the word 備考 is not on all of them.
    assert (found.kind, found.side) == ("drivers_licence", "back")
    assert found.fields["address"].text.replace(" ", "") == "静岡県浜松市中央区元城町27番地9メゾン青葉104号室"
    assert found.fields["issued"].day == date(2020, 10, 2)


@pytest.mark.parametrize("apart", [42, 120])
def test_the_day_of_a_change_stands_in_the_row_of_its_address(apart: int) -> None:
    rows: Texts = {
        (40, 40): "届出年月日", (400, 40): "住居地記載欄", (1000, 40): "記載者印",
        (40, 120): "2023年4月5日", (400, 120): "大阪府堺市北区百舌鳥梅町3番地",
        (40, 120 + apart): "2025年6月7日", (400, 120 + apart): "石川県小松市園町23番地",
        (40, 600): "2026年1月2日", (400, 600): "在留期間更新等許可申請",
    }  # fmt: skip
    found = read_script(rows, kind="residence_card")
    assert (found.kind, found.side) == ("residence_card", "back")
    assert found.fields["address"].text == "石川県小松市園町23番地"
    assert found.fields["issued"].day == date(2025, 6, 7)


def test_one_change_whose_second_row_begins_like_an_address_is_one() -> None:
    one = {
        (1000, 60): "静岡公安", (40, 60): "住所", (300, 60): "横浜市中区山下町12番地", (300, 100): "山口県人会館405号",
        (600, 180): "平成29年10月02日",
    }  # fmt: skip
    assert (
        read_script(one).fields["address"].text.replace(" ", "") == "横浜市中区山下町12番地山口県人会館405号"
    )


@pytest.mark.parametrize(
    ("over", "under", "name"),
    [
        ("カノウ ユウト", "狩野 悠人", "狩野 悠人"),
        ("カノウ ユウト", "平成10年10月16日", "カノウ ユウト"),
        ("サントス マリア", "ブラジル連邦共和国大使館前町1丁目", "サントス マリア"),
    ],
)
def test_kana_as_large_as_the_name_under_it_are_not_the_name(over: str, under: str, name: str) -> None:
    said = {(300, 20): "国民健康保険資格確認書", (40, 120): "氏名", (400, 120): over, (400, 170): under}
    assert read_script(said).fields["name"].text == name


@pytest.mark.parametrize("aloud", ["（ツジ セツコ）", "(ツジセツコ)", "（つじ せつこ"])
def test_kana_in_brackets_behind_a_name_are_none_of_it(aloud: str) -> None:
    said = {(300, 20): "国民健康保険資格確認書", (40, 120): "氏名", (400, 120): "辻 節子" + aloud}
    assert read_script(said).fields["name"].text == "辻 節子"


def test_who_a_receipt_is_for_has_the_address_over_their_name() -> None:
    said = {
        (40, 20): "水道料金領収証", (40, 110): "〒790-0002", (40, 150): "松山市二番町６丁目３８番地の２２",
        (40, 200): "諸橋 恵介 様", (40, 600): "見本市水道局", (40, 640): "佐賀県佐賀市栄町2780番地 電話 017-329-3671",
    }  # fmt: skip
    assert read_script(said).fields["address"].text == "松山市二番町6丁目38番地の22"
    theirs = {
        **said,
        (40, 150): "愛媛県松山市二番町６丁目３８番地の２２",
        (900, 60): "佐賀県佐賀市栄町2780番地",
    }
    assert read_script(theirs).fields["address"].text == "愛媛県松山市二番町6丁目38番地の22"
    # Where theirs was not read, the company's is not taken for it.
    assert "address" not in read_script({**said, (40, 150): ""}).fields
