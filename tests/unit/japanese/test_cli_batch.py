"""``kaitsu compare KIND --batch``: many pairs, answered in order and at once."""

import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.command_line import Stdin, in_a_process, kaitsu
from kaitsu.japanese import cli
from kaitsu.japanese.dates import compare_dates


@pytest.fixture
def typed_in(monkeypatch: pytest.MonkeyPatch):
    """Give the command these pieces on standard input."""
    return lambda *pieces: monkeypatch.setattr(sys, "stdin", Stdin(*pieces))


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


def test_given_a_shell_without_japanese_when_run_as_a_process_then_output_is_utf_8() -> None:
    ended = in_a_process("compare", "date", "--batch", "-", stdin=LINES)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().splitlines() == as_printed(PAIRS)
