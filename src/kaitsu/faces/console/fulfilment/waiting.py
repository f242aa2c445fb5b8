"""What waits where, the longest first; and what is left in stock (FUL-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from kaitsu.applications import delivery
from kaitsu.faces.console import keyset, rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.fulfilment import figures, words
from kaitsu.faces.console.page import may, show
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.fulfilment import queries
from kaitsu.fulfilment.models import LineFulfilment, Parcel
from kaitsu.fulfilment.states import ParcelState
from kaitsu.operator_profile import current

_LINES: dict[str, tuple[Callable[[], QuerySet[LineFulfilment]], keyset.Order]] = {
    "waiting": (queries.waiting, keyset.by_moment("begun_at")),
    "ready": (queries.ready, keyset.by_moment("allocated_at")),
}
_PARCELS = {
    "packed": ParcelState.PACKED,
    "out": ParcelState.HANDED_OVER,
    "returned": ParcelState.RETURNED,
}
_CHANGED = keyset.by_moment("changed_at")


@staff(*rights.FULFIL)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One list at a time, the longest first: lines that wait or are to be packed, parcels by where they are."""
    asked, after = request.GET.get("list", ""), request.GET.get("after", "")
    chosen = asked if asked in words.LISTS else "waiting"
    lines: list[dict[str, Any]] = []
    parcels: list[dict[str, Any]] = []
    if chosen in _PARCELS:
        found = keyset.page(queries.parcels(_PARCELS[chosen]), _CHANGED, after=after)
        parcels, cursor = _parcels(found.rows), found.cursor
    else:
        rows, order = _LINES[chosen]
        page = keyset.page(rows(), order, after=after)
        lines, cursor = _lines(page.rows), page.cursor
    return show(
        request,
        "console/fulfilment/index.html",
        "fulfilment",
        title=_("発送"),
        figures=figures.fulfilment(),
        chosen=chosen,
        heading=words.LISTS[chosen],
        lines=lines,
        parcels=parcels,
        is_parcels=chosen in _PARCELS,
        may_read=may(request, rights.READ_APPLICATIONS),
        next_url=_address(chosen, cursor) if cursor else "",
    )


def _address(chosen: str, cursor: str) -> str:
    return f"{reverse('console_fulfilment')}?{urlencode({'list': chosen, 'after': cursor})}"


@staff(*rights.READ_STOCK)
@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    """What is left of every size and of the numbers, what waits for it, and for how long it lasts (FUL-1)."""
    names = {size.key: localised(size.name) for size in current().sim_sizes}
    rows = [
        {
            "name": _("SIMカード（%(size)s）") % {"size": names[each.size]}
            if each.size
            else pgettext("stock", "電話番号"),
            "stock": each,
            "low": figures.is_low(each),
        }
        for each in queries.stock(current())
    ]
    return show(
        request, "console/fulfilment/stock.html", "stock", title=_("在庫"), rows=rows, pace=queries.PACE_DAYS
    )


def _lines(lines: Iterable[LineFulfilment]) -> list[dict[str, Any]]:
    lines = list(lines)
    if not lines:
        return []
    references = delivery.references(line.owner for line in lines)
    names = {size.key: localised(size.name) for size in current().sim_sizes}
    sizes, numbers = queries.free_sizes(), queries.any_number()
    return [
        {
            "reference": references.get(line.owner, ""),
            "owner": line.owner,
            "index": line.index,
            "size": names.get(line.size, line.size),
            "waits": words.WAITS[line.waits(sizes, numbers)] if line.allocated_at is None else "",
            "handling": words.HANDLINGS[line.handling],
            "since": line.allocated_at or line.begun_at,
        }
        for line in lines
    ]


def _parcels(parcels: Iterable[Parcel]) -> list[dict[str, Any]]:
    parcels = list(parcels)
    references = delivery.references(parcel.owner for parcel in parcels)
    return [
        {
            "parcel": parcel,
            "reference": references.get(parcel.owner, ""),
            "handling": words.HANDLINGS[parcel.handling],
            "count": len(parcel.lines.all()),
        }
        for parcel in parcels
    ]
