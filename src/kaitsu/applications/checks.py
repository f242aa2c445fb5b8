"""Pre-checks (PCK-1, PCK-3): a list of questions asked at submission; every answer that is a problem holds it.

A check is a function of what is to be submitted. An operator extends the list: ``KAITSU_CHECKS`` names functions of
its own (``package.module.function``). What takes long to answer is asked in the background (``registers``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from kaitsu.applications import holder
from kaitsu.applications.draft import Draft, Facts
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.cards import rules as cards
from kaitsu.kernel.errors import Problem


@dataclass(frozen=True, slots=True)
class Submission:
    """What a check looks at."""

    application: Application
    draft: Draft
    facts: Facts


Check = Callable[[Submission], Problem | None]


def card_name(submission: Submission) -> Problem | None:
    """PAY-2: the name on the card is not the holder's."""
    draft = submission.draft
    if draft.card is None:
        return None
    return cards.name_problem(draft.card.name, draft.latin_family, draft.latin_given)


def address(submission: Submission) -> Problem | None:
    """HLD-5: postal code and address contradict each other, and the holder insisted."""
    if not submission.draft.address_insisted:
        return None
    found = holder.contradiction(submission.draft)
    return found[0] if found else None


def duplicate(submission: Submission) -> Problem | None:
    """PCK-1: the same holder has another application that is on its way through the checks."""
    draft = submission.draft
    others = Application.objects.filter(
        kana_family=draft.kana_family,
        kana_given=draft.kana_given,
        birth_date=draft.birth_date,
        submitted_at__isnull=False,
        state__in=[State.HELD, State.VERIFYING],
    ).exclude(pk=submission.application.pk)
    return Problem("applications.duplicate", "", "PCK-1") if others.exists() else None


CHECKS: tuple[Check, ...] = (card_name, address, duplicate)


def every() -> tuple[Check, ...]:
    """Our checks and the operator's; ImportError where the settings name one that is not there."""
    return CHECKS + _added(tuple(settings.KAITSU_CHECKS))


@lru_cache(maxsize=8)
def _added(paths: tuple[str, ...]) -> tuple[Check, ...]:
    return tuple(import_string(path) for path in paths)


def reasons(submission: Submission) -> list[Problem]:
    """Why the application is to be held, empty where it is not."""
    found = [check(submission) for check in every()]
    return [problem for problem in found if problem is not None]


def warnings(submission: Submission) -> list[Problem]:
    """What the holder is told before submission, because staff will look at it: the name on the card (PAY-2)."""
    found = [card_name(submission), address(submission)]
    return [problem for problem in found if problem is not None]
