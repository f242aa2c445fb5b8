"""Fulfilment as the hall sees it (FUL): lines begun and allocated, parcels packed and followed, the end of it all.

The warehouse knows no application; here its moves become moves of the application, mails and tasks. The row of the
application is locked first, always, so that two things about one application wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db import transaction

from kaitsu.applications import moves, porting, queries, readdressing, shipping_letters
from kaitsu.applications.models import Application, Line
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import Event, State
from kaitsu.fulfilment import imports
from kaitsu.fulfilment import queries as warehouse
from kaitsu.fulfilment import rules as fulfilment_rules
from kaitsu.fulfilment import services as fulfilment
from kaitsu.fulfilment.adapters import courier
from kaitsu.fulfilment.models import FileImport, LabelRun, Parcel
from kaitsu.fulfilment.ports import Consignment, CourierFile
from kaitsu.fulfilment.rules import Refusal
from kaitsu.fulfilment.services import Recipient, Wanted
from kaitsu.fulfilment.states import Handling, LineState
from kaitsu.japanese.telephone import TelephoneNumber
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.kernel.sheets import Row
from kaitsu.operator_profile import Profile, current

#: How much one call of a job looks at, and how many lines one label run packs.
BATCH = 500
RUN = 200

_MACHINE = machine("fulfilment")


def fulfil(application_id: UUID) -> int:
    """Begin the lines of an application in FULFILLING, order its port-ins, and allocate what is in stock (FUL-1).

    Returns how many lines were allocated now. A job, deferred by the move to FULFILLING; safe to run twice, and at
    any line of it a killed worker leaves whole steps behind.
    """
    lines = _begin(application_id)
    done = sum(fulfilment.allocate(pk, by=_MACHINE) for pk in lines)
    if done:
        _complete(application_id, by=_MACHINE)
    return done


def sweep() -> int:
    """Do the same for applications whose job was lost, and for lines that waited for stock, longest first (FUL-1).

    Returns how many lines were allocated.
    """
    begun = sum(fulfil(pk) for pk in _not_begun())
    return begun + allocate_waiting()


def allocate_waiting() -> int:
    """Give waiting lines what is in stock now, longest first; returns how many. A job; safe to run twice."""
    done = 0
    for pk in warehouse.allocatable(BATCH):
        done += fulfilment.allocate(pk, by=_MACHINE)
    for owner in _maybe_complete():
        _complete(owner, by=_MACHINE)
    return done


@transaction.atomic
def make_run(*, by: Actor) -> LabelRun | None:
    """Pack every line that has its card and number, one parcel for each address (FUL-2); None where none is ready.

    Lines are taken with SKIP LOCKED: pressed twice, or by two people at once, each line is packed once (FUL-6).
    Lines whose address is in question wait (FUL-4).
    """
    ready = warehouse.ready().exclude(owner__in=readdressing.on_hold())
    lines = list(ready.select_for_update(skip_locked=True, of=("self",))[:RUN])
    if not lines:
        return None
    owners = {line.owner for line in lines}
    found = Application.objects.filter(pk__in=owners).select_related("case")
    applications = {application.pk: application for application in found}
    recipients = {
        (line.owner, Handling(line.handling)): recipient(applications[line.owner], Handling(line.handling))
        for line in lines
    }
    return fulfilment.pack(lines, recipients, by=by)


def recipient(application: Application, handling: Handling) -> Recipient:
    """Whom and where a parcel goes (FUL-2): the verified address is the case's, the other the registered one.

    Where both are the same, the address keeps its building apart, as it was registered.
    """
    place = f"{application.prefecture}{application.city}{application.town}{application.block}"
    postal_code, address, building = application.postal_code, place, application.building
    case = application.case
    if handling is Handling.VERIFIED_ONLY and case is not None:
        registered = (postal_code, draft_of(application, ()).address)
        if (case.postal_code, case.address) != registered:
            postal_code, address, building = case.postal_code, case.address, ""
    return Recipient(
        name=f"{application.registered_family} {application.registered_given}",
        kana=f"{application.kana_family} {application.kana_given}",
        telephone=str(TelephoneNumber(application.telephone)),
        postal_code=postal_code,
        address=address,
        building=building,
    )


def courier_file(run: LabelRun) -> CourierFile:
    """The file from which the courier's program prints the waybills of *run*; the same each time on one day (FUL-3)."""
    profile = current().delivery
    consignments = [
        Consignment(
            number=parcel.number,
            name=parcel.name,
            kana=parcel.kana,
            telephone=parcel.telephone,
            postal_code=parcel.postal_code,
            address=parcel.address,
            building=parcel.building,
            verified_only=parcel.verified_only,
        )
        for parcel in run.parcels.order_by("pk")
    ]
    return courier().write(
        consignments, shipper=profile.shipper, account=profile.courier, ships_on=clock.today()
    )


def take_tracking(data: bytes, *, name: str, by: Actor) -> FileImport:
    """Take the courier's file of issued waybills (FUL-3): parcels are on their way, holders get their numbers.

    Each line stands for itself; twice does no harm (FUL-6). Raises KaitsuError ``sheet.*`` for what is no table.
    """

    def take(row: Row) -> bool:
        wrong = fulfilment_rules.tracking_problem(row["tracking"])
        if wrong is not None:
            raise KaitsuError.of(wrong)
        return hand_over(_known(warehouse.find(row["number"])), row["tracking"], by=by)

    return _take("tracking", data, courier().read_issued(data), take, name=name, by=by)


def take_results(data: bytes, *, name: str, by: Actor) -> FileImport:
    """Take the courier's file of what became of parcels: delivered, returned (FUL-4), or still on their way."""

    def take(row: Row) -> bool:
        parcel = _known(warehouse.by_tracking(row["tracking"]))
        delivered = fulfilment_rules.outcome(row["status"])
        if delivered is None:
            return False
        return deliver(parcel, by=by) if delivered else take_back(parcel, by=by)

    return _take("results", data, courier().read_results(data), take, name=name, by=by)


@transaction.atomic
def hand_over(parcel: Parcel, tracking: str, *, by: Actor) -> bool:
    """The courier has *parcel*; its holder is told how to follow it. False where that is known."""
    application = moves.locked(parcel.owner)
    if not fulfilment.hand_over(parcel.pk, tracking, by=by):
        return False
    shipping_letters.shipped(application, parcel, tracking)
    return True


@transaction.atomic
def deliver(parcel: Parcel, *, by: Actor) -> bool:
    """*parcel* has arrived; with the last line the application is complete. False where that is known."""
    moves.locked(parcel.owner)
    changed = fulfilment.deliver(parcel.pk, by=by)
    if changed:
        _complete(parcel.owner, by=by)
    return changed


@transaction.atomic
def take_back(parcel: Parcel, *, by: Actor) -> bool:
    """*parcel* came back (FUL-4): its holder is asked, staff find it among the returned. False where that is known."""
    application = moves.locked(parcel.owner)
    changed = fulfilment.take_back(parcel.pk, by=by)
    if changed:
        shipping_letters.returned(application, parcel)
    return changed


@transaction.atomic
def _begin(application_id: UUID) -> list[int]:
    """Begin the lines of the application, and order what it brings along; the rows of those that wait."""
    application = moves.locked(application_id)
    if application.state != State.FULFILLING:
        return []
    lines = queries.lines_of(application)
    assert application.submitted_at is not None  # noqa: S101 - beyond the draft it is there
    profile = queries.facts_on(application.submitted_at.astimezone(clock.TOKYO).date()).profile
    begun = fulfilment.begin(application.pk, [_wanted(line, profile) for line in lines], by=_MACHINE)
    porting.place_orders(application, lines, by=_MACHINE)
    return [line.pk for line in begun if line.state is LineState.WAITING]


def _wanted(line: Line, profile: Profile) -> Wanted:
    return Wanted(
        index=line.index,
        size=line.size,
        embedded=profile.sim_size(line.size).embedded,
        handling=fulfilment_rules.handling(line.function, profile),
        ported=line.reservation_id is not None,
    )


@transaction.atomic
def _complete(application_id: UUID, *, by: Actor) -> None:
    application = moves.locked(application_id)
    if application.state != State.FULFILLING:
        return
    lines = warehouse.of_owner(application_id)
    if lines and all(line.state is LineState.DELIVERED for line in lines):
        moves.move(application, Event.COMPLETE, by=by)


def _not_begun() -> list[UUID]:
    """Applications in FULFILLING that the warehouse does not know yet, oldest first."""
    rows = (
        Application.objects.filter(state=State.FULFILLING)
        .order_by("submitted_at")
        .values_list("pk", flat=True)
    )
    owners = list(rows)
    known = warehouse.owners_begun(owners)
    return [pk for pk in owners if pk not in known][:BATCH]


def _maybe_complete() -> Sequence[UUID]:
    """Applications whose lines have nothing to be sent and are all allocated (eSIM)."""
    done = warehouse.provided(BATCH)
    return list(Application.objects.filter(pk__in=done, state=State.FULFILLING).values_list("pk", flat=True))


def _known(parcel: Parcel | None) -> Parcel:
    if parcel is None:
        raise KaitsuError("fulfilment.no_parcel", rule="FUL-3")
    return parcel


def _take(
    kind: str, data: bytes, rows: Sequence[Row], take: Callable[[Row], bool], *, name: str, by: Actor
) -> FileImport:
    """Take each row in a transaction of its own, and keep what became of it."""
    taken = unchanged = 0
    refused: list[Refusal] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells.values())
        if key in seen:
            refused.append(
                Refusal(row.line, Problem("fulfilment.twice_in_file", "", "FUL-6", {"line": seen[key]}))
            )
            continue
        seen[key] = row.line
        try:
            changed = take(row)
        except KaitsuError as error:
            refused.append(Refusal(row.line, error.problem))
            continue
        taken += changed
        unchanged += not changed
    return imports.keep(kind, data, name=name, taken=taken, unchanged=unchanged, refused=refused, by=by)


def references(owners: Iterable[UUID]) -> dict[UUID, str]:
    """The reference of each application of *owners*, by which staff and holders call it."""
    return dict(Application.objects.filter(pk__in=set(owners)).values_list("pk", "reference"))
