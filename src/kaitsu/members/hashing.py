"""How passwords are hashed: Argon2id, as OWASP's password storage cheat sheet sets it for a server under load.

Django's own setting (100 MiB, eight lanes) costs a sign-in a quarter of a second of processor time and lets a few
dozen sign-ins at once use up the memory. Passwords hashed with other settings still work, and are hashed anew
when their owner signs in.
"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
