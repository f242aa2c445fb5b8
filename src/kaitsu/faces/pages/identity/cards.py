"""What the page of the images shows: a card for each slot, what was found earlier, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from kaitsu.faces.pages.identity import earlier
from kaitsu.faces.pages.identity.earlier import Reason
from kaitsu.faces.pages.identity.forms import FileForm, element_id
from kaitsu.faces.pages.identity.shapes import shape_of
from kaitsu.faces.pages.identity.shots import Shot, shot_of, worst
from kaitsu.identity import queries, rules
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.rules import Slot


@dataclass(frozen=True, slots=True)
class Card:
    """One slot on the page. ``reasons`` say why it is asked for again, ``erased`` why its image is gone."""

    slot: Slot
    form: FileForm
    shape: str
    shots: Sequence[Shot] = ()
    reasons: Sequence[Reason] = ()
    erased: str = ""

    @property
    def id(self) -> str:
        """The id of its element."""
        return element_id(self.slot.key)

    @property
    def done(self) -> bool:
        """Whether it has its file."""
        return bool(self.shots)

    @property
    def standing(self) -> str:
        """How its file stands (``shots.STANDINGS``), "" without one."""
        return worst(self.shots)

    @property
    def looking(self) -> bool:
        """Whether the machine has yet to say something of its file."""
        return any(shot.pending for shot in self.shots)

    @property
    def size(self) -> str:
        """The size of its file as kept, in words."""
        total = sum(shot.image.size for shot in self.shots)
        return f"{total / 1024 / 1024:.1f} MB" if total >= 1024 * 1024 else f"{max(1, total // 1024)} KB"

    @property
    def mark(self) -> str:
        """What changes when the card looks different."""
        return ".".join(
            [
                *(f"{shot.image.pk}-{shot.standing}{'' if shot.pending else '-read'}" for shot in self.shots),
                self.erased and "erased",
            ]
        )


def cards(case: Case, attempt: Attempt, wrong: tuple[str, str] | None = None) -> list[Card]:
    """The cards of *attempt*; *wrong* is a slot and the message that stands on its card."""
    shots = [shot_of(image) for image in queries.images_with_readings(attempt)]
    filled = {shot.image.slot for shot in shots}
    facts = queries.identity_facts(case)
    told = earlier.reasons(case, attempt)
    needed = queries.needed(case, attempt)
    gone = {} if {slot.key for slot in needed} <= filled else queries.erased(attempt)
    made = []
    for slot in rules.open_slots(needed, filled, facts.uploads.max_files):
        form = FileForm(slot.key, {}) if wrong and wrong[0] == slot.key else FileForm(slot.key)
        if form.is_bound and wrong:
            form.add_error("file", wrong[1])
        own = [shot for shot in shots if shot.image.slot == slot.key]
        erased = gone[slot.key].text(get_language() or "ja") if slot.key in gone else ""
        shape = shape_of(attempt.kind, slot.key)
        made.append(Card(slot, form, shape, own, told.get(slot.key, []), erased))
    return made


def mark_of(case: Case, attempt: Attempt | None) -> str:
    """What changes when somebody else changes something: the computer follows the telephone by it (IDV-18), and both
    follow the machine that looks at the images (IDV-10)."""
    own: list[Any] = []
    if attempt:
        shown = attempt.images.filter(removed_at__isnull=True).order_by("uploaded_at", "position")
        own = list(shown.values_list("pk", "reading__state", "insisted_at"))
    number = attempt.number if attempt else 0
    submitted = bool(attempt and attempt.submitted_at)
    newest = max((str(pk) for pk, _, _ in own), default="")
    states = "".join((state or "-")[0] + ("i" if insisted else "") for _, state, insisted in own)
    return f"{case.state}.{number}.{int(submitted)}.{len(own)}.{newest}.{states}"
