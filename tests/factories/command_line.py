"""The ``kaitsu`` command as tests call it: in this process, and as a shell would."""

import subprocess
import sys
from pathlib import Path

from kaitsu.config import cli as command
from kaitsu.japanese import cli

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
