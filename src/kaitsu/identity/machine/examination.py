"""The job that examines an attempt: its readings come to findings, kept once, with all that a replay needs (IDV-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kaitsu.audit.services import record
from kaitsu.identity import draws, moves, queries, wake
from kaitsu.identity.findings import Suggestion
from kaitsu.identity.judging import Verdict
from kaitsu.identity.machine import evidence
from kaitsu.identity.machine.examining import RULES_VERSION, Examined, examine
from kaitsu.identity.machine.reading import READER
from kaitsu.identity.machine.table import digest
from kaitsu.identity.models import Attempt, Examination, Image, Reading
from kaitsu.identity.states import ReadingState
from kaitsu.kernel import clock

#: Readings that have not ended so long after the submission are not waited for.
PATIENCE = timedelta(minutes=10)
SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was kept, and the verdicts with which the machine decides; none where the profile leaves it to a person."""

    kept: Examination
    verdicts: tuple[Verdict, ...]


@transaction.atomic
def examine_attempt(attempt_id: UUID) -> Outcome | None:
    """Examine a submitted attempt whose images are read; None where it is not, or was examined before (IDV-9).

    Safe to run twice. A reviewer may have decided meanwhile; then it is kept for the comparison with them.
    """
    found = Attempt.objects.filter(pk=attempt_id).values_list("case_id", flat=True).first()
    if found is None:
        return None
    case = moves.locked(found)
    attempt = Attempt.objects.get(pk=attempt_id)
    if attempt.submitted_at is None or queries.examination(attempt) is not None:
        return None
    waiting = ReadingState.PENDING in queries.reading_state(attempt).values()
    if waiting and attempt.submitted_at > clock.now() - PATIENCE:
        return None
    facts = queries.identity_facts(case)
    seen = evidence.all_seen(attempt)
    basis = _basis(attempt, seen)
    result = applied(attempt, seen, basis)
    sampled = result.suggestion is Suggestion.APPROVE and draws.drawn(
        attempt, SAMPLE, facts.machine.sample_percent
    )
    kept = Examination.objects.create(
        attempt=attempt,
        engine=", ".join(sorted({reading.engine for _, reading, _ in seen if reading and reading.engine})),
        rules=RULES_VERSION,
        profile=profile_digest(attempt, basis),
        basis=basis,
        findings=[each.data for each in result.findings],
        suggestion=result.suggestion,
        level=facts.machine.level,
        sampled=sampled,
    )
    record(
        "identity.examined", by=READER, subject=case.subject, attempt=attempt.number,
        outcome=result.suggestion, automatic=may_decide(kept),
    )  # fmt: skip
    return Outcome(kept, result.verdicts if may_decide(kept) else ())


def may_decide(kept: Examination) -> bool:
    """Whether the profile of that day lets the machine do what *kept* suggests (IDV-14)."""
    if kept.suggestion == Suggestion.APPROVE:
        return kept.level == "approve" and not kept.sampled
    return kept.suggestion == Suggestion.ASK_AGAIN and kept.level in ("ask_again", "approve")


def applied(
    attempt: Attempt, seen: list[tuple[Image, Reading | None, evidence.Seen]], basis: dict[str, Any]
) -> Examined:
    """The rules of now, applied to what was kept."""
    matter = evidence.matter_of(
        attempt.case,
        attempt,
        date.fromisoformat(basis["on"]),
        evidence.claims_of(basis["registered"]),
        last=basis["last"],
    )
    return examine(matter, [each for _, _, each in seen])


def profile_digest(attempt: Attempt, basis: dict[str, Any]) -> str:
    """The name of the table by which *attempt* is judged now."""
    on = date.fromisoformat(basis["on"])
    claims = evidence.claims_of(basis["registered"])
    matter = evidence.matter_of(attempt.case, attempt, on, claims, last=basis["last"])
    return digest(matter.table, matter.least_confidence)


def _basis(attempt: Attempt, seen: list[tuple[Image, Reading | None, evidence.Seen]]) -> dict[str, Any]:
    submitted: datetime = attempt.submitted_at or clock.now()
    return {
        "on": submitted.astimezone(clock.TOKYO).date().isoformat(),
        "last": queries.attempts_left(attempt.case, attempt) <= 0,
        "registered": evidence.registered(attempt.case),
        "images": [
            {
                "image": str(image.pk),
                "slot": image.slot,
                "position": image.position,
                "digest": image.document.digest,
                "state": reading.state if reading is not None else ReadingState.FAILED,
                "engine": reading.engine if reading is not None else "",
                "rules": reading.rules if reading is not None else "",
            }
            for image, reading, _ in seen
        ],
    }


def sweep(limit: int = 200) -> int:
    """Ask again for examinations whose job was lost, and for those that wait no longer; how many. A job."""
    pending = Reading.objects.filter(image__attempt=OuterRef("pk"), state=ReadingState.PENDING)
    due = (
        Attempt.objects.filter(submitted_at__isnull=False, decided_at__isnull=True, examination__isnull=True)
        .filter(~Exists(pending) | Q(submitted_at__lte=clock.now() - PATIENCE))
        .order_by("submitted_at")
    )
    return sum(wake.examine_later(pk) for pk in due.values_list("pk", flat=True)[:limit])
