"""What is asked about accounts."""

from __future__ import annotations

from kaitsu.members import rules
from kaitsu.members.models import Member


def free_member_id() -> str:
    """A fresh member ID that nobody has. The database's constraint settles the race that is left."""
    while True:
        candidate = rules.new_member_id()
        if not Member.objects.filter(member_id=candidate).exists():
            return candidate


def by_member_id(typed: str) -> Member | None:
    """The member whose ID *typed* means (any case, width, grouping), for staff's search; None where nobody's."""
    return Member.objects.filter(member_id=rules.read_member_id(typed)).first()


def staff() -> list[Member]:
    """Everybody of staff, by role and address; those whose account has ended last."""
    return list(Member.objects.exclude(staff_role="").order_by("-is_active", "staff_role", "email"))
