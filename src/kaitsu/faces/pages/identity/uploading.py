"""Receiving one file: in memory, never more than may be sent, never longer than a patient person waits (IDV-8)."""

from __future__ import annotations

import time
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

#: A file that takes longer to arrive is given up: patience for the largest one over a poor connection.
SECONDS = 120
#: More than this is not even read to its end: whoever sends it hears of it when the connection closes.
DRAINED_BYTES = 64 * 1024 * 1024


class OneFile(FileUploadHandler):
    """Keeps the bytes of one file of at most *most* bytes, and nothing on disk: an identity document lies there
    encrypted or not at all. What is larger is thrown away as it comes in, and ``too_large`` says so."""

    def __init__(self, most: int, seconds: float = SECONDS) -> None:
        super().__init__()
        self.too_large = False
        self.too_slow = False
        self._most = most
        self._ends = time.monotonic() + seconds
        self._chunks: list[bytes] = []
        self._size = 0

    def new_file(self, *args: Any, **values: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **values)
        self._chunks, self._size = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next bytes."""
        if time.monotonic() > self._ends:
            self.too_slow = True
            raise StopUpload(connection_reset=True)
        self._size += len(raw_data)
        if self._size > self._most:
            self.too_large = True
            self._chunks.clear()
            raise SkipFile
        self._chunks.append(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """The file; the name that it was sent with is forgotten."""
        return SimpleUploadedFile("upload", b"".join(self._chunks))
