"""What is printed for a label run, as PDF: address labels and packing lists (FUL-3).

Typst sets them: it embeds the part of the font that is used, so that every name prints on every machine, breaks
Japanese lines as they should be, and takes its data as JSON, never as markup. The font is Noto Sans JP (OFL).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pylopdf_fonts_jp
import typst

from kaitsu.fulfilment.models import LabelRun, LineFulfilment, Parcel
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel import clock
from kaitsu.operator_profile import Profile

_FOLDER = Path(__file__).parent


def labels(run: LabelRun, profile: Profile) -> bytes:
    """The address labels of *run*, ten on a sheet of A4; the same bytes each time."""
    shipper = profile.delivery.shipper
    sender = {
        "postal_code": str(PostalCode(shipper.postal_code)),
        "address": f"{shipper.address} {shipper.building}".strip(),
        "name": shipper.name,
    }
    data = {"sender": sender, "labels": [_address(parcel) for parcel in _parcels(run)]}
    return _set("labels.typ", data)


def packing_lists(run: LabelRun, profile: Profile) -> bytes:
    """A packing list for each parcel of *run*, a page each: which card goes in, to be ticked off."""
    names = {size.key: size.name.ja for size in profile.sim_sizes}
    data = {
        "made_at": f"{run.made_at.astimezone(clock.TOKYO):%Y-%m-%d %H:%M}",
        "parcels": [
            _address(parcel) | {"lines": [_line(line, names) for line in parcel.lines.all()]}
            for parcel in _parcels(run)
        ],
    }
    return _set("packing_lists.typ", data)


def _parcels(run: LabelRun) -> Sequence[Parcel]:
    return list(run.parcels.prefetch_related("lines__card").order_by("pk"))


def _address(parcel: Parcel) -> dict[str, object]:
    return {
        "number": parcel.number,
        "postal_code": str(PostalCode(parcel.postal_code)),
        "address": parcel.address,
        "building": parcel.building,
        "name": parcel.name,
        "verified_only": parcel.verified_only,
    }


def _line(line: LineFulfilment, names: Mapping[str, str]) -> dict[str, object]:
    card = line.card
    assert card is not None  # noqa: S101 - a line without a card is in no parcel
    return {
        "index": line.index,
        "size": names.get(card.size, card.size),
        "iccid": card.iccid,
        "msisdn": str(Msisdn(line.msisdn)),
    }


def _set(template: str, data: Mapping[str, object]) -> bytes:
    document = typst.compile(
        str(_FOLDER / template),
        root=str(_FOLDER),
        font_paths=[str(pylopdf_fonts_jp.sans_path().parent)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )
    return bytes(document)
