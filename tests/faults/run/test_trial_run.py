"""``kaitsu run`` from start to Ctrl-C, with what can be in its way."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.faults

PATIENCE = 90


def free_ports() -> tuple[int, int]:
    """Two free ports."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def command(home: Path, port: int, card_port: int, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "kaitsu.config", "run", f"--port={port}", f"--card-port={card_port}", *more,
    ]  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"KAITSU_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@contextmanager
def trial(home: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A running trial: its process, what it printed until it was ready, and its address."""
    ports = free_ports()
    process = subprocess.Popen(
        command(home, *ports),
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said, end = [], time.monotonic() + PATIENCE
    for line in process.stdout:
        said.append(line)
        if "auditor" in line or time.monotonic() > end:
            break
    try:
        yield process, "".join(said), f"http://localhost:{ports[0]}"
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)
        process.stdout.close()


def children(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The workers of mails and usual jobs among the trial's processes; the one that reads stands by itself."""
    found = []
    for child in children(process):
        try:
            if {"worker", "--queues=default,mail"} <= set(child.cmdline()):
                found.append(child)
        except psutil.Error:  # it has just ended
            continue
    return found


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())


def test_start_kill_a_part_stop_and_start_again(tmp_path: Path) -> None:
    home = tmp_path / "var"
    with trial(home) as (process, said, url):
        codes = re.findall(r"^    (voice|sms|data) +(\S+)", said, re.MULTILINE)
        assert [line_type for line_type, _ in codes] == ["voice", "sms", "data"]
        assert all(role in said for role in ("support", "reviewer", "fulfilment", "manager", "auditor"))
        assert "<h1" in get(f"{url}/")
        first = children(process)
        end = time.monotonic() + PATIENCE
        while not (known := {each.pid: each for each in workers(process)}):
            assert time.monotonic() < end, "no worker was started"
            time.sleep(0.05)
        worker = next(iter(known.values()))
        worker.kill()
        while not {each.pid for each in workers(process)} - set(known):
            assert time.monotonic() < end, "the worker was not started again"
            time.sleep(0.05)
    assert process.returncode == 0
    _, left = psutil.wait_procs(
        first, timeout=PATIENCE
    )  # an engine hears from its pipe that its worker is gone
    assert [child for child in left if child.status() != psutil.STATUS_ZOMBIE] == []
    assert (home / "keys.json").stat().st_mode & 0o077 == 0

    with trial(home) as (_, again, _):
        assert re.findall(r"^    (voice|sms|data) +(\S+)", again, re.MULTILINE) == codes


def refused(home: Path, port: int, card_port: int, *more: str) -> str:
    """What a start says that cannot be; one line, no traceback."""
    done = subprocess.run(
        command(home, port, card_port, *more),
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port} is taken" in refused(tmp_path, port, free_ports()[0])


def test_a_profile_that_is_not_there_or_broken_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "operators" / "broken"
    broken.mkdir(parents=True)
    (broken / "profile.toml").write_text('name = "broken"\n')
    ports = free_ports()
    assert "nowhere" in refused(tmp_path / "var", *ports, "--profile=nowhere")
    assert "brand" in refused(tmp_path / "var", *ports, f"--profile={broken}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "no right to write" in refused(tmp_path / "file" / "var", *free_ports())


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    port, card_port = free_ports()
    done = subprocess.run(
        command(tmp_path, port, card_port),
        env=environment(tmp_path) | {"DATABASE_URL": "postgresql://localhost:1/nothing"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
