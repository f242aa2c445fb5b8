"""The operator profile: every business fact as data, validated when it is loaded (PRO-1)."""

from kaitsu.operator_profile.facts import FunctionKey, Localised
from kaitsu.operator_profile.in_words import describe
from kaitsu.operator_profile.loading import ProfileError, current, load
from kaitsu.operator_profile.notices import notices
from kaitsu.operator_profile.profile import Profile

__all__ = ["FunctionKey", "Localised", "Profile", "ProfileError", "current", "describe", "load", "notices"]
