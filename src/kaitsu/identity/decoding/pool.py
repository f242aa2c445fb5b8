"""The decoders of this web process: started once, each takes one file at a time, replaced when one dies."""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

from kaitsu.identity.decoding import children, protocol
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
        return children.start([sys.executable, "-I", "-m", PROGRAM], {})

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
        into, out = children.pipes(self._process)
        read = children.heard_within(limits.seconds + GRACE, out)
        protocol.write_all(into, frame)
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
        children.end(self._process)


class Pool(children.Pool[Decoder]):
    """Decoders; KaitsuError ``identity.busy`` for whom none gets free within ``PATIENCE`` seconds."""

    def __init__(self, size: int = DECODERS) -> None:
        super().__init__([Decoder() for _ in range(size)])

    def _next(self) -> Decoder:
        try:
            return self._free.get(timeout=PATIENCE)
        except queue.Empty:
            raise KaitsuError("identity.busy", rule="IDV-8") from None


_own = children.Own(Pool)


def warm() -> Pool:
    """The pool of this process, started where it was not."""
    return _own.pool()


def use(other: Pool | None) -> None:
    """Decode with *other* from now on (None: with one of the usual sort); the one before is ended."""
    _own.use(other)


def stop() -> None:
    """End the decoders of this process, if it has any."""
    _own.use(None)


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
