"""What a comparison says: one verdict, and a finding for each part that was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """SAME, or same by a named rule; CLOSE where a person or the operator's profile decides; DIFFERENT; UNREADABLE."""

    SAME = "same"
    CLOSE = "close"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"


#: From best to worst; the verdict of a whole is the worst of its parts.
ORDER = (Verdict.SAME, Verdict.CLOSE, Verdict.UNREADABLE, Verdict.DIFFERENT)


def worst(verdicts: list[Verdict]) -> Verdict:
    """The worst of *verdicts*: DIFFERENT, then UNREADABLE, then CLOSE, then SAME (also for an empty list)."""
    return max(verdicts, key=ORDER.index, default=Verdict.SAME)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one part of a comparison.

    ``rule`` names the rule that decided (``NAM-1``, with a dotted sub-rule such as ``NAM-1.mj``, or ``exact``),
    ``left`` and ``right`` are the texts of the part, ``source`` the published table or standard behind the rule,
    ``detail`` one short English phrase for staff.
    """

    part: str
    verdict: Verdict
    rule: str
    left: str = ""
    right: str = ""
    detail: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two texts, with the findings that led to it and what each side was read as."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    left: Mapping[str, object] = field(default_factory=dict)
    right: Mapping[str, object] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that decided, each once, in order of the findings."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))
