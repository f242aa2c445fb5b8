"""From a picture to fields, with an engine that reads from a script."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest

from factories.reading import CLAIMS, Texts, licence, picture_of, read_script
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.adapters.scripted import script
from kaitsu.reading.comparing import compare, overall, verdict_of
from kaitsu.reading.decoding import Picture
from kaitsu.reading.reader import has_face_photo, read_picture


def test_a_licence_is_recognised_and_its_fields_are_read() -> None:
    found = read_script(licence())

    assert (found.kind, found.side) == ("drivers_licence", "front")
    assert found.fields["name"].text == "山田 花子"
    assert found.fields["birth_date"].day == date(1986, 5, 1)
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2コーポ山田305"
    assert found.fields["expiry"].day == date(2028, 6, 1)
    assert found.fields["issued"].day == date(2023, 5, 7)
    assert found.fields["issuer"].text == "東京都公安委員会"
    assert all(field.certain for field in found.fields.values())


@pytest.mark.rule("IDV-6")
def test_what_was_registered_is_the_same() -> None:
    found = read_script(licence())
    findings = compare(found, CLAIMS)
    assert {field: verdict_of(findings, field) for field in ("name", "birth_date", "address")} == {
        "name": Verdict.SAME,
        "birth_date": Verdict.SAME,
        "address": Verdict.SAME,
    }
    assert overall([(found, findings)], CLAIMS) is Verdict.SAME


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_picture_is_read_and_boxes_lie_in_it(quarters: int) -> None:
    engine = script(dict(licence()))
    upright = picture_of(engine).pixels
    turned = Picture(np.ascontiguousarray(np.rot90(upright, quarters)), 0.5)

    found = read_picture(turned, engine)[0]

    assert found.fields["name"].text == "山田 花子"
    assert found.remarks["turned"] == quarters
    x, y = np.mean(found.fields["name"].box, axis=0)
    colour = turned.pixels[round(y * 0.5), round(x * 0.5)]
    assert colour[0] in (20, 90), "the box is in pixels of the file, and lies on the bar of the name"
    assert found.crop("name").shape[1] > found.crop("name").shape[0]


def test_a_slightly_askew_page_is_levelled() -> None:
    engine = script(dict(licence()))
    page = engine.page()
    matrix = cv2.getRotationMatrix2D((700, 440), 5, 0.8)
    askew = cv2.warpAffine(page, matrix, (1400, 883), borderValue=(255, 255, 255))
    found = read_picture(Picture(np.asarray(askew, np.uint8), 1.0), engine)[0]
    assert found.fields["name"].text == "山田 花子"


def test_readings_that_never_agree_are_unreadable_and_never_the_same() -> None:
    found = read_script(licence(name=("山田 花子", "山田 花了", "山由 花子")))
    assert not found.fields["name"].certain
    assert verdict_of(compare(found, CLAIMS), "name") is Verdict.UNREADABLE
    assert "reading.unreadable" in [each.code for each in found.look.advice]


def test_a_third_reading_settles_what_two_disagree_on() -> None:
    found = read_script(licence(name=("山田 花予", "山田 花子", "山田 花子")))
    assert found.fields["name"].text == "山田 花子"
    assert found.fields["name"].certain


def test_an_unsure_letter_is_unreadable() -> None:
    engine = script(dict(licence()), width=300)
    unsure = script(dict(licence()))
    unsure.bars = [type(bar)(bar.texts, bar.left, bar.top, sure=0.4) for bar in engine.bars]
    found = read_picture(picture_of(unsure), unsure)[0]
    assert not found.fields["name"].certain


DISAGREED = ("東京都千代田区霞が関2-1-2", "東京都千代田区霞が関2-1-8", "東京都千代田区霞が関2-1-3")


@pytest.mark.rule("IDV-10")
@pytest.mark.parametrize(
    ("blur", "changed", "blocking"),
    [
        (1.6, {}, []),
        (1.6, {"address": DISAGREED}, ["reading.blurred"]),
        (1.6, {"name": ""}, ["reading.blurred"]),
        # limits of the look tell at once what is hardly ever read; where it was, it was
        (3.2, {}, []),
        (3.2, {"address": ""}, ["reading.blurred"]),
        (3.2, {"name": ""}, ["reading.blurred"]),
        (0.0, {"address": DISAGREED}, []),
    ],
)
def test_a_soft_picture_will_do_where_all_of_it_could_be_read(
    blur: float, changed: dict[str, str | tuple[str, ...]], blocking: list[str]
) -> None:
    engine = script({place: text for place, text in licence(**changed).items() if text})
    picture = picture_of(engine)
    if blur:
        picture = Picture(np.asarray(cv2.GaussianBlur(picture.pixels, (0, 0), blur), np.uint8), 1.0)

    (found,) = read_picture(picture, engine)

    assert [each.code for each in found.look.advice if each.blocks] == blocking
    assert ("reading.blurred" in [each.code for each in found.look.advice]) is bool(blur)


@pytest.mark.rule("IDV-10")
def test_a_clear_picture_of_a_letter_that_the_engine_does_not_know_is_not_asked_for_again() -> None:
    found = read_script(licence(name=("山田 花子", "山田 花了", "山由 花子")))

    (told,) = found.look.advice
    assert (told.code, told.blocks) == ("reading.unreadable", False)
    assert "このままで大丈夫です" in told.text("ja")
    assert "it will do" in told.text("en")


@pytest.mark.rule("IDV-6")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "山田 芳子"}, "name"),
        ({"birth": "昭和61年5月2日生"}, "birth_date"),
        ({"second": "コーポ山田306"}, "address"),
        ({"address": "東京都千代田区霞が関2-1-3"}, "address"),
    ],
)
def test_another_person_day_or_room_is_different(changed: dict[str, str], field: str) -> None:
    found = read_script(licence(**changed))
    findings = compare(found, CLAIMS)
    assert verdict_of(findings, field) is Verdict.DIFFERENT
    assert overall([(found, findings)], CLAIMS) is Verdict.DIFFERENT


def test_a_room_that_was_not_read_is_close_at_best() -> None:
    found = read_script(licence(second=""))
    assert verdict_of(compare(found, CLAIMS), "address") is Verdict.CLOSE


def test_slips_in_eras_and_labels_are_put_right() -> None:
    found = read_script(licence(birth="昭知61年5月1曰生", expiry="2028年(合和10年)06月01日まで有効"))
    assert found.fields["birth_date"].day == date(1986, 5, 1)
    assert found.fields["expiry"].day == date(2028, 6, 1)


def test_two_notations_of_a_date_that_differ_are_unreadable() -> None:
    found = read_script(licence(expiry="2028年(令和9年)06月01日まで有効"))
    assert found.fields["expiry"].day is None
    assert found.fields["expiry"].problem == "date.contradiction"


PASSPORT: Texts = {
    (520, 20): "旅券 PASSPORT",
    (520, 90): "姓/Surname",
    (520, 130): "YAMADA",
    (520, 180): "名/Given name",
    (520, 220): "HANAKO",
    (960, 360): "生年月日/Date of birth",
    (960, 400): "01 MAY 1986",
    (520, 540): "発行年月日/Date of issue",
    (520, 580): "20 JUN 2021",
    (520, 640): "有効期間満了日/Date of expiry",
    (520, 680): "20 JUN 2031",
    (520, 740): "発行官庁/Authority",
    (520, 780): "MINISTRY OF FOREIGN AFFAIRS",
    (40, 820): "P<JPNYAMADA<<HANAKO<<<<<<<<<<<<<<<<<<<<<<<<<",
    (400, 840): "TK12345671JPN8605010F3106202<<<<<<<<<<<<<<04",
}


def test_a_passport_is_read_and_its_machine_lines_bear_witness() -> None:
    found = read_script(PASSPORT)
    assert (found.kind, found.side) == ("japanese_passport", "photo_page")
    assert found.fields["name"].text == "YAMADA HANAKO"
    assert found.fields["birth_date"].day == date(1986, 5, 1)
    assert found.fields["expiry"].day == date(2031, 6, 20)
    assert found.fields["birth_date"].certain
    assert verdict_of(compare(found, CLAIMS), "name") is Verdict.CLOSE, "letters leave the kanji open"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("姓/Surname", "姓/Sumame"),
        ("姓/Surname", "姓/Surn"),
        ("名/Given name", "名/Givan nane"),
    ],
)
def test_a_passports_name_stands_under_labels_that_are_half_read(printed: str, read: str) -> None:
    assert printed in PASSPORT.values()
    found = read_script({place: read if text == printed else text for place, text in PASSPORT.items()})
    assert found.fields["name"].text == "YAMADA HANAKO"


def test_given_names_stand_right_under_the_surname_where_their_label_is_lost() -> None:
    (left, top), (_, under) = (
        next(place for place, text in PASSPORT.items() if text == said) for said in ("YAMADA", "HANAKO")
    )
    lines = {place: text for place, text in PASSPORT.items() if text != "名/Given name" and place[1] != under}
    assert read_script({**lines, (left, top + 76): "HANAKO"}).fields["name"].text == "YAMADA HANAKO"
    assert "name" not in read_script({**lines, (left, top + 76): "国籍/Nationality"}).fields


def test_a_passports_number_beside_a_label_is_no_name() -> None:
    place = next(place for place, text in PASSPORT.items() if text == "姓/Surname")
    assert read_script({**PASSPORT, (960, place[1]): "MK6282438"}).fields["name"].text == "YAMADA HANAKO"


def test_a_label_of_expiry_is_told_by_its_english_where_the_japanese_was_misread() -> None:
    place = next(place for place, text in PASSPORT.items() if "満了" in text or "Date of expiry" in text)
    found = read_script({**PASSPORT, place: "有效期問满子日/Date of expiry"})
    assert found.fields["expiry"].day == date(2031, 6, 20)


def test_a_passport_that_contradicts_itself_is_a_finding() -> None:
    found = read_script({**PASSPORT, (960, 400): "02 MAY 1986"})
    assert found.fields["birth_date"].problem == "reading.zone_differs"
    assert verdict_of(compare(found, CLAIMS), "birth_date") is Verdict.UNREADABLE


def test_whom_to_notify_is_not_the_holder() -> None:
    found = read_script(
        {
            (500, 40): "所持人記入欄",
            (40, 140): "氏名 Name",
            (420, 140): "山田 花子",
            (40, 220): "現住所 Present address",
            (420, 220): "東京都千代田区霞が関2-1-2",
            (40, 400): "事故の場合の連絡先",
            (40, 480): "氏名 Name",
            (420, 480): "森田 修",
            (40, 560): "住所 Address",
            (420, 560): "長野県長野市南長野5-6-7",
        }
    )
    assert (found.kind, found.side) == ("japanese_passport", "address_page")
    assert found.fields["name"].text == "山田 花子"
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"


@pytest.mark.rule("IDV-5")
def test_nothing_is_kept_of_the_side_with_a_my_number() -> None:
    found = read_script(
        {(60, 40): "個人番号", (60, 120): "0000 0000 0000", (60, 220): "氏名", (400, 220): "山田 花子"}
    )
    assert (found.kind, found.side) == ("my_number_card", "back")
    assert not found.fields
    assert found.page is None
    assert found.remarks == {"forbidden": True}


def test_a_page_without_known_words_has_no_kind() -> None:
    found = read_script({(60, 40): "お品書き", (60, 120): "天ぷらそば 900円"})
    assert (found.kind, found.side) == ("", "")
    assert "reading.unreadable" in [each.code for each in found.look.advice if each.blocks]


def test_an_empty_desk_is_not_read_at_all() -> None:
    engine = script({})
    found = read_picture(Picture(np.full((600, 800, 3), 90, np.uint8), 1.0), engine)
    assert [each.code for each in found[0].look.advice] == ["reading.nothing"]


def test_an_announced_kind_decides_between_alike_backs() -> None:
    lines = {
        (60, 40): "住居地記載欄",
        (60, 110): "届出年月日",
        (480, 110): "住居地",
        (900, 110): "記載者印",
        (60, 170): "2026年01月02日",
        (400, 170): "東京都千代田区霞が関2-1-2",
    }
    assert read_script(lines, kind="residence_card").kind == "residence_card"
    found = read_script(lines, kind="special_permanent_resident")
    assert (found.kind, found.side) == ("special_permanent_resident", "back")
    assert found.fields["address"].text == "東京都千代田区霞が関2-1-2"
    assert found.fields["issued"].day == date(2026, 1, 2)


def test_receipts_and_certificates() -> None:
    receipt = read_script(
        {
            (60, 40): "LPガス料金領収証",
            (60, 140): "ご使用場所",
            (80, 184): "東京都千代田区霞が関2-1-2",
            (60, 300): "お客さま名",
            (80, 344): "山田 花子 様",
            (60, 520): "ご使用量",
            (60, 700): "領収日",
            (400, 700): "2026年10月2日",
            (300, 800): "見本液化ガス販売",
        }
    )
    assert receipt.kind == "utility_receipt"
    assert receipt.remarks["utility"] == "lp_gas"
    assert receipt.fields["name"].text == "山田 花子"
    assert receipt.fields["issued"].day == date(2026, 10, 2)
    certificate = read_script(
        {
            (500, 30): "住民票",
            (60, 120): "住所",
            (400, 120): "東京都千代田区霞が関2-1-2",
            (60, 220): "氏名",
            (400, 220): "山田 花子",
            (60, 320): "生年月日",
            (400, 320): "昭和61年5月1日",
            (60, 420): "住所を定めた日",
            (400, 420): "令和2年3月4日",
            (60, 480): "続柄",
            (60, 600): "この写しは、住民票の原本と相違ないことを証明する。",
            (100, 680): "令和8年10月1日",
            (500, 760): "千代田区長 見本 太郎",
        }
    )
    assert certificate.kind == "residence_certificate"
    assert certificate.fields["issued"].day == date(2026, 10, 1)
    assert certificate.fields["birth_date"].day == date(1986, 5, 1)


def test_a_name_in_latin_letters_over_two_lines() -> None:
    found = read_script(
        {
            (40, 30): "在留カード",
            (40, 140): "氏名",
            (400, 140): "GARCIA LOPEZ",
            (400, 180): "JUAN",
            (40, 260): "生年月日",
            (400, 260): "1985年12月31日",
            (40, 340): "在留資格",
            (400, 340): "留学",
            (40, 420): "在留期間(満了日)",
            (400, 420): "1年(2028年08月26日)",
            (40, 500): "住居地",
            (400, 500): "東京都千代田区霞が関2-1-2",
        }
    )
    assert found.fields["name"].text == "GARCIA LOPEZ JUAN"
    assert found.fields["expiry"].day == date(2028, 8, 26)


def test_an_address_whose_label_was_not_read_is_told_by_its_prefecture() -> None:
    lines = licence()
    del lines[40, 120]
    assert read_script(lines).fields["address"].text.startswith("東京都千代田区")


def test_the_last_day_of_a_chip_is_not_the_cards() -> None:
    found = read_script(
        {
            (40, 40): "個人番号カード",
            (40, 120): "氏名",
            (400, 120): "山田 花子",
            (40, 560): "電子証明書の有効期限",
            (40, 640): "2030年5月6日まで有効",
        }
    )
    assert found.kind == "my_number_card"
    assert found.fields["expiry"].day == date(2030, 5, 6)


@pytest.mark.parametrize(("photo", "expected"), [(True, True), (False, False)])
def test_a_face_photograph_is_seen(photo: bool, expected: bool) -> None:
    from kaitsu.reading.page import Page

    sheet = np.full((883, 1400, 3), (228, 232, 226), np.uint8)
    if photo:
        sheet[240:640, 1000:1310] = (190, 140, 90)
        cv2.ellipse(sheet, (1155, 420), (80, 110), 0, 0, 360, (130, 170, 210), -1)
    assert has_face_photo(Page(sheet, (), np.eye(3))) is expected


def test_a_date_of_birth_that_lost_its_word_is_not_the_day_of_issue() -> None:
    said = licence(birth="昭和61年5月1日", issued="")
    labelled = {place: text for place, text in said.items() if text and text != "交付"}
    found = read_script(labelled | {(600, 40): "生年月日"})
    assert found.fields["birth_date"].day == date(1986, 5, 1)
    assert "issued" not in found.fields
