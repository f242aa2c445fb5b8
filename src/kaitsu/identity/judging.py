"""From verdicts to what follows: a case's state is never chosen, it comes of what was found (IDV-17). No database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kaitsu.identity.reasons import REASONS, Asks, Follows, Reason
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile.verification import DocumentKind

IMAGE = "image:"
#: What is judged of every document; a kind that may not have expired adds ``expiry``, a supplement ``supplement``.
FIELDS = ("name", "birth_date", "address")
#: A message to the holder tells no number of a document and no birth date (MAI-3).
_TELLS_A_NUMBER = re.compile(r"\d(?:[ ./-]?\d){6}|\d{4}\s*年\s*\d")


class Mark(StrEnum):
    """What was found of a part."""

    OK = "ok"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"
    NOT_ACCEPTED = "not_accepted"


class Outcome(StrEnum):
    """What the verdicts of an attempt come to."""

    INCOMPLETE = "incomplete"
    APPROVE = "approve"
    ASK_AGAIN = "ask_again"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on an image, each number a share of its width or height, 0 to 1, from the top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def lies_inside(self) -> bool:
        """Whether the rectangle has a size and does not leave the image."""
        inside = self.x >= 0 and self.y >= 0 and self.x + self.width <= 1 and self.y + self.height <= 1
        return inside and self.width > 0 and self.height > 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody found of one part. Anything but OK has a *reason*; *message* is added to the holder's text."""

    part: str
    mark: Mark
    reason: str = ""
    message: str = ""
    note: str = ""
    image: UUID | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the holder is to send next: these *slots*, a *supplement* to choose, or all of another document (*anew*)."""

    slots: tuple[str, ...] = ()
    supplement: bool = False
    anew: bool = False


def sort_of(part: str) -> str:
    """The sort of *part*, which says what reasons fit it: ``image`` for every image, else the part itself."""
    return "image" if part.startswith(IMAGE) else part


def parts(kind: DocumentKind, slots: Sequence[str], *, supplement: bool) -> tuple[str, ...]:
    """What must be judged of an attempt with *kind* whose images fill *slots*: each image, then each field."""
    return (
        *(f"{IMAGE}{slot}" for slot in slots),
        "kind",
        *FIELDS,
        *(["expiry"] if kind.unexpired else []),
        *(["supplement"] if supplement else []),
    )


def problems(verdicts: Sequence[Verdict], expected: Sequence[str]) -> list[Problem]:
    """What is wrong with *verdicts* as such: twice, on nothing, without a fitting reason, telling too much."""
    found: list[Problem] = []
    seen: set[str] = set()
    for verdict in verdicts:
        if verdict.part not in expected or verdict.part in seen:
            found.append(Problem("identity.part_unknown", verdict.part, "IDV-17"))
        seen.add(verdict.part)
        found += _reason_problems(verdict)
        if _TELLS_A_NUMBER.search(verdict.message) or not " ".join(verdict.message.split()).isprintable():
            found.append(Problem("identity.message_tells", verdict.part, "MAI-3"))
        if verdict.region is not None and not (verdict.image and verdict.region.lies_inside):
            found.append(Problem("identity.region_outside", verdict.part, "IDV-17"))
    return found


def accepts(machine: str, mark: Mark) -> bool | None:
    """Whether *mark* says of a part what the *machine* had found of it (``PartFinding.verdict``); None for "", nothing.

    What is close to the registered is left to a person: to find it fine accepts it.
    """
    if not machine:
        return None
    match mark:
        case Mark.OK:
            return machine in {"same", "close"}
        case Mark.UNREADABLE:
            return machine == "unreadable"
        case _:
            return machine == "different"


def _reason_problems(verdict: Verdict) -> list[Problem]:
    if verdict.mark is Mark.OK:
        return [Problem("identity.reason_unasked", verdict.part, "IDV-17")] if verdict.reason else []
    reason = REASONS.get(verdict.reason)
    if reason is None or sort_of(verdict.part) not in reason.fits:
        return [Problem("identity.reason_missing", verdict.part, "IDV-17")]
    return []


def outcome(verdicts: Sequence[Verdict], expected: Sequence[str]) -> Outcome:
    """What *verdicts* on the *expected* parts come to; they were found without ``problems``.

    A reason to refuse decides at once, whatever was not looked at; else every part needs its verdict.
    """
    reasons = reasons_of(verdicts)
    if any(reason.follows is Follows.REFUSE for reason in reasons):
        return Outcome.REFUSE
    if {verdict.part for verdict in verdicts} != set(expected):
        return Outcome.INCOMPLETE
    return Outcome.ASK_AGAIN if reasons else Outcome.APPROVE


def reasons_of(verdicts: Sequence[Verdict]) -> list[Reason]:
    """The reasons that *verdicts* give, in their order."""
    return [REASONS[verdict.reason] for verdict in verdicts if verdict.mark is not Mark.OK]


def wanted(
    verdicts: Sequence[Verdict], kind: DocumentKind, slots: Sequence[str], image_slots: Mapping[UUID, str]
) -> Wanted:
    """What the holder is to send after *verdicts* on images that fill *slots* (IDV-13: only what is needed).

    *image_slots* says which slot an image fills. A field that cannot be read asks for the image that the verdict
    names, or for every image of the document where it names none.
    """
    asked: list[str] = []
    supplement = False
    for verdict in verdicts:
        if verdict.mark is Mark.OK:
            continue
        match REASONS[verdict.reason].asks:
            case Asks.DOCUMENT:
                return Wanted(anew=True)
            case Asks.SUPPLEMENT:
                supplement = True
            case Asks.BACK:
                asked += [image.key for image in kind.images if image.key == "back"] or _documents(slots)
            case Asks.IMAGE:
                asked += _images(verdict, slots, image_slots)
            case _:
                continue
    return Wanted(tuple(dict.fromkeys(asked)), supplement)


def _images(verdict: Verdict, slots: Sequence[str], image_slots: Mapping[UUID, str]) -> list[str]:
    if verdict.part.startswith(IMAGE):
        return [verdict.part.removeprefix(IMAGE)]
    if verdict.image is not None:
        return [image_slots[verdict.image]]
    if verdict.part == "supplement":
        return [slot for slot in slots if slot.startswith("supplement:")]
    return _documents(slots)


def _documents(slots: Sequence[str]) -> list[str]:
    return [slot for slot in slots if not slot.startswith(("supplement:", "extra:"))]
