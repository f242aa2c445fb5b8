"""The engine processes of this worker: started when first needed, kept over jobs, replaced when one dies or hangs."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kaitsu.identity.decoding import children, protocol
from kaitsu.identity.machine.limits import Limits

log = logging.getLogger(__name__)

PROGRAM = (sys.executable, "-I", "-m", "kaitsu.identity.machine.engine")
#: Engine processes of one worker process: a second one takes the memory of the first again (docs/operating.md).
ENGINES = 1


class EngineGone(Exception):
    """The engine process died, hung, or said something that is no answer; another one takes its place."""


class CannotBeRead(Exception):
    """The engine is well, but the image is none that can be read; the message is a code."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine process read: versions, ``documents`` as plain data, and the ``crops`` by document and field."""

    engine: str
    rules: str
    documents: list[dict[str, Any]]
    crops: Mapping[tuple[int, str], bytes] = field(default_factory=dict)


class EngineProcess:
    """One engine process; it is started by the first image, and again after it has gone."""

    def __init__(self, program: Sequence[str] = PROGRAM, limits: Limits | None = None) -> None:
        self._program = tuple(program)
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._resident = 0

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the process and wait until its models are loaded; raises EngineGone where that fails."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        # Isolated mode, an empty environment: no setting, no key and no path of ours gets in.
        self._process = children.start(self._program, {"MEMORY": str(self._limits.memory)})
        with self._replaced_when_gone():
            self._receive(self._limits.start)

    def read(self, data: bytes, request: Mapping[str, Any]) -> Answer:
        """What the image *data* says. Raises EngineGone, after which another may try; CannotBeRead for good."""
        self.start()
        with self._replaced_when_gone():
            assert self._process is not None  # noqa: S101 - just started
            into, _ = children.pipes(self._process)
            protocol.write_all(into, protocol.pack(json.dumps(request).encode(), data))
            head, *crops = self._receive(self._limits.seconds)
            said = json.loads(head)
            if "code" in said:
                raise CannotBeRead(said["code"])
            names = [(each["place"], each["field"]) for each in said["crops"]]
            answer = Answer(
                said["engine"], said["rules"], said["documents"], dict(zip(names, crops, strict=True))
            )
            resident = _resident(self._process.pid) or int(said["resident"])
        if resident > self._limits.resident:
            log.info("an engine process has grown too large", extra={"bytes": resident})
            self.stop()
        return answer

    @contextmanager
    def _replaced_when_gone(self) -> Iterator[None]:
        try:
            yield
        except (OSError, EOFError, ValueError, KeyError, TypeError, TimeoutError) as error:
            log.warning("an engine process is gone", extra={"reason": type(error).__name__})
            self.stop()
            raise EngineGone(str(error)) from error

    def _receive(self, seconds: float) -> list[bytes]:
        assert self._process is not None  # noqa: S101 - as in read
        _, out = children.pipes(self._process)
        read = children.heard_within(seconds, out)
        parts = protocol.unpack(read, most=self._limits.output)
        if not parts:
            raise EOFError
        return parts

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is None:
            return
        children.end(self._process)
        self._process = None


def _resident(pid: int) -> int:
    """The memory that process *pid* has just now, in bytes; 0 where the system does not say.

    What a process knows itself is the most it ever had, and on Linux that counts its parent before the start.
    """
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


class Pool(children.Pool[EngineProcess]):
    """Engine processes; whoever comes while all are lent waits for their turn."""

    def __init__(
        self, size: int = ENGINES, program: Sequence[str] = PROGRAM, limits: Limits | None = None
    ) -> None:
        super().__init__([EngineProcess(program, limits) for _ in range(size)])


_own = children.Own(Pool)


def pool() -> Pool:
    """The pool of this worker."""
    return _own.pool()


def use(other: Pool | None) -> None:
    """Read with *other* from now on (None: with one of the usual sort); the one before is ended."""
    _own.use(other)


def warm() -> None:
    """Load the models now rather than with the first image; one that cannot start is tried again then."""
    with pool().lent() as engine:
        try:
            engine.start()
        except EngineGone:
            log.exception("the engine that reads documents does not start; `kaitsu check` says why")
