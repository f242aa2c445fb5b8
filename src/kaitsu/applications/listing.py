"""Applications in pages for staff: filtered, sorted, by key and never by number (OPS-5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kaitsu.applications.models import Application, Line
from kaitsu.portability.states import State as Port

PAGE = 50

#: A reservation in one of these has a last day that matters.
_RUNNING = [str(state) for state in (Port.DRAFTED, Port.RESERVED, Port.ORDERED, Port.REJECTED, Port.EXPIRED)]


class Sort(StrEnum):
    """NEWEST: begun last. WAITING: submitted longest ago. DEADLINE: whose reservation ends first (MNP-7)."""

    NEWEST = "newest"
    WAITING = "waiting"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which applications, in which order; "" for any."""

    state: str = ""
    line_type: str = ""
    sort: Sort = Sort.NEWEST


@dataclass(frozen=True, slots=True)
class Page:
    """Some applications, and the ``cursor`` with which the next ones are asked for; "" on the last page."""

    applications: list[Application]
    cursor: str


def page(wanted: Wanted, *, after: str = "", size: int = PAGE) -> Page:
    """The page of *wanted* that follows the cursor *after* (the first one for "" or a cursor that is none).

    Each application has ``deadline``: the last day of its reservation that ends first, None for none. One query.
    """
    found = _ordered(wanted)
    if key := _read(wanted.sort, after):
        found = found.filter(_beyond(wanted.sort, *key))
    rows = list(found[: size + 1])
    return Page(rows[:size], _cursor(wanted.sort, rows[size - 1]) if len(rows) > size else "")


def every(wanted: Wanted) -> Iterator[Application]:
    """All of *wanted* in order, fetched in pieces: for an export."""
    return _ordered(wanted).iterator(chunk_size=500)


def deadline(lines: Iterable[Line]) -> date | None:
    """The last day of that reservation of *lines* that ends first; None where none runs."""
    reservations = [line.reservation for line in lines if line.reservation is not None]
    return min((each.last_day for each in reservations if each.state in _RUNNING), default=None)


def _ordered(wanted: Wanted) -> QuerySet[Application]:
    first_day = (
        Line.objects.filter(application=OuterRef("pk"), reservation__state__in=_RUNNING)
        .order_by("reservation__last_day")
        .values("reservation__last_day")[:1]
    )
    found = Application.objects.select_related("member", "package").annotate(deadline=Subquery(first_day))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.line_type:
        found = found.filter(line_type=wanted.line_type)
    if wanted.sort is Sort.WAITING:
        return found.filter(submitted_at__isnull=False).order_by("submitted_at", "pk")
    if wanted.sort is Sort.DEADLINE:
        return found.filter(deadline__isnull=False).order_by("deadline", "pk")
    return found.order_by("-pk")


_COLUMN = {Sort.WAITING: "submitted_at", Sort.DEADLINE: "deadline"}


def _beyond(sort: Sort, value: datetime | date | None, pk: UUID) -> Q:
    """Everything after the row with *value* and *pk* in the order of *sort*."""
    if sort is Sort.NEWEST:
        return Q(pk__lt=pk)
    column = _COLUMN[sort]
    return Q(**{f"{column}__gt": value}) | Q(**{column: value, "pk__gt": pk})


def _cursor(sort: Sort, row: Application) -> str:
    value = "" if sort is Sort.NEWEST else getattr(row, _COLUMN[sort]).isoformat()
    return f"{value}~{row.pk}"


def _read(sort: Sort, cursor: str) -> tuple[datetime | date | None, UUID] | None:
    value, _, pk = cursor.partition("~")
    try:
        if sort is Sort.NEWEST:
            return None, UUID(pk)
        moment = datetime.fromisoformat(value) if sort is Sort.WAITING else date.fromisoformat(value)
        return moment, UUID(pk)
    except ValueError:
        return None
