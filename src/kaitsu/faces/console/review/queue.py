"""The queue of the reviewers, and its next case (IDV-12)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kaitsu.applications import review_queue
from kaitsu.applications.review_queue import Filter, Waiting
from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import may, reader, show
from kaitsu.faces.console.review import words
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.identity import agreement
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.operator_profile import current

_NAMES = {
    Filter.ALL: gettext_lazy("すべて"),
    Filter.MINE: gettext_lazy("自分の担当"),
    Filter.FREE: gettext_lazy("担当なし"),
    Filter.LONG: gettext_lazy("長く待っている"),
}


@staff(*rights.SEE_REVIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The cases that wait, the most urgent first."""
    by = str(reader(request).actor)
    wanted = _wanted(request)
    page = review_queue.page(wanted, reviewer=by, after=request.GET.get("after", ""))
    counted = review_queue.counts(by)
    return show(
        request,
        "console/review/queue.html",
        "review",
        title=_("本人確認の審査"),
        filters=[
            {"name": _NAMES[each], "count": counted[each], "url": _address(each), "current": each is wanted}
            for each in Filter
        ],
        rows=[_row(row, reader(request).actor) for row in page.rows],
        next_url=_address(wanted, after=page.cursor) if page.cursor else "",
        free=counted[Filter.FREE],
        may_decide=may(request, rights.REVIEW),
        second=agreement.waiting(),
    )


@staff(*rights.REVIEW)
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Claim the free case that is due first and open it; with none free, the one that the reader has already."""
    return to_next(request)


def to_next(request: HttpRequest) -> HttpResponse:
    """The way to the next case; to the queue, with a word, where none is left."""
    taken = review_queue.take_next(by=reader(request).actor)
    case_id = taken.pk if taken is not None else review_queue.own_oldest(str(reader(request).actor))
    if case_id is None:
        messages.info(request, _("担当できる案件は、ほかにありません。"))
        return HttpResponseRedirect(reverse("console_review"))
    return HttpResponseRedirect(reverse("console_review_case", args=[case_id]))


def _wanted(request: HttpRequest) -> Filter:
    try:
        return Filter(request.GET.get("list", Filter.ALL))
    except ValueError:
        return Filter.ALL


def _address(wanted: Filter, **more: str) -> str:
    return f"{reverse('console_review')}?{urlencode({'list': wanted.value, **more})}"


def _row(row: Waiting, by: Actor) -> dict[str, Any]:
    left = row.due_at - clock.now()
    return {
        "case": row,
        "kind": _document(row.kind),
        "reviewer": words.reviewer(row.claimed_by, str(by)) if row.claimed_by else "",
        "mine": row.claimed_by == str(by),
        "own": row.is_of(by),
        "sent": row.sent_by_reader,
        "late": left.total_seconds() <= 0,
        "soon": 0 < left.total_seconds() <= 24 * 3600,
    }


def _document(key: str) -> str:
    """What the profile calls the document; the key itself where it no longer knows it."""
    return next((localised(each.name) for each in current().identity.documents if each.key == key), key)
