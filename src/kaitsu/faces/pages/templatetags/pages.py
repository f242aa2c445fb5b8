"""Filters of the applicant's pages."""

from __future__ import annotations

import re

from django import template
from django.utils.translation import get_language

from kaitsu.operator_profile.hours import Hours
from kaitsu.operator_profile.in_words import hours

register = template.Library()

_NUMBER = re.compile(r"[0-9][0-9-]+")


@register.filter
def hours_in_words(opening: Hours) -> str:
    """Opening hours for a line of text, in the active language."""
    return hours(opening).text(get_language() or "ja")


@register.filter
def dial(contact: str) -> str:
    """What a telephone dials for *contact*; "" where that is a menu or a web page."""
    return contact.replace("-", "") if _NUMBER.fullmatch(contact) else ""
