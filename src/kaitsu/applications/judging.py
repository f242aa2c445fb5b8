"""What the rules of a page say of an answer that is not kept, because its form refuses a part of it.

So everything that is wrong with a page is told at once, and not what the rules say only after what the form says.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitsu.applications.answers import Answer, Desk
from kaitsu.applications.queries import Journey
from kaitsu.applications.steps import Step
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import Problem
from kaitsu.portability.models import Reservation


def judged(journey: Journey, step: Step, given: Answer, *, by: Actor) -> tuple[Problem, ...]:
    """What is wrong on the page *step* with *given*, of which parts may be missing; a missing part is a problem, too.

    Nothing is saved, and *journey* stays as it is: *given* is laid on copies of its rows.
    """
    desk = Desk(
        copy(journey.application),
        [copy(line) for line in journey.lines],
        journey.facts.profile,
        clock.now(),
        by=by,
    )
    given.apply(desk)
    after = Journey(desk.application, desk.lines, journey.facts)
    return tuple(step.problems(after.draft, after.facts))


@dataclass(frozen=True, slots=True)
class PortingTyped:
    """MNP-2, MNP-4: what was typed of the port-in of the line *index*; None is a part that was refused. For ``judged``
    only: the reservation that it lays on the desk can be looked at and not saved.
    """

    index: int
    number: ReservationNumber | None
    msisdn: Msisdn | None
    carrier: str
    last_day: date | None
    same_details: bool

    def apply(self, desk: Desk) -> None:
        """Lay it on the line."""
        known: dict[str, Any] = {} if self.last_day is None else {"last_day": self.last_day}
        line = desk.line(self.index)
        line.reservation = Reservation(
            owner=desk.application.pk,
            number=self.number.digits if self.number else "",
            msisdn=self.msisdn.digits if self.msisdn else "",
            carrier=self.carrier,
            **known,
        )
        line.same_details_at = desk.at if self.same_details else None
