"""Who did it: every verb takes ``by=`` an Actor, and the audit log keeps it as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["member", "staff", "machine"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts. ``id`` is a member's or staff member's ID, or the machine's part."""

    kind: ActorKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def member(member_id: str) -> Actor:
    """The member *member_id*."""
    return Actor("member", member_id)


def staff(member_id: str) -> Actor:
    """The member of staff *member_id*."""
    return Actor("staff", member_id)


def machine(part: str) -> Actor:
    """Kaitsu itself; *part* names the job or rule that acted."""
    return Actor("machine", part)
