"""Secrets of second factors, encrypted before they are stored.

The keys are derived from the vault's (HKDF-SHA256), so that a new vault key serves here too:
it encrypts from then on, and the older ones still decrypt.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> str:
    """*text*, encrypted with the current key."""
    return _cipher().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """What :func:`seal` encrypted; ``cryptography.fernet.InvalidToken`` where no known key opens it."""
    return _cipher().decrypt(sealed.encode("ascii")).decode()


def reseal(sealed: str) -> str | None:
    """*sealed*, encrypted with the current key instead; None where it is already.

    ``cryptography.fernet.InvalidToken`` where no known key opens it.
    """
    first = next(iter(settings.KAITSU_VAULT_KEYS.values()))
    try:
        Fernet(_derived(first)).decrypt(sealed.encode("ascii"))
    except InvalidToken:
        return _cipher().rotate(sealed.encode("ascii")).decode("ascii")
    return None


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in settings.KAITSU_VAULT_KEYS.values()])


def _derived(key: bytes) -> bytes:
    return base64.urlsafe_b64encode(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kaitsu.members.second-factor").derive(key)
    )
