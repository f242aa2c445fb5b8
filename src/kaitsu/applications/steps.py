"""The journey as data: each step knows when it applies and what is still wrong with it.

No forms and no addresses: the server walks this list and lands on the first step that is not complete,
and the step indicator, the back links and the page of all answers come from the same list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kaitsu.applications import holder, rules
from kaitsu.applications.draft import Draft, Facts
from kaitsu.kernel.errors import Problem

Judge = Callable[[Draft, Facts], list[Problem]]
LineJudge = Callable[[Draft, Facts, int], list[Problem]]


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the journey. ``key`` is unique (``line-2``), ``kind`` the page's kind (``line``), ``line`` its line.

    Two walks over one draft make equal steps: the judge of a line's page is made anew for each walk.
    """

    key: str
    kind: str
    judge: Judge = field(compare=False)
    line: int | None = None

    def problems(self, draft: Draft, facts: Facts) -> list[Problem]:
        """What is missing or wrong on this page."""
        return self.judge(draft, facts)

    def complete(self, draft: Draft, facts: Facts) -> bool:
        """Whether nothing is missing or wrong on this page."""
        return not self.judge(draft, facts)


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of the journey's list: the step it makes, or one step for each line that it applies to."""

    kind: str
    applies: Callable[[Draft, Facts], bool] = lambda draft, facts: True
    judge: Judge | None = None
    judge_line: LineJudge | None = None
    line_applies: Callable[[Draft, int], bool] = lambda draft, index: True

    def steps(self, draft: Draft, facts: Facts) -> list[Step]:
        """The steps of this entry for *draft*, none where it does not apply."""
        if not self.applies(draft, facts):
            return []
        if self.judge is not None:
            return [Step(self.kind, self.kind, self.judge)]
        return [self._line_step(line.index) for line in draft.lines if self.line_applies(draft, line.index)]

    def _line_step(self, index: int) -> Step:
        judge_line = self.judge_line
        assert judge_line is not None  # noqa: S101 - an entry judges the draft or a line; a test walks all entries
        return Step(
            f"{self.kind}-{index}", self.kind, lambda draft, facts: judge_line(draft, facts, index), index
        )


#: The order of the guide, with everything that is only tapped before the first thing that is typed.
JOURNEY: tuple[Page, ...] = (
    Page("code", judge=rules.code),
    Page("terms", judge=rules.terms),
    Page("plan", judge=rules.plan),
    Page("lines", applies=rules.may_add_lines, judge=rules.lines),
    Page("line", judge_line=rules.line),
    Page("device", applies=rules.offers_devices, judge=rules.device),
    Page("ready", judge=rules.ready),
    Page("name", judge=holder.name),
    Page("about", judge=holder.about),
    Page("address", judge=holder.address),
    Page("contact", judge=holder.contact),
    # After the holder's details, which this page shows beside what the old carrier must have (MNP-4).
    Page("porting", judge_line=rules.porting, line_applies=rules.ports_in),
    Page("privacy", judge=rules.privacy),
    Page("card", judge=rules.card),
    Page("check", judge=rules.whole),
)


def journey(draft: Draft, facts: Facts) -> list[Step]:
    """The steps that apply to *draft*, in order."""
    return [step for page in JOURNEY for step in page.steps(draft, facts)]


def first_incomplete(steps: list[Step], draft: Draft, facts: Facts) -> Step:
    """The first of *steps* that is not complete; the last one where all are."""
    return next((step for step in steps if not step.complete(draft, facts)), steps[-1])


def problems(draft: Draft, facts: Facts) -> list[tuple[Step, Problem]]:
    """Everything that is wrong with *draft*, step by step: the judgement of CNF-4."""
    return [(step, problem) for step in journey(draft, facts) for problem in step.problems(draft, facts)]
