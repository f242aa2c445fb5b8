"""What a clerk is shown: each finding with its part, its rule and the two texts that were compared.

Mutation testing found that a verdict may be right while the finding behind it says nothing; these tables pin both.
"""

import json

import pytest

from factories.command_line import kaitsu
from kaitsu.japanese import address
from kaitsu.japanese.names import compare_names
from kaitsu.japanese.verdict import Comparison

SHIBA = "東京都港区芝1-2-3"
OKUSAWA = "東京都世田谷区奥沢1-1-1"

ADDRESSES = [
    (SHIBA, "港区芝一丁目2番3号", "same", "town exact 芝 芝", "number ADR-1.hyphen 1-2-3 一丁目2番3号"),
    (SHIBA, "東京都港区芝一丁目二番三号", "same", "number ADR-1.numerals 1-2-3 一丁目二番三号"),
    (SHIBA, "東京都港区芝1-2-4", "different", "number ADR-2 3 4"),
    (SHIBA, "東京都港区芝1-3-3", "different", "block ADR-2 2 3"),
    (SHIBA, "東京都港区芝2-2-3", "different", "chome ADR-2 1 2"),
    (SHIBA, "東京都港区芝浦1-2-3", "different", "town ADR-2 芝 芝浦", "number exact 1-2-3 1-2-3"),
    (f"{SHIBA} 芝ビル405", f"{SHIBA} 406号室", "different", "room ADR-2 芝ビル405 406号室"),
    (f"{SHIBA} 芝ビル405", SHIBA, "same", "building ADR-1.building 芝ビル405 -"),
    (f"{SHIBA} 芝ビル4階", f"{SHIBA} 芝ビル5階", "different", "floor ADR-2 芝ビル4階 芝ビル5階"),
    (f"{SHIBA} 芝ビル", f"{SHIBA} 浜松ビル", "close", "building ADR-1.building 芝ビル 浜松ビル"),
    (f"{SHIBA} 山田方", SHIBA, "same", "care_of ADR-1.building 山田 -"),
    (f"〒105-0014 {SHIBA}", f"〒105-0013 {SHIBA}", "close", "postal_code HLD-5 1050014 1050013"),
    ("千葉県旭市イ123", "千葉県旭市ロ123", "different", "town ADR-2 イ ロ", "number exact 123 123"),
    (
        "京都市中京区烏丸通御池上る二条殿町123",
        "京都市中京区二条殿町123",
        "same",
        "street ADR-1.kyoto 烏丸通御池上る -",
        "town exact 二条殿町 二条殿町",
    ),
    (
        "岩手県九戸郡洋野町種市第23地割27",
        "岩手県洋野町種市23地割27",
        "same",
        "city ADR-1.county 九戸郡洋野町 九戸郡洋野町",
        "number ADR-1.hyphen 第23地割27 23地割27",
    ),
    ("沖縄県那覇市字安里123", "沖縄県那覇市安里123番地", "same", "town ADR-1.aza 字安里 安里"),
    ("東京都千代田区霞が関1-1-1", "東京都千代田区霞ヶ関1-1-1", "same", "town ADR-1.ke 霞が関 霞ヶ関"),
    (OKUSAWA, "東京都世田谷区奥澤1-1-1", "same", "town ADR-1.variant 奥沢 奥澤"),
    (OKUSAWA, "東京都目黒区奥沢1-1-1", "different", "city ADR-2 世田谷区 目黒区"),
    (OKUSAWA, "大阪府世田谷区奥沢1-1-1", "different", "prefecture ADR-2 東京都 大阪府"),
]

#: Buildings and rooms behind one number, where a slip of the rules would let another room pass: the right side,
#: the verdict, and part, rule and reason of the finding that decides.
ROOMS = [
    ("-4", " 第4芝ビル405", "different", "room ADR-2", "another room"),
    ("-405", " 第4芝ビル405", "same", "room ADR-1.building", "the building left out, the room kept"),
    ("-405", " 芝ビル405", "same", "room ADR-1.building", "the building left out, the room kept"),
    ("-405", " 芝405", "close", "building ADR-1.building", "another name of the building"),
    ("-405", " 第4芝ビル406", "different", "room ADR-2", "another room"),
    ("-405", " 405", "same", "room ADR-1.hyphen", "the room written behind a hyphen"),
    ("-405", "", "same", "room ADR-1.building", "building and room left out"),
    ("-40", "", "close", "room ADR-1.building", "a number only on one side, perhaps a room"),
    ("-405", " 芝ビル", "close", "room ADR-1.building", "a number only on one side, perhaps a room"),
    (" 芝ビル405", " 芝405", "close", "building ADR-1.building", "a part of the building's name left out"),
    (" 芝ビル405", " 405", "same", "building ADR-1.building", "building's name left out"),
    (" 芝ビル405", " 芝ビル四〇五号室", "same", "building ADR-1.building", "another spelling"),
    (" 芝ビル2-405", " 芝ビル405", "close", "room ADR-1.building", "a room or number only on one side"),
    (" 芝ビル2-405", " 芝ビル2", "close", "room ADR-1.building", "a room or number only on one side"),
    (" 芝ビル4階", " 芝ビル405", "close", "room ADR-1.building", "a room or number only on one side"),
    (" 芝ビル4階", " 芝ビル505", "different", "floor ADR-2", "another floor"),
    (" 芝ビル4階", " 芝ビル1005", "different", "floor ADR-2", "another floor"),
    (" 10階", " 芝ビル1005", "close", "room ADR-1.building", "a room or number only on one side"),
    (" A", "", "close", "room ADR-1.building", "a letter only on one side"),
    (" 芝ビルA", " 芝ビルB", "different", "room ADR-2", "another room or number of the building"),
    (" 芝ビル", " 芝ビルディング", "same", "building ADR-1.building", "another spelling"),
    (" コーポ芝", " コーポしば", "close", "building ADR-1.building", "another building at the same number"),
    (" 先", "", "close", "block ADR-1.near", "beside or within the block on one side"),
    (" 山田方", " 鈴木方", "close", "care_of ADR-1.building", "care of somebody else or nobody"),
]

NAMES = [
    ("髙橋 太郎", "高橋 太郎", "same", "family NAM-1.mj 髙橋 高橋", "given exact 太郎 太郎"),
    ("斉藤 太郎", "斎藤 太郎", "close", "family NAM-1.family 斉藤 斎藤", "given exact 太郎 太郎"),
    ("太田 太郎", "大田 太郎", "different", "family NAM-1.different 太田 大田", "given exact 太郎 太郎"),
    ("佐藤 次郎", "佐藤 ジ郎", "same", "family exact 佐藤 佐藤", "given NAM-2 次郎 ジ郎"),
    ("佐々木 太郎", "佐佐木 太郎", "same", "family NAM-1.repeat 佐々木 佐佐木", "given exact 太郎 太郎"),
    ("井ノ上 太郎", "井之上 太郎", "close", "family NAM-1.no 井ノ上 井之上", "given exact 太郎 太郎"),
    (
        "太郎 髙橋",
        "高橋 太郎",
        "close",
        "name NAM-3.order 太郎髙橋 高橋太郎",
        "name NAM-1.mj 太郎髙橋 高橋太郎",
    ),
    ("高橋 太郎", "高橋 次郎", "different", "family exact 高橋 高橋", "given NAM-1.different 太郎 次郎"),
]

ONO = "オオノ ジュンイチ"

#: Names of which one side is in another script, with the reading: each finding as part, rule and reason.
SCRIPTS = [
    (
        "大野 淳一",
        "ONO JUNICHI",
        "",
        "unreadable",
        ["HLD-1.no-reading: the reading of the kanji was not given"],
    ),
    ("大野 淳一", ONO, "", "unreadable", ["HLD-1.no-reading: the reading of the kanji was not given"]),
    ("大野 淳一", ONO, ONO, "same", ["HLD-1.reading: the reading given for the kanji"]),
    (
        "大野 淳一",
        "OHNO JUNICHI",
        ONO,
        "same",
        ["HLD-1.reading: the reading given for the kanji", "NAM-3.long: a long vowel as passports allow it"],
    ),
    (
        "大野 淳一",
        "ONO JIRO",
        ONO,
        "different",
        ["HLD-1.reading: the reading given for the kanji", "NAM-3.different: no rule makes them one"],
    ),
    (ONO, "ONO JUNICHI", "", "same", ["NAM-3.passport: the reading as passports write it"]),
    (
        "ジョン スミス",
        "JOHN SMITH",
        "",
        "unreadable",
        ["NAM-3.reading: how a foreign name is written in kana is not a rule"],
    ),
    ("SMITH JOHN", "SMITH JOHN MICHAEL", "", "close", ["NAM-3.middle: a middle name on one side only"]),
    ("", "高橋", "", "unreadable", ["name.empty: there is no name"]),
    ("高■ 太郎", "高橋 太郎", "", "unreadable", ["name.placeholder: a character is missing"]),
]


def shown(comparison: Comparison) -> list[str]:
    """The findings as part, rule and the two texts, ``-`` for an empty one."""
    return [
        f"{one.part} {one.rule} {one.left.replace(' ', '') or '-'} {one.right.replace(' ', '') or '-'}"
        for one in comparison.findings
    ]


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(("left", "right", "verdict", "findings"), [(*row[:3], row[3:]) for row in ADDRESSES])
def test_given_two_addresses_when_compared_then_each_finding_shows_what_was_compared(
    left: str, right: str, verdict: str, findings: tuple[str, ...]
) -> None:
    comparison = address.compare(left, right)
    assert comparison.verdict == verdict
    assert set(findings) <= set(shown(comparison))
    swapped = address.compare(right, left)
    assert [(one.part, one.left, one.right) for one in swapped.findings] == [
        (one.part, one.right, one.left) for one in comparison.findings
    ]


#: Numbers without 号 behind them: the last may be a room only where the ones before it are complete.
NUMBERS = [
    ("東京都港区芝1-2-405", "東京都港区芝1-2", "close"),
    ("東京都港区芝1-2", SHIBA, "different"),
    ("東京都港区芝1丁目2番3号-405", "東京都港区芝1丁目2番3号", "same"),
    ("沖縄県那覇市安里123-405", "沖縄県那覇市安里123", "close"),
    ("沖縄県那覇市安里1-2-3", "沖縄県那覇市安里1-2", "different"),
    (f"{SHIBA}-4-5", SHIBA, "different"),
    (f"{SHIBA}-1005", SHIBA, "same"),
    ("東京都港区芝1-2-1005", "東京都港区芝1-2", "close"),
    ("東京都港区芝1-2-12345", "東京都港区芝1-2", "different"),
    ("沖縄県那覇市安里1番2号-405", "沖縄県那覇市安里1番2号", "same"),
    ("沖縄県那覇市安里1-2-405", "沖縄県那覇市安里1番2号", "same"),
    (f"{SHIBA} 第3ビル2300", f"{SHIBA}-2300", "same"),
    (f"{SHIBA} 第3ビル2300", f"{SHIBA}-300", "different"),
]


@pytest.mark.rule("ADR-2")
@pytest.mark.parametrize(("left", "right", "verdict"), NUMBERS)
def test_given_a_number_on_one_side_only_when_it_is_no_room_then_the_addresses_differ(
    left: str, right: str, verdict: str
) -> None:
    assert address.compare(left, right).verdict == address.compare(right, left).verdict == verdict


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(("left", "right", "verdict", "decided", "detail"), ROOMS)
def test_given_buildings_and_rooms_when_compared_then_the_finding_that_decides_says_why(
    left: str, right: str, verdict: str, decided: str, detail: str
) -> None:
    for one, other in ((left, right), (right, left)):
        comparison = address.compare(SHIBA + one, SHIBA + other)
        assert comparison.verdict == verdict
        last = comparison.findings[-1]
        assert f"{last.part} {last.rule}" == decided
        assert (last.verdict, last.detail) == (verdict, detail)


@pytest.mark.rule("NAM-1")
@pytest.mark.parametrize(("left", "right", "verdict", "findings"), [(*row[:3], row[3:]) for row in NAMES])
def test_given_two_names_when_compared_then_each_finding_shows_what_was_compared(
    left: str, right: str, verdict: str, findings: tuple[str, ...]
) -> None:
    comparison = compare_names(left, right)
    assert comparison.verdict == verdict
    assert shown(comparison) == list(findings)


@pytest.mark.rule("HLD-1", "NAM-3")
@pytest.mark.parametrize(("left", "right", "reading", "verdict", "findings"), SCRIPTS)
def test_given_names_in_two_scripts_when_compared_then_the_findings_say_what_was_missing_or_allowed(
    left: str, right: str, reading: str, verdict: str, findings: list[str]
) -> None:
    comparison = compare_names(left, right, reading=reading or None)
    assert comparison.verdict == verdict
    assert [f"{one.rule}: {one.detail}" for one in comparison.findings] == findings
    assert {one.part for one in comparison.findings} == {"name"}
    assert (comparison.findings[0].left, comparison.findings[0].right) == (left, right)
    assert compare_names(right, left, reading=reading or None).verdict == verdict


@pytest.mark.parametrize("row", ADDRESSES)
def test_given_a_finding_that_is_not_exact_when_shown_then_it_says_why(row: tuple[str, ...]) -> None:
    for finding in address.compare(row[0], row[1]).findings:
        assert finding.rule == "exact" or finding.detail or finding.source
        assert finding.detail == finding.detail.strip()


def test_given_a_comparison_when_printed_then_the_worst_finding_explains_the_verdict(capsys) -> None:
    assert kaitsu("compare", "address", SHIBA, "東京都港区芝1-2-4") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("different\n")
    assert "another number" in printed
    assert kaitsu("compare", "address", SHIBA, "東京都港区芝1-2-4", "--json") == 0
    assert json.loads(capsys.readouterr().out)["left"]["number"] == "3"
