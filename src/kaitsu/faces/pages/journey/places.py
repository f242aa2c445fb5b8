"""Help with the address (SCR-2): what a postal code stands for, for the form with and without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kaitsu.japanese import postal
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel.errors import InvalidValue

#: The parts of an address that a postal code fills.
FILLED = ("prefecture", "city", "town")
TYPED = ("postal_code", *FILLED, "block", "building")


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def lookup(request: HttpRequest) -> JsonResponse:
    """The places of ``?code=``: ``{"candidates": [{"prefecture", "city", "town"}, …]}``, none for no code."""
    found = [
        {part: getattr(place, part) for part in FILLED} for place in _places(request.GET.get("code", ""))
    ]
    return JsonResponse({"candidates": found})


def fill(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the address form shows after a press of "fill in from the postal code", None after any other button.

    With several places, ``candidates`` holds them, and a press of one of them fills it in.
    """
    if "lookup" not in data and "place" not in data:
        return None
    shown = {name: data.get(name, "") for name in TYPED}
    places = _places(shown["postal_code"])
    chosen = _chosen(places, data.get("place", ""))
    if chosen is not None:
        return shown | {part: getattr(chosen, part) for part in FILLED}
    return shown | {"candidates": places, "none_found": not places}


def _chosen(places: tuple[postal.Place, ...], place: str) -> postal.Place | None:
    if len(places) == 1:
        return places[0]
    position = int(place) if place.isdecimal() else -1
    return places[position] if 0 <= position < len(places) else None


def _places(text: str) -> tuple[postal.Place, ...]:
    try:
        found = postal.find(PostalCode.parse(text).digits)
    except InvalidValue:
        return ()
    # Blocks and buildings with codes of their own are one place here: free text is for those.
    return tuple({place.name: place for place in found}.values())
