"""Master keys and the digest key, as the settings give them."""

from __future__ import annotations

import hmac

from django.conf import settings

from kaitsu.kernel.errors import KaitsuError


def current() -> tuple[str, bytes]:
    """Name and bytes of the master key that new documents are sealed with: the first in the settings."""
    for name, key in settings.KAITSU_VAULT_KEYS.items():
        return name, key
    raise KaitsuError("vault.key_missing", key="")


def named(key_id: str) -> bytes:
    """The master key of that name; raises ``vault.key_missing``."""
    try:
        key: bytes = settings.KAITSU_VAULT_KEYS[key_id]
    except KeyError:
        raise KaitsuError("vault.key_missing", key=key_id) from None
    return key


def digest_key() -> bytes:
    """The key of the documents' digests: it stays when master keys are rotated, so that digests do."""
    return hmac.digest(settings.KAITSU_CODE_KEY, b"kaitsu.vault.digest.1", "sha256")
