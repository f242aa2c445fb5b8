"""Specimen documents (見本) for what somebody entered in the trial, good ones and spoilt ones."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kaitsu.identity.models import Case
from kaitsu.kernel import clock

#: What an evaluator can ask for besides the good one: how the photograph or the document is spoilt.
SPOILT: Mapping[str, Any] = {
    "good": _("よく撮れた写真"),
    "blur": _("ぼけた写真"),
    "crop": _("端が切れた写真"),
    "glare": _("光が反射した写真"),
    "dark": _("暗い写真"),
    "name": _("名前が違う書類"),
    "expired": _("期限が切れた書類"),
    "address": _("部屋番号が違う書類"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A specimen of *kind* and *side* for a case; *how* is a key of ``SPOILT``."""

    kind: str
    side: str
    how: str


def drawable() -> list[tuple[str, str]]:
    """Every kind and side that can be drawn."""
    from kaitsu.reading.specimens import DRAWN

    return list(DRAWN)


def photograph(case: Case, wanted: Wanted) -> bytes:
    """A JPEG photograph of the specimen. KeyError for a kind and side that cannot be drawn."""
    from kaitsu.reading.specimens import draw, spoil

    seed = case.pk.int % 10_000
    image = draw(wanted.kind, wanted.side, _claims(case, wanted.how), seed, **_wishes(wanted.how))
    way = wanted.how if wanted.how in ("blur", "crop", "glare", "dark") else "desk"
    taken = spoil(image, way, seed, strong=way != "desk", long_side=1800)
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
    return wishes


def _other_room(address: str) -> str:
    """*address* with its last figure changed."""
    for place in range(len(address) - 1, -1, -1):
        if address[place].isdecimal():
            return address[:place] + str((int(address[place]) + 1) % 10) + address[place + 1 :]
    return f"{address}1"
