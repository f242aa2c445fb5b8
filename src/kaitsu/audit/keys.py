"""The key of the chain, which is never in the database, and the lock of the one who seals."""

from __future__ import annotations

import hmac

from django.conf import settings

#: PostgreSQL's advisory lock of the one who gives places ("KAITSU" and 1, read as a number).
SEALER_LOCK = 0x4B41495453550001


def chain_key() -> bytes:
    """32 bytes, of use for nothing but the audit chain."""
    return hmac.digest(settings.KAITSU_CODE_KEY, b"kaitsu.audit.chain.1", "sha256")
