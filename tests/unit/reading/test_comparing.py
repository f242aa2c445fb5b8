"""What was read against what was registered (IDV-6, IDV-9): nothing unreadable is ever the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.japanese.verdict import Verdict
from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import compare, overall, verdict_of
from kaitsu.reading.document import Document, FieldRead
from kaitsu.reading.look import Look
from kaitsu.reading.quality import Figures

LOOK = Look((), Figures(0.6, 1.0, 220.0, 0.0, 0.5, 1400, 0.1), ())
CLAIMS = Claims(
    "髙橋 太郎",
    "タカハシ タロウ",
    "TAKAHASHI TARO",
    date(1980, 1, 2),
    "東京都千代田区霞が関2-1-2 コーポ山田305",
)
WORDS = st.text("東京都千代田区霞が関0123456789-山田太郎花子 ", min_size=1, max_size=20)


def document(side: str = "front", *, certain: bool = True, day: date | None = None, **texts: str) -> Document:
    fields = {
        name: FieldRead(text, 0.99, certain, (), np.zeros((4, 2), np.float32), day)
        for name, text in texts.items()
    }
    return Document("drivers_licence", side, 1.0, LOOK, fields)


def verdict(field: str, found: Document, claims: Claims = CLAIMS) -> Verdict | None:
    return verdict_of(compare(found, claims), field)


@pytest.mark.rule("NAM-1", "NAM-2", "NAM-3")
@pytest.mark.parametrize(
    ("text", "claims", "expected"),
    [
        ("髙橋 太郎", CLAIMS, Verdict.SAME),
        ("高橋太郎", CLAIMS, Verdict.SAME),
        ("TAKAHASHI TARO", CLAIMS, Verdict.CLOSE),
        ("タカハシ タロウ", replace(CLAIMS, registered="タカハシ タロウ"), Verdict.SAME),
        ("タカハシ タロウ", CLAIMS, Verdict.CLOSE),
        (
            "TURNER ELIZABETH",
            Claims("ターナー エリザベス", "ターナー エリザベス", "Elizabeth Turner"),
            Verdict.SAME,
        ),
        ("高橋 大郎", CLAIMS, Verdict.DIFFERENT),
        ("タカハシ 太郎", CLAIMS, Verdict.CLOSE),
        ("高橋 花子", CLAIMS, Verdict.DIFFERENT),
    ],
)
def test_names_are_compared_in_the_script_of_the_document(
    text: str, claims: Claims, expected: Verdict
) -> None:
    assert verdict("name", document(name=text), claims) is expected


@pytest.mark.rule("IDV-9", "HLD-1")
@pytest.mark.parametrize("registered", ["スミス メアリー", "ヤマダ サチ", "やまだ さち", ""])
@pytest.mark.parametrize("text", ["見本 次郎", "見本次郎", "山田 サチ子"])
def test_kanji_on_a_document_are_not_read_as_a_name_that_is_registered_in_kana(
    text: str, registered: str
) -> None:
    kana = registered or "スミス メアリー"
    found = compare(document(name=text), Claims(registered, kana, "SMITH MARY"))
    assert verdict_of(found, "name") is Verdict.UNREADABLE
    assert [each.rule for each in found] == ["HLD-1.no-reading"]


@pytest.mark.rule("IDV-9", "HLD-1")
@given(st.text("見本次郎山田花子佐藤健髙邊一二", min_size=1, max_size=8))
def test_no_kanji_are_the_same_as_a_name_in_kana(text: str) -> None:
    claims = Claims("スミス メアリー", "スミス メアリー", "SMITH MARY")
    assert verdict("name", document(name=text), claims) is not Verdict.SAME


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都千代田区霞が関二丁目1番2号コーポ山田305号室", Verdict.SAME),
        ("東京都千代田区霞が関2-1-2", Verdict.CLOSE),
        ("東京都千代田区霞が関2-1-2 コーポ山田306", Verdict.DIFFERENT),
        ("東京都千代田区", Verdict.UNREADABLE),
    ],
)
def test_addresses(text: str, expected: Verdict) -> None:
    assert verdict("address", document(address=text)) is expected


def test_a_building_that_only_the_document_has_was_read() -> None:
    claims = replace(CLAIMS, address="東京都千代田区霞が関2-1-2")
    assert (
        verdict("address", document(address="東京都千代田区霞が関2-1-2コーポ山田305"), claims) is Verdict.SAME
    )


@pytest.mark.rule("DAT-1")
def test_birth_dates() -> None:
    assert verdict("birth_date", document(birth_date="昭和55年1月2日", day=date(1980, 1, 2))) is Verdict.SAME
    assert (
        verdict("birth_date", document(birth_date="昭和55年1月3日", day=date(1980, 1, 3)))
        is Verdict.DIFFERENT
    )
    assert verdict("birth_date", document(birth_date="昭和年", day=None)) is Verdict.UNREADABLE


@given(WORDS, WORDS)
def test_what_is_not_certain_is_never_the_same(name: str, address: str) -> None:
    claims = replace(CLAIMS, registered=name, address=address)
    found = document(
        name=name, address=address, birth_date="1980-01-02", certain=False, day=claims.birth_date
    )
    for field in ("name", "birth_date", "address"):
        assert verdict(field, found, claims) in (Verdict.UNREADABLE, None)


def test_parts_that_were_not_registered_are_not_compared() -> None:
    assert compare(document(name="高橋 太郎", address="x"), Claims(birth_date=date(1980, 1, 2))) == []


@pytest.mark.rule("IDV-6")
def test_the_verdict_on_all_documents_together() -> None:
    front = document(name="高橋 太郎", address="東京都千代田区霞が関2-1-9")
    back = document("back", address=CLAIMS.address)
    born = document("own_name", birth_date="1980", day=date(1980, 1, 2))
    told = [(each, compare(each, CLAIMS)) for each in (front, back, born)]
    assert overall(told, CLAIMS) is Verdict.SAME, "the back has the present address"
    assert overall(told[:1], CLAIMS) is Verdict.DIFFERENT
    assert overall(told[1:2], CLAIMS) is Verdict.UNREADABLE, "name and birth date are on nothing"
    assert overall(told, Claims()) is Verdict.UNREADABLE


@pytest.mark.rule("IDV-6", "NAM-3")
def test_kanji_that_one_page_leaves_open_are_confirmed_by_another() -> None:
    claims = Claims("髙橋 太郎", "タカハシ タロウ", "TAKAHASHI TARO")
    letters, kanji, other = (document(name=name) for name in ("TAKAHASHI TARO", "高橋 太郎", "高橋 大郎"))
    told = [(each, compare(each, claims)) for each in (letters, kanji, other)]
    assert overall(told[:1], claims) is Verdict.CLOSE
    assert overall(told[:2], claims) is Verdict.SAME
    assert overall(told, claims) is Verdict.DIFFERENT


def test_claims_in_the_form_of_the_command() -> None:
    found = Claims.of({"name": {"registered": "高橋 太郎"}, "birth_date": "1980-01-02", "address": "東京都"})
    assert (found.registered, found.birth_date, found.address) == ("高橋 太郎", date(1980, 1, 2), "東京都")
    assert Claims.of({"name": "高橋 太郎"}).registered == "高橋 太郎"


@pytest.mark.parametrize(
    "wrong", [[], {"birth_date": "1980-13-01"}, {"name": {"kana": 3}}, {"address": ["x"]}]
)
def test_claims_that_cannot_be_used_are_refused(wrong: object) -> None:
    with pytest.raises(InvalidValue, match=r"claims\.invalid"):
        Claims.of(wrong)


@pytest.mark.rule("NAM-1", "IDV-9")
@pytest.mark.parametrize(
    ("registered", "read", "expected"),
    [
        ("糸魚川 椛", "糸魚川枇", Verdict.CLOSE),
        ("鑓水 士郎", "缱水 士郎", Verdict.CLOSE),
        ("鑓水 士郎", "缱水 一郎", Verdict.DIFFERENT),
        ("糸魚川 椛", "糸魚川", Verdict.CLOSE),
        ("濵口 末吉", "口 末吉", Verdict.CLOSE),
        ("糸魚川 椛", "糸魚", Verdict.DIFFERENT),
        ("糸魚川 梢", "糸魚川枇", Verdict.DIFFERENT),
    ],
)
def test_a_character_that_the_engine_cannot_write_is_left_to_a_person(
    registered: str, read: str, expected: Verdict
) -> None:
    assert verdict("name", document(name=read), Claims(registered)) is expected


@pytest.mark.rule("IDV-9")
def test_a_town_that_the_engine_cannot_write_is_left_to_a_person() -> None:
    claims = Claims(address="埼玉県八潮市大字垳123番地")

    assert verdict("address", document(address="埼玉県八潮市大字圻123番地"), claims) is Verdict.CLOSE
    assert verdict("address", document(address="埼玉県八潮市大字圻124番地"), claims) is Verdict.DIFFERENT
