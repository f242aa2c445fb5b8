"""The images of an attempt with what was read on them, as they were kept (IDV-15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kaitsu.identity import queries
from kaitsu.identity.machine.examining import Matter
from kaitsu.identity.machine.papers import Seen
from kaitsu.identity.machine.table import table_of
from kaitsu.identity.models import Attempt, Case, Image, Reading
from kaitsu.identity.states import ReadingState
from kaitsu.reading.claims import Claims
from kaitsu.reading.kept import document_of


def seen_of(image: Image, reading: Reading | None) -> Seen:
    """*image* with its *reading*; one that failed, or was never asked for, has no documents."""
    evidence = reading.evidence if reading is not None and reading.state == ReadingState.READ else None
    look: Mapping[str, Any] = image.look or {}
    return Seen(
        image=image.pk,
        slot=image.slot,
        width=image.width,
        height=image.height,
        documents=tuple(map(document_of, evidence["documents"])) if evidence else None,
        blocked=tuple(each["code"] for each in look.get("advice", ()) if each["blocks"]),
        crops={(crop.place, crop.field): crop.pk for crop in _crops(reading)},
        insisted=image.insisted_at is not None,
    )


def _crops(reading: Reading | None) -> Iterable[Any]:
    return reading.crops.all() if reading is not None else ()


def all_seen(attempt: Attempt) -> list[tuple[Image, Reading | None, Seen]]:
    """Every image that *attempt* shows, with its reading, in the order of slots and pages."""
    shown = sorted(queries.images_shown(attempt), key=lambda image: (image.slot, image.position))
    readings = {
        reading.image_id: reading
        for reading in Reading.objects.filter(image__in=[image.pk for image in shown]).prefetch_related(
            "crops"
        )
    }
    return [(image, found := readings.get(image.pk), seen_of(image, found)) for image in shown]


def matter_of(case: Case, attempt: Attempt, on: date, claims: Claims, *, last: bool) -> Matter:
    """What is examined of *attempt* against *claims*, judged by the table of the day *on*."""
    facts = queries.identity_facts(case)
    return Matter(
        kind=attempt.kind,
        parts=queries.parts(case, attempt),
        claims=claims,
        table=table_of(facts, on),
        least_confidence=facts.machine.least_confidence,
        needed=tuple(slot.key for slot in queries.needed(case, attempt)),
        last=last,
    )


def registered(case: Case) -> dict[str, str]:
    """What is registered of the person of *case*, as JSON types."""
    return {
        "registered": case.registered_name,
        "kana": case.kana_name,
        "latin": case.latin_name,
        "birth_date": case.birth_date.isoformat(),
        "address": case.address,
        "postal_code": case.postal_code,
    }


def claims_of(data: Mapping[str, str]) -> Claims:
    """The claims that *data* keeps."""
    return Claims(
        registered=data["registered"],
        kana=data["kana"],
        latin=data["latin"],
        birth_date=date.fromisoformat(data["birth_date"]),
        address=data["address"],
        postal_code=data["postal_code"],
    )
