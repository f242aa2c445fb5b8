"""What the machine read of an attempt, written down as its worker would: readings, crops, the examination (IDV-9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image as Pixels
from PIL import ImageDraw

from factories.identity import REVIEWER
from kaitsu.identity import judging, queries
from kaitsu.identity.findings import PartFinding
from kaitsu.identity.models import Attempt, Crop, Examination, Image, Reading
from kaitsu.identity.states import ReadingState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.vault import services as vault

#: Where each field stands on the drawn specimen of ``factories.reviews``, as left, top, right, bottom in shares of it.
PLACES = {
    "name": (0.05, 0.19, 0.7, 0.27),
    "birth_date": (0.05, 0.3, 0.4, 0.38),
    "address": (0.05, 0.41, 0.7, 0.5),
    "expiry": (0.05, 0.53, 0.5, 0.61),
}

_CODES = {"image": "as_asked", "kind": "as_chosen", "expiry": "not_expired", "supplement": "supplement_fits"}


def corners(part: str) -> tuple[tuple[float, float], ...]:
    """The corners of the place of *part*, as a finding has them."""
    left, top, right, bottom = PLACES[part]
    return ((left, top), (right, top), (right, bottom), (left, bottom))


@cache
def strip(text: str) -> bytes:
    """The pixels of one field."""
    pixels = Pixels.new("RGB", (420, 44), "#eef1f3")
    ImageDraw.Draw(pixels).text((8, 4), text, fill="#20262b", font_size=26)
    data = BytesIO()
    pixels.save(data, "JPEG", quality=85)
    return data.getvalue()


def read(image: Image, state: ReadingState = ReadingState.READ) -> Reading:
    """The machine is done with *image*, or has given it up."""
    done, _made = Reading.objects.update_or_create(
        image=image,
        defaults={
            "state": state,
            "tries": 1,
            "engine": "scripted-1",
            "rules": "1",
            "finished_at": None if state is ReadingState.PENDING else clock.now(),
        },
    )
    return done


def given_up() -> None:
    """The machine could read nothing of what it was given, so that nobody waits for it."""
    waiting = Reading.objects.filter(state=ReadingState.PENDING)
    waiting.update(state=ReadingState.FAILED, finished_at=clock.now())


def examined(
    attempt: Attempt,
    verdicts: Mapping[str, str] | None = None,
    *,
    by: Actor = REVIEWER,
    suggestion: str = "person",
    sampled: bool = False,
    acted: bool = False,
    **changes: Mapping[str, Any],
) -> Examination:
    """*attempt* read and compared: every part the same, but for *verdicts*; *changes* to the finding on a part.

    Without crops and places for parts that are images.
    """
    case, images = attempt.case, queries.images_shown(attempt)
    readings = {image.pk: read(image) for image in images}
    front = next(image for image in images if image.slot != "back")
    found = []
    for part in queries.parts(case, attempt):
        verdict = (verdicts or {}).get(part, "same")
        code = _CODES.get(judging.sort_of(part), "same") if verdict == "same" else verdict
        finding = PartFinding(part, verdict, code, confidence=0.987)
        if part in PLACES:
            crop = Crop.objects.create(
                reading=readings[front.pk],
                field=part,
                document=vault.store(
                    strip(f"MIHON {part}"), media_type="image/jpeg", purpose="identity", by=by
                ),
            )
            finding = replace(
                finding, read=f"MIHON {part}", image=front.pk, region=corners(part), crop=crop.pk
            )
        if part in changes:
            finding = replace(finding, **changes[part])
        found.append(finding)
    return Examination.objects.create(
        attempt=attempt,
        engine="scripted-1",
        rules="1",
        profile="0" * 64,
        findings=[finding.data for finding in found],
        suggestion=suggestion,
        level="nothing",
        sampled=sampled,
        acted=acted,
    )
