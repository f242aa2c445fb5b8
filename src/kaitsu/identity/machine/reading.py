"""The job that reads one image: the engine's answer is kept as evidence, its crops in the vault (IDV-9).

An image that ends the engine process is tried once more, then left to a person; nobody waits for it (FAILED).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from kaitsu.audit.services import record
from kaitsu.identity import attempts, moves, queries, wake
from kaitsu.identity.machine import process
from kaitsu.identity.machine.evidence import seen_of
from kaitsu.identity.machine.process import Answer, CannotBeRead, EngineGone
from kaitsu.identity.machine.table import table_of
from kaitsu.identity.machine.telling import lifted, tell
from kaitsu.identity.models import Attempt, Crop, Image, Reading
from kaitsu.identity.rules import EXTRA, SUPPLEMENT
from kaitsu.identity.states import ReadingState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import machine
from kaitsu.kernel.errors import KaitsuError
from kaitsu.vault import services as vault

READER = machine("reader")
#: How often an image is given to an engine process that it may end.
TRIES = 2
#: A job that has not ended after so long is lost, and asked for again.
LOST = timedelta(minutes=2)


def read_image(reading_id: int) -> None:
    """Read the image of *reading_id* and keep what was read; nothing where that was done before. Safe to run twice.

    No transaction is open while the engine reads.
    """
    waiting = Reading.objects.filter(
        pk=reading_id, state=ReadingState.PENDING, image__removed_at__isnull=True
    )
    # Counted before it is tried: an image that ends this worker as well has had its try.
    if not waiting.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        _finish(reading_id, None)
        return
    reading = waiting.select_related("image__attempt__case").first()
    if reading is None:
        return  # taken away just now
    try:
        answer = _answer(reading.image)
    except EngineGone:
        if reading.tries < TRIES:
            wake.read_later(reading_id, behind=wake.LAST)
            return
        answer = None
    except (CannotBeRead, KaitsuError):
        answer = None
    _finish(reading_id, answer)


def _answer(image: Image) -> Answer:
    """What the engine reads on *image*; raises what ``vault.read`` and ``EngineProcess.read`` do."""
    attempt = image.attempt
    facts = queries.identity_facts(attempt.case)
    slot = image.slot
    kind = slot.removeprefix(SUPPLEMENT) if slot.startswith(SUPPLEMENT) else attempt.kind
    request = {
        "kind": "" if slot.startswith(EXTRA) else kind,
        "look": facts.machine.look.given,
        "today": clock.today().isoformat(),
    }
    data = vault.read(image.document_id)
    with process.pool().lent() as engine:
        return engine.read(data, request)


@transaction.atomic
def _finish(reading_id: int, answer: Answer | None) -> None:
    """Keep *answer* (None: it could not be read), and go on with the attempt where that was the last of its images."""
    case_id = Reading.objects.filter(pk=reading_id).values_list("image__attempt__case_id", flat=True).first()
    if case_id is None:
        return
    # The case first, as whoever removes an image or submits has it: one order of locks for all.
    moves.locked(case_id)
    reading = Reading.objects.select_related("image__attempt__case").get(pk=reading_id)
    attempt = reading.image.attempt
    if reading.state != ReadingState.PENDING or reading.image.removed_at is not None:
        return
    reading.finished_at = clock.now()
    reading.state = ReadingState.FAILED if answer is None else ReadingState.READ
    if answer is not None:
        _keep(reading, attempt, answer)
    reading.save()
    record(
        "identity.read", by=READER, subject=attempt.case.subject,
        image=reading.image_id, state=reading.state, kind=reading.kind, side=reading.side,
    )  # fmt: skip
    attempts.examine_if_read(attempt)


def _keep(reading: Reading, attempt: Attempt, answer: Answer) -> None:
    image, documents = reading.image, answer.documents
    first: dict[str, Any] = next((each for each in documents if each["kind"]), {"kind": "", "side": ""})
    forbidden = next((each for each in documents if each["remarks"].get("forbidden")), None)
    reading.kind, reading.side = (first["kind"], first["side"])
    reading.engine, reading.rules = answer.engine, answer.rules
    reading.evidence = {"documents": documents}
    facts = queries.identity_facts(attempt.case)
    seen = seen_of(image, reading)
    advice = tell(seen, attempt.kind, table_of(facts, clock.today()))
    reading.evidence["advice"] = [each.data for each in advice]
    reading.evidence["lifted"] = lifted(seen, advice)
    if forbidden is not None:
        # Nothing of the picture stays, whatever else is on it.
        reading.kind, reading.side = queries.FORBIDDEN
        reading.evidence["documents"] = []
        reading.save()
        attempts.erase(image, by=READER)
        return
    for (place, name), pixels in answer.crops.items():
        document = vault.store(pixels, media_type="image/jpeg", purpose=attempts.PURPOSE, by=READER)
        Crop.objects.create(reading=reading, place=place, field=name, document=document)


def sweep(limit: int = 200) -> int:
    """Ask again for readings whose job was lost; how many. A job."""
    lost = Reading.objects.filter(
        state=ReadingState.PENDING, requested_at__lt=clock.now() - LOST, image__removed_at__isnull=True
    )
    return sum(
        wake.read_later(pk) for pk in lost.order_by("requested_at").values_list("pk", flat=True)[:limit]
    )
