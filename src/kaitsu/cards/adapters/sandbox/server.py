"""The sandbox provider as a process: `kaitsu card-sandbox --port 8001 --folder var/card-sandbox`."""

from __future__ import annotations

import argparse
import os
import signal
import socketserver
import sqlite3
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from kaitsu.cards.adapters.sandbox.store import Store
from kaitsu.cards.adapters.sandbox.web import Application

SECRET_VARIABLE = "KAITSU_CARD_SANDBOX_SECRET"  # noqa: S105 - the name of the variable, not a secret


class _Handler(WSGIRequestHandler):
    """One request. A client that stalls is let go; nothing of a request is written to a log."""

    timeout = 20

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: addresses here hold session keys."""


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    """A thread a request: some people and one Kaitsu, on one machine."""

    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        """Bind without asking the name service who we are, which may take seconds and decides nothing."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


def make_server(host: str, port: int, store: Store, secret: str, public_url: str = "") -> WSGIServer:
    """The sandbox bound to *host* and *port* (0: any free one), not yet serving; OSError where it is taken."""
    server = _Server((host, port), _Handler)
    address = public_url.rstrip("/") or f"http://{host}:{server.server_port}"
    server.set_app(Application(store, secret, address))
    return server


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until a signal ends it (0), or say in one line why not (1); one line with the address when ready."""
    parser = argparse.ArgumentParser(
        prog="kaitsu card-sandbox", description="A payment provider to try cards with."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001, help="0 takes any free port")
    parser.add_argument("--folder", type=Path, required=True, help="where its sessions are kept")
    parser.add_argument(
        "--public-url", default="", help="the address that browsers see, where that is another one"
    )
    options = parser.parse_args(argv)
    secret = os.environ.get(SECRET_VARIABLE, "")
    if not secret:
        return _fail(f"{SECRET_VARIABLE} is not set; the sandbox and Kaitsu share it.")
    try:
        store = Store(options.folder)
    except (OSError, sqlite3.Error) as error:
        return _fail(f"The card sandbox cannot keep its sessions in {options.folder}: {error}.")
    try:
        server = make_server(options.host, options.port, store, secret, options.public_url)
    except OSError as error:
        return _fail(f"The card sandbox cannot use {options.host}:{options.port}: {error.strerror}.")

    def end(_signal: int, _frame: FrameType | None) -> None:
        # shutdown() waits for serve_forever, which runs in this very thread.
        threading.Thread(target=server.shutdown).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    sys.stdout.write(f"Card sandbox at http://{options.host}:{server.server_port}\n")
    sys.stdout.flush()
    with server:
        server.serve_forever(poll_interval=0.1)
    return 0


def _fail(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
