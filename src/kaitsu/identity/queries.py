"""What pages, the console and the hall read of cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from kaitsu.identity import judging, rules
from kaitsu.identity.findings import ImageAdvice, PartFinding, rank
from kaitsu.identity.judging import Mark, Region, Verdict, Wanted
from kaitsu.identity.models import Attempt, Case, Crop, Examination, FieldVerdict, Image, Reading
from kaitsu.identity.reasons import PART_NAMES
from kaitsu.identity.states import OPEN, CaseState, ReadingState
from kaitsu.kernel import clock
from kaitsu.operator_profile import current
from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.verification import DocumentKind, Identity, Supplement

#: The kind and side that is erased at once: the law lets nobody keep the number on it.
FORBIDDEN = ("my_number_card", "back")


def case(case_id: UUID) -> Case | None:
    """The case *case_id*, None where there is none."""
    return Case.objects.filter(pk=case_id).first()


def identity_facts(case: Case) -> Identity:
    """What the profile says of identity on the day on which *case* was opened (PRO-4)."""
    return current().on(case.opened_at.astimezone(clock.TOKYO).date()).identity


def document(case: Case, kind: str) -> DocumentKind | None:
    """The document *kind* as *case* may use it, None where it may not."""
    return next((each for each in identity_facts(case).documents if each.key == kind), None)


def supplement(case: Case, kind: str) -> Supplement | None:
    """The supplementary document *kind* as *case* may use it, None where it may not."""
    return next((each for each in identity_facts(case).supplements if each.key == kind), None)


def open_attempt(case: Case) -> Attempt | None:
    """The attempt that is not decided yet, None where there is none."""
    return case.attempts.filter(decided_at__isnull=True).first()


def last_decided(case: Case) -> Attempt | None:
    """The attempt that was decided last."""
    return case.attempts.filter(decided_at__isnull=False).order_by("number").last()


def attempts_before(case: Case) -> int:
    """How many attempts were made before *case* was last reopened, 0 where it never was (FUL-4)."""
    last = case.reopenings.order_by("at", "pk").last()
    return last.after_attempt if last is not None else 0


def attempts_left(case: Case, attempt: Attempt) -> int:
    """How many attempts the holder has after *attempt* (IDV-13); those before a reopening do not count."""
    return identity_facts(case).attempts - (attempt.number - attempts_before(case))


def needed(case: Case, attempt: Attempt) -> tuple[rules.Slot, ...]:
    """The slots that *attempt* must fill (IDV-4, IDV-13)."""
    kind = document(case, attempt.kind)
    if kind is None:
        return ()
    return rules.needed_images(kind, attempt.answers, supplement(case, attempt.supplement), attempt.asked)


def images(attempt: Attempt) -> list[Image]:
    """The images of *attempt* itself, by slot and page, without removed ones."""
    return list(attempt.images.filter(removed_at__isnull=True).order_by("slot", "position"))


def images_with_readings(attempt: Attempt) -> list[Image]:
    """Like ``images``, with what was read on each: ``reading`` and ``advice`` ask for nothing more."""
    own = attempt.images.filter(removed_at__isnull=True)
    return list(own.select_related("reading").order_by("slot", "position"))


def filled(attempt: Attempt) -> set[str]:
    """The slots of *attempt* that have a file."""
    return set(attempt.images.filter(removed_at__isnull=True).values_list("slot", flat=True))


def images_shown(attempt: Attempt) -> list[Image]:
    """What a reviewer looks at: the images of *attempt*, and those of earlier ones that were not asked again."""
    own = images(attempt)
    if not attempt.asked:
        return own
    earlier = Attempt.objects.filter(case_id=attempt.case_id, number=attempt.number - 1).first()
    replaced = {_place(slot) for slot in [*attempt.asked, *(image.slot for image in own)]}
    kept = [image for image in images_shown(earlier) if _place(image.slot) not in replaced] if earlier else []
    return [*own, *kept]


def _place(slot: str) -> str:
    """One supplementary document takes the place of another, of whatever kind."""
    return rules.SUPPLEMENT if slot.startswith(rules.SUPPLEMENT) else slot


def parts(case: Case, attempt: Attempt) -> tuple[str, ...]:
    """What must be judged of *attempt* (IDV-17)."""
    kind = document(case, attempt.kind)
    if kind is None:
        return ()
    slots = tuple(dict.fromkeys(image.slot for image in images_shown(attempt)))
    return judging.parts(kind, slots, supplement=any(slot.startswith(rules.SUPPLEMENT) for slot in slots))


def slot_name(case: Case, kind: str, slot: str) -> Localised:
    """What *slot* of a document of *kind* is called; KeyError where it has no such slot."""
    if slot.startswith(rules.EXTRA):
        return rules.EXTRA_NAME
    names = {f"{rules.SUPPLEMENT}{each.key}": each.name for each in identity_facts(case).supplements}
    document_kind = document(case, kind)
    names |= {image.key: image.name for image in document_kind.images} if document_kind else {}
    return names[slot]


def part_name(case: Case, kind: str, part: str) -> Localised:
    """What *part* of an attempt with a document of *kind* is called."""
    if part.startswith(judging.IMAGE):
        return slot_name(case, kind, part.removeprefix(judging.IMAGE))
    return PART_NAMES[part]


def verdicts(attempt: Attempt) -> list[Verdict]:
    """The verdicts on *attempt*, in the order in which they were given."""
    return [_verdict(row) for row in attempt.verdicts.order_by("pk")]


def _verdict(row: FieldVerdict) -> Verdict:
    return Verdict(
        part=row.part,
        mark=Mark(row.mark),
        reason=row.reason,
        message=row.message,
        note=row.note,
        image=row.image_id,
        region=Region(**row.region) if row.region else None,
    )


def wanted(case: Case) -> Wanted | None:
    """What the holder was asked to send again, None where nothing was (IDV-13)."""
    last = last_decided(case)
    if case.state != CaseState.ASKED_AGAIN or last is None:
        return None
    return wanted_after(case, last, verdicts(last))


def wanted_after(case: Case, attempt: Attempt, found: Sequence[Verdict]) -> Wanted:
    """What the verdicts *found* on *attempt* ask for; a document that is no longer accepted is asked for anew."""
    kind = document(case, attempt.kind)
    if kind is None:
        return Wanted(anew=True)
    shown = images_shown(attempt)
    slots = tuple(dict.fromkeys(image.slot for image in shown))
    return judging.wanted(found, kind, slots, {image.pk: image.slot for image in shown})


def waiting() -> QuerySet[Case]:
    """Cases that wait for a reviewer, the one whose result is due first (IDV-12).

    Each has ``submitted_at``, from which ``rules.result_due`` reckons. A claim that timed out counts as waiting.
    """
    idle = clock.now() - timedelta(minutes=rules.CLAIM_MINUTES)
    open_one = Attempt.objects.filter(case=OuterRef("pk"), decided_at__isnull=True)
    return (
        Case.objects.filter(Q(state=CaseState.SUBMITTED) | Q(state=CaseState.CLAIMED, claimed_at__lte=idle))
        .annotate(submitted_at=Subquery(open_one.values("submitted_at")[:1]))
        .order_by("submitted_at")
    )


def under_review(reviewer: str) -> QuerySet[Case]:
    """Cases that *reviewer* (an Actor as text) has claimed, oldest claim first."""
    return Case.objects.filter(state=CaseState.CLAIMED, claimed_by=reviewer).order_by("claimed_at")


def due_to_lapse(at: datetime) -> QuerySet[Case]:
    """Cases that wait for their holder and whose days are over at *at* (IDV-13)."""
    return Case.objects.filter(state__in=OPEN, deadline__lte=at).order_by("deadline")


def due_to_remind(before: datetime) -> QuerySet[Case]:
    """Cases that wait for their holder, end before *before* and were not reminded of it."""
    return Case.objects.filter(state__in=OPEN, deadline__lte=before, reminded_at__isnull=True).order_by(
        "deadline"
    )


def sent_by(reviewer: str, case: UUID | OuterRef) -> QuerySet[Attempt]:
    """Attempts of *case* whose documents *reviewer* (an Actor as text) uploaded or sent, for a holder at a desk.

    Who has any decides nothing of the case: four eyes see every document (IDV-18).
    """
    uploaded = Image.objects.filter(attempt=OuterRef("pk"), uploaded_by=reviewer, removed_at__isnull=True)
    return Attempt.objects.filter(Q(submitted_by=reviewer) | Exists(uploaded), case=case)


def image_of(case: Case, image_id: UUID) -> Image | None:
    """The image *image_id* of *case*, None where it has none of that id or it was removed."""
    return (
        Image.objects.select_related("attempt")
        .filter(pk=image_id, attempt__case=case, removed_at__isnull=True)
        .first()
    )


def reading(image: Image) -> Reading | None:
    """What the machine read on *image*; None where it was never asked to."""
    found: Reading | None = getattr(image, "reading", None)
    return found


def reading_state(attempt: Attempt) -> dict[UUID, ReadingState]:
    """How far the machine is with each image that *attempt* shows; an image that nobody reads counts as FAILED."""
    shown = [image.pk for image in images_shown(attempt)]
    states = dict(Reading.objects.filter(image__in=shown).values_list("image_id", "state"))
    return {pk: ReadingState(states.get(pk, ReadingState.FAILED)) for pk in shown}


def advice(image: Image) -> list[ImageAdvice]:
    """What the holder is told of *image* by look and reading, what blocks first (IDV-10).

    What reading lifts of the look is not told: the picture could be read all the same.
    """
    found = reading(image)
    evidence = (found and found.evidence) or {}
    kept = [*((image.look or {}).get("advice", ())), *evidence.get("advice", ())]
    gone = evidence.get("lifted", ())
    told = {each["code"]: ImageAdvice.of(each) for each in kept if each["code"] not in gone}
    return sorted(told.values(), key=lambda each: not each.blocks)


def erased(attempt: Attempt) -> dict[str, ImageAdvice]:
    """Slots of *attempt* whose image the machine erased (a My Number was on it) and that are empty since, and why."""
    gone: dict[str, ImageAdvice] = {}
    removed = attempt.images.filter(
        removed_at__isnull=False, reading__kind=FORBIDDEN[0], reading__side=FORBIDDEN[1]
    )
    for image in removed.select_related("reading").order_by("removed_at"):
        for each in (image.reading.evidence or {}).get("advice", ())[:1]:
            gone[image.slot] = ImageAdvice.of(each)
    return {slot: told for slot, told in gone.items() if slot not in filled(attempt)}


def examination(attempt: Attempt) -> Examination | None:
    """What the machine's readings of *attempt* came to; None before they have ended."""
    return Examination.objects.filter(attempt=attempt).first()


def findings(case: Case, attempt: Attempt) -> list[PartFinding]:
    """What the machine found of each part of *attempt*, the worst first; nothing before its readings have ended."""
    found = examination(attempt)
    order = {part: place for place, part in enumerate(parts(case, attempt))}
    told = [PartFinding.of(each) for each in found.findings] if found else []
    return sorted(told, key=lambda each: (rank(each), order.get(each.part, len(order))))


def crop_of(case: Case, crop_id: int) -> Crop | None:
    """The crop *crop_id* of an image of *case*, None where there is none or its image was removed."""
    return (
        Crop.objects.select_related("reading__image__attempt")
        .filter(pk=crop_id, reading__image__attempt__case=case, reading__image__removed_at__isnull=True)
        .first()
    )
