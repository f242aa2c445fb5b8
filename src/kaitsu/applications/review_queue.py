"""The reviewers' queue (IDV-12): cases that wait, by deadline, with who has which; and the next one for somebody.

A deadline is the earlier of what the holder was promised (IDV-11) and the end of a reservation's last day (MNP-7):
only the hall knows both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Least

from kaitsu.applications.models import Application, Line
from kaitsu.identity import queries as identity_queries
from kaitsu.identity import rules as identity_rules
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case, SecondReview
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import current
from kaitsu.portability.states import LIVE as LIVE_PORTS
from kaitsu.portability.states import State as Port

PAGE = 50
#: Ports whose reservation has a last day that matters still.
_RUNNING = [str(state) for state in LIVE_PORTS if state is not Port.PORTED]


class Filter(StrEnum):
    """Which cases a list shows. LONG: sent longer ago than the fewest days that were promised."""

    ALL = "all"
    MINE = "mine"
    FREE = "free"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case of the queue. ``claimed_by`` (an Actor as text) is "" where nobody has it, or not any longer.

    ``sent_by_reader``: whoever asks sent its documents for the holder, and leaves it to somebody else.
    """

    case_id: UUID
    application_id: UUID
    reference: str
    name: str
    kind: str
    attempt: int
    sent_at: datetime
    due_at: datetime
    port_ends: date | None
    claimed_by: str
    claimed_at: datetime | None
    member_id: str
    sent_by_reader: bool

    def is_of(self, by: Actor) -> bool:
        """Whether it is *by*'s own application."""
        return self.member_id == by.id


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, and the ``cursor`` with which the next ones are asked for; "" on the last page."""

    rows: list[Waiting]
    cursor: str


def page(wanted: Filter, *, reviewer: str, after: str = "", size: int = PAGE) -> Page:
    """The cases of *wanted* for *reviewer* (an Actor as text) that follow the cursor *after*. One query."""
    found = _filtered(wanted, reviewer).annotate(sent_by_reader=Exists(_sent_by(reviewer)))
    if key := _read(after):
        due, case_id = key
        found = found.filter(Q(due_at__gt=due) | Q(due_at=due, case_id__gt=case_id))
    rows = [_row(application) for application in found[: size + 1]]
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.due_at.isoformat()}~{last.case_id}" if last else "")


def counts(reviewer: str) -> dict[Filter, int]:
    """How many cases each filter has for *reviewer*. One query."""
    tests = {wanted: _test(wanted, reviewer) for wanted in Filter}
    found = _queue().aggregate(**{key: Count("pk", filter=test) for key, test in tests.items()})
    return {wanted: found[wanted] for wanted in Filter}


def overdue() -> int:
    """How many cases are past their deadline."""
    count: int = _queue().filter(due_at__lte=clock.now()).count()
    return count


def deadline_of(case: Case) -> datetime | None:
    """The deadline of *case*, None where it is not in the queue."""
    due: datetime | None = _queue().filter(case=case).values_list("due_at", flat=True).first()
    return due


@transaction.atomic
def take_next(*, by: Actor) -> Case | None:
    """Claim the free case that is due first; None where none is free. Of any number at once, nobody gets the same.

    Nobody is given their own application, or documents that they sent for its holder.
    The row is locked while it is chosen (one that another reviewer is being given is passed over), then claimed by
    the one conditional UPDATE of ``identity.services.claim``.
    """
    chosen = (
        _filtered(Filter.FREE, str(by))
        .exclude(member__member_id=by.id)
        .exclude(Exists(_sent_by(str(by))))
        .select_for_update(of=("case",), skip_locked=True)
        .first()
    )
    return identity.claim(chosen.case_id, by=by) if chosen is not None else None


def claim(case_id: UUID, *, by: Actor) -> Case:
    """Take the case *case_id* under review, unless it is of *by*'s own application.

    Raises KaitsuError ``applications.own_case``, and what ``identity.services.claim`` raises.
    """
    if Application.objects.filter(case_id=case_id, member__member_id=by.id).exists():
        raise KaitsuError("applications.own_case", rule="IDV-12")
    return identity.claim(case_id, by=by)


def is_own(application: Application, by: Actor) -> bool:
    """Whether *application* is *by*'s own, which somebody else has to review."""
    return application.member.member_id == by.id


def has_sent(case: Case, by: Actor) -> bool:
    """Whether *by* sent documents of *case* for its holder, so that somebody else has to review it (IDV-18)."""
    return identity_queries.sent_by(str(by), case.pk).exists()


def second_next(*, by: Actor) -> SecondReview | None:
    """Give *by* the attempt that waits longest for a second look (OPS-6), never one of their own; None for none."""
    own = Application.objects.filter(member__member_id=by.id, case__isnull=False)
    return identity.second_review_next(by=by, besides=list(own.values_list("case_id", flat=True)))


def own_oldest(reviewer: str) -> UUID | None:
    """The case that *reviewer* has had longest; None for none."""
    return (
        Case.objects.filter(state=CaseState.CLAIMED, claimed_by=reviewer)
        .order_by("claimed_at", "pk")
        .values_list("pk", flat=True)
        .first()
    )


def _queue() -> QuerySet[Any]:
    """Applications whose case is in the queue, with ``sent_at``, ``kind``, ``number``, ``port_ends``, ``due_at``.

    The promise is reckoned with the profile of today, so that one order holds for all.
    """
    promised = timedelta(days=current().on(clock.today()).identity.result_days_max)
    first_port = (
        Line.objects.filter(application=OuterRef("pk"), reservation__state__in=_RUNNING)
        .order_by("reservation__last_day")
        .values("reservation__last_day")[:1]
    )
    end_of_day = Func(
        F("port_ends"),
        template="((%(expressions)s + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')",
        output_field=DateTimeField(),
    )
    return (
        Application.objects.filter(case__state__in=[CaseState.SUBMITTED, CaseState.CLAIMED])
        .annotate(
            waiting=FilteredRelation("case__attempts", condition=Q(case__attempts__decided_at__isnull=True)),
            port_ends=Subquery(first_port),
        )
        .annotate(
            sent_at=F("waiting__submitted_at"),
            kind=F("waiting__kind"),
            number=F("waiting__number"),
            due_at=Least(
                ExpressionWrapper(F("waiting__submitted_at") + Value(promised), output_field=DateTimeField()),
                end_of_day,
            ),
        )
        .filter(sent_at__isnull=False)
        .order_by("due_at", "case_id")
    )


def _sent_by(reviewer: str) -> QuerySet[Any]:
    return identity_queries.sent_by(reviewer, OuterRef("case_id"))


def _filtered(wanted: Filter, reviewer: str) -> QuerySet[Any]:
    return _queue().select_related("case", "member").filter(_test(wanted, reviewer))


def _test(wanted: Filter, reviewer: str) -> Q:
    match wanted:
        case Filter.MINE:
            return Q(case__state=CaseState.CLAIMED, case__claimed_by=reviewer)
        case Filter.FREE:
            return Q(case__state=CaseState.SUBMITTED) | Q(
                case__state=CaseState.CLAIMED, case__claimed_at__lte=_idle_since()
            )
        case Filter.LONG:
            days = current().on(clock.today()).identity.result_days_min
            return Q(sent_at__lte=clock.now() - timedelta(days=days))
        case Filter.ALL:
            return Q(pk__isnull=False)


def _idle_since() -> datetime:
    return clock.now() - timedelta(minutes=identity_rules.CLAIM_MINUTES)


def _row(application: Any) -> Waiting:
    case: Case = application.case
    claimed = case.claimed_at is not None and case.claimed_at > _idle_since()
    return Waiting(
        case_id=case.pk,
        application_id=application.pk,
        reference=application.reference,
        name=case.registered_name,
        kind=application.kind,
        attempt=application.number,
        sent_at=application.sent_at,
        due_at=application.due_at,
        port_ends=application.port_ends,
        claimed_by=case.claimed_by if claimed else "",
        claimed_at=case.claimed_at if claimed else None,
        member_id=application.member.member_id,
        sent_by_reader=application.sent_by_reader,
    )


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    due, _, pk = cursor.partition("~")
    try:
        moment = datetime.fromisoformat(due)
        return (moment, UUID(pk)) if moment.tzinfo else None
    except ValueError:
        return None
