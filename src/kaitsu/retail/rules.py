"""Whether a code may be used, and if not, why: ENT-2, ENT-5, ENT-6. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kaitsu.japanese.values import EntryCode
from kaitsu.kernel.errors import InvalidValue, KaitsuError, Problem
from kaitsu.retail.states import State

#: A print shop takes more in several batches; beyond this one request would take minutes.
LARGEST_BATCH = 100_000

#: What is wrong with the typing alone. It is told without asking the database, so nothing can be guessed by
#: it.
_TYPING = {
    "entry_code.empty": "retail.empty",
    "entry_code.length": "retail.length",
    "entry_code.never_used": "retail.never_used",
    "entry_code.characters": "retail.mistyped",
    "entry_code.slip": "retail.mistyped",
}

_GUESSES = frozenset({"retail.unknown", "retail.spent", "retail.held", "retail.recalled", "retail.expired"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a package stands: its state, who holds it (a draft, and the actor who held it), its last day."""

    state: State
    held_by: UUID | None = None
    held_actor: str | None = None
    last_day: date | None = None


def read(text: str) -> EntryCode:
    """The entry code typed in *text*; KaitsuError where typing alone is wrong (ENT-2).

    Codes: ``retail.empty``, ``retail.length``, ``retail.never_used`` (with the ``characters``),
    ``retail.mistyped``.
    """
    try:
        return EntryCode.parse(text)
    except InvalidValue as wrong:
        raise KaitsuError(_TYPING[wrong.code], field="code", rule="ENT-2", **wrong.values) from None


def is_guess(code: str) -> bool:
    """Whether an attempt refused with *code* counts towards the limits of ENT-6.

    A typing slip does not: its answer tells nothing about any package. A code that another of one's own
    drafts holds does not either.
    """
    return code in _GUESSES


def refusal(standing: Standing | None, *, holder: UUID, actor: str, on: date) -> Problem | None:
    """Why the draft *holder* of *actor* may not have the package on the day *on* (ENT-6); None if it may.

    *standing* is None for a code that was never issued. The reasons that no waiting mends come first.
    """
    if standing is None:
        return Problem("retail.unknown", "code", "ENT-6")
    if standing.state is State.RECALLED:
        return Problem("retail.recalled", "code", "ENT-6")
    if standing.state is State.SPENT:
        return Problem("retail.spent", "code", "ENT-6")
    if standing.last_day is not None and on > standing.last_day:
        return Problem("retail.expired", "code", "ENT-6", {"last_day": standing.last_day})
    if standing.state is State.HELD and standing.held_by != holder:
        if standing.held_actor == actor:
            return Problem("retail.held_by_you", "code", "ENT-6", {"holder": standing.held_by})
        return Problem("retail.held", "code", "ENT-6")
    return None


def batch_problems(count: int, product: str, last_day: date | None, on: date) -> list[Problem]:
    """What speaks against issuing a batch on the day *on* (ENT-1): size, product, a day gone by."""
    problems = []
    if not 1 <= count <= LARGEST_BATCH:
        problems.append(Problem("retail.count", "count", "ENT-1", {"most": LARGEST_BATCH}))
    if not product.strip():
        problems.append(Problem("retail.product", "product", "ENT-1"))
    if last_day is not None and last_day < on:
        problems.append(Problem("retail.last_day_gone", "expires_on", "ENT-1"))
    return problems
