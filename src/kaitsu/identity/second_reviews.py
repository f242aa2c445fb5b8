"""A share of decided attempts is judged again, blind, by another reviewer; whether they agree is measured (OPS-6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kaitsu.audit.services import record
from kaitsu.identity import draws, judging, queries, rules
from kaitsu.identity.judging import Outcome, Verdict
from kaitsu.identity.models import Attempt, SecondReview
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often second reviews came to what had been decided: ``agreed`` of ``reviewed``, ``waiting`` are to come."""

    reviewed: int
    agreed: int
    waiting: int


def choose(attempt: Attempt) -> bool:
    """Put a decided *attempt* before another reviewer where it is among the profile's share; whether it is."""
    percent = queries.identity_facts(attempt.case).machine.second_review_percent
    if not draws.drawn(attempt, "second review", percent):
        return False
    SecondReview.objects.create(attempt=attempt)
    return True


@transaction.atomic
def second_review_next(*, by: Actor, besides: Collection[UUID] = ()) -> SecondReview | None:
    """Give *by* the attempt that waits longest for a second look, or the one that they have; None where none waits.

    Nobody is given what they decided themselves, nor documents that they sent for a holder, nor a case of *besides*
    (their own); nothing of the first verdict is given with it.
    """
    idle = clock.now() - timedelta(minutes=rules.CLAIM_MINUTES)
    free = Q(claimed_by=str(by)) | Q(claimed_at__isnull=True) | Q(claimed_at__lte=idle)
    chosen = (
        SecondReview.objects.filter(free, at__isnull=True)
        .exclude(attempt__decided_by=str(by))
        .exclude(attempt__case__in=besides)
        .exclude(Exists(queries.sent_by(str(by), OuterRef("attempt__case_id"))))
        .order_by("chosen_at", "pk")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if chosen is None:
        return None
    chosen.claimed_by, chosen.claimed_at = str(by), clock.now()
    chosen.save(update_fields=["claimed_by", "claimed_at"])
    record("identity.second_review_claimed", by=by, subject=f"case:{chosen.attempt.case_id}")
    return chosen


@transaction.atomic
def second_review_decide(review_id: int, verdicts: Sequence[Verdict], *, by: Actor) -> SecondReview:
    """Write down what *by* found of the attempt; nothing follows from it but the measure of agreement.

    They agree where both come to the same outcome. Raises KaitsuError ``identity.not_yours``,
    ``identity.verdicts_open``, and what ``judging.problems`` finds.
    """
    review = SecondReview.objects.select_for_update().filter(pk=review_id, at__isnull=True).first()
    if review is None or review.claimed_by != str(by):
        raise KaitsuError("identity.not_yours", rule="OPS-6")
    attempt = review.attempt
    expected = queries.parts(attempt.case, attempt)
    for problem in judging.problems(verdicts, expected):
        raise KaitsuError.of(problem)
    outcome = judging.outcome(verdicts, expected)
    if outcome is Outcome.INCOMPLETE:
        left = [part for part in expected if part not in {verdict.part for verdict in verdicts}]
        raise KaitsuError("identity.verdicts_open", field=left[0], rule="IDV-17", parts=len(left))
    first = judging.outcome(queries.verdicts(attempt), expected)
    review.by, review.at, review.agrees = str(by), clock.now(), outcome is first
    review.verdict = {
        "outcome": outcome,
        "parts": {verdict.part: {"mark": verdict.mark, "reason": verdict.reason} for verdict in verdicts},
    }
    review.save()
    record(
        "identity.second_review", by=by, subject=f"case:{attempt.case_id}",
        attempt=attempt.number, outcome=outcome,
    )  # fmt: skip
    return review


def second_review_of(review_id: int, *, by: Actor) -> SecondReview | None:
    """The second review *review_id* while *by* has it; None otherwise."""
    return SecondReview.objects.filter(pk=review_id, claimed_by=str(by), at__isnull=True).first()


def agreement() -> Agreement:
    """How reviewers agree so far."""
    done = SecondReview.objects.filter(at__isnull=False)
    return Agreement(
        reviewed=done.count(),
        agreed=done.filter(agrees=True).count(),
        waiting=SecondReview.objects.filter(at__isnull=True).count(),
    )
