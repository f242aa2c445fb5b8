"""``kaitsu run``: the whole system in trial mode, on this machine only, until Ctrl-C.

Database, web, worker and the card provider's sandbox are children of this process: it starts them in order,
starts a fallen one again, and ends them in the reverse order. Everything is kept in one folder (``KAITSU_HOME``,
``var`` by default), so that a second start finds what the first one left.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

HOST = "127.0.0.1"
READY_SECONDS = 40
STOP_SECONDS = 15


class CannotRun(Exception):
    """Something that the trial needs is missing; the text is the one line to show."""


def main(arguments: Sequence[str]) -> int:
    """Run until interrupted. 1, with one clear line, where something that is needed is missing."""
    parser = ArgumentParser("kaitsu run", description="The whole system in trial mode, on this machine only.")
    parser.add_argument("--port", type=int, default=8000, help="port of the pages (%(default)s)")
    parser.add_argument("--card-port", type=int, help="port of the card provider's sandbox (the next one)")
    parser.add_argument(
        "--profile", default=os.environ.get("KAITSU_PROFILE", "default"), help="name or folder"
    )
    options = parser.parse_args(arguments)
    try:
        return Trial(options.port, options.card_port or options.port + 1, options.profile).run()
    except CannotRun as error:
        print(f"kaitsu run: {error}", file=sys.stderr)
        return 1


@dataclass
class Child:
    """A process of the trial."""

    name: str
    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0


class Trial:
    """One run of the trial."""

    def __init__(self, port: int, card_port: int, profile: str) -> None:
        self.port = port
        self.card_port = card_port
        self.profile = profile
        self.home = Path(os.environ.get("KAITSU_HOME", "var")).resolve()
        self.url = f"http://localhost:{port}"
        kaitsu = (sys.executable, "-m", "kaitsu.config")
        self.children = [
            Child(
                "card sandbox",
                (
                    *kaitsu,
                    "card-sandbox",
                    f"--port={card_port}",
                    f"--folder={self.home / 'cards'}",
                    # The name under which the security policy lets a form lead there.
                    f"--public-url=http://localhost:{card_port}",
                ),
            ),
            Child("web", (*kaitsu, "web", f"--bind={HOST}:{port}", "--workers=2", "--threads=4")),
            Child("worker", (*kaitsu, "worker", "--concurrency=2", "--queues=default,mail")),
            # By itself: a second that an image takes holds up no mail.
            Child("reader", (*kaitsu, "worker", "--concurrency=1", "--queues=reading")),
        ]
        self.stopping = False

    def run(self) -> int:
        """Start everything, watch over it, end it."""
        begun = time.monotonic()
        self._look_first()
        os.environ.update(self._environment())
        self._check_profile()
        from kaitsu.config.embedded import database

        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._stop)
        try:
            with database(self.home / "pg") as url:
                os.environ["DATABASE_URL"] = url
                self._prepare()
                try:
                    self._start_all()
                    if self._wait_until_ready():
                        self._tell(time.monotonic() - begun)
                    self._watch()
                finally:
                    self._end_all()
        except (OSError, subprocess.SubprocessError) as error:
            raise CannotRun(f"the database could not be started ({error})") from error
        print("Stopped. The data is kept; `make run` goes on where this left off.")
        return 0

    def _look_first(self) -> None:
        for port in (self.port, self.card_port):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError as error:
                    raise CannotRun(f"port {port} is taken; choose another: make run PORT=8100") from error
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            (self.home / ".writable").touch()
            (self.home / ".writable").unlink()
        except OSError as error:
            raise CannotRun(
                f"no right to write in {self.home} ({error.strerror}); set KAITSU_HOME"
            ) from error

    def _environment(self) -> dict[str, str]:
        kept = self._kept()
        given = {
            "KAITSU_HOME": str(self.home),
            "KAITSU_TRIAL": "1",
            "KAITSU_PROFILE": self.profile,
            "KAITSU_PUBLIC_URL": self.url,
            "KAITSU_ALLOWED_HOSTS": "localhost,127.0.0.1",
            "KAITSU_CARD_SANDBOX_URL": f"http://localhost:{self.card_port}",
            "KAITSU_LOG_LEVEL": os.environ.get("KAITSU_LOG_LEVEL", "WARNING"),
            "DJANGO_SETTINGS_MODULE": "kaitsu.config.settings",
        }
        return kept | given

    def _kept(self) -> dict[str, str]:
        """Keys of this trial, made at its first start and kept where only this user can read them."""
        path = self.home / "keys.json"
        if path.exists():
            try:
                kept: dict[str, str] = json.loads(path.read_text())
            except ValueError as error:
                raise CannotRun(f"{path} cannot be read; remove {self.home} to start afresh") from error
            return kept
        key = [base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2)]
        made = {
            "KAITSU_SECRET_KEY": secrets.token_urlsafe(60),
            "KAITSU_CODE_KEY": key[0],
            "KAITSU_VAULT_KEYS": f"trial:{key[1]}",
            "KAITSU_CARD_SANDBOX_SECRET": secrets.token_urlsafe(32),
        }
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(made, out)
        return made

    def _check_profile(self) -> None:
        from kaitsu.operator_profile import ProfileError, load

        try:
            load(self.profile)
        except ProfileError as error:
            raise CannotRun(str(error)) from error

    def _prepare(self) -> None:
        from django.db import OperationalError

        from kaitsu.config.serve import prepare

        try:
            prepare([])
        except OperationalError as error:
            raise CannotRun(
                "the database does not answer; is DATABASE_URL right, and the server running?"
            ) from error
        from django.db import connections

        from kaitsu.faces.trial.data import ensure

        self.facts = ensure(self.home / "trial.json")
        connections.close_all()

    def _start_all(self) -> None:
        for child in self.children:
            self._start(child)

    def _start(self, child: Child) -> None:
        child.started = time.monotonic()
        # A session of its own: Ctrl-C reaches this process only, which then ends the others in order.
        child.process = subprocess.Popen(child.command, start_new_session=True)

    def _wait_until_ready(self) -> bool:
        end = time.monotonic() + READY_SECONDS
        while not self.stopping and time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://{HOST}:{self.port}/health/ready", timeout=2) as answer:
                    if answer.status == 200:
                        return True
            except (urllib.error.URLError, OSError):
                self._raise_fallen()
                time.sleep(0.1)
        return False

    def _watch(self) -> None:
        while not self.stopping:
            self._raise_fallen()
            time.sleep(0.5)

    def _raise_fallen(self) -> None:
        for child in self.children:
            if self.stopping or child.process is None or child.process.poll() is None:
                continue
            child.falls = child.falls + 1 if time.monotonic() - child.started < 30 else 1
            if child.falls > 3:
                raise CannotRun(f"the {child.name} ended with status {child.process.returncode}, three times")
            print(
                f"The {child.name} ended with status {child.process.returncode}; starting it again.",
                flush=True,
            )
            self._start(child)

    def _end_all(self) -> None:
        for child in reversed(self.children):
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        for child in reversed(self.children):
            if child.process is None:
                continue
            try:
                child.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _tell(self, seconds: float) -> None:
        facts = self.facts
        lines = ["", f"Kaitsu runs in trial mode ({seconds:.1f} s).  Ctrl-C ends it; the data is kept.", ""]
        lines += [f"  Open           {self.url}/", ""]
        lines += ["  Entry codes"]
        lines += [f"    {line_type:<12} {code}" for line_type, code in facts.codes.items()]
        lines += [
            "",
            "  Mails          " + f"{self.url}/trial/",
            "  Staff          " + f"{self.url}/console/",
        ]
        lines += [f"    {role:<12} {email}   {password}" for role, email, password in facts.staff]
        print("\n".join([*lines, ""]), flush=True)
