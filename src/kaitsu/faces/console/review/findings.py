"""What the machine read, as the case's screen shows it: beside what is registered, with its place and its pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaitsu.faces.console.review import words
from kaitsu.faces.console.review.rule_words import rule_words
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.identity import judging, queries, reasons
from kaitsu.identity.finding_words import words_of
from kaitsu.identity.findings import WORST_FIRST, PartFinding
from kaitsu.identity.models import Attempt, Case, Image
from kaitsu.identity.states import ReadingState
from kaitsu.kernel import clock

SAME = "same"
_SYMBOLS = {"same": "circle-check", "close": "info", "different": "circle-cross", "unreadable": "alert"}
#: The reason that says the same as a finding, by its code; where it says only "different", by its part.
_BY_CODE = {
    "expired": "expired",
    "other_kind": "other_kind",
    "not_accepted": "not_accepted",
    "international": "not_accepted",
    "wrong_side": "wrong_side",
    "too_old": "supplement_old",
    "utility": "supplement_not_accepted",
    "blurred": "blurred",
    "shaken": "blurred",
    "grainy": "blurred",
    "glare": "glare",
    "cut": "cut_off",
    "dark": "dark",
}
_DIFFERS = {
    "name": "name_differs",
    "birth_date": "birth_date_differs",
    "address": "address_differs",
    "supplement": "supplement_differs",
}
#: The first state that one of the images has is told.
_NOTES: dict[ReadingState, Promise] = {
    ReadingState.PENDING: gettext_lazy(
        "機械がまだ読み取っています。結果は、出たらここに表示します。待たずに判定することもできます。"
    ),
    ReadingState.READ: gettext_lazy("読み取りは終わりました。まもなく、登録の内容と比べます。"),
    ReadingState.FAILED: gettext_lazy("機械では読み取れませんでした。画像を見て判定してください。"),
}
_LATE = gettext_lazy("機械の読み取りが遅れています。待たずに、画像を見て判定してください。")
#: An attempt that the machine has no findings of so long after it was sent is judged without them: examination itself
#: waits ten minutes for readings, and a worker may be late.
PATIENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Found:
    """The machine's finding on one part. ``verdict`` is ``same``, ``close``, ``different`` or ``unreadable``.

    ``rule`` names the rule by which two texts are one, ``told`` is what was read. ``place`` are the corners on the
    image of number ``sheet`` (0 where it was found on none that is shown), as the viewer takes them; ``follow`` is the
    reason that says the same as the finding, "" for none.
    """

    verdict: str
    text: str
    rule: str
    told: str
    sure: str
    crop_url: str = ""
    sheet: int = 0
    image: str = ""
    place: str = ""
    follow: str = ""

    @property
    def symbol(self) -> str:
        """The symbol that stands with the words: colour alone says nothing."""
        return _SYMBOLS[self.verdict]

    @property
    def follow_words(self) -> str:
        """The reason ``follow`` in staff's words."""
        reason = reasons.REASONS.get(self.follow)
        return localised(reason.staff) if reason else ""


def of(case: Case, attempt: Attempt, images: Sequence[Image]) -> dict[str, Found]:
    """The machine's findings by part, the worst first; *images* are those shown, in their order."""
    places = {image.pk: number for number, image in enumerate(images, 1)}
    return {
        each.part: _found(case, each, places.get(each.image, 0) if each.image else 0)
        for each in queries.findings(case, attempt)
    }


def _found(case: Case, finding: PartFinding, sheet: int) -> Found:
    sure = "" if finding.confidence is None else _("確からしさ %(share)s%%") % {"share": _percent(finding)}
    crop = reverse("console_review_crop", args=[case.pk, finding.crop]) if finding.crop and sheet else ""
    return Found(
        verdict=finding.verdict,
        text=words_of(finding.code, "").text(words.language()),
        rule=rule_words(finding.rule),
        told=_told(case, finding),
        sure=sure,
        crop_url=crop,
        sheet=sheet,
        image=str(finding.image) if sheet else "",
        place=" ".join(f"{x:.4f},{y:.4f}" for x, y in finding.region) if sheet else "",
        follow=follow(finding),
    )


def _told(case: Case, finding: PartFinding) -> str:
    """What was read, as it stands there; of a document as such its name, where it is not the chosen one."""
    if finding.region or finding.crop:
        return finding.read
    if finding.verdict == SAME or not finding.read:
        return ""
    key, _space, side = finding.read.partition(" ")
    named = queries.document(case, key) or queries.supplement(case, key)
    if named is None:
        return ""
    sides = {image.key: localised(image.name) for image in getattr(named, "images", ())}
    return " ".join(filter(None, [localised(named.name), sides.get(side, "")]))


def _percent(finding: PartFinding) -> int:
    # Rounded down: what is not quite certain does not look so.
    return int((finding.confidence or 0) * 100)


def follow(finding: PartFinding) -> str:
    """The reason that says what *finding* does; "" where there is none that a reviewer need not think about."""
    reason = _BY_CODE.get(finding.code, "")
    if finding.code == "different":
        reason = _DIFFERS.get(finding.part, "")
    fits = reason in reasons.REASONS and judging.sort_of(finding.part) in reasons.REASONS[reason].fits
    return reason if fits and finding.verdict in {"different", "unreadable"} else ""


def worst_first(parts: Sequence[str], found: Mapping[str, Found]) -> list[str]:
    """*parts* with those that the machine did not find the same at the top, the worst first; else in their order."""

    def place(part: str) -> int:
        verdict = found[part].verdict if part in found else SAME
        return WORST_FIRST.index(verdict)

    return sorted(parts, key=place)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the machine is with an attempt that has no findings (yet), in words; whether they are still to come."""

    note: str
    pending: bool


def progress(attempt: Attempt) -> Progress:
    """How far the machine is with *attempt*, which has no findings. None come of one that is decided, or is old."""
    states = set(queries.reading_state(attempt).values())
    note = next((str(said) for state, said in _NOTES.items() if state in states), "")
    at_work = bool(states & {ReadingState.PENDING, ReadingState.READ})
    if not at_work or attempt.submitted_at is None or attempt.decided_at is not None:
        return Progress(note, pending=False)
    late = attempt.submitted_at <= clock.now() - PATIENCE
    return Progress(str(_LATE) if late else note, pending=not late)
