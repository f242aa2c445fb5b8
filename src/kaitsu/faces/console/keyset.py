"""Long lists in pages by key: where a page ends is a place in the order, which no row that comes or goes moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

PAGE = 50

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the ``cursor`` with which the next ones are asked for; "" on the last page."""

    rows: list[Row]
    cursor: str


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by the moment or day in *column* (``__`` leads over a foreign key), then by key."""

    column: str
    read: Callable[[str], date]

    def value(self, row: Model) -> date:
        """What *row* has in the column."""
        found: date = reduce(getattr, self.column.split("__"), row)  # type: ignore[arg-type, assignment]
        return found


def by_moment(column: str) -> Order:
    """Ordered by a moment."""
    return Order(column, _moment)


def by_day(column: str) -> Order:
    """Ordered by a day."""
    return Order(column, date.fromisoformat)


def page(found: QuerySet[Row], order: Order, *, after: str = "", size: int = 0) -> Page[Row]:
    """The page of *found* that follows the cursor *after*; the first for "" or a cursor that is none. One query."""
    size = size or PAGE
    rows = list(_beyond(found.order_by(order.column, "pk"), order, after)[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{order.value(last).isoformat()}~{last.pk}" if last is not None else "")


def _beyond(found: QuerySet[Row], order: Order, cursor: str) -> QuerySet[Row]:
    text, _, key = cursor.partition("~")
    try:
        value, pk = order.read(text), found.model._meta.pk.to_python(key)
    except (ValueError, ValidationError):
        return found
    return found.filter(Q(**{f"{order.column}__gt": value}) | Q(**{order.column: value, "pk__gt": pk}))


def _moment(text: str) -> datetime:
    """A moment with its zone; ValueError for any other."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
