"""Identifiers: time-ordered keys for rows, unguessable tokens for links and sign-ins."""

from __future__ import annotations

import math
import secrets
import time
from uuid import UUID

#: Digits and capitals without 0/O and 1/I/L, so that a person can read and type a token without ambiguity.
UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def uuid7() -> UUID:
    """A new UUID version 7 (RFC 9562): ordered by time in milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= secrets.randbits(12) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return UUID(int=value)


def token(bits: int, alphabet: str = UNAMBIGUOUS) -> str:
    """A random string of *alphabet* with at least *bits* bits of randomness."""
    if bits < 1 or len(set(alphabet)) < 2:
        raise ValueError("a token needs at least one bit and two different characters")
    length = math.ceil(bits / math.log2(len(set(alphabet))))
    return "".join(secrets.choice(alphabet) for _ in range(length))
