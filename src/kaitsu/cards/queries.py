"""What pages and the console read of card registrations."""

from __future__ import annotations

from uuid import UUID

from kaitsu.cards.models import Registration
from kaitsu.cards.rules import outcome_problem
from kaitsu.cards.states import Reason, State
from kaitsu.kernel.errors import Problem


def latest(owner: UUID) -> Registration | None:
    """The last registration that *owner* began, whatever became of it."""
    return Registration.objects.filter(owner=owner).order_by("-begun_at", "-pk").first()


def problem(registration: Registration) -> Problem | None:
    """What *registration* tells its holder to do (PAY-3); None where the card is registered."""
    return outcome_problem(
        State(registration.state), Reason(registration.reason) if registration.reason else None
    )
