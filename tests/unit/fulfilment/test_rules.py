"""What the warehouse goes by, and what a courier's file can hold; no database."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.fulfilment import courier_text, rules
from kaitsu.fulfilment.adapters.yamato_b2 import ADDRESS, BUILDING, COLUMNS, NAME, YamatoB2
from kaitsu.fulfilment.ports import Consignment, CourierFile
from kaitsu.fulfilment.states import (
    PARCEL_TRANSITIONS,
    TRANSITIONS,
    Event,
    Handling,
    LineState,
)
from kaitsu.kernel.transition import IllegalMove, transition
from kaitsu.operator_profile import load

TODAY = date(2026, 11, 18)
PROFILE = load().on(TODAY)


@pytest.mark.rule("FUL-2")
@pytest.mark.parametrize(
    ("function", "handling"),
    [
        ("voice", Handling.VERIFIED_ONLY),
        ("sms", Handling.REGISTERED),
        ("data", Handling.REGISTERED),
    ],
)
def test_voice_goes_to_the_verified_address_only(function: str, handling: Handling) -> None:
    assert rules.handling(function, PROFILE) is handling


@pytest.mark.rule("FUL-2")
def test_a_parcel_is_one_owner_and_one_handling() -> None:
    one, two = uuid4(), uuid4()
    verified, registered = Handling.VERIFIED_ONLY, Handling.REGISTERED
    lines: list[tuple[UUID, Handling]] = [
        (one, verified), (two, verified), (one, registered), (one, verified)
    ]  # fmt: skip

    assert rules.group(lines) == [[0, 3], [1], [2]]


@pytest.mark.rule("FUL-1")
@pytest.mark.parametrize(("free", "given_", "days"), [(10, 28, 10), (0, 5, 0), (5, 0, None), (1, 28, 1)])
def test_stock_lasts_at_the_pace_of_the_last_weeks(free: int, given_: int, days: int | None) -> None:
    assert rules.days_left(free, given_, 28) == days


@pytest.mark.rule("FUL-3")
@pytest.mark.parametrize(
    ("tracking", "code"),
    [
        ("400000000000", "" if 40000000000 % 7 == 0 else "fulfilment.tracking_check"),
        (f"40000000001{40000000001 % 7}", ""),
        (f"40000000001{(40000000001 + 1) % 7}", "fulfilment.tracking_check"),
        ("40000000001", "fulfilment.tracking_form"),
        ("４００００００００００１", "fulfilment.tracking_form"),
        ("", "fulfilment.tracking_form"),
    ],
)
def test_a_waybill_number_has_its_check_digit(tracking: str, code: str) -> None:
    found = rules.tracking_problem(tracking)

    assert (found.code if found else "") == code


@pytest.mark.rule("FUL-4")
@pytest.mark.parametrize(
    ("said", "outcome"), [("配達完了", True), ("投函完了", True), ("返品", False), ("持戻", None), ("", None)]
)
def test_what_the_courier_says_is_an_end_or_not_yet(said: str, outcome: bool | None) -> None:
    assert rules.outcome(said) is outcome


@pytest.mark.rule("FUL-1", "FUL-4")
def test_only_the_moves_of_the_table_are_possible() -> None:
    assert transition(TRANSITIONS, LineState.RETURNED, Event.RESEND) is LineState.ALLOCATED
    for state, event in ((LineState.WAITING, Event.PACK), (LineState.DELIVERED, Event.RETURN)):
        with pytest.raises(IllegalMove):
            transition(TRANSITIONS, state, event)
    for (state, event), target in PARCEL_TRANSITIONS.items():
        assert TRANSITIONS[LineState(state), event] == LineState(target)
    assert not any(event is Event.END for state, event in PARCEL_TRANSITIONS)
    assert all((state, Event.END) in TRANSITIONS for state in LineState if state is not LineState.ENDED)


@pytest.mark.rule("FUL-3")
@pytest.mark.parametrize(
    ("text", "reading", "written", "changed"),
    [
        ("髙﨑 花子", "", "髙﨑 花子", []),
        ("𠮷田", "ヨシダ", "吉田", [("𠮷", "吉")]),
        ("六本木1－2－3", "", "六本木1-2-3", []),
        ("見本〜館", "", "見本～館", []),
        ("한글", "", "？？", [("한", "？"), ("글", "？")]),
        ("José", "", "Jos？", [("é", "？")]),
    ],
)
def test_text_becomes_what_the_code_page_has(
    text: str, reading: str, written: str, changed: list[tuple[str, str]]
) -> None:
    assert courier_text.written(text, reading) == (written, changed)


@given(st.text(max_size=60), st.integers(2, 64))
def test_whatever_is_written_can_be_encoded_and_cut_loses_nothing(text: str, columns: int) -> None:
    plain, _ = courier_text.written(text)
    first, rest = courier_text.cut(plain, columns)

    assert courier_text.width(first) <= columns
    assert "".join((first + rest).split()) == "".join(plain.split())


def test_a_number_is_not_torn_where_that_can_be_helped() -> None:
    assert courier_text.cut("六本木12-34-56号", 10) == ("六本木", "12-34-56号")
    assert courier_text.cut("1234567890", 4) == ("1234", "567890")
    assert courier_text.cut("短い", 10) == ("短い", "")


def consigned(**changes: object) -> CourierFile:
    values = {
        "number": "PABC", "name": "大野 花子", "kana": "オオノ ハナコ", "telephone": "03-1234-5678",
        "postal_code": "1060032", "address": "東京都港区六本木1-2-3", "building": "", "verified_only": True,
    } | changes  # fmt: skip
    delivery = PROFILE.delivery
    return YamatoB2().write(
        [Consignment(**values)],  # type: ignore[arg-type]
        shipper=delivery.shipper,
        account=delivery.courier,
        ships_on=TODAY,
    )


def row(made: CourierFile) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO(made.data.decode("cp932")))
    return found


@pytest.mark.rule("FUL-3")
def test_the_layout_has_the_columns_that_the_couriers_program_imports() -> None:
    found = row(consigned())

    assert tuple(found) == COLUMNS
    assert len(COLUMNS) == 42
    assert (found["送り状種類"], found["出荷予定日"], found["止置き"]) == ("0", "2026/11/18", "0")
    assert found["請求先顧客コード"] == PROFILE.delivery.courier.customer_code
    assert found["品名１"] == "SIMカード(精密機器)"
    assert found["お届け先郵便番号"] == "1060032"
    assert found["記事"] == "転送不可・営業所受取不可"
    assert row(consigned(verified_only=False))["記事"] == ""


@pytest.mark.rule("FUL-3")
def test_what_is_too_long_goes_on_in_the_next_field_and_what_is_left_is_told() -> None:
    long = consigned(address="東京都港区" + "六" * 30, building="見本ビル" * 4)
    too_long = consigned(address="東京都" + "長" * 90, name="寿限無" * 10)

    found = row(long)
    assert len(found["お届け先住所"].encode("cp932")) <= ADDRESS
    assert len(found["お届け先アパートマンション名"].encode("cp932")) <= BUILDING
    assert (
        found["お届け先住所"] + found["お届け先アパートマンション名"] + found["お届け先会社・部門１"]
    ).replace(" ", "") == "東京都港区" + "六" * 30 + "見本ビル" * 4
    assert long.warnings == ()
    assert {(each.field, each.written) for each in too_long.warnings} == {("address", ""), ("name", "")}
    assert len(row(too_long)["お届け先名"].encode("cp932")) <= NAME


@pytest.mark.rule("FUL-3")
def test_what_was_written_otherwise_is_told() -> None:
    made = consigned(name="𠮷田 花子", kana="ヨシダ ハナコ")

    (warning,) = made.warnings
    assert (warning.number, warning.field, warning.given, warning.written) == ("PABC", "name", "𠮷", "吉")
    assert row(made)["お届け先名"] == "吉田 花子"


@pytest.mark.rule("FUL-3")
def test_its_exports_are_read_with_their_further_columns() -> None:
    head = (
        "お客様管理番号,送り状種類,クール区分,伝票番号,出荷予定日\r\nPABC,0,0,4000-0000-0001,2026/11/18\r\n"
    )

    (issued,) = YamatoB2().read_issued(head.encode("cp932"))
    (result,) = YamatoB2().read_results("伝票番号,配達状況\n400000000001,配達完了\n".encode("cp932"))

    assert (issued["number"], issued["tracking"], issued.line) == ("PABC", "400000000001", 2)
    assert (result["tracking"], result["status"]) == ("400000000001", "配達完了")
