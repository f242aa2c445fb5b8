"""Kill a process at a chosen line of our code, and look at what it leaves.

A ``Killer`` is a second Python with Django set up on the tests' database. For each call it forks a worker that
runs one function and sends itself SIGKILL just before the n-th line of the watched files: nothing is cleaned up,
no ``finally`` runs, connections break off.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

#: What a worker's connection is called in the database.
_NAME = "kaitsu to be killed"
_PROGRAM = """
import importlib, json, os, signal, sys, traceback
import django
django.setup()
from django.db import connections

def trace_until(line, watched):
    seen = 0
    def local(frame, event, arg):
        nonlocal seen
        if event == "line":
            seen += 1
            if seen == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return local
    return lambda frame, event, arg: local if frame.f_code.co_filename.endswith(watched) else None

for order in sys.stdin:
    function, arguments, line, watched = json.loads(order)
    module, _, name = function.rpartition(".")
    run = getattr(importlib.import_module(module), name)
    connections.close_all()
    worker = os.fork()
    if not worker:
        try:
            sys.settrace(trace_until(line, tuple(watched)))
            run(**arguments)
            sys.settrace(None)
        except BaseException:
            sys.settrace(None)
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]), flush=True)
"""


class Killer:
    """Runs functions in workers that die at a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, function: str, *, line: int, watched: list[str], **arguments: Any) -> bool:
        """Call *function* in a worker; True if it was killed before *line*, False if it ended before that."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([function, arguments, line, watched]) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        assert code in (0, -9), f"the worker failed with {code}"
        _disconnected()
        return code == -9


def _disconnected() -> None:
    """Wait until the database has noticed that the worker is gone: until then its locks hold, and who skips locked
    rows finds nothing."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE application_name = %s AND datname = current_database()",
                [_NAME],
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.002)
    raise AssertionError("the database still serves a worker that is dead")


@contextmanager
def killer(**environment: str) -> Iterator[Killer]:
    """A Killer on the tests' database; *environment* is added to the settings' variables."""
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {
        name: connection.settings_dict[key] for name, key in parts.items() if connection.settings_dict[key]
    }
    url = make_conninfo(**given, **connection.settings_dict.get("OPTIONS", {}), application_name=_NAME)
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        env=os.environ
        | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kaitsu.config.settings_test"}
        | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Killer(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()
