"""Why something is asked for again, and where on the holder's own earlier image that is (IDV-13, IDV-17)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages.identity.shots import points
from kaitsu.identity import queries
from kaitsu.identity.judging import IMAGE, Mark, Region, Verdict
from kaitsu.identity.models import Attempt, Case, Image
from kaitsu.identity.reasons import REASONS
from kaitsu.operator_profile.facts import Localised


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a slot is asked for again: the *text*, and where staff marked it the earlier *image* with the *region*."""

    text: str
    part: Localised | None = None
    image: Image | None = None
    slot: Localised | None = None
    region: str = ""


def reasons(case: Case, attempt: Attempt) -> dict[str, list[Reason]]:
    """The reasons for each slot of a second or third attempt."""
    last = queries.last_decided(case)
    if not attempt.asked or last is None:
        return {}
    images = {image.pk: image for image in queries.images_shown(last)}
    told: dict[str, list[Reason]] = {}
    for verdict in queries.verdicts(last):
        if verdict.mark is Mark.OK:
            continue
        slot = verdict.part.removeprefix(IMAGE)
        if verdict.image is not None and not verdict.part.startswith(IMAGE):
            slot = images[verdict.image].slot
        reason = _reason(case, last, verdict, images.get(verdict.image) if verdict.image else None)
        for each in [slot] if slot in attempt.asked else attempt.asked:
            told.setdefault(each, []).append(reason)
    return {
        slot: list({each.text + each.region: each for each in found}.values()) for slot, found in told.items()
    }


def marked(case: Case, attempt: Attempt) -> list[Reason]:
    """The reasons of the decided *attempt* for which staff marked a place on an image."""
    images = {image.pk: image for image in queries.images_shown(attempt)}
    return [
        _reason(case, attempt, verdict, images[verdict.image])
        for verdict in queries.verdicts(attempt)
        if verdict.mark is not Mark.OK and verdict.region and verdict.image in images
    ]


def _reason(case: Case, attempt: Attempt, verdict: Verdict, image: Image | None) -> Reason:
    said = [localised(REASONS[verdict.reason].holder), " ".join(verdict.message.split())]
    text = (" " if (get_language() or "ja").startswith("en") else "").join(filter(None, said))
    if image is None or verdict.region is None:
        return Reason(text)
    return Reason(
        text,
        queries.part_name(case, attempt.kind, verdict.part),
        image,
        queries.slot_name(case, attempt.kind, image.slot),
        points(_corners(verdict.region)),
    )


def _corners(region: Region) -> tuple[tuple[float, float], ...]:
    right, bottom = region.x + region.width, region.y + region.height
    return (region.x, region.y), (right, region.y), (right, bottom), (region.x, bottom)
