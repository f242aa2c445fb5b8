"""What a reviewer has filled in, part by part, and the verdicts that it stands for (IDV-17)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from kaitsu.identity.judging import Mark, Region, Verdict

#: What a reason says of the part; any other reason says that it is not accepted.
_UNREADABLE = frozenset({"blurred", "glare", "cut_off", "dark", "covered"})
_DIFFERENT = frozenset(
    {
        "name_differs",
        "birth_date_differs",
        "address_differs",
        "supplement_differs",
        "other_kind",
        "wrong_side",
        "another_person",
    }
)
#: A region that cannot be read lies nowhere, and is refused as such.
_NOWHERE = Region(-1, -1, 0, 0)


@dataclass(frozen=True, slots=True)
class Filled:
    """The controls of one part as they stand: found fine, or a *reason*; words and a place on an image besides."""

    ok: bool = False
    reason: str = ""
    message: str = ""
    note: str = ""
    image: UUID | None = None
    region: str = ""


def read(data: QueryDict, parts: Sequence[str], images: Collection[UUID]) -> dict[str, Filled]:
    """What *data* says of each of *parts*; an image that is none of *images* is none."""
    fine = set(data.getlist("ok"))
    return {
        part: Filled(
            ok=part in fine,
            reason=data.get(f"reason-{part}", ""),
            message=data.get(f"message-{part}", "").strip(),
            note=data.get(f"note-{part}", "").strip(),
            image=_image(data.get(f"image-{part}", ""), images),
            region=data.get(f"region-{part}", ""),
        )
        for part in parts
    }


def shown(verdicts: Sequence[Verdict]) -> dict[str, Filled]:
    """The controls as they stood when *verdicts* were given."""
    return {
        verdict.part: Filled(
            ok=verdict.mark is Mark.OK,
            reason=verdict.reason,
            message=verdict.message,
            note=verdict.note,
            image=verdict.image,
            region=_written(verdict.region),
        )
        for verdict in verdicts
    }


def verdicts(filled: Mapping[str, Filled]) -> list[Verdict]:
    """The verdicts of all parts that were judged, in their order."""
    return [_verdict(part, given) for part, given in filled.items() if given.ok or given.reason]


def _verdict(part: str, given: Filled) -> Verdict:
    # Both, fine and a reason, is passed on as it is: the rules say what is wrong with it.
    mark = Mark.OK if given.ok else mark_of(given.reason)
    if given.ok and not given.reason:
        return Verdict(part, mark, note=given.note)
    region = _region(given.region)
    return Verdict(part, mark, given.reason, given.message, given.note, given.image, region)


def mark_of(reason: str) -> Mark:
    """What *reason* says was found."""
    if reason in _UNREADABLE:
        return Mark.UNREADABLE
    return Mark.DIFFERENT if reason in _DIFFERENT else Mark.NOT_ACCEPTED


def _image(text: str, images: Collection[UUID]) -> UUID | None:
    return next((image for image in images if str(image) == text), None)


def _region(text: str) -> Region | None:
    if not text:
        return None
    try:
        x, y, width, height = map(float, text.split(","))
    except ValueError:
        return _NOWHERE
    return Region(x, y, width, height)


def _written(region: Region | None) -> str:
    return f"{region.x},{region.y},{region.width},{region.height}" if region else ""
