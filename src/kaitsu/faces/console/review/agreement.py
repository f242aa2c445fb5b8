"""How far reviewers agree with each other and with the machine, and what the machine decided by itself (OPS-6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import may, show
from kaitsu.faces.console.review.shares import bar
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.identity import agreement
from kaitsu.identity.agreement import PartShare, Share
from kaitsu.identity.reasons import PART_NAMES
from kaitsu.kernel import clock

WEEKS = 12
#: In the order in which a reviewer goes through a case; every image is one sort.
SORTS = ("image", "kind", "name", "birth_date", "address", "expiry", "supplement")
_IMAGES = gettext_lazy("画像")


@staff(*rights.SEE_REVIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Counts of the last weeks, by part and by week."""
    this_week = clock.today() - timedelta(days=clock.today().weekday())
    weeks = [this_week - timedelta(weeks=back) for back in range(WEEKS)]
    since = datetime.combine(weeks[-1], time.min, clock.TOKYO)
    people, machine = agreement.reviewers_by_part(since), agreement.machine_by_part(since)
    told = agreement.automatic(since)
    return show(
        request,
        "console/review/agreement.html",
        "review",
        title=_("判定の一致"),
        weeks=WEEKS,
        waiting=agreement.waiting(),
        may_decide=may(request, rights.REVIEW),
        parts=[
            _part(sort, people.get(sort, Share()), machine.get(sort, PartShare()))
            for sort in SORTS
            if sort in people or sort in machine
        ],
        by_week=_by_week(weeks, since),
        automatic=told,
        sample=bar(told.sample),
        checked=bar(told.checked),
    )


def _part(sort: str, people: Share, machine: PartShare) -> dict[str, Any]:
    name = localised(PART_NAMES[sort]) if sort in PART_NAMES else str(_IMAGES)
    return {
        "name": name,
        "people": bar(people),
        "machine": bar(machine.share),
        "missed": machine.missed,
        "strict": machine.strict,
    }


def _by_week(weeks: Sequence[date], since: datetime) -> list[dict[str, Any]]:
    """The weeks in which anything was compared, the newest first."""
    people, machine = agreement.reviewers_by_week(since), agreement.machine_by_week(since)
    return [
        {"monday": week, "people": bar(people.get(week, Share())), "machine": bar(machine.get(week, Share()))}
        for week in weeks
        if week in people or week in machine
    ]
