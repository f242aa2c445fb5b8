"""The decoders of this web process: started once, each takes one file at a time, replaced when one dies."""

from __future__ import annotations

import json
import logging
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from kaitsu.identity.decoding import protocol
from kaitsu.identity.decoding.limits import Limits
from kaitsu.kernel.errors import KaitsuError

log = logging.getLogger(__name__)

PROGRAM = "kaitsu.identity.decoding.worker"
#: Decoders of one web process: as many files at once; whoever comes then waits so many seconds for one.
DECODERS = 2
PATIENCE = 4.0
#: What a decoder may take besides the file's own time: to start, to fork, to hand over, on a machine under load.
GRACE = 8.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One clean JPEG, its size in pixels, and what the cheap look found; None where none could be taken.

    ``look`` has ``usable``, ``advice`` (each with ``code``, ``blocks``, ``region``, ``ja``, ``en``), ``figures``.
    """

    data: bytes
    width: int
    height: int
    look: dict[str, Any] | None = None


class Decoder:
    """One decoder process. It is started when it is made and again when it has died."""

    def __init__(self) -> None:
        self._process = self._start()

    @staticmethod
    def _start() -> subprocess.Popen[bytes]:
        # Isolated mode, an empty environment: no setting, no key and no path of ours gets in.
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-m", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={},
            cwd="/",
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def decode(self, data: bytes, limits: Limits) -> list[bytes]:
        """The answer for *data*: its head, the pictures, the looks.

        A decoder that died or hangs is replaced and refuses the file.
        """
        if self._process.poll() is not None:
            self._restart()
        try:
            return self._ask(protocol.pack(json.dumps(asdict(limits)).encode(), data), limits)
        except (OSError, EOFError, ValueError, TimeoutError):
            log.warning("a decoder was replaced")
            self._restart()
            return [json.dumps({"code": "identity.decoder_gone"}).encode(), b"[]"]

    def _ask(self, frame: bytes, limits: Limits) -> list[bytes]:
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe
        assert self._process.stdout is not None  # noqa: S101 - likewise
        ends = time.monotonic() + limits.seconds + GRACE
        protocol.write_all(self._process.stdin.fileno(), frame)
        out = self._process.stdout.fileno()

        def read(size: int) -> bytes:
            if not select.select([out], [], [], max(0.0, ends - time.monotonic()))[0]:
                raise TimeoutError
            return os.read(out, min(size, 1 << 20))

        parts = protocol.unpack(read, most=limits.output + (1 << 16))
        looks = protocol.unpack(read, most=1 << 20)
        if not parts or not looks:
            raise EOFError
        return [*parts, *looks]

    def _restart(self) -> None:
        self.stop()
        self._process = self._start()

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


class Pool:
    """Decoders in a queue; ``lent`` gives one to one caller at a time."""

    def __init__(self, size: int = DECODERS) -> None:
        self.owner = os.getpid()
        self.decoders = [Decoder() for _ in range(size)]
        self._free: queue.Queue[Decoder] = queue.Queue()
        for decoder in self.decoders:
            self._free.put(decoder)

    @contextmanager
    def lent(self) -> Iterator[Decoder]:
        """A free decoder; KaitsuError ``identity.busy`` where none gets free within ``PATIENCE`` seconds."""
        try:
            decoder = self._free.get(timeout=PATIENCE)
        except queue.Empty:
            raise KaitsuError("identity.busy", rule="IDV-8") from None
        try:
            yield decoder
        finally:
            self._free.put(decoder)

    def stop(self) -> None:
        """End every decoder."""
        for decoder in self.decoders:
            decoder.stop()


_pool: Pool | None = None
_making = threading.Lock()


def warm() -> Pool:
    """The pool of this process, started where it was not: a fork of the web server needs one of its own."""
    global _pool  # noqa: PLW0603 - one pool a process is the point
    with _making:
        if _pool is None or _pool.owner != os.getpid():
            _pool = Pool()
        return _pool


def stop() -> None:
    """End the decoders of this process, if it has any."""
    global _pool  # noqa: PLW0603 - as in warm
    with _making:
        if _pool is not None and _pool.owner == os.getpid():
            _pool.stop()
        _pool = None


def pictures(data: bytes, limits: Limits | None = None) -> list[Picture]:
    """The pictures of the file *data* (IDV-8): one of a photograph, one for each page of a PDF.

    Raises KaitsuError ``identity.not_accepted_type``, ``identity.broken``, ``identity.encrypted``,
    ``identity.too_many_pixels``, ``identity.too_many_pages``, ``identity.too_small``, ``identity.too_heavy``;
    ``identity.busy`` and ``identity.decoder_gone``, after which the same file may be sent again.
    """
    limits = limits or Limits()
    with warm().lent() as decoder:
        head, *bodies, looks = decoder.decode(data, limits)
    answer = json.loads(head)
    if "code" in answer:
        raise KaitsuError(answer["code"], rule="IDV-8", pixels=limits.least_side, pages=limits.pages)
    sizes = answer["pictures"]
    return [
        Picture(body, size["width"], size["height"], look)
        for body, size, look in zip(bodies, sizes, json.loads(looks), strict=True)
    ]
