"""The lines that an operator must read about its own profile (PRO-2)."""

from __future__ import annotations

from datetime import date

from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.profile import Profile


def notices(profile: Profile, on: date) -> tuple[Localised, ...]:
    """What *profile* says of itself on *on*, one line each, for the console and ``kaitsu check``."""
    return tuple(notice.text for notice in profile.on(on).notices)
