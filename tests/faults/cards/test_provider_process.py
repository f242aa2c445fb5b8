"""The sandbox as a process: it starts, ends, comes back, and says in one line why it cannot. And a
provider gone bad.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from factories.card_sandbox import SECRET, Browser, sandbox
from kaitsu.cards.adapters.sandbox import server
from kaitsu.cards.adapters.sandbox.client import SandboxProvider, from_settings
from kaitsu.cards.ports import Outcome, ProviderUnavailable, Request

pytestmark = pytest.mark.faults

COMMAND = [sys.executable, "-m", "kaitsu.cards.adapters.sandbox.server"]


def request() -> Request:
    return Request(uuid4(), "OHNO HANAKO", "http://testserver/back", "ja")


def test_a_restarted_sandbox_remembers_and_logs_nothing(tmp_path: Path) -> None:
    with sandbox(tmp_path) as address:
        session = SandboxProvider(address, SECRET).begin(request())
    port = httpx.URL(address).port or 0
    with sandbox(tmp_path, port) as again:
        assert again == address
        Browser(session.page_url).pay("4242424242424242")
        assert SandboxProvider(again, SECRET).result(session.id).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: int) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--folder", str(tmp_path)],
        env={"KAITSU_CARD_SANDBOX_SECRET": SECRET},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[-1]
    httpx.get(f"{address}/pay/unknown", trust_env=False)

    process.send_signal(number)

    output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (0, "", "")


def test_it_serves_until_it_is_told_to_end(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv(server.SECRET_VARIABLE, SECRET)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    served = server.make_server
    answers: list[str] = []

    def serve_and_call(*args: object) -> object:
        made = served(*args)  # bound already: a caller now waits until it is served

        def call() -> None:
            answers.append(httpx.get(f"http://127.0.0.1:{made.server_port}/health", trust_env=False).text)
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=call).start()
        return made

    monkeypatch.setattr(server, "make_server", serve_and_call)
    try:
        assert server.main(["--port", "0", "--folder", str(tmp_path)]) == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert answers == ["ok"]
    assert capsys.readouterr().out.startswith("Card sandbox at http://127.0.0.1:")


def test_a_taken_port_is_one_clear_line(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv(server.SECRET_VARIABLE, SECRET)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert server.main(["--port", str(port), "--folder", str(tmp_path)]) == 1
    line = capsys.readouterr().err
    assert line == f"The card sandbox cannot use 127.0.0.1:{port}: Address already in use.\n"


def test_a_folder_that_cannot_be_used_is_one_clear_line(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv(server.SECRET_VARIABLE, SECRET)
    (tmp_path / "file").touch()

    assert server.main(["--port", "0", "--folder", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.startswith(f"The card sandbox cannot keep its sessions in {tmp_path}")


def test_a_missing_secret_is_one_clear_line(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.delenv(server.SECRET_VARIABLE, raising=False)

    assert server.main(["--port", "0", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """A server that gives every request the same answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that the base class looks for

        def log_message(self, format: str, *args: object) -> None: ...

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


REGISTRATION = '"registration": "01890000-0000-7000-8000-000000000000"'


@pytest.mark.rule("PAY-3")
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "broken"),
        (401, "{}"),
        (200, "<html>"),
        (200, "[]"),
        (200, "{}"),
        (200, f'{{"outcome": "lost", {REGISTRATION}, "reason": null, "card": null}}'),
        (200, f'{{"outcome": "succeeded", {REGISTRATION}, "reason": null, "card": null}}'),
        (200, f'{{"outcome": "succeeded", {REGISTRATION}, "reason": null, "card": {{"brand": "Visa"}}}}'),
        (200, f'{{"outcome": "failed", {REGISTRATION}, "reason": "weather", "card": null}}'),
    ],
)
def test_an_answer_that_cannot_be_right_is_no_answer(status: int, body: str) -> None:
    with answering(status, body.encode()) as address:
        provider = SandboxProvider(address, SECRET)
        with pytest.raises(ProviderUnavailable):
            provider.result("any")
        with pytest.raises(ProviderUnavailable):
            provider.begin(request())


@pytest.mark.rule("PAY-3")
def test_a_provider_that_hangs_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection and never says a word
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ProviderUnavailable, match="ReadTimeout"):
            SandboxProvider(address, SECRET, seconds=0.2).result("any")


def test_the_settings_name_the_sandbox(settings) -> None:
    settings.KAITSU_CARD_SANDBOX_URL = "http://127.0.0.1:1"
    settings.KAITSU_CARD_SANDBOX_SECRET = SECRET

    provider = from_settings()

    assert (provider.url, provider.secret) == ("http://127.0.0.1:1", SECRET)
    assert SECRET not in repr(provider)
