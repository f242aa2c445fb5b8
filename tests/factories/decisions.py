"""Documents that were decided on, or wait: only when, as far as measuring asks (OPS-7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from factories.identity import opened
from kaitsu.identity.models import Attempt
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock


def decided(hours: Iterable[float], days_ago: float = 1) -> None:
    """Attempts that took so many *hours* each from documents to decision, *days_ago*."""
    at = clock.now() - timedelta(days=days_ago)
    for each in hours:
        _attempt(CaseState.APPROVED, each, decided_at=at, decided_by="staff:KS2222")


def waiting(hours: float, state: CaseState = CaseState.SUBMITTED) -> None:
    """Documents that came *hours* ago and have no decision, of a case in *state*."""
    _attempt(state, hours)


def _attempt(state: CaseState, hours: float, **decision: object) -> None:
    case = opened()
    case.state = state
    if state == CaseState.CLAIMED:
        case.claimed_by, case.claimed_at = "staff:KS2222", clock.now()
    case.save()
    end = decision.get("decided_at") or clock.now()
    Attempt.objects.create(
        case=case,
        number=1,
        kind="drivers_licence",
        submitted_at=end - timedelta(hours=hours),  # type: ignore[operator]
        submitted_by="member:KM7Q4ZP2",
        **decision,
    )
