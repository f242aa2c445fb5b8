"""What a limit is, and which addresses count as one. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Network, ip_address

#: A household or an office is given a /64 and can use any address in it.
IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most *tries* of *scope* in *seconds*, counted from the first of them."""

    scope: str
    tries: int
    seconds: int

    def __post_init__(self) -> None:
        if not self.scope or self.tries < 1 or self.seconds < 1:
            raise ValueError(f"a limit needs a scope, tries and seconds: {self!r}")


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a try is allowed; if not, in how many seconds it will be (0 where it is)."""

    allowed: bool
    retry_after_seconds: int = 0

    def __bool__(self) -> bool:
        return self.allowed


def address_key(address: str) -> str:
    """*address* (IPv4 or IPv6) as the key under which its tries are counted; an IPv6 address stands for its /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((int(parsed), IPV6_PREFIX), strict=False))
    return str(parsed)
