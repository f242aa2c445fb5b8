"""What follows from the verdicts so far: derived by the rules, shown before it is confirmed (IDV-17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaitsu.applications import results, verification
from kaitsu.applications.models import Application
from kaitsu.faces.console.review import words
from kaitsu.faces.console.review.sheet import Table
from kaitsu.identity import judging, queries, review, rules
from kaitsu.identity.judging import Outcome, Verdict
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.states import CaseEvent
from kaitsu.kernel import clock
from kaitsu.notifications.letters import Letter


@dataclass(frozen=True, slots=True)
class Kind:
    """How an outcome is told: a word with the tag of *kind*, what comes of it, the words of its button."""

    word: Promise
    kind: str
    follows: Promise
    button: Promise


KINDS: dict[str, Kind] = {
    CaseEvent.APPROVE: Kind(
        gettext_lazy("承認"),
        "success",
        gettext_lazy("SIMカードの準備に進みます。"),
        gettext_lazy("承認する"),
    ),
    CaseEvent.ASK_AGAIN: Kind(
        gettext_lazy("再提出のお願い"),
        "warning",
        gettext_lazy("お客様に、もう一度お送りいただきます。"),
        gettext_lazy("再提出をお願いする"),
    ),
    CaseEvent.REFUSE: Kind(
        gettext_lazy("お断り"),
        "danger",
        gettext_lazy("お申し込みは終わり、コードは再び使えます。"),
        gettext_lazy("お断りする"),
    ),
    CaseEvent.LAPSE: Kind(
        gettext_lazy("回数切れ"),
        "danger",
        gettext_lazy("最後の回なので、お申し込みは終わります。コードは再び使えます。"),
        gettext_lazy("確認を終える"),
    ),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What follows. ``event`` is "" while parts are open (``left``) or filled in wrongly (``problems`` by part)."""

    event: str = ""
    left: int = 0
    problems: Mapping[str, str] = field(default_factory=dict)
    asked: Sequence[str] = ()
    until: datetime | None = None
    letter: Letter | None = None
    to: str = ""
    language: str = "ja"

    @property
    def told(self) -> Kind | None:
        """How the outcome is told; None while there is none."""
        return KINDS.get(self.event)


def of(application: Application, attempt: Attempt, verdicts: Sequence[Verdict]) -> Result:
    """What *verdicts* on the sent *attempt* lead to, with the very mail that the holder would get. Writes nothing."""
    case = application.case
    assert case is not None  # noqa: S101 - who has an attempt has a case
    expected = queries.parts(case, attempt)
    left = len(expected) - len(verdicts)
    found = judging.problems(verdicts, expected)
    if found:
        return Result(left=left, problems={problem.field: words.problem(problem) for problem in found})
    outcome = judging.outcome(verdicts, expected)
    if outcome is Outcome.INCOMPLETE:
        return Result(left=left)
    return _decided(application, case, attempt, verdicts, outcome)


def second(table: Table, verdicts: Sequence[Verdict]) -> Result:
    """What *verdicts* of a second look come to; nobody is written to (OPS-6)."""
    left = len(table.parts) - len(verdicts)
    found = judging.problems(verdicts, table.parts)
    if found:
        return Result(left=left, problems={problem.field: words.problem(problem) for problem in found})
    outcome = judging.outcome(verdicts, table.parts)
    return Result(left=left) if outcome is Outcome.INCOMPLETE else Result(event=outcome.value)


def _decided(
    application: Application, case: Case, attempt: Attempt, verdicts: Sequence[Verdict], outcome: Outcome
) -> Result:
    event = review.event_after(case, attempt, outcome)
    language = "en" if application.language.startswith("en") else "ja"
    asked, until = [], None
    if event is CaseEvent.ASK_AGAIN:
        wanted = queries.wanted_after(case, attempt, verdicts)
        asked = results.asked(case, attempt, wanted, words.language())
        sent_at = attempt.submitted_at or clock.now()
        until = rules.deadline_after_review(case.deadline, sent_at, clock.now())
    try:
        letter = verification.preview(case.pk, verdicts)
    except ValueError:
        # No mail may hold what looks like a card number (MAI-3), whoever wrote it.
        wrong = [verdict.part for verdict in verdicts if verdict.message]
        return Result(
            problems={part: _("お客様への文章に、番号や記号の列を書かないでください。") for part in wrong}
        )
    return Result(
        event=event,
        asked=asked,
        until=until,
        letter=letter,
        to=application.email or application.member.email,
        language=language,
    )
