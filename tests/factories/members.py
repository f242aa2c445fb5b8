"""Members for tests."""

from __future__ import annotations

from itertools import count

from allauth.account.models import EmailAddress

from kaitsu.members.models import Member
from kaitsu.members.roles import Role

PASSWORD = "tsuki-to-suppon-9"

_numbers = count(1)


def member(email: str = "", *, password: str = PASSWORD, verified: bool = True, **values: object) -> Member:
    """A member who has registered, and (where *verified*) shown that the address is theirs. No mail is queued."""
    made = Member(email=(email or f"hanako{next(_numbers)}@example.jp").lower(), **values)
    made.set_password(password)
    made.save(force_insert=True)
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=verified)
    return made


def staff(role: Role = Role.SUPPORT, **values: object) -> Member:
    """Somebody of staff in *role*."""
    return member(staff_role=role, **values)  # type: ignore[arg-type]
