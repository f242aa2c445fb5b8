"""Child processes that take one thing at a time: started bare, heard with a deadline, lent to one caller."""

from __future__ import annotations

import os
import queue
import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

_MOST_AT_ONCE = 1 << 20


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """*command* with a pipe to it and one from it, and nothing of ours besides *environment*."""
    return subprocess.Popen(  # noqa: S603 - our own programs
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=dict(environment),
        cwd="/",
    )


def pipes(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """The descriptors to write to *process* and to read from it."""
    assert process.stdin is not None  # noqa: S101 - opened as a pipe
    assert process.stdout is not None  # noqa: S101 - likewise
    return process.stdin.fileno(), process.stdout.fileno()


def heard_within(seconds: float, out: int) -> Callable[[int], bytes]:
    """Reads from the descriptor *out*, for *seconds* from now on; after that it raises TimeoutError."""
    ends = time.monotonic() + seconds

    def read(size: int) -> bytes:
        if not select.select([out], [], [], max(0.0, ends - time.monotonic()))[0]:
            raise TimeoutError
        return os.read(out, min(size, _MOST_AT_ONCE))

    return read


def end(process: subprocess.Popen[bytes]) -> None:
    """End *process* and close its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


class Child(Protocol):
    """What a pool lends: one process, which can be ended."""

    def stop(self) -> None:
        """End the process, if there is one."""


C = TypeVar("C", bound=Child)


class Pool(Generic[C]):
    """*children* in a queue; ``lent`` gives one to one caller at a time, and others wait for their turn."""

    def __init__(self, children: Sequence[C]) -> None:
        self.owner = os.getpid()
        self.children = tuple(children)
        self._free: queue.Queue[C] = queue.Queue()
        for child in self.children:
            self._free.put(child)

    def _next(self) -> C:
        """A free one, waited for as long as it takes."""
        return self._free.get()

    @contextmanager
    def lent(self) -> Iterator[C]:
        """A free one, for as long as the context lasts."""
        child = self._next()
        try:
            yield child
        finally:
            self._free.put(child)

    def stop(self) -> None:
        """End every one."""
        for child in self.children:
            child.stop()


P = TypeVar("P", bound=Pool[Any])


class Own(Generic[P]):
    """The pool of this process, made by *make* when first asked for; a fork needs one of its own."""

    def __init__(self, make: Callable[[], P]) -> None:
        self._make = make
        self._pool: P | None = None
        self._making = threading.Lock()

    def pool(self) -> P:
        """The pool of this process."""
        with self._making:
            if self._pool is None or self._pool.owner != os.getpid():
                self._pool = self._make()
            return self._pool

    def use(self, other: P | None) -> None:
        """Lend from *other* from now on (None: from a new one when asked); the one before is ended."""
        with self._making:
            before, self._pool = self._pool, other
            if before is not None and before is not other and before.owner == os.getpid():
                before.stop()
