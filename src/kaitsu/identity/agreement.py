"""How far people agree with each other, and with the machine: counted for the console (OPS-6, OPS-2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import TruncWeek

from kaitsu.identity import judging
from kaitsu.identity.judging import Mark
from kaitsu.identity.models import Examination, FieldVerdict, SecondReview
from kaitsu.kernel import clock

_MACHINE = Q(by__startswith="machine:")


@dataclass(frozen=True, slots=True)
class Share:
    """*agreed* of *judged*."""

    judged: int = 0
    agreed: int = 0

    @property
    def percent(self) -> float | None:
        """The share in percent; None of nothing."""
        return 100 * self.agreed / self.judged if self.judged else None

    def __add__(self, other: Share) -> Share:
        return Share(self.judged + other.judged, self.agreed + other.agreed)


@dataclass(frozen=True, slots=True)
class PartShare:
    """How the machine and people agree on one sort of part.

    ``missed``: the machine found it the same, a person did not. ``strict``: the other way round, or a person could
    read what the machine could not.
    """

    share: Share = Share()
    missed: int = 0
    strict: int = 0

    def __add__(self, other: PartShare) -> PartShare:
        return PartShare(self.share + other.share, self.missed + other.missed, self.strict + other.strict)


@dataclass(frozen=True, slots=True)
class Automatic:
    """What the machine decided by itself, how much of it people decided instead as a sample, and how often alike.

    ``sampled`` includes those that still wait; ``sample`` counts those that a person has decided. ``checked`` are
    automatic decisions that a second look has been taken at.
    """

    approved: int
    asked_again: int
    sampled: int
    sample: Share
    checked: Share


def reviewers_by_part(since: datetime) -> dict[str, Share]:
    """Second looks since *since* at what a person had decided: by sort of part, whether the marks are the same."""
    second = Func(
        F("attempt__second_review__verdict"),
        Value("parts"),
        F("part"),
        Value("mark"),
        function="jsonb_extract_path_text",
        output_field=TextField(),
    )
    rows = (
        FieldVerdict.objects.filter(attempt__second_review__at__gte=since)
        .exclude(_MACHINE)
        .annotate(second=second)
        .values_list("part")
        .annotate(judged=Count("pk"), agreed=Count("pk", filter=Q(second=F("mark"))))
        .order_by()
    )
    return _by_sort((part, Share(judged, agreed)) for part, judged, agreed in rows)


def machine_by_part(since: datetime) -> dict[str, PartShare]:
    """Verdicts that people gave since *since* on what the machine had found: by sort of part."""
    rows = (
        _of_people(since)
        .values_list("part")
        .annotate(
            judged=Count("pk"),
            agreed=Count("pk", filter=Q(accepted=True)),
            missed=Count("pk", filter=Q(machine="same") & ~Q(mark=Mark.OK)),
            strict=Count("pk", filter=Q(machine__in=["different", "unreadable"], mark=Mark.OK)),
        )
        .order_by()
    )
    return _by_sort(
        (part, PartShare(Share(judged, agreed), missed, strict))
        for part, judged, agreed, missed, strict in rows
    )


def machine(since: datetime) -> Share:
    """How often people found since *since* what the machine had found, over all parts."""
    counted = _of_people(since).aggregate(judged=Count("pk"), agreed=Count("pk", filter=Q(accepted=True)))
    return Share(**counted)


def machine_by_week(since: datetime) -> dict[date, Share]:
    """The same by the week's Monday (in Japan)."""
    rows = (
        _of_people(since)
        .annotate(week=_week("at"))
        .values_list("week")
        .annotate(judged=Count("pk"), agreed=Count("pk", filter=Q(accepted=True)))
        .order_by("week")
    )
    return _by_day(rows)


def reviewers_by_week(since: datetime) -> dict[date, Share]:
    """Second looks since *since* at what a person had decided, by week: whether both came to the same outcome."""
    rows = (
        SecondReview.objects.filter(at__gte=since)
        .exclude(attempt__decided_by__startswith="machine:")
        .annotate(week=_week("at"))
        .values_list("week")
        .annotate(judged=Count("pk"), alike=Count("pk", filter=Q(agrees=True)))
        .order_by("week")
    )
    return _by_day(rows)


def automatic(since: datetime) -> Automatic:
    """What the machine decided since *since*, and how its sample fared. Two queries."""
    faulted = FieldVerdict.objects.filter(attempt=OuterRef("attempt")).exclude(mark=Mark.OK)
    told = (
        Examination.objects.filter(made_at__gte=since)
        .annotate(faulted=Exists(faulted))
        .aggregate(
            approved=Count("pk", filter=Q(acted=True, suggestion="approve")),
            asked_again=Count("pk", filter=Q(acted=True, suggestion="ask_again")),
            drawn=Count("pk", filter=Q(sampled=True)),
            judged=Count("pk", filter=Q(sampled=True, attempt__decided_at__isnull=False)),
            agreed=Count(
                "pk",
                filter=Q(sampled=True, attempt__decided_at__isnull=False)
                & (Q(suggestion="approve", faulted=False) | Q(suggestion="ask_again", faulted=True)),
            ),
        )
    )
    checked = SecondReview.objects.filter(
        at__gte=since, attempt__decided_by__startswith="machine:"
    ).aggregate(judged=Count("pk"), agreed=Count("pk", filter=Q(agrees=True)))
    return Automatic(
        approved=told["approved"],
        asked_again=told["asked_again"],
        sampled=told["drawn"],
        sample=Share(told["judged"], told["agreed"]),
        checked=Share(**checked),
    )


def waiting() -> int:
    """How many attempts wait for a second look."""
    return SecondReview.objects.filter(at__isnull=True).count()


def _of_people(since: datetime) -> QuerySet[FieldVerdict]:
    return FieldVerdict.objects.filter(at__gte=since).exclude(machine="").exclude(_MACHINE)


def _week(column: str) -> TruncWeek:
    return TruncWeek(column, tzinfo=clock.TOKYO)


def _by_day(rows: Iterable[tuple[datetime, int, int]]) -> dict[date, Share]:
    return {week.date(): Share(judged, agreed) for week, judged, agreed in rows}


def _by_sort(rows: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Every image is one sort of part."""
    summed: dict[str, Any] = {}
    for part, share in rows:
        sort = judging.sort_of(part)
        summed[sort] = summed[sort] + share if sort in summed else share
    return summed
