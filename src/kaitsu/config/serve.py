"""The commands of production: ``kaitsu prepare``, ``web``, ``worker``, ``check``, ``manage``."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence


def prepare(arguments: Sequence[str]) -> int:
    """Compile translations, migrate the database, gather static files. Safe to run twice, once per release."""
    ArgumentParser("kaitsu prepare").parse_args(arguments)
    from kaitsu.config.catalogues import compile_all

    compile_all()
    setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def web(arguments: Sequence[str]) -> int:
    """Serve pages with gunicorn, in this process's place."""
    parser = ArgumentParser("kaitsu web")
    parser.add_argument("--bind", default="127.0.0.1:8000", help="host:port, or unix:/path (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes (%(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="threads a process (%(default)s)")
    options = parser.parse_args(arguments)
    return _become(
        "gunicorn",
        "--config=python:kaitsu.config.gunicorn",
        f"--bind={options.bind}",
        f"--workers={options.workers}",
        f"--threads={options.threads}",
        "kaitsu.config.wsgi:application",
    )


def worker(arguments: Sequence[str]) -> int:
    """Work on the queue until SIGTERM, which lets the jobs in hand finish."""
    parser = ArgumentParser("kaitsu worker")
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once (%(default)s)")
    parser.add_argument(
        "--queues", default="", help="which ones, with commas between: default, mail, reading (all of them)"
    )
    options = parser.parse_args(arguments)
    setup()
    if not options.queues or "reading" in options.queues.split(","):
        _load_models()
    chosen = [f"--queues={options.queues}"] if options.queues else []
    from django.core.management import call_command

    call_command(
        "procrastinate",
        "worker",
        f"--concurrency={options.concurrency}",
        "--shutdown-graceful-timeout=20",
        *chosen,
    )
    return 0


def _load_models() -> None:
    """Have the engine that reads documents ready before the first image comes; other jobs do not wait for it."""
    import threading

    from kaitsu.identity.machine import process

    threading.Thread(target=process.warm, name="reading", daemon=True).start()


def manage(arguments: Sequence[str]) -> int:
    """Run one of Django's own commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaitsu.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kaitsu manage", *arguments])
    return 0


def check(arguments: Sequence[str]) -> int:
    """Say what is wrong before people find out: settings, profile, keys, database, migrations."""
    ArgumentParser("kaitsu check").parse_args(arguments)
    from django.core.exceptions import ImproperlyConfigured

    try:
        setup()
    except ImproperlyConfigured as error:
        print(f"settings: {error}", file=sys.stderr)
        return 1
    from kaitsu.config import readiness

    wrong = False
    for line in readiness.findings():
        wrong = wrong or line.wrong
        print(f"{line.subject}: {line.text}", file=sys.stderr if line.wrong else sys.stdout)
    return 1 if wrong else 0


def say(text: str, *, wrong: bool = False) -> None:
    """One line of a command's answer; what is *wrong* goes to standard error."""
    print(text, file=sys.stderr if wrong else sys.stdout)


def setup() -> None:
    """Django with the settings of the environment; ImproperlyConfigured where one is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaitsu.config.settings")
    import django

    django.setup()


def _become(module: str, *arguments: str) -> int:
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606 - our own interpreter
