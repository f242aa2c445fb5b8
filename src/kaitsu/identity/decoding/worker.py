"""The decoder: a process that forks once for every file, and a fork that can do nothing but decode it.

It is started as a program of its own that knows no settings, so that no key and no connection is in its memory.
The parent of the forks has Pillow, PDFium and what looks at a picture loaded, so that a fork costs a few
milliseconds. A fork has one pipe open and may open nothing else, which leaves it without a network too; its memory
and its time are limited, and it ends with its file. What it breaks, it breaks alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import time
from typing import Any

from kaitsu.identity.decoding import drawing, protocol

# Before numpy is loaded: a fork has one thread, and may make no other.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from kaitsu.identity.decoding import looking

#: The most bytes of a file that is ever looked at, whatever the profile says.
MOST_INPUT = 64 * 1024 * 1024
NOBODY = 65534


def main() -> None:
    """Decode what comes in by standard input until it ends."""
    drawing.load()
    looking.load()
    while (frame := protocol.unpack(lambda size: os.read(0, size), most=MOST_INPUT)) is not None:
        limits, data = json.loads(frame[0]), frame[1]
        protocol.write_all(1, _in_a_fork(limits, data))


def _in_a_fork(limits: dict[str, Any], data: bytes) -> bytes:
    """Two frames: the answer for the file, and a look at each picture of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _become_harmless(limits, keep=writing)
        try:
            answer = drawing.answer(data, limits)
        except MemoryError:
            answer = drawing.Answer(drawing.refusal("identity.too_heavy"))
        except BaseException:  # whatever a hostile file does, the answer is the same
            answer = drawing.Answer(drawing.refusal("identity.broken"))
        protocol.write_all(writing, answer.frame)
        with contextlib.suppress(
            BaseException
        ):  # the pictures are out; without a look they are taken as well
            protocol.write_all(writing, looking.answer(answer.small, limits["look"]))
        os._exit(0)
    os.close(writing)
    try:
        return _answer_of(reading, limits)
    finally:
        os.close(reading)
        _end(child)


def _answer_of(reading: int, limits: dict[str, Any]) -> bytes:
    """What the fork writes within its time, as the two frames; a refusal where that is no answer, or too much."""
    written, in_time = _written(reading, limits)
    frames = protocol.whole(written)
    if not frames:
        frames = [drawing.refusal("identity.broken" if in_time else "identity.too_heavy")]
    count = len(protocol.parts_of(frames[0])) - 1
    return frames[0] + looking.told(frames[1] if len(frames) > 1 else b"", count)


def _written(reading: int, limits: dict[str, Any]) -> tuple[bytes, bool]:
    """All that the fork writes, and whether it ended within its time and its bound."""
    ends, size = time.monotonic() + limits["seconds"], 0
    chunks: list[bytes] = []
    while size <= limits["output"]:
        left = ends - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return b"".join(chunks), False
        chunk = os.read(reading, 1 << 16)
        if not chunk:
            return b"".join(chunks), True
        chunks.append(chunk)
        size += len(chunk)
    return b"", False


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)  # it may have ended; until it is waited for, its number is not given away
    os.waitpid(child, 0)


def _become_harmless(limits: dict[str, Any], *, keep: int) -> None:
    os.closerange(0, keep)
    os.closerange(keep + 1, 256)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    seconds = limits["seconds"]
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        # A second more than the clock allows: it catches a fork whose parent was killed.
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_AS, limits["memory"]),
        # No descriptor can be made from here on: no file is opened and no socket. Those that are open stay.
        (resource.RLIMIT_NOFILE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            # Not every system knows every limit (macOS has none of memory); the time limit holds everywhere.
            continue


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main()
