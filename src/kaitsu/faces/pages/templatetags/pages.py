"""Filters of the applicant's pages."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from kaitsu.operator_profile.hours import Hours
from kaitsu.operator_profile.in_words import hours

register = template.Library()


@register.filter
def hours_in_words(opening: Hours) -> str:
    """Opening hours for a line of text, in the active language."""
    return hours(opening).text(get_language() or "ja")
