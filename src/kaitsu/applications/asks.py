"""What holders are asked for now, the most urgent thing first: the link of the list of applications (MEM-5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kaitsu.applications import hold_answers, porting
from kaitsu.applications.delivery_messages import ASK_NAMES, TASK_NAMES
from kaitsu.applications.models import AddressChange, Application, Line
from kaitsu.applications.states import ChangeState, State
from kaitsu.kernel import clock


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for, in words, and the page where the holder does it."""

    words: str
    url: str


def asks(applications: Sequence[Application]) -> dict[UUID, Ask]:
    """The first thing that the holder of each of *applications* is asked for on pages of ours; none for the others.

    Documents have their own pages and their own words. Three queries, however many there are.
    """
    found = {ask[0]: ask[1] for ask in _ports(applications)}
    found |= {
        pk: Ask(str(ASK_NAMES["question"]), reverse("held_answer", args=[pk]))
        for pk in hold_answers.unanswered([each for each in applications if each.state == State.HELD])
    }
    found |= {
        pk: Ask(str(ASK_NAMES["address"]), reverse("new_address", args=[pk])) for pk in _moved(applications)
    }
    return found


def _moved(applications: Sequence[Application]) -> Iterable[UUID]:
    on_their_way = [each.pk for each in applications if each.state == State.FULFILLING]
    open_ones = AddressChange.objects.filter(
        application__in=on_their_way, state=ChangeState.ASKED, due_at__gt=clock.now()
    )
    return open_ones.values_list("application_id", flat=True)


def _ports(applications: Sequence[Application]) -> Iterable[tuple[UUID, Ask]]:
    waiting = [each.pk for each in applications if each.state in porting.WAITING]
    lines = Line.objects.filter(application__in=waiting, reservation__isnull=False)
    # The last one stays: the first line's ask is what is done first.
    for line in lines.select_related("reservation").order_by("-index"):
        task = porting.task(line.reservation)
        if task is not None:
            url = reverse("reservation", args=[line.application_id, line.index])
            yield line.application_id, Ask(str(TASK_NAMES[task]), url)
