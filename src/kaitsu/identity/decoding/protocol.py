"""How the web process and a decoder talk over pipes: frames of a length and that many bytes."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable

_LENGTH = struct.Struct(">I")

Read = Callable[[int], bytes]


def pack(*parts: bytes) -> bytes:
    """A frame of *parts*: how many, then each with its length."""
    body = b"".join(_LENGTH.pack(len(part)) + part for part in parts)
    return _LENGTH.pack(len(parts)) + body


def unpack(read: Read, *, most: int) -> list[bytes] | None:
    """The parts of the next frame, None where the other side has ended; ValueError for more than *most* bytes."""
    first = read(_LENGTH.size)
    if not first:
        return None
    head = first + exactly(read, _LENGTH.size - len(first))
    parts, left = [], most
    for _ in range(_LENGTH.unpack(head)[0]):
        size = _LENGTH.unpack(exactly(read, _LENGTH.size))[0]
        left -= size + _LENGTH.size
        if left < 0:
            raise ValueError("a frame larger than agreed")
        parts.append(exactly(read, size))
    return parts


def whole(data: bytes) -> list[bytes]:
    """The whole frames at the beginning of *data*, one after the other; what follows them is no whole frame."""
    stream, frames, start = io.BytesIO(data), [], 0
    try:
        while unpack(stream.read, most=len(data)) is not None:
            frames.append(data[start : stream.tell()])
            start = stream.tell()
    except (EOFError, ValueError):
        pass
    return frames


def parts_of(frame: bytes) -> list[bytes]:
    """The parts of a *frame* that is there already; ValueError where it is none."""
    try:
        return unpack(io.BytesIO(frame).read, most=len(frame)) or []
    except EOFError:
        raise ValueError("half a frame") from None


def exactly(read: Read, size: int) -> bytes:
    """Exactly *size* bytes; EOFError where fewer come."""
    chunks, left = [], size
    while left:
        chunk = read(left)
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of *data*."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
