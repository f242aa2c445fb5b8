"""What the page of the images shows: a card for each slot, what was found earlier, what is left to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages.identity.forms import FileForm, element_id
from kaitsu.identity import queries, rules
from kaitsu.identity.judging import IMAGE, Mark
from kaitsu.identity.models import Attempt, Case, Image
from kaitsu.identity.reasons import REASONS
from kaitsu.identity.rules import Slot


@dataclass
class Card:
    """One slot on the page. ``reasons`` say why it is asked for again."""

    slot: Slot
    form: FileForm
    images: list[Image] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of its element."""
        return element_id(self.slot.key)

    @property
    def done(self) -> bool:
        """Whether it has its file."""
        return bool(self.images)

    @property
    def size(self) -> str:
        """The size of its file as kept, in words."""
        total = sum(image.size for image in self.images)
        return f"{total / 1024 / 1024:.1f} MB" if total >= 1024 * 1024 else f"{max(1, total // 1024)} KB"


def cards(case: Case, attempt: Attempt, wrong: tuple[str, str] | None = None) -> list[Card]:
    """The cards of *attempt*; *wrong* is a slot and the message that stands on its card."""
    images = queries.images(attempt)
    filled = {image.slot for image in images}
    facts = queries.identity_facts(case)
    told = reasons(case, attempt)
    made = []
    for slot in rules.open_slots(queries.needed(case, attempt), filled, facts.uploads.max_files):
        form = FileForm(slot.key, {}) if wrong and wrong[0] == slot.key else FileForm(slot.key)
        if form.is_bound and wrong:
            form.add_error("file", wrong[1])
        own = [image for image in images if image.slot == slot.key]
        made.append(Card(slot, form, own, told.get(slot.key, [])))
    return made


def reasons(case: Case, attempt: Attempt) -> dict[str, list[str]]:
    """Why each slot of a second or third attempt is asked for again."""
    last = queries.last_decided(case)
    if not attempt.asked or last is None:
        return {}
    image_slots = {image.pk: image.slot for image in queries.images_shown(last)}
    told: dict[str, list[str]] = {}
    for verdict in queries.verdicts(last):
        if verdict.mark is Mark.OK:
            continue
        slot = verdict.part.removeprefix(IMAGE)
        if verdict.image is not None and not verdict.part.startswith(IMAGE):
            slot = image_slots[verdict.image]
        reason = REASONS[verdict.reason]
        text = " ".join(filter(None, [localised(reason.holder), " ".join(verdict.message.split())]))
        for each in [slot] if slot in attempt.asked else attempt.asked:
            told.setdefault(each, []).append(text)
    return {slot: list(dict.fromkeys(texts)) for slot, texts in told.items()}


def mark_of(case: Case, attempt: Attempt | None) -> str:
    """What changes when somebody else changes something: the computer follows the telephone by it (IDV-18)."""
    own: list[Any] = [image.pk for image in queries.images(attempt)] if attempt else []
    number = attempt.number if attempt else 0
    submitted = bool(attempt and attempt.submitted_at)
    newest = max((str(each) for each in own), default="")
    return f"{case.state}.{number}.{int(submitted)}.{len(own)}.{newest}"
