"""The storage of ciphertexts (``STORAGES["vault"]``): a folder, or an object store."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from kaitsu.kernel.errors import KaitsuError


def _storage() -> Storage:
    return storages["vault"]


def put(name: str, blob: bytes) -> str:
    """Store *blob* and return the name that the storage gave it."""
    return _storage().save(name, ContentFile(blob))


def get(name: str) -> bytes:
    """The blob of that name; raises ``vault.blob_missing``."""
    try:
        with _storage().open(name, "rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        raise KaitsuError("vault.blob_missing") from None
    return content


def delete(name: str) -> None:
    """Remove the blob; one that is not there is removed already."""
    with contextlib.suppress(FileNotFoundError):
        _storage().delete(name)


def folders() -> list[int]:
    """The hours (``rules.hour``) for which there are folders, oldest first."""
    try:
        names, _ = _storage().listdir("")
    except FileNotFoundError:
        return []
    return sorted(int(name) for name in names if name.isdecimal())


def of_hour(hour: int) -> Iterator[tuple[UUID, str]]:
    """The ids and names of the blobs in the folder of that hour."""
    try:
        _, names = _storage().listdir(f"{hour:07d}")
    except FileNotFoundError:
        return
    for name in names:
        with contextlib.suppress(ValueError):
            yield UUID(hex=name[:32]), f"{hour:07d}/{name}"
