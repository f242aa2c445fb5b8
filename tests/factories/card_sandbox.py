"""The real sandbox provider as a process of its own, and a holder's browser at its pages, without scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

SECRET = "only between the two"

#: Without TLS: the sandbox of the tests speaks plain HTTP on this machine.
_HTTP = httpx.Client(trust_env=False, verify=False)


@contextmanager
def sandbox(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a sandbox that runs while the block does."""
    command = [sys.executable, "-m", "kaitsu.cards.adapters.sandbox.server"]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--folder", str(folder)],
        env=os.environ | {"KAITSU_CARD_SANDBOX_SECRET": SECRET},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        ready = process.stdout.readline()
        yield ready.removeprefix("Card sandbox at ").strip()
    finally:
        process.terminate()
        assert process.wait(timeout=10) == 0
        process.stdout.close()


@dataclass
class Browser:
    """Reads a page's forms and sends them back, as a browser without JavaScript does."""

    page_url: str

    def get(self, url: str = "") -> httpx.Response:
        return _HTTP.get(url or self.page_url)

    def fields(self, page: httpx.Response, action: str) -> dict[str, str]:
        """The fields of the form that leads to *action*, as the page fills them."""
        (form,) = re.findall(
            rf'<form method="post" action="{re.escape(action)}".*?</form>', page.text, re.DOTALL
        )
        return dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', form))

    def submit(self, page: httpx.Response, rest: str = "", **typed: str) -> httpx.Response:
        """Fill in the form of *page* that leads to this session's address plus *rest*, and send it."""
        action = httpx.URL(self.page_url).path + rest
        data = self.fields(page, action) | typed
        return _HTTP.post(httpx.URL(self.page_url).join(action), data=data)

    def pay(self, number: str, **typed: str) -> httpx.Response:
        """Open the card form and enter the card *number*."""
        entered = {"number": number, "expiry": "12/39", "cvc": "123"} | typed
        return self.submit(self.get(), **entered)
