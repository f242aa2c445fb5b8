"""What a wrong password does, which images a document needs, what a file may be (IDV-2 to IDV-8, IDV-13). Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kaitsu.kernel.clock import TOKYO
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.verification import DocumentKind, Identity, Lock, Supplement, Uploads, When

#: A reviewer who does nothing for so long gives the case back (IDV-12).
CLAIM_MINUTES = 30
#: Nobody is asked again for tomorrow; and whoever has not answered is reminded so many days before the end.
DAYS_TO_ANSWER = 3
REMIND_DAYS = 2
#: Reminders go out from this hour of the day on, Tokyo time.
REMIND_HOUR = 9


@dataclass(frozen=True, slots=True)
class Door:
    """How a case's sign-in stands: wrong tries so far, locked until a moment, or for good."""

    wrong_tries: int = 0
    locked_until: datetime | None = None
    locked_for_good: bool = False

    def locked(self, at: datetime) -> bool:
        """Whether nobody may try at the moment *at*."""
        return self.locked_for_good or (self.locked_until is not None and at < self.locked_until)


def after_wrong_try(door: Door, lock: Lock, at: datetime) -> Door:
    """The door after one more wrong birth date: every ``tries`` lock it, ``tries_for_good`` for good (IDV-2)."""
    wrong = door.wrong_tries + 1
    if wrong >= lock.tries_for_good:
        return Door(wrong, None, locked_for_good=True)
    if wrong % lock.tries == 0:
        return Door(wrong, at + timedelta(minutes=lock.minutes))
    return Door(wrong)


def tries_left(door: Door, lock: Lock) -> int:
    """How many wrong dates are left before the next lock."""
    before_good = lock.tries_for_good - door.wrong_tries
    return max(0, min(lock.tries - door.wrong_tries % lock.tries, before_good))


SUPPLEMENT = "supplement:"
EXTRA = "extra:"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one file: its *key*, what belongs there, and how to take it. ``extra:…`` need not be filled."""

    key: str
    name: Localised
    advice: tuple[Localised, ...]
    optional: bool = False


#: The name of a slot that nobody asked for; the holder thinks that it helps.
EXTRA_NAME = Localised(ja="追加の画像", en="One more picture")
_EXTRA_ADVICE = Localised(
    ja="ほかに確認に役立つ面があれば、お送りください。", en="If another side helps us, please add it here."
)


def holds(when: When | None, answers: Mapping[str, bool]) -> bool:
    """Whether *when* is met by *answers*; None always is."""
    return when is None or answers.get(when.question) is when.answer


def needs_supplement(kind: DocumentKind, answers: Mapping[str, bool]) -> bool:
    """Whether *kind* needs a supplementary document with these *answers* (IDV-5)."""
    return kind.supplement is not None and holds(kind.supplement, answers)


def choice_problems(
    kind: DocumentKind, answers: Mapping[str, bool], supplement: str, identity: Identity
) -> list[Problem]:
    """What is missing in the holder's choice: a question without an answer, a supplement (IDV-4, IDV-7)."""
    found = [
        Problem("identity.question_open", question, "IDV-4")
        for question in kind.questions
        if not isinstance(answers.get(question), bool)
    ]
    if needs_supplement(kind, answers) and supplement not in {each.key for each in identity.supplements}:
        found.append(Problem("identity.supplement_open", "supplement", "IDV-7"))
    return found


def needed_images(
    kind: DocumentKind,
    answers: Mapping[str, bool],
    supplement: Supplement | None = None,
    asked: Sequence[str] = (),
) -> tuple[Slot, ...]:
    """The slots of an attempt (IDV-4): all that *kind* needs with *answers*, or the *asked* ones alone (IDV-13).

    A *supplement* is needed where the answers say so, and where it is asked for (``supplement:<kind>``).
    """
    images = tuple(
        Slot(image.key, image.name, (image.advice,))
        for image in kind.images
        if (image.key in asked if asked else holds(image.when, answers))
    )
    if supplement is None:
        return images
    slot = Slot(f"{SUPPLEMENT}{supplement.key}", supplement.name, supplement.conditions)
    if slot.key in asked if asked else needs_supplement(kind, answers):
        return (*images, slot)
    return images


def open_slots(needed: Sequence[Slot], filled: Collection[str], max_files: int) -> tuple[Slot, ...]:
    """All slots of a page: the *needed* ones, the extra ones that are filled, and one more while files are left."""
    extras = sorted((key for key in filled if key.startswith(EXTRA)), key=len)
    numbers = [int(key.removeprefix(EXTRA)) for key in extras]
    if len(needed) + len(extras) < max_files:
        numbers.append(max(numbers, default=0) + 1)
    return (
        *needed,
        *(
            Slot(f"{EXTRA}{number}", EXTRA_NAME, (_EXTRA_ADVICE,), optional=True)
            for number in sorted(numbers)
        ),
    )


def upload_problem(
    slot: str, size: int, needed: Sequence[Slot], filled: Collection[str], uploads: Uploads
) -> Problem | None:
    """Why a file of *size* bytes cannot go into *slot* (IDV-8); None where it can be looked at."""
    if size == 0:
        return Problem("identity.empty", slot, "IDV-8")
    if size > uploads.max_bytes:
        return Problem("identity.too_large", slot, "IDV-8", {"megabytes": uploads.max_megabytes})
    if slot in filled or slot in {each.key for each in open_slots(needed, filled, uploads.max_files)}:
        return None
    if slot.startswith(EXTRA):
        return Problem("identity.too_many_files", slot, "IDV-8", {"files": uploads.max_files})
    return Problem("identity.slot_unknown", slot, "IDV-4")


def missing(needed: Sequence[Slot], filled: Collection[str]) -> list[Problem]:
    """What is still to be sent before the attempt can go out."""
    return [
        Problem("identity.image_missing", slot.key, "IDV-4", {"name": slot.name})
        for slot in needed
        if slot.key not in filled
    ]


def last_moment(moment: datetime) -> datetime:
    """The end of *moment*'s day in Tokyo: people are told a day and no hour, so all of it is theirs (IDV-13)."""
    return moment.astimezone(TOKYO).replace(hour=23, minute=59, second=59, microsecond=0)


def remind_until(now: datetime) -> datetime:
    """Whose days end until then is reminded at *now*: ``REMIND_DAYS`` ahead, and never at night (MAI-1)."""
    today = now.astimezone(TOKYO)
    days = REMIND_DAYS if today.hour >= REMIND_HOUR else REMIND_DAYS - 1
    return last_moment(today + timedelta(days=days))


def deadline_after_review(deadline: datetime, submitted_at: datetime, decided_at: datetime) -> datetime:
    """The holder's deadline after being asked again: the days of the review are not theirs (IDV-13).

    Whoever sent documents at the last moment has ``DAYS_TO_ANSWER`` all the same.
    """
    left = max(deadline + (decided_at - submitted_at), decided_at + timedelta(days=DAYS_TO_ANSWER))
    return last_moment(left)


def result_due(submitted_at: datetime, identity: Identity) -> datetime:
    """Until when the result of documents sent at *submitted_at* was promised (IDV-11)."""
    return submitted_at + timedelta(days=identity.result_days_max)
