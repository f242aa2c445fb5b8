"""Addresses in the forms in which people, offices and documents write them: tables, one pair a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaitsu.japanese.address import compare, compare_addresses, parse
from kaitsu.japanese.verdict import Verdict

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def both_ways(left: str, right: str) -> Verdict:
    forward, backward = compare(left, right), compare(right, left)
    assert forward.verdict is backward.verdict
    return forward.verdict


SAME_TABLES = (
    "address_same_forms.tsv",
    "address_same_offices.tsv",
    "address_same_regions.tsv",
    "address_second_same.tsv",
    "address_third_same.tsv",
    "address_fourth_same.tsv",
)
SAME = [pair for name in SAME_TABLES for pair in rows(name)]


def with_one_numeral_changed(text: str) -> list[str]:
    """*text* with each of its digits and kanji numerals changed in turn, the postal code in front left alone."""
    start = text.find(" ") if text[:1] in "〒1" and "-" in text[:9] else 0
    changed = []
    for index in range(start, len(text)):
        for signs in ("123456789", "１２３４５６７８９", "一二三四五六七八九"):
            place = signs.find(text[index])
            if place >= 0:
                changed.append(text[:index] + signs[(place + 1) % 9] + text[index + 1 :])
    return changed


@pytest.mark.rule("ADR-1")
@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_address_in_two_forms_is_the_same(left: str, right: str) -> None:
    assert both_ways(left, right) is Verdict.SAME


@pytest.mark.rule("ADR-2")
@pytest.mark.parametrize("table", SAME_TABLES)
def test_the_same_with_one_numeral_changed_is_never_the_same(table: str) -> None:
    for left, right in rows(table):
        without_building = bool(parse(right).building) and not parse(left).building
        for changed in with_one_numeral_changed(right):
            assert compare(right, changed).verdict is not Verdict.SAME, changed
            assert without_building or compare(left, changed).verdict is not Verdict.SAME, changed


@pytest.mark.rule("ADR-2")
@pytest.mark.parametrize(("left", "right"), rows("address_different.tsv"))
def test_another_number_room_or_town_is_different(left: str, right: str) -> None:
    assert both_ways(left, right) is Verdict.DIFFERENT


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(
    ("verdict", "left", "right"), rows("address_second_not_same.tsv") + rows("address_fourth_not_same.tsv")
)
def test_a_number_letter_floor_or_wing_on_one_side_only_is_not_the_same(
    verdict: str, left: str, right: str
) -> None:
    assert both_ways(left, right) == verdict


@pytest.mark.rule("ADR-1")
@pytest.mark.parametrize(("left", "right"), rows("address_close.tsv"))
def test_what_no_rule_excuses_is_close(left: str, right: str) -> None:
    assert both_ways(left, right) is Verdict.CLOSE


@pytest.mark.rule("ADR-1")
@pytest.mark.parametrize(("left", "right"), rows("address_unreadable.tsv"))
def test_without_town_and_number_nothing_is_said(left: str, right: str) -> None:
    assert both_ways(left, right) is Verdict.UNREADABLE


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(("rule", "verdict", "left", "right"), rows("address_rules.tsv"))
def test_the_finding_names_the_rule(rule: str, verdict: str, left: str, right: str) -> None:
    comparison = compare_addresses(left, right)

    assert rule in comparison.rules
    assert comparison.verdict == verdict
    assert set(compare_addresses(right, left).rules) == set(comparison.rules)


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(("text", "parts"), rows("address_parts.tsv"))
def test_the_parts_of_an_address(text: str, parts: str) -> None:
    read = {name: part for name, part in parse(text).as_dict().items() if part}

    assert read == json.loads(parts)


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(
    ("part", "left", "right", "shown"),
    [
        ("prefecture", "東京都千代田区丸の内2-7-2", "千代田区丸の内2-7-2", ("東京都", "")),
        ("prefecture", "大阪府堺市堺区南瓦町3-1", "東京都千代田区丸の内2-7-2", ("大阪府", "東京都")),
        ("branch", "盛岡市内丸1-2", "盛岡市内丸1-2-3", ("", "3")),
        ("room", "西新宿2-8-1-405", "西新宿2-8-1", ("405", "")),
        ("room", "盛岡市内丸1-2-3-405", "盛岡市内丸1-2-3 田中ビル406", ("405", "田中ビル406")),
        ("floor", "盛岡市内丸1-2-3-405", "盛岡市内丸1-2-3 5階", ("405", " 5階")),
        ("floor", "盛岡市内丸1-2-3 5階", "盛岡市内丸1-2-3-405", (" 5階", "405")),
        ("number", "盛岡市内丸12番01号", "盛岡市内丸12番1号", ("01", "")),
        ("room", "盛岡市内丸1-2-3-405", "盛岡市内丸1-2-3 芝ビル405", ("405", "芝ビル405")),
        ("room", "盛岡市内丸12-2 緑荘4", "盛岡市内丸12-2-4", ("緑荘4", "4")),
        ("building", "盛岡市内丸1-2-3-405芝荘", "盛岡市内丸1-2-3 緑荘405", ("405芝荘", "緑荘405")),
        ("room", "盛岡市内丸1-2-3-405芝荘", "盛岡市内丸1-2-3 芝荘405", ("405芝荘", "芝荘405")),
    ],
)
def test_a_finding_shows_what_is_written_on_each_side(
    part: str, left: str, right: str, shown: tuple[str, str]
) -> None:
    findings = {found.part: found for found in compare(left, right).findings if found.rule != "exact"}

    assert (findings[part].left, findings[part].right) == shown


@pytest.mark.rule("ADR-1")
def test_addresses_that_were_read_before_are_compared_as_their_texts_are() -> None:
    left, right = "東京都港区芝1-2-3 芝ビル405", "港区芝一丁目2番4号"

    assert compare(parse(left), parse(right)) == compare(left, right) == compare(parse(left), right)
    assert compare(left, right).left["number"] == "3"
    assert compare(left, right).right["number"] == "4"


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("602-8064", "〒６０２８０６４", Verdict.SAME),
        ("999-9999", "９９９-９９９９", Verdict.SAME),
        ("602-8064", None, Verdict.CLOSE),
        (None, "6028064", Verdict.CLOSE),
        ("602-8064", "602-806", Verdict.CLOSE),
        ("602-8064", "602-8065", Verdict.CLOSE),
    ],
)
def test_postal_codes_beside_the_texts_tell_towns_of_one_name_apart(
    left: str | None, right: str | None, verdict: Verdict
) -> None:
    with_street, without = "京都市上京区上長者町通堀川東入一町目10", "京都市上京区一町目10"

    found = compare(with_street, without, postal_left=left, postal_right=right)
    swapped = compare(without, with_street, postal_left=right, postal_right=left)

    assert (found.verdict, swapped.verdict) == (verdict, verdict)
    both = bool(left and right and len(right) > 7)
    assert (found.findings[0].part == "postal_code") is both


def test_a_text_of_more_than_a_thousand_characters_is_not_read_but_kept() -> None:
    longest = "東京都港区芝1-2 ".ljust(1000, "ビ")

    assert parse(longest).block == "2"
    longer = parse(longest + "ビ")
    assert set(longer.as_dict().values()) == {""}
    assert (longer.original, longer.reading.text) == (longest + "ビ", longest + "ビ")
    assert compare(longest + "ビ", longest + "ビ").verdict is Verdict.SAME
