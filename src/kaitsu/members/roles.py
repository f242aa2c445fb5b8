"""What a member of staff is there for (OPS-1). Who applies for a line has no role."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The roles of staff, each with the rights it needs."""

    SUPPORT = "support"
    REVIEWER = "reviewer"
    FULFILMENT = "fulfilment"
    MANAGER = "manager"
    AUDITOR = "auditor"
