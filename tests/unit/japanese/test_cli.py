"""``kaitsu compare``, ``postal``, ``romanize`` and ``repertoire`` for one question at a time."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.command_line import kaitsu


def test_given_two_dates_when_compared_as_json_then_one_object_is_printed(capsys) -> None:
    assert kaitsu("compare", "date", "昭和64年1月7日", "1989-01-07", "--json") == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.count("\n") == 1
    day = {"date": "1989-01-07", "era": "昭和64年1月7日"}
    assert json.loads(printed.out) == {
        "verdict": "same",
        "rules": ["DAT-1.era"],
        "left": {"text": "昭和64年1月7日", "notation": "era", **day},
        "right": {"text": "1989-01-07", "notation": "gregorian", **day},
    }


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [("R1.5.1", "2019-05-01", "same"), ("R1.5.1", "2019-05-02", "different"), ("R1.5.1", "?", "unreadable")],
)
def test_given_any_verdict_when_compared_then_the_exit_status_is_0(capsys, left, right, verdict) -> None:
    assert kaitsu("compare", "date", left, right) == 0
    assert capsys.readouterr().out.splitlines()[0] == verdict
    assert kaitsu("compare", "--json", "date", left, right) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == verdict


@pytest.mark.parametrize(
    ("kind", "left", "right", "verdict"),
    [
        ("name", "髙橋 太郎", "高橋 太郎", "same"),
        ("name", "田中 太郎", "鈴木 花子", "different"),
        ("address", "東京都千代田区千代田1番1号", "東京都千代田区千代田1-1", "same"),
        ("address", "東京都千代田区千代田1-1", "東京都千代田区千代田1-2", "different"),
    ],
)
def test_given_names_and_addresses_when_compared_then_their_own_rules_decide(
    capsys, kind, left, right, verdict
) -> None:
    assert kaitsu("compare", kind, left, right, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["verdict", "rules", "left", "right"]
    assert found["verdict"] == verdict
    assert found["rules"]


def test_given_a_comparison_for_people_when_printed_then_columns_are_straight_with_full_width_text(
    capsys,
) -> None:
    kaitsu("compare", "date", "昭和64年1月7日", "1989-01-07")
    assert capsys.readouterr().out == (
        "same\n"
        "\n"
        "part  verdict  rule       left            right       note\n"
        "date  same     DAT-1.era  昭和64年1月7日  1989-01-07\n"
        "\n"
        "read as   left            right\n"
        "text      昭和64年1月7日  1989-01-07\n"
        "date      1989-01-07      1989-01-07\n"
        "era       昭和64年1月7日  昭和64年1月7日\n"
        "notation  era             gregorian\n"
    )


def test_given_text_that_a_terminal_would_obey_when_printed_then_it_is_escaped(capsys) -> None:
    kaitsu("compare", "date", "\x1b[2J\x07", "か\u3099")
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\\x1b[2J\\x07" in printed


def test_given_options_between_the_texts_when_parsed_then_the_texts_are_still_a_pair(capsys) -> None:
    assert kaitsu("compare", "date", "R1.5.1", "--json", "2019-05-01") == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "same"


@pytest.mark.rule("HLD-1")
def test_given_the_reading_of_a_name_when_compared_then_kanji_are_compared_with_kana(capsys) -> None:
    assert kaitsu("compare", "name", "大野 淳一", "オオノ ジュンイチ", "--json") == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "unreadable"
    pair = ("大野 淳一", "オオノ ジュンイチ", "--reading", "オオノ ジュンイチ")
    assert kaitsu("compare", "name", *pair, "--json") == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "same"


def test_given_a_text_that_begins_with_a_hyphen_when_after_two_hyphens_then_it_is_compared(capsys) -> None:
    assert kaitsu("compare", "date", "--json", "--", "-R1.5.1", "2019-05-01") == 0
    assert json.loads(capsys.readouterr().out)["left"]["text"] == "-R1.5.1"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare"], "kind"),
        (["compare", "date"], "A and B are needed, 0 given"),
        (["compare", "date", "R1.5.1"], "A and B are needed, 1 given"),
        (["compare", "date", "1", "2", "3"], "A and B are needed, 3 given"),
        (["compare", "colour", "red", "blue"], "colour"),
        (["compare", "date", "a", "b", "--batch", "-"], "leave out A and B"),
        (["compare", "date", "--batch"], "--batch"),
        (
            ["compare", "date", "R1.5.1", "R1.5.2", "--reading", "ア"],
            "--reading belongs to one pair of names",
        ),
        (["compare", "name", "--batch", "-", "--reading", "ア"], "--reading belongs to one pair of names"),
        (["compare", "date", "\udcff", "2019-05-01"], "'\\udcff' is not UTF-8"),
        (["compare", "date", "2019-05-01", "\ud800"], "'\\ud800' is not UTF-8"),
        (["compare", "date", "--batch", "/no/such/file.tsv"], "/no/such/file.tsv: No such file or directory"),
        (["compare", "date", "--batch", "/"], "/: Is a directory"),
    ],
)
def test_given_input_that_cannot_be_used_when_run_then_the_status_is_2_and_the_reason_is_told(
    capsys, arguments, told
) -> None:
    assert kaitsu(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    st.sampled_from(["name", "address", "date"]),
    st.text(st.characters(), max_size=40),
    st.text(st.characters(), max_size=40),
)
def test_given_any_two_arguments_when_compared_then_there_is_a_verdict_or_a_reason(
    capsys, kind, left, right
) -> None:
    status = kaitsu("compare", kind, "--json", "--", left, right)
    printed = capsys.readouterr()
    if any("\ud800" <= character <= "\udfff" for character in left + right):
        assert status == 2
        assert "is not UTF-8" in printed.err
    else:
        assert status == 0
        assert json.loads(printed.out)["verdict"] in ("same", "close", "different", "unreadable")


# --- Postal codes and readings -----------------------------------------------------------------------------


def test_given_a_postal_code_when_looked_up_then_its_place_is_told(capsys) -> None:
    assert kaitsu("postal", "〒１００－０００１", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["code"] == "1000001"
    assert [(p["prefecture"], p["city"], p["town"]) for p in found["places"]] == [
        ("東京都", "千代田区", "千代田")
    ]


def test_given_a_code_of_several_places_when_looked_up_then_all_are_listed(capsys) -> None:
    assert kaitsu("postal", "498-0000", "--json") == 0
    places = json.loads(capsys.readouterr().out)["places"]
    assert {(place["prefecture"], place["city"]) for place in places} >= {
        ("愛知県", "弥富市"),
        ("三重県", "桑名郡木曽岬町"),
    }
    assert kaitsu("postal", "498-0000") == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 1 + len(places)
    assert shown[0].split()[:2] == ["prefecture", "city"]


def test_given_a_code_that_is_not_in_use_when_looked_up_then_that_is_said(capsys) -> None:
    assert kaitsu("postal", "999-9999") == 0
    assert capsys.readouterr().out == "999-9999 is not in use\n"
    assert kaitsu("postal", "9999999", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"code": "9999999", "places": []}


@pytest.mark.parametrize("code", ["", "100-000", "千代田", "\udcff"])
def test_given_no_postal_code_when_looked_up_then_the_status_is_2(capsys, code) -> None:
    assert kaitsu("postal", code) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("kaitsu: ")


def test_given_a_reading_when_romanized_then_the_ways_of_writing_it_are_told(capsys) -> None:
    assert kaitsu("romanize", "おおの ｼﾝｼﾞ", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kana"], found["hepburn"], found["kunrei"]) == ("おおの シンジ", "ONO SHINJI", "ONO SINZI")
    assert {"ONO SHINJI", "OONO SHINJI", "OHNO SHINJI"} <= set(found["spellings"])
    assert kaitsu("romanize", "オオノ") == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown] == ["kana", "hepburn", "kunrei", "spellings"]


@pytest.mark.parametrize("kana", ["", " ", "大野", "ONO", "オオノ1", "\ud800"])
def test_given_no_reading_when_romanized_then_the_status_is_2(capsys, kana) -> None:
    assert kaitsu("romanize", kana) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("kaitsu: ")


# --- Repertoires ----------------------------------------------------------------------------------------


@pytest.mark.rule("HLD-2")
def test_given_a_name_when_a_system_lacks_a_character_then_it_is_pointed_out_with_its_katakana(
    capsys,
) -> None:
    assert kaitsu("repertoire", "髙橋 太郎", "--reading", "タカハシ タロウ", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "text": "髙橋 太郎",
        "repertoire": "jisx0208",
        "refused": [{"position": 0, "character": "髙", "katakana": "タカ"}],
    }
    assert kaitsu("repertoire", "髙橋 太郎", "--reading", "タカハシ タロウ") == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["0", "髙", "U+9AD9", "タカ"]
    assert kaitsu("repertoire", "髙橋 太郎") == 0
    assert "ask the holder" in capsys.readouterr().out


@pytest.mark.rule("HLD-2")
@pytest.mark.parametrize("repertoire", ["cp932", "jisx0213", "unicode"])
def test_given_a_system_that_knows_more_when_asked_then_every_character_can_be_registered(
    capsys, repertoire
) -> None:
    assert kaitsu("repertoire", "山﨑 太郎", "--repertoire", repertoire) == 0
    assert capsys.readouterr().out == f"every character is in {repertoire}\n"
    assert kaitsu("repertoire", "山﨑 太郎", "--repertoire", repertoire, "--json") == 0
    assert json.loads(capsys.readouterr().out)["refused"] == []


@pytest.mark.parametrize(
    "arguments", [[], ["高橋", "--repertoire", "ebcdic"], ["\udcff"], ["高橋", "--reading", "\ud800"]]
)
def test_given_no_usable_text_when_asked_for_its_repertoire_then_the_status_is_2(capsys, arguments) -> None:
    assert kaitsu("repertoire", *arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err
