"""Filters of the applicant's pages."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kaitsu.operator_profile.hours import Hours
from kaitsu.operator_profile.in_words import hours

register = template.Library()

_JAPANESE = re.compile(r"([々〆〇ぁ-ゖァ-ヺー一-鿿][々〆〇ぁ-ゖァ-ヺー一-鿿・/&]*)")
_NUMBER = re.compile(r"[0-9][0-9-]+")


@register.filter
def hours_in_words(opening: Hours) -> str:
    """Opening hours for a line of text, in the active language."""
    return hours(opening).text(get_language() or "ja")


@register.filter
def japanese_parts(text: str) -> SafeString:
    """*text* with its Japanese words marked ``lang="ja"`` on a page that is not: names of menus and papers."""
    parts = _JAPANESE.split(text) if get_language() != "ja" else [text]
    marked = [
        format_html('<span lang="ja">{}</span>', part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    ]
    return mark_safe("".join(marked))  # noqa: S308 - every part is escaped


@register.filter
def dial(contact: str) -> str:
    """What a telephone dials for *contact*; "" where that is a menu or a web page."""
    return contact.replace("-", "") if _NUMBER.fullmatch(contact) else ""


@register.filter
def waybill(number: str) -> str:
    """The number of a parcel in groups of four, as couriers print it."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))
