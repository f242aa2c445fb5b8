"""The new address of an application whose parcel came back (FUL-4): asked for, given, verified where it must be.

Staff ask, the holder gives. Where a line goes to the verified address only, the identity case is reopened for
documents of the new one, and the address counts once they are approved; other lines take the registered address,
which needs none. Cards and numbers stay with their lines all the while, and no parcel leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kaitsu.applications import holder, moves, queries, shipping_letters
from kaitsu.applications.answers import AddressGiven, Desk
from kaitsu.applications.models import AddressChange, Application
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import CHANGE_TRANSITIONS, OPEN_CHANGES, ChangeEvent, ChangeState, Event
from kaitsu.audit.services import record
from kaitsu.fulfilment import queries as warehouse
from kaitsu.fulfilment import services as fulfilment
from kaitsu.fulfilment.models import Parcel
from kaitsu.fulfilment.states import ParcelState
from kaitsu.identity import reopening
from kaitsu.identity.states import OPEN as OPEN_CASES
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.kernel.transition import transition
from kaitsu.members.models import Member
from kaitsu.operator_profile import current

#: The parts of an address, as an application and a change of it name them.
PARTS = ("postal_code", "prefecture", "city", "town", "block", "building")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a new address: the problems of it, or what was normalised (HLD-3) and what follows.

    ``documents``: it counts once documents are approved. Otherwise the parcel goes out anew.
    """

    problems: tuple[Problem, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)
    documents: bool = False


@transaction.atomic
def ask(parcel: Parcel, *, by: Actor) -> AddressChange:
    """Ask the holder of a returned *parcel* for a new address (FUL-4), with days of its own.

    Raises KaitsuError ``fulfilment.not_returned``, ``applications.address_asked`` where it is asked for already.
    """
    application = moves.locked(parcel.owner)
    if not returned(application).filter(pk=parcel.pk).exists():
        raise KaitsuError("fulfilment.not_returned", rule="FUL-4")
    if under_way(application) is not None:
        raise KaitsuError("applications.address_asked", rule="FUL-4")
    days = current().delivery.keep_returned_days
    change = AddressChange.objects.create(
        application=application, asked_by=str(by), due_at=clock.now() + timedelta(days=days)
    )
    record("application.address_asked", by=by, subject=moves.subject(application), parcel=parcel.pk)
    shipping_letters.address_wanted(application, change, documents=needs_documents(application))
    return change


def under_way(application: Application) -> AddressChange | None:
    """The new address that *application* waits for, None where it waits for none."""
    return application.address_changes.filter(state__in=OPEN_CHANGES).first()


def history(owner: UUID) -> list[AddressChange]:
    """Every new address that the application *owner* was asked for, the latest first."""
    return list(AddressChange.objects.filter(application_id=owner).order_by("-asked_at"))


def of_member(member: Member, application_id: UUID) -> AddressChange:
    """The new address that the member is asked for, or that can still be corrected.

    Raises KaitsuError ``applications.unknown`` where it is not theirs, not asked for, or lies with the reviewers.
    """
    application = queries.of_member(member, application_id)
    change = under_way(application)
    if change is None or not can_give(application, change):
        raise KaitsuError("applications.unknown")
    return change


def can_give(application: Application, change: AddressChange) -> bool:
    """Whether the holder can say where to: when asked, and until documents for it are sent."""
    if change.state == ChangeState.ASKED:
        return change.due_at > clock.now()
    case = application.case
    return change.state == ChangeState.VERIFYING and case is not None and case.state in OPEN_CASES


@transaction.atomic
def give(member: Member, application_id: UUID, given: AddressGiven, *, by: Actor) -> Taken:
    """Take the new address; twice the same does no harm (FUL-4).

    Raises KaitsuError ``applications.unknown``, ``applications.address_same`` where it is the one that failed.
    """
    application = moves.locked(application_id)
    change = of_member(member, application_id)
    judged = _judged(application, given, by)
    if judged.problems:
        return judged.taken
    documents = needs_documents(application)
    for part in PARTS:
        setattr(change, part, getattr(judged.application, part))
    change.insisted = given.insisted
    change.given_at = clock.now()
    if change.state == ChangeState.VERIFYING:
        change.save()
        _correct(application, judged.address, by)
    elif documents:
        _move(change, ChangeEvent.VERIFY, by)
        _reopen(application, change, judged.address, by)
    else:
        _take(application, change, by)
    return Taken(changed=judged.changed, documents=documents)


def judged(application: Application, given: AddressGiven, *, by: Actor) -> tuple[Problem, ...]:
    """What is wrong with *given*, of which parts may be missing. Nothing is taken."""
    return _judged(application, given, by).problems


def confirm(application: Application, *, by: Actor) -> None:
    """The documents of the new address were approved: parcels go out to it. In the caller's transaction."""
    change = under_way(application)
    if change is not None and change.state == ChangeState.VERIFYING:
        _take(application, change, by)


def fail(application: Application, change: AddressChange, why: str, *, by: Actor) -> None:
    """The new address came to nothing, for *why*: what was verified stays so, and staff decide once more."""
    change.why = why
    verifying = change.state == ChangeState.VERIFYING
    _move(change, ChangeEvent.FAIL, by)
    if verifying:
        _stand_again(application, by)


def withdraw(application: Application, *, by: Actor) -> None:
    """Staff decided otherwise while a new address was asked for: it is not any longer. Without one, nothing."""
    change = under_way(application)
    if change is None:
        return
    verifying = change.state == ChangeState.VERIFYING
    _move(change, ChangeEvent.WITHDRAW, by)
    if verifying:
        _stand_again(application, by)


def lapse_due(limit: int = 200) -> int:
    """Close questions for a new address that were not answered in time; how many. A job; safe to run twice."""
    due = AddressChange.objects.filter(state=ChangeState.ASKED, due_at__lte=clock.now()).order_by("due_at")
    return sum(_lapse(pk, owner) for pk, owner in due.values_list("pk", "application_id")[:limit])


def on_hold() -> QuerySet[AddressChange, UUID]:
    """The applications whose address is in question: nothing is sent to them."""
    return AddressChange.objects.filter(state__in=OPEN_CHANGES).values_list("application_id", flat=True)


def returned(application: Application) -> QuerySet[Parcel]:
    """The returned parcels of *application* of which something is still wanted."""
    return warehouse.parcels(ParcelState.RETURNED).filter(owner=application.pk)


def needs_documents(application: Application) -> bool:
    """FUL-2: whether a returned parcel may go to the verified address only."""
    return application.case_id is not None and any(each.verified_only for each in returned(application))


@dataclass(frozen=True, slots=True)
class _Judged:
    application: Application
    address: str
    problems: tuple[Problem, ...]
    changed: Mapping[str, str]

    @property
    def taken(self) -> Taken:
        return Taken(self.problems, self.changed)


def _judged(application: Application, given: AddressGiven, by: Actor) -> _Judged:
    """What the page of the sign-up says of *given*, on a copy of *application*."""
    moved = copy(application)
    desk = Desk(moved, [], current(), clock.now(), by=by)
    given.apply(desk)
    draft = draft_of(moved, ())
    problems = tuple(holder.address(draft, queries.facts_on(clock.today())))
    before = draft_of(application, ())
    if not problems and (draft.postal_code, draft.address) == (before.postal_code, before.address):
        problems = (Problem("applications.address_same", "", "FUL-4"),)
    return _Judged(moved, draft.address, problems, desk.changed)


def _reopen(application: Application, change: AddressChange, address: str, by: Actor) -> None:
    assert application.case_id is not None  # noqa: S101 - needs_documents has seen to it
    application.case = reopening.reopen(
        application.case_id, postal_code=change.postal_code, address=address, by=by
    )
    moves.move(application, Event.REVERIFY, by=by)
    shipping_letters.address_documents(application, change)


def _correct(application: Application, address: str, by: Actor) -> None:
    assert application.case_id is not None  # noqa: S101 - a change that is verified has its case
    change = under_way(application)
    assert change is not None  # noqa: S101 - give has it
    reopening.correct(application.case_id, postal_code=change.postal_code, address=address, by=by)


def _take(application: Application, change: AddressChange, by: Actor) -> None:
    """The new address is the registered one from now on, and every parcel that came back goes out to it."""
    change.former = {part: getattr(application, part) for part in PARTS}
    for part in PARTS:
        setattr(application, part, getattr(change, part))
    application.address_insisted = change.insisted
    application.changed_at = clock.now()
    application.save(update_fields=[*PARTS, "address_insisted", "changed_at"])
    _move(change, ChangeEvent.CONFIRM, by)
    for parcel in returned(application):
        fulfilment.resend(parcel.pk, by=by)


def _stand_again(application: Application, by: Actor) -> None:
    assert application.case_id is not None  # noqa: S101 - a change that is verified has its case
    reopening.restore(application.case_id, by=by)
    moves.move(application, Event.UNCONFIRMED, by=by)


def _move(change: AddressChange, event: ChangeEvent, by: Actor) -> None:
    change.state = transition(CHANGE_TRANSITIONS, ChangeState(change.state), event)
    if change.state not in OPEN_CHANGES:
        change.closed_at = clock.now()
    change.save()
    why = {"reason": change.why} if change.why else {}
    record(f"application.address_{event}", by=by, subject=f"application:{change.application_id}", **why)


@transaction.atomic
def _lapse(change_id: UUID, application_id: UUID) -> bool:
    application = moves.locked(application_id)
    change = AddressChange.objects.get(pk=change_id)
    if change.state != ChangeState.ASKED or change.due_at > clock.now():
        return False
    fail(application, change, "silent", by=machine("readdressing"))
    return True
