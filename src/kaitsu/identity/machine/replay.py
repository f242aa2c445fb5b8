"""What was decided of a case, by whom and why, and whether the same comes out today (IDV-15).

Stored readings, no picture: nothing is read again, the rules and the profile of now are applied to what was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kaitsu.audit.services import record
from kaitsu.identity import queries
from kaitsu.identity.machine import evidence, examination, examining
from kaitsu.identity.models import Examination
from kaitsu.identity.states import ReadingState
from kaitsu.kernel.actors import Actor


class Unusable(Exception):
    """Nothing can be replayed; the message says why."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The lines that tell it, and whether anything came out otherwise."""

    lines: tuple[str, ...]
    differs: bool


def replay(case_id: UUID, *, by: Actor) -> Replay:
    """The replay of every examined attempt of *case_id*; it is logged, as a look at a case is. Raises Unusable."""
    case = queries.case(case_id)
    if case is None:
        raise Unusable(f"there is no case {case_id}")
    kept = list(
        Examination.objects.filter(attempt__case=case)
        .select_related("attempt__case")
        .order_by("attempt__number")
    )
    if not kept:
        raise Unusable(f"the machine has examined no attempt of case {case_id}")
    told = [_Attempt(each) for each in kept]
    record("identity.replayed", by=by, subject=case.subject)
    lines = (f"case {case.pk}: {case.state}", *(line for each in told for line in each.lines()))
    return Replay(lines, any(each.differs for each in told))


class _Attempt:
    """One examined attempt, replayed."""

    def __init__(self, kept: Examination) -> None:
        self.kept = kept
        attempt = kept.attempt
        seen = evidence.all_seen(attempt)
        read = {each["image"] for each in kept.basis["images"] if each["state"] == ReadingState.READ}
        gone = read - {str(image.pk) for image, _, found in seen if found.documents is not None}
        if gone:
            raise Unusable(f"what was read on {len(gone)} images of attempt {attempt.number} is erased")
        # What came in after the examination was not looked at by it.
        seen = [
            (image, reading, found if str(image.pk) in read else replace(found, documents=None))
            for image, reading, found in seen
        ]
        self.result = examination.applied(attempt, seen, kept.basis)
        self.now = [each.data for each in self.result.findings]
        self.registered = evidence.registered(attempt.case) == kept.basis["registered"]
        self.profile = examination.profile_digest(attempt, kept.basis)
        self.images = {str(image.pk): image.document.digest for image, _, _ in seen}

    @property
    def differs(self) -> bool:
        """Whether findings, suggestion or images are other ones than were kept."""
        return bool(
            self.now != self.kept.findings
            or self.result.suggestion != self.kept.suggestion
            or self.other_images
        )

    @property
    def other_images(self) -> list[str]:
        """Images whose document is not the one that was examined."""
        kept = {each["image"]: each["digest"] for each in self.kept.basis["images"]}
        return sorted(image for image in kept if self.images.get(image) != kept[image])

    def lines(self) -> Iterator[str]:
        """The attempt in lines."""
        kept, attempt = self.kept, self.kept.attempt
        yield ""
        yield f"attempt {attempt.number}: {attempt.kind}, examined {kept.made_at:%Y-%m-%d %H:%M} UTC"
        for each in kept.basis["images"]:
            yield f"  {each['slot']}/{each['position']}: {each['state']}, document {each['digest'][:16]}"
        yield f"  engine {kept.engine or 'none'}"
        yield from self._version("rules", kept.rules, examining.RULES_VERSION)
        yield from self._version("profile", kept.profile, self.profile)
        if not self.registered:
            yield "  registered data has been changed since; what was registered then is applied"
        yield from self._findings()
        yield self._suggestion()
        yield from self._decision()
        for image in self.other_images:
            yield f"  image {image}: the document is another one"
        yield f"  {'differs' if self.differs else 'the same comes out'}"

    @staticmethod
    def _version(what: str, then: str, now: str) -> Iterator[str]:
        yield f"  {what} {then}" + ("" if then == now else f", now {now}")

    def _findings(self) -> Iterator[str]:
        before = {each["part"]: each for each in self.kept.findings}
        for each in self.now:
            then = before.pop(each["part"], None)
            yield f"  {each['part']}: {_said(then)}" + ("" if then == each else f", now {_said(each)}")
        for part, then in before.items():
            yield f"  {part}: {_said(then)}, now not judged"

    def _suggestion(self) -> str:
        kept = self.kept
        sampled = ", in the sample for a person" if kept.sampled else ""
        now = "" if self.result.suggestion == kept.suggestion else f", now {self.result.suggestion}"
        return f"  the machine: {kept.suggestion} (level {kept.level}{sampled}){now}"

    def _decision(self) -> Iterator[str]:
        attempt = self.kept.attempt
        if attempt.decided_at is None:
            yield "  not decided yet"
            return
        yield f"  decided {attempt.decided_at:%Y-%m-%d %H:%M} UTC by {attempt.decided_by}"
        for each in queries.verdicts(attempt):
            yield f"    {each.part}: {each.mark}" + (f" ({each.reason})" if each.reason else "")


def _said(finding: Mapping[str, object] | None) -> str:
    if finding is None:
        return "not judged"
    rule = f" by {finding['rule']}" if finding["rule"] else ""
    return f"{finding['verdict']} ({finding['code']}{rule})"
