"""Where each line of an application stands, in plain words, and what its holder is asked for (MEM-5)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kaitsu.applications import porting, queries
from kaitsu.applications.delivery_messages import LINE_NAMES, TASK_NAMES
from kaitsu.applications.models import Application, Line
from kaitsu.applications.porting import Task
from kaitsu.fulfilment import queries as warehouse
from kaitsu.fulfilment.models import LineFulfilment
from kaitsu.fulfilment.states import LineState, Waits
from kaitsu.japanese.telephone import Msisdn
from kaitsu.operator_profile import Localised, current


@dataclass(frozen=True, slots=True)
class LineProgress:
    """One line as its holder sees it.

    ``state`` is None as long as the warehouse does not know the line. ``msisdn`` is its number once it has one,
    ``tracking`` the waybill's with ``courier`` and ``tracking_url``. ``task`` is what the holder is asked for, in
    words ``asks``, at ``task_url``. ``waits`` is what a line waits for that the warehouse cannot allocate yet.
    """

    index: int
    function: str
    state: LineState | None
    words: str
    msisdn: str = ""
    tracking: str = ""
    courier: Localised | None = None
    tracking_url: str = ""
    task: Task | None = None
    asks: str = ""
    task_url: str = ""
    waits: Waits = Waits.NOTHING


def progress(application: Application) -> tuple[LineProgress, ...]:
    """Where each line of *application* stands now, in order. Some five queries."""
    lines = queries.lines_of(application)
    known = {line.index: line for line in warehouse.of_owner(application.pk)}
    return tuple(_progress(application, line, known.get(line.index)) for line in lines)


def _progress(application: Application, line: Line, found: LineFulfilment | None) -> LineProgress:
    task = porting.task(line.reservation) if application.state in porting.WAITING else None
    parcel = found.parcel if found is not None else None
    account = current().delivery.courier
    tracking = parcel.tracking if parcel is not None else ""
    waits = _waits(found)
    return LineProgress(
        index=line.index,
        function=line.function,
        state=found.state if found is not None else None,
        words=_words(found, waits),
        msisdn=str(Msisdn(found.msisdn)) if found is not None and found.msisdn else "",
        tracking=tracking,
        courier=account.name if tracking else None,
        tracking_url=account.tracking_url if tracking else "",
        task=task,
        asks=str(TASK_NAMES[task]) if task is not None else "",
        task_url=reverse("reservation", args=[application.pk, line.index]) if task is not None else "",
        waits=waits,
    )


def _waits(line: LineFulfilment | None) -> Waits:
    if line is None or line.state is not LineState.WAITING:
        return Waits.NOTHING
    return line.waits(warehouse.free_sizes(), warehouse.any_number())


def _words(line: LineFulfilment | None, waits: Waits) -> str:
    if line is None:
        return str(LINE_NAMES["waiting"])
    key = str(line.state)
    if line.state is LineState.DELIVERED and line.embedded:
        key = "provided"
    if waits is Waits.PORT:
        key = "waiting_port"
    elif waits is not Waits.NOTHING:
        key = "waiting_stock"
    return str(LINE_NAMES[key])
