"""Password hashes: Argon2id with OWASP's figures, and older ones renewed."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, identify_hasher, make_password
from pytest_django import Settings

from kaitsu.members.hashing import Argon2


@pytest.fixture(autouse=True)
def _ours(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["kaitsu.members.hashing.Argon2"]


def test_a_password_is_hashed_with_argon2id_and_our_figures() -> None:
    hashed = make_password("tsuki-to-suppon-9")

    assert hashed.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("tsuki-to-suppon-9", hashed)
    assert not check_password("tsuki-to-suppon-8", hashed)


def test_a_hash_with_other_figures_still_works_and_is_made_anew() -> None:
    class Heavy(Argon2PasswordHasher):
        time_cost, memory_cost, parallelism = 1, 32 * 1024, 2

    old = Heavy().encode("tsuki-to-suppon-9", "salt" * 6)
    renewed: list[str] = []

    assert isinstance(identify_hasher(old), Argon2)
    assert check_password("tsuki-to-suppon-9", old, renewed.append)
    assert renewed == ["tsuki-to-suppon-9"]
