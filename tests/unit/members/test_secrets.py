"""Second factors' secrets are encrypted, and outlive a change of the key."""

from __future__ import annotations

import pytest
from cryptography.fernet import InvalidToken
from pytest_django import Settings

from kaitsu.members import secrets

OLD, NEW = bytes(range(32)), bytes(range(1, 33))


def test_a_sealed_secret_shows_nothing_and_opens_again() -> None:
    sealed = secrets.seal("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert secrets.unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_new_key_still_opens_what_the_old_one_sealed(settings: Settings) -> None:
    settings.KAITSU_VAULT_KEYS = {"old": OLD}
    sealed = secrets.seal("JBSWY3DPEHPK3PXP")

    settings.KAITSU_VAULT_KEYS = {"new": NEW, "old": OLD}
    assert secrets.unseal(sealed) == "JBSWY3DPEHPK3PXP"

    settings.KAITSU_VAULT_KEYS = {"new": NEW}
    with pytest.raises(InvalidToken):
        secrets.unseal(sealed)


def test_the_vault_key_itself_is_not_used(settings: Settings) -> None:
    import base64

    from cryptography.fernet import Fernet

    settings.KAITSU_VAULT_KEYS = {"only": OLD}
    with pytest.raises(InvalidToken):
        Fernet(base64.urlsafe_b64encode(OLD)).decrypt(secrets.seal("x").encode())
