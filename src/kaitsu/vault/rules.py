"""The vault's cryptography, on bytes alone: AES-256-GCM, a data key for each document. No Django.

A document is sealed with a random data key used for it only; the data key is sealed with a master key. What
belongs together is authenticated together: the sealed content fits only the id, purpose and media type that
it was stored with, the sealed data key only that id and the master key's name. Layout of both: one byte
version, twelve bytes nonce, ciphertext with its sixteen bytes tag.
"""

from __future__ import annotations

import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
_NONCE = 12
_HEAD = len(VERSION) + _NONCE
_TAG = 16

#: The largest document, in bytes; more than any upload rule lets through.
MOST_BYTES = 32 * 1024 * 1024


class Tampered(Exception):
    """The bytes are not what was sealed, or were sealed for something else."""


def new_data_key() -> bytes:
    """A random key for one document, 32 bytes."""
    return AESGCM.generate_key(bit_length=256)


def seal_content(data_key: bytes, data: bytes, *, id: UUID, purpose: str, media_type: str) -> bytes:
    """The ciphertext of *data*."""
    return _seal(data_key, data, _content_context(id, purpose, media_type))


def open_content(data_key: bytes, blob: bytes, *, id: UUID, purpose: str, media_type: str) -> bytes:
    """The plain content of *blob*; raises Tampered."""
    return _open(data_key, blob, _content_context(id, purpose, media_type))


def wrap_key(master_key: bytes, data_key: bytes, *, id: UUID, key_id: str) -> bytes:
    """*data_key* sealed with the master key of that name."""
    return _seal(master_key, data_key, _joined(b"kaitsu.vault.key", id.bytes, key_id.encode()))


def unwrap_key(master_key: bytes, wrapped: bytes, *, id: UUID, key_id: str) -> bytes:
    """The data key in *wrapped*; raises Tampered."""
    return _open(master_key, wrapped, _joined(b"kaitsu.vault.key", id.bytes, key_id.encode()))


def digest(key: bytes, data: bytes) -> str:
    """The keyed digest of a plain content, 64 hexadecimal digits."""
    return hmac.digest(key, data, "sha256").hex()


def blob_name(id: UUID) -> str:
    """Where the ciphertext of *id* lies: a folder for each hour of its making (see ``hour``)."""
    return f"{hour(id):07d}/{id.hex}"


def hour(id: UUID) -> int:
    """Hours since 1970 when *id*, a UUID version 7, was made."""
    return (id.int >> 80) // 3_600_000


def _content_context(id: UUID, purpose: str, media_type: str) -> bytes:
    return _joined(b"kaitsu.vault.content", id.bytes, purpose.encode(), media_type.encode())


def _joined(*parts: bytes) -> bytes:
    """The parts with their lengths, so that no two lists of parts look the same."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _seal(key: bytes, data: bytes, context: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, data, VERSION + context)


def _open(key: bytes, sealed: bytes, context: bytes) -> bytes:
    if len(sealed) < _HEAD + _TAG or sealed[:1] != VERSION:
        raise Tampered
    try:
        return AESGCM(key).decrypt(sealed[1:_HEAD], sealed[_HEAD:], VERSION + context)
    except InvalidTag:
        raise Tampered from None
