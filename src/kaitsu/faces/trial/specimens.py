"""Specimen documents (見本) for what somebody entered in the trial, good ones and spoilt ones."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kaitsu.identity import queries
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.operator_profile import Localised
from kaitsu.operator_profile.verification import Image

#: What an evaluator can ask for besides the good one: how the photograph or the document is spoilt.
SPOILT: Mapping[str, Any] = {
    "good": _("よく撮れた写真"),
    "blur": _("ぼけた写真"),
    "crop": _("端が切れた写真"),
    "glare": _("光が反射した写真"),
    "dark": _("暗い写真"),
    "name": _("お名前が違う書類"),
    "expired": _("期限が切れた書類"),
    "address": _("部屋番号が違う書類"),
    "old": _("発行日が古い書類"),
}
#: How long a photograph is, and one that is only looked at, in pixels.
FULL, SMALL = 1800, 640
#: Sides that are drawn as another one: a dependant's own name stands on the front of what we draw.
_DRAWN_AS = {("health_insurance", "own_name"): "front"}
#: What can be wrong with a supplementary document: it has a day of issue instead of an end.
_OF_SUPPLEMENTS = tuple(how for how in SPOILT if how != "expired")
_OF_DOCUMENTS = tuple(how for how in SPOILT if how != "old")
#: A day of issue that no operator takes any more.
_LONG_AGO = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A specimen of *kind* and *side* for a case; *how* is a key of ``SPOILT``."""

    kind: str
    side: str
    how: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a kind, by its name, and the ways in which it can be drawn: (key, words), the good one first."""

    key: str
    name: Localised
    ways: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document that is accepted, by its name, with the sides of which there is a specimen."""

    key: str
    name: Localised
    sides: tuple[Side, ...]


def kinds(case: Case) -> list[Kind]:
    """Every kind that *case* may be proved with, supplementary documents last."""
    facts = queries.identity_facts(case)
    found = [
        Kind(document.key, document.name, _sides(document.key, document.images))
        for document in facts.documents
    ]
    found += [
        Kind(each.key, each.name, (Side("front", each.name, _ways(_OF_SUPPLEMENTS)),))
        for each in facts.supplements
        if can_draw(each.key, "front")
    ]
    return [kind for kind in found if kind.sides]


def can_draw(kind: str, side: str) -> bool:
    """Whether there is a specimen of *side* of *kind*."""
    from kaitsu.reading.specimens import DRAWN

    return (kind, _DRAWN_AS.get((kind, side), side)) in DRAWN


def _sides(kind: str, images: Sequence[Image]) -> tuple[Side, ...]:
    return tuple(
        Side(image.key, image.name, _ways(_OF_DOCUMENTS)) for image in images if can_draw(kind, image.key)
    )


def _ways(hows: Sequence[str]) -> tuple[tuple[str, Any], ...]:
    return tuple((how, SPOILT[how]) for how in hows)


def photograph(case: Case, wanted: Wanted, *, long_side: int = FULL) -> bytes:
    """A JPEG photograph of the specimen, *long_side* pixels long. KeyError for a kind and side that cannot be drawn."""
    from kaitsu.reading.specimens import draw, spoil

    seed = case.pk.int % 10_000
    side = _DRAWN_AS.get((wanted.kind, wanted.side), wanted.side)
    wishes = _wishes(wanted.how)
    if side != wanted.side:
        # Only a card of an employees' insurance has dependants.
        wishes |= {"dependant": True, "national": False}
    image = draw(wanted.kind, side, _claims(case, wanted.how), seed, **wishes)
    way = wanted.how if wanted.how in ("blur", "crop", "glare", "dark") else "desk"
    taken = spoil(image, way, seed, strong=way != "desk", long_side=long_side)
    out = io.BytesIO()
    taken.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def _claims(case: Case, how: str) -> dict[str, object]:
    registered, latin = case.registered_name, case.latin_name
    if how == "name":
        registered, latin = "見本 次郎", "MIHON JIRO"
    address = _other_room(case.address) if how == "address" else case.address
    return {
        "name": {"registered": registered, "kana": case.kana_name, "latin": latin},
        "birth_date": case.birth_date.isoformat(),
        "address": {"postal_code": case.postal_code, "text": address},
    }


def _wishes(how: str) -> dict[str, object]:
    wishes: dict[str, object] = {"today": clock.today()}
    if how == "expired":
        wishes["expiry"] = clock.today() - timedelta(days=30)
    if how == "old":
        wishes["issued"] = clock.today() - _LONG_AGO
    return wishes


def _other_room(address: str) -> str:
    """*address* with its last figure changed."""
    for place in range(len(address) - 1, -1, -1):
        if address[place].isdecimal():
            return address[:place] + str((int(address[place]) + 1) % 10) + address[place + 1 :]
    return f"{address}1"
