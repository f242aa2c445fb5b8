"""The profile in words, for the help page and the console: sections of labels and values, no markup."""

from kaitsu.operator_profile.in_words.describe import Row, Section, describe
from kaitsu.operator_profile.in_words.phrases import hours, maintenance

__all__ = ["Row", "Section", "describe", "hours", "maintenance"]
