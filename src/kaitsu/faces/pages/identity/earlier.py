"""Why something is asked for again, and where on the holder's own earlier image that is (IDV-13, IDV-17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages.identity.shots import points
from kaitsu.identity import queries
from kaitsu.identity.judging import IMAGE, Mark, Region, Verdict
from kaitsu.identity.models import Attempt, Case, Image
from kaitsu.identity.reasons import REASONS
from kaitsu.operator_profile.facts import Localised


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part was not good enough: the *text* of the reason, what staff added, and where they marked it the earlier
    *image* (of *slot*) with the *region* as the points of an SVG polygon."""

    part: Localised
    text: str
    message: str = ""
    image: Image | None = None
    slot: Localised | None = None
    region: str = ""

    @property
    def same(self) -> tuple[str, str, str]:
        """Two reasons with this in common tell the holder of a slot nothing different."""
        return self.text, self.message, self.region


def reasons(case: Case, attempt: Attempt) -> dict[str, list[Reason]]:
    """The reasons for each slot of a second or third attempt."""
    last = queries.last_decided(case)
    if not attempt.asked or last is None:
        return {}
    told: dict[str, list[Reason]] = {}
    for slot, reason in _given(case, last):
        for each in [slot] if slot in attempt.asked else attempt.asked:
            told.setdefault(each, []).append(reason)
    return {slot: list({each.same: each for each in found}.values()) for slot, found in told.items()}


def all_reasons(case: Case, attempt: Attempt) -> list[Reason]:
    """What was not good enough of the decided *attempt*, part by part."""
    return [reason for _, reason in _given(case, attempt)]


def _given(case: Case, attempt: Attempt) -> Iterator[tuple[str, Reason]]:
    """Each reason that a verdict on *attempt* gives, with the slot of the image that it is about, or its part."""
    images = {image.pk: image for image in queries.images_shown(attempt)}
    for verdict in queries.verdicts(attempt):
        if verdict.mark is Mark.OK:
            continue
        image = images.get(verdict.image) if verdict.image else None
        slot = verdict.part.removeprefix(IMAGE)
        if image is not None and not verdict.part.startswith(IMAGE):
            slot = image.slot
        yield slot, _reason(case, attempt, verdict, image)


def _reason(case: Case, attempt: Attempt, verdict: Verdict, image: Image | None) -> Reason:
    part = queries.part_name(case, attempt.kind, verdict.part)
    text, message = localised(REASONS[verdict.reason].holder), " ".join(verdict.message.split())
    if image is None or verdict.region is None:
        return Reason(part, text, message)
    slot = queries.slot_name(case, attempt.kind, image.slot)
    return Reason(part, text, message, image, slot, points(_corners(verdict.region)))


def _corners(region: Region) -> tuple[tuple[float, float], ...]:
    right, bottom = region.x + region.width, region.y + region.height
    return (region.x, region.y), (right, region.y), (right, bottom), (region.x, bottom)
