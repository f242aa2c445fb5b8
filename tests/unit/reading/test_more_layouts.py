"""Layouts that other hands drew: names in two scripts, labels over two rows, entries of a register (IDV-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from factories.reading import Texts, read_script
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import compare, verdict_of
from kaitsu.reading.document import Document
from kaitsu.reading.engine import Pixels, Strip
from kaitsu.reading.evidence import document_data
from kaitsu.reading.kept import document_of
from kaitsu.reading.letters_apart import with_letters_apart
from kaitsu.reading.name_lines import name_of
from kaitsu.reading.page import Line, Page
from kaitsu.reading.rows import Found, Rows
from kaitsu.reading.twice import read_again

RESIDENT: Texts = {
    (300, 20): "在留カード",
    (60, 110): "氏名",
    (360, 110): "WANG FANGFANG 王芳芳",
    (60, 200): "生年月日",
    (360, 200): "1992年03月14日",
    (60, 310): "住居地",
    (360, 310): "滋賀県大津市打出浜223番地",
    (60, 760): "このカードは2030年03月14日まで有効です。",
}
BOTH = Claims("王芳芳", "", "WANG FANGFANG", date(1992, 3, 14), "滋賀県大津市打出浜223番地")


def name_verdict(found: Document, **changed: str) -> Verdict | None:
    return verdict_of(compare(found, replace(BOTH, **changed)), "name")  # type: ignore[arg-type]


@pytest.mark.rule("IDV-9", "NAM-3")
@pytest.mark.parametrize(
    "rows",
    [
        {},
        {(360, 110): "WANG FANGFANG (王芳芳)"},
        {(360, 110): "WANG FANGFANG", (360, 150): "王 芳芳"},
        {(360, 110): "WANG FANGFANG", (60, 150): "NAME", (360, 150): "王芳芳"},
    ],
)
def test_a_name_in_latin_letters_and_once_more_in_kanji_is_both(rows: Texts) -> None:
    found = read_script({**RESIDENT, **rows})
    assert found.fields["name"].text == "WANG FANGFANG"
    assert "".join(found.fields["name"].also.split()) == "王芳芳"

    assert name_verdict(found) is Verdict.SAME
    assert name_verdict(found, latin="") is Verdict.SAME
    assert name_verdict(found, registered="WANG FANGFANG") is Verdict.SAME
    assert name_verdict(found, registered="王芬芳") is Verdict.DIFFERENT
    assert name_verdict(found, latin="WANG FANGFAN") is Verdict.DIFFERENT

    kept = document_of(document_data(found, ()))
    assert name_verdict(kept) is Verdict.SAME
    assert name_verdict(kept, registered="王芬芳") is Verdict.DIFFERENT


@pytest.mark.parametrize(
    "row",
    [
        {(60, 160): "国籍・地域", (360, 160): "中国"},
        {(560, 160): "王芳芳"},
        {(360, 160): "王 F"},
        {(360, 160): "国籍"},
    ],
)
def test_what_else_stands_under_a_name_in_latin_letters_is_no_part_of_it(row: Texts) -> None:
    found = read_script({**RESIDENT, (360, 110): "WANG FANGFANG", **row})
    assert (found.fields["name"].text, found.fields["name"].also) == ("WANG FANGFANG", "")
    assert name_verdict(found) is Verdict.CLOSE, "nothing confirms the kanji"


def test_kanji_that_were_not_surely_read_confirm_nothing_and_doubt_no_letter() -> None:
    under: Texts = {(360, 110): "WANG FANGFANG", (360, 150): ("王芳芳", "王芬芳", "王芳芬")}
    found = read_script({**RESIDENT, **under})
    assert (found.fields["name"].certain, found.fields["name"].also) == (True, "")
    # Three readings from afar and three from close by, none like another.
    never = ("FANGFANG 王芳芳", "FANGFANG 王芬芳", "王芳芬", "王芬芬", "FANG 王芳芳", "FANG 王芬芳")
    in_a_row = read_script({**RESIDENT, (360, 110): tuple(f"WANG {each}" for each in never)})
    assert name_verdict(in_a_row) is Verdict.UNREADABLE


def test_a_certificate_is_issued_when_it_was_certified_and_not_when_an_entry_was_made() -> None:
    certificate: Texts = {
        (400, 20): "住民票の写し",
        (60, 120): "氏名",
        (360, 120): "松本 昭夫",
        (60, 200): "届出年月日",
        (360, 200): "平成26年3月3日",
        (60, 260): "従前の住所",
        (360, 260): "枚方市楠葉朝日2-34-1",
        (60, 70): "与謝郡伊根町津母296番地8",
        (60, 600): "この写しは住民票の原本と相違ないことを証明する。",
        (160, 660): "令和8年9月20日",
    }
    found = read_script(certificate)
    assert found.fields["issued"].day == date(2026, 9, 20)
    assert found.fields["address"].text == "与謝郡伊根町津母296番地8", (
        "neither label nor prefecture, but a city"
    )
    assert "address" not in read_script({**certificate, (60, 70): ""}).fields


def test_the_label_of_a_chips_certificate_may_stand_over_two_rows() -> None:
    card: Texts = {
        (900, 20): "個人番号カード",
        (60, 120): "氏名",
        (360, 120): "濱口 惠美",
        (360, 300): "2033年12月1日まで有効",
        (360, 500): "電子証明書の",
        (360, 540): "有効期限",
        (700, 530): "2031年12月1日",
    }
    assert read_script(card).fields["expiry"].day == date(2033, 12, 1)


@pytest.mark.parametrize("mark", ["備", "考", "備考"])
def test_a_label_that_runs_down_the_side_is_no_row_of_an_address(mark: str) -> None:
    back: Texts = {
        (120, 40): "新住所：神奈川県川崎市中原区小杉陣屋町3丁目23番地28",
        (295, 82): "クレスト712号",
        (40, 120): mark,
        (120, 190): "変更日 令和7年12月13日",
        (900, 240): "神奈川県公安委員会",
        (60, 660): "以下の部分を使用して臓器提供に関する意思を表示することができます",
    }
    beside = {**back, (40, 120): "", (40, 84): mark}
    assert read_script(beside).fields["address"].text.endswith("28クレスト712号")
    found = read_script(back)
    assert found.side == "back"
    assert found.fields["address"].text == "神奈川県川崎市中原区小杉陣屋町3丁目23番地28クレスト712号"


class _Reads:
    """An engine that reads one text after the other, and keeps how wide what it read was, in its heights."""

    version = "reads"

    def __init__(self, *strips: Strip) -> None:
        self.strips = list(strips)
        self.wide: list[float] = []

    def read(self, strips: Sequence[Pixels]) -> list[Strip]:
        self.wide += [each.shape[1] / each.shape[0] for each in strips]
        return [self.strips.pop(0) for _ in strips]


def sure(text: str, before: float = 0.5, after: float = 0.5) -> Strip:
    return Strip(text, (0.99,) * len(text), (("", 0.0),) * len(text), before, after)


def line_at(strip: Strip, left: int, top: int, right: int, bottom: int) -> Line:
    return Line(strip, np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32))


def page_with(*lines: Line) -> Page:
    return Page(np.full((400, 1600, 3), 255, np.uint8), lines, np.eye(3))


@pytest.mark.parametrize(("over", "expected"), [("ハジメ", "荒牧一"), ("第一種", "荒牧")])
def test_kana_over_a_name_do_not_hide_a_letter_that_stands_alone(over: str, expected: str) -> None:
    name, ruby = line_at(sure("荒牧"), 286, 260, 414, 320), line_at(sure(over), 450, 234, 554, 275)
    found = with_letters_apart(
        page_with(name, ruby), {"name": Found("name", (name,))}, _Reads(sure("荒牧一"))
    )  # type: ignore[arg-type]
    assert found["name"].lines[0].text == expected


@pytest.mark.parametrize(
    ("alone", "text"), [("寫", "寫田 梓"), ("", "田 梓"), ("，", "田 梓"), ("寫字", "田 梓")]
)
def test_a_letter_that_every_reading_passed_over_leaves_the_line_unread(alone: str, text: str) -> None:
    line = line_at(sure("田 梓", before=1.33), 100, 100, 280, 160)
    engine = _Reads(sure("田 梓"), sure(alone))
    reading = read_again(page_with(line), [line], engine)[id(line)]  # type: ignore[arg-type]
    assert (reading.strip.text, reading.agreed, reading.weakest) == (text, False, 0.0)
    assert engine.wide[-1] == pytest.approx(0.83, abs=0.02), "what stands before the first letter"


def test_a_letter_passed_over_at_the_end_leaves_the_line_unread() -> None:
    line = line_at(sure("荒牧", after=1.4), 100, 100, 280, 160)
    reading = read_again(page_with(line), [line], _Reads(sure("荒牧")))[id(line)]  # type: ignore[arg-type]
    assert (reading.strip.text, reading.agreed) == ("荒牧", False)


def test_a_letter_that_two_other_readings_have_was_not_passed_over() -> None:
    line = line_at(sure("田 梓", before=1.33), 100, 100, 280, 160)
    engine = _Reads(sure("嶋田 梓"), sure("嶋田 梓"))
    reading = read_again(page_with(line), [line], engine)[id(line)]  # type: ignore[arg-type]
    assert (reading.strip.text, reading.agreed) == ("嶋田 梓", True)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("W I L L コ — ト B – 7 0 5", "WILLコートB-705"),
        ("コーポ W I L L", "コーポ W I L L"),
        ("KS ハウス 5 0 8", "KS ハウス 508"),
    ],
)
def test_letters_that_are_set_apart_are_one_word(row: str, said: str) -> None:
    card: Texts = {
        (300, 20): "在留カード",
        (60, 120): "住居地",
        (360, 120): "神奈川県座間市緑ケ丘2-44-10",
        (360, 158): row,
    }
    assert read_script(card).fields["address"].text == "神奈川県座間市緑ケ丘2-44-10" + said


def test_what_stands_over_or_behind_a_name_is_no_part_of_it() -> None:
    label, kana = (
        line_at(sure("氏名"), 290, 601, 347, 641),
        line_at(sure("マツモトアキオ"), 505, 583, 647, 618),
    )
    name, former = line_at(sure("松本昭夫"), 501, 610, 673, 657), line_at(sure("旧氏"), 700, 604, 760, 644)
    found = name_of(Rows(page_with(label, kana, name, former)), label, 2)
    assert found is not None
    assert [line.text for line in found[0]] == ["松本昭夫"]
