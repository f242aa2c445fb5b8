"""An outside register as a server of its own on this machine, which answers as it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

SECRET = "only between the two"


@dataclass
class Server:
    """What it answers with, what it was asked; ``answers`` is cleared to let it hang until it is closed."""

    url: str = ""
    status: int = 200
    body: bytes = b'{"verdict": "clear", "codes": []}'
    asked: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)
    answers: Event = field(default_factory=Event)


@contextmanager
def server() -> Iterator[Server]:
    """A register that runs while the block does."""
    known = Server()
    known.answers.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            known.asked.append((dict(self.headers), json.loads(self.rfile.read(length))))
            known.answers.wait(10)
            try:
                self.send_response(known.status)
                self.send_header("Content-Length", str(len(known.body)))
                self.end_headers()
                self.wfile.write(known.body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # who asked has given up

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        known.url = f"http://127.0.0.1:{http.server_port}/ask"
        thread = Thread(target=http.serve_forever)
        thread.start()
        try:
            yield known
        finally:
            known.answers.set()
            http.shutdown()
            thread.join()
