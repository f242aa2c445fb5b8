"""What the parts of a profile promise each other; each breach is a complaint with its key path."""

from __future__ import annotations

from kaitsu.operator_profile.complaint import Complaint
from kaitsu.operator_profile.profile import Profile


def complaints(profile: Profile) -> list[Complaint]:
    """Everything in *profile* that contradicts something else in it."""
    return []
