"""The whole system as ``kaitsu run`` starts it, for a script: on free ports, in the morning, thrown away afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as hours
from pathlib import Path

from kaitsu.kernel.clock import TOKYO

START_SECONDS = 60
MORNING, WORKING_DAYS = hours(10), range(1, 5)


@dataclass
class Trial:
    """A trial that runs: its address, an entry code a line type, e-mail address and password of each role."""

    url: str
    codes: dict[str, str] = field(default_factory=dict)
    staff: dict[str, tuple[str, str]] = field(default_factory=dict)


@contextmanager
def trial() -> Iterator[Trial]:
    """The whole system, on free ports, with data that nobody keeps."""
    with tempfile.TemporaryDirectory(prefix="kaitsu-screens-") as folder:
        first, second = free_ports()
        home = Path(folder) / "home"
        at_daytime(home)
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "kaitsu.config", "run"),
                *(f"--port={first}", f"--card-port={second}"),
            ],
            env=environment | {"KAITSU_HOME": str(home)},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield _announced(process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def at_daytime(home: Path) -> None:
    """The clock of the trial in *home* at ten in the morning of the next working day: desks are open, nothing is
    closed for maintenance, and the pictures are those of an ordinary day.
    """
    now = datetime.now(UTC)
    today = now.astimezone(TOKYO).date()
    ahead = (datetime.combine(today + timedelta(days), MORNING, TOKYO) for days in range(1, 8))
    morning = next(each for each in ahead if each.weekday() in WORKING_DAYS)
    home.mkdir(parents=True)
    (home / "clock.json").write_text(json.dumps({"seconds": int((morning - now).total_seconds())}))


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _announced(process: subprocess.Popen[str]) -> Trial:
    """What `kaitsu run` prints once it is ready."""
    assert process.stdout is not None
    found, ends = Trial(""), time.monotonic() + START_SECONDS
    for line in process.stdout:
        words = line.split()
        if words[:1] == ["Open"]:
            found.url = words[1].rstrip("/")
        elif len(words) == 2 and re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", words[1]):
            found.codes[words[0]] = words[1]
        elif len(words) == 3 and "@" in words[1]:
            found.staff[words[0]] = (words[1], words[2])
        if "auditor" in found.staff:
            return found
        if time.monotonic() > ends:
            break
    raise SystemExit("the trial did not start; try `make run` by itself")
