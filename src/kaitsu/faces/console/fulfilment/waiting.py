"""What waits where, the longest first; and what is left in stock (FUL-1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kaitsu.applications import delivery
from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.fulfilment import figures, words
from kaitsu.faces.console.page import show
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.fulfilment import queries
from kaitsu.fulfilment.models import LineFulfilment, Parcel
from kaitsu.fulfilment.states import ParcelState
from kaitsu.operator_profile import current

#: The oldest of a list; the rest follows as these are done.
PAGE = 100

_PARCELS = {
    "packed": ParcelState.PACKED,
    "out": ParcelState.HANDED_OVER,
    "returned": ParcelState.RETURNED,
}


@staff(*rights.FULFIL)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One list at a time: lines that wait, lines to pack, parcels to hand over, on their way, come back."""
    asked = request.GET.get("list", "")
    chosen = asked if asked in words.LISTS else "waiting"
    parcels = queries.parcels(_PARCELS[chosen])[:PAGE] if chosen in _PARCELS else None
    lines = (queries.waiting() if chosen == "waiting" else queries.ready())[:PAGE] if parcels is None else []
    return show(
        request,
        "console/fulfilment/index.html",
        "fulfilment",
        title=_("発送"),
        figures=figures.fulfilment(),
        chosen=chosen,
        heading=words.LISTS[chosen],
        lines=_lines(lines),
        parcels=_parcels(parcels or []),
        is_parcels=parcels is not None,
        page_size=PAGE,
    )


@staff(*rights.READ_STOCK)
@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    """What is left of every size and of the numbers, what waits for it, and for how long it lasts (FUL-1)."""
    names = {size.key: localised(size.name) for size in current().sim_sizes}
    rows = [
        {
            "name": _("SIMカード（%(size)s）") % {"size": names[each.size]} if each.size else _("電話番号"),
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
    references = delivery.references(line.owner for line in lines)
    names = {size.key: localised(size.name) for size in current().sim_sizes}
    sizes, numbers = queries.free_sizes(), queries.any_number()
    return [
        {
            "reference": references.get(line.owner, ""),
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
