"""Filters and tags of the look. ``docs/screens.md`` shows how pages use them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from kaitsu import operator_profile
from kaitsu.faces.look import forms, icons, japanese_dates, typed
from kaitsu.faces.look.desk import Desk, desk_now

register = template.Library()


@register.filter
def localised(value: Any) -> str:
    """The text of a ``Localised`` in the active language; anything else as it is."""
    text = getattr(value, "text", None)
    return str(text((get_language() or "ja")[:2])) if callable(text) else str(value)


_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿豈-﫿々〆〇]")


@register.filter
def in_japanese(text: Any) -> str:
    """*text*, marked ``lang="ja"`` where it is Japanese on a page that is not: names, addresses."""
    if get_language() != "ja" and _JAPANESE.search(str(text)):
        return format_html('<span lang="ja">{}</span>', text)
    return conditional_escape(text)


@register.filter
def yen(value: Any) -> str:
    """Whole yen: 1,628円, ¥1,628."""
    amount = getattr(value, "amount", value)
    return pgettext("money", "%(amount)s円") % {"amount": f"{amount:,}"}


@register.filter
def japanese_date(value: date | datetime | None) -> str:
    """A day in words; "" for None."""
    return japanese_dates.day_in_words(value) if value else ""


@register.filter
def japanese_moment(value: datetime | None) -> str:
    """A day and time in words; "" for None."""
    return japanese_dates.moment_in_words(value) if value else ""


@register.filter
def japanese_time(value: datetime | None) -> str:
    """A time of day in Japan; "" for None."""
    return japanese_dates.time_in_words(value) if value else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """For the ``datetime`` attribute of ``<time>``."""
    return value.isoformat() if value else ""


@register.filter
def field_errors(bound: BoundField) -> list[str]:
    """The errors of a bound field, saying what to do."""
    return forms.field_errors(bound)


@register.filter
def keeps_typing(form: object) -> bool:
    """Whether a button outside of *form* can send what stands in it (``look.typed``)."""
    return typed.can_be_kept(form)


@register.filter
def stands_in_address(form: object) -> bool:
    """Whether *form* is sent with GET (``look.typed``)."""
    return typed.stands_in_address(form)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The symbol *name*; hidden from readers unless *label* says what it means. KeyError when unknown."""
    drawing = mark_safe(icons.ICONS[name])  # noqa: S308 - drawn by us, never from input
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 24 24" {}>{}</svg>', meaning, drawing)


_KIND_ICONS = {
    "success": "circle-check",
    "open": "circle-check",
    "warning": "alert",
    "danger": "alert",
    "error": "alert",
    "closed": "clock",
}


@register.filter
def kind_icon(kind: str) -> str:
    """The symbol of a notice or message of *kind*."""
    return _KIND_ICONS.get(kind, "info")


@register.filter
def kind_word(kind: str) -> str:
    """What a notice of *kind* is, for those who do not see its colour."""
    words = {
        "success": gettext("完了"),
        "warning": gettext("ご注意"),
        "danger": gettext("重要"),
        "open": gettext("受付中"),
        "closed": gettext("休止中"),
    }
    return words.get(kind) or gettext("お知らせ")


@register.simple_tag
def profile() -> Any:
    """The operator profile: ``{% profile as profile %}``."""
    return operator_profile.current()


@register.inclusion_tag("look/components/support_desk.html")
def support_desk(place: str = "footer") -> dict[str, Desk | str]:
    """The support desk with its hours and whether it is open now (SUP-1); *place*: header, footer, inline."""
    return {"desk": desk_now(), "place": place}


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """ "エラー：" in front of the page title while a form of the page is wrong."""
    return gettext("エラー：") if any(form.errors for form in _bound_forms(context)) else ""


@register.inclusion_tag("look/components/error_summary.html", takes_context=True)
def error_summary(context: Context) -> dict[str, Any]:
    """All errors of the page's forms (``form`` and ``forms`` of the context), linked to their controls.

    Where none of them is about a field, there is nothing to check in what was typed, and the heading says so.
    """
    links = [link for form in _bound_forms(context) for link in forms.error_links(form)]
    return {"links": links, "fields": any(link.target for link in links)}


def _bound_forms(context: Context) -> list[BaseForm]:
    candidates = [context.get("form"), *(context.get("forms") or ())]
    return [form for form in candidates if isinstance(form, BaseForm) and form.is_bound]


@register.simple_tag
def field(
    bound: BoundField,
    heading: bool = False,
    prefix: str = "",
    suffix: str = "",
    requirement: str = "",
) -> SafeString:
    """*bound* as a field. *heading*: its label is the page's h1. *prefix*, *suffix* stand beside the input.

    *requirement* ("required", "optional", "none") replaces what the field itself says.
    """
    context = {
        "field": bound,
        "heading": heading,
        "prefix": prefix,
        "suffix": suffix,
        "requirement": requirement,
    }
    return bound.render(context=context)


@register.inclusion_tag("look/components/steps.html")
def step_indicator(steps: Sequence[Any]) -> dict[str, Any]:
    """Where the applicant stands; a step has ``label``, ``url`` ("" for none) and ``state``."""
    position = next((n for n, step in enumerate(steps, 1) if _state(step) == "current"), 0)
    return {
        "steps": steps,
        "position": position,
        "total": len(steps),
        "current": steps[position - 1] if position else None,
    }


def _state(step: Any) -> str:
    return str(step["state"] if isinstance(step, dict) else step.state)


@register.inclusion_tag("look/components/total.html")
def running_total(quote: Any) -> dict[str, Any]:
    """The running total (PLN-6): ``items`` (label, amount, kind once|monthly), ``once``, ``monthly``."""
    return {"quote": quote}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", level: int = 2) -> SafeString:
    """``{% notice "warning" title=… %}…{% endnotice %}``; *kind*: info success warning danger open closed."""
    return mark_safe(  # noqa: S308 - rendered by the template engine, which escapes
        render_to_string(
            "look/components/notice.html",
            {"kind": kind, "title": title, "level": level, "content": content},
        )
    )
