"""The holder's side of a case: choose a document, upload and remove images, submit (IDV-4 to IDV-8, IDV-13).

Staff at a desk do the same for a holder who cannot (IDV-18): the same verbs with ``by=`` a member of staff.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.identity import decoding, moves, queries, rules, wake
from kaitsu.identity.models import Attempt, Case, Crop, Image, Reading
from kaitsu.identity.states import OPEN, CaseEvent, ReadingState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.vault import services as vault

PURPOSE = "identity"


@transaction.atomic
def choose(
    case_id: UUID, kind: str, answers: Mapping[str, bool], supplement: str = "", *, by: Actor
) -> Attempt:
    """Choose the *kind* of document and answer what decides the images needed (IDV-4); again, it is changed.

    Images that the new choice has no place for are removed. After being asked again it starts the next attempt
    with everything that the document needs. Raises KaitsuError ``identity.unknown``, ``identity.closed``,
    ``identity.kind_unknown``, ``identity.question_open``, ``identity.supplement_open``.
    """
    case = _open(case_id)
    document = queries.document(case, kind)
    if document is None:
        raise KaitsuError("identity.kind_unknown", field="kind", rule="IDV-5")
    known = {key: answers[key] for key in document.questions if key in answers}
    for problem in rules.choice_problems(document, known, supplement, queries.identity_facts(case)):
        raise KaitsuError.of(problem)
    chosen = supplement if rules.needs_supplement(document, known) else ""
    attempt = queries.open_attempt(case) or _next(case)
    changed_kind = bool(attempt.kind) and attempt.kind != kind
    attempt.kind, attempt.answers, attempt.supplement, attempt.asked = kind, known, chosen, []
    attempt.save()
    keep = set() if changed_kind else {slot.key for slot in queries.needed(case, attempt)}
    for image in queries.images(attempt):
        if image.slot not in keep:
            erase(image, by=by)
    record("identity.chosen", by=by, subject=case.subject, attempt=attempt.number, kind=kind)
    return attempt


@transaction.atomic
def begin_again(case_id: UUID, supplement: str = "", *, by: Actor) -> Attempt:
    """Start the attempt that was asked for, about only what is needed (IDV-13); started before, it is returned.

    *supplement* is the kind of supplementary document where one was asked for. Raises KaitsuError
    ``identity.closed``, ``identity.choose_first`` where another document was asked for, ``identity.supplement_open``.
    """
    case = _open(case_id)
    attempt = queries.open_attempt(case)
    if attempt is not None and not (supplement and attempt.asked):
        return attempt
    wanted = queries.wanted(case)
    last = queries.last_decided(case)
    if wanted is None or wanted.anew or last is None:
        raise KaitsuError("identity.choose_first", rule="IDV-13")
    kinds = {each.key for each in queries.identity_facts(case).supplements}
    if wanted.supplement and supplement not in kinds:
        raise KaitsuError("identity.supplement_open", field="supplement", rule="IDV-7")
    attempt = attempt or _next(case)
    attempt.kind, attempt.answers = last.kind, last.answers
    attempt.supplement = supplement if wanted.supplement else last.supplement
    asked = list(wanted.slots)
    if wanted.supplement:
        asked = [slot for slot in asked if not slot.startswith(rules.SUPPLEMENT)]
        asked.append(f"{rules.SUPPLEMENT}{supplement}")
    attempt.asked = asked
    attempt.save()
    for image in queries.images(attempt):
        if image.slot.startswith(rules.SUPPLEMENT) and image.slot not in asked:
            erase(image, by=by)
    record("identity.begun_again", by=by, subject=case.subject, attempt=attempt.number, kind=attempt.kind)
    return attempt


def upload(case_id: UUID, slot: str, data: bytes, *, by: Actor) -> list[Image]:
    """Put the file *data* into *slot*: decoded in a process of its own, re-encoded, encrypted (IDV-8).

    What was in the slot is replaced once the new file is good, and stays where it is not. A PDF gives one image
    a page. Raises KaitsuError ``identity.closed``, ``identity.choose_first``, ``identity.slot_unknown``,
    ``identity.too_many_files``, ``identity.empty``, ``identity.too_large``, and what ``decoding.pictures`` raises.
    """
    look = _demand_room(case_id, slot, len(data), by=by)
    # Outside a transaction: a decoder may take seconds, and nobody waits for its row meanwhile.
    pictures = decoding.pictures(data, decoding.Limits(look=look))
    return _keep(case_id, slot, len(data), pictures, by=by)


@transaction.atomic
def _demand_room(case_id: UUID, slot: str, size: int, *, by: Actor) -> dict[str, float]:
    """Raises where there is no room for a file of *size*; else the profile's limits of the look at it."""
    case = _open(case_id)
    _refuse_upload(case, _attempt(case, by=by), slot, size)
    return queries.identity_facts(case).machine.look.given


@transaction.atomic
def _keep(
    case_id: UUID, slot: str, size: int, pictures: Sequence[decoding.Picture], *, by: Actor
) -> list[Image]:
    case = _open(case_id)
    attempt = _attempt(case, by=by)
    # Judged again: another upload or a submission may have come in between.
    _refuse_upload(case, attempt, slot, size)
    for image in queries.images(attempt):
        if image.slot == slot:
            erase(image, by=by)
    kept = [
        Image.objects.create(
            attempt=attempt,
            slot=slot,
            position=position,
            document=vault.store(picture.data, media_type="image/jpeg", purpose=PURPOSE, by=by),
            width=picture.width,
            height=picture.height,
            size=len(picture.data),
            look=picture.look,
            uploaded_by=str(by),
        )
        for position, picture in enumerate(pictures)
    ]
    before = Reading.objects.filter(image__attempt__case=case).count()
    for behind, image in enumerate(kept, before):
        wake.read_later(Reading.objects.create(image=image).pk, behind=behind)
    record(
        "identity.uploaded", by=by, subject=case.subject, attempt=attempt.number, side=slot,
        pages=len(kept), size_bytes=size, images=[image.pk for image in kept],
    )  # fmt: skip
    return kept


@transaction.atomic
def remove(case_id: UUID, slot: str, *, by: Actor) -> bool:
    """Take the file out of *slot* and erase it; False where the slot was empty. KaitsuError ``identity.closed``."""
    case = _open(case_id)
    attempt = queries.open_attempt(case)
    found = [image for image in queries.images(attempt) if image.slot == slot] if attempt else []
    for image in found:
        erase(image, by=by)
    if found:
        record("identity.removed", by=by, subject=case.subject, side=slot, pages=len(found))
    return bool(found)


@transaction.atomic
def insist(case_id: UUID, image_id: UUID, *, by: Actor) -> bool:
    """Note that the holder wants *image_id* to go to a person as it is (IDV-10); False where that was noted before.

    Raises KaitsuError ``identity.closed``, ``identity.unknown`` for an image that is not of the open attempt.
    """
    case = _open(case_id)
    image = queries.image_of(case, image_id)
    if image is None or image.attempt != queries.open_attempt(case):
        raise KaitsuError("identity.unknown", rule="IDV-10")
    if image.insisted_at is not None:
        return False
    image.insisted_at = clock.now()
    image.save(update_fields=["insisted_at"])
    record("identity.insisted", by=by, subject=case.subject, image=image.pk, side=image.slot)
    return True


@transaction.atomic
def submit(case_id: UUID, *, by: Actor) -> tuple[Attempt, bool]:
    """Send the open attempt to the reviewers; True where it went out just now, False where it had before.

    Raises KaitsuError ``identity.closed``, ``identity.choose_first``, ``identity.image_missing``.
    """
    case = moves.locked(case_id)
    attempt = queries.open_attempt(case)
    if attempt is not None and attempt.submitted_at is not None:
        return attempt, False
    _demand_open(case)
    if attempt is None:
        raise KaitsuError("identity.choose_first", rule="IDV-4")
    for problem in rules.missing(queries.needed(case, attempt), queries.filled(attempt)):
        raise KaitsuError.of(problem)
    attempt.submitted_at, attempt.submitted_by = clock.now(), str(by)
    attempt.save()
    moves.move(case, CaseEvent.UPLOAD, by=by, attempt=attempt.number, count=len(queries.filled(attempt)))
    examine_if_read(attempt)
    return attempt, True


def examine_if_read(attempt: Attempt) -> bool:
    """Have a submitted *attempt* examined by the machine once every image that it shows was read, or could not be."""
    if attempt.submitted_at is None or attempt.decided_at is not None:
        return False
    if ReadingState.PENDING in queries.reading_state(attempt).values():
        return False
    return wake.examine_later(attempt.pk)


def _open(case_id: UUID) -> Case:
    case = moves.locked(case_id)
    _demand_open(case)
    return case


def _demand_open(case: Case) -> None:
    if case.state not in OPEN or case.deadline <= clock.now():
        raise KaitsuError("identity.closed", rule="IDV-13")


def _attempt(case: Case, *, by: Actor) -> Attempt:
    return queries.open_attempt(case) or begin_again(case.pk, by=by)


def _next(case: Case) -> Attempt:
    return Attempt(case=case, number=case.attempts.count() + 1)


def _refuse_upload(case: Case, attempt: Attempt, slot: str, size: int) -> None:
    uploads = queries.identity_facts(case).uploads
    found = rules.upload_problem(slot, size, queries.needed(case, attempt), queries.filled(attempt), uploads)
    if found is not None:
        raise KaitsuError.of(found)


def erase(image: Image, *, by: Actor) -> None:
    """Erase *image* with all that was read on it; the rows stay, for the record."""
    now = clock.now()
    image.removed_at = now
    image.save(update_fields=["removed_at"])
    vault.erase(image.document_id, by=by)
    for crop in Crop.objects.filter(reading__image=image):
        vault.erase(crop.document_id, by=by)
    kind, side = queries.FORBIDDEN
    readings = Reading.objects.filter(image=image)
    readings.filter(state=ReadingState.PENDING).update(state=ReadingState.FAILED, finished_at=now)
    # Of a My Number nothing was kept but what its holder is told.
    readings.exclude(kind=kind, side=side).update(evidence=None)
