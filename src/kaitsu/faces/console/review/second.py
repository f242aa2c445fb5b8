"""The second look (OPS-6): a decided attempt judged again by another reviewer, who is not told what was decided.

Nothing follows from it but the measure of agreement, and nobody but the log hears of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kaitsu.applications import review_queue
from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader, show
from kaitsu.faces.console.review import filled, sheet, words
from kaitsu.faces.console.review import result as results
from kaitsu.faces.console.review.filled import Filled
from kaitsu.faces.console.review.result import Result
from kaitsu.identity import services as identity
from kaitsu.identity.models import SecondReview
from kaitsu.kernel.errors import KaitsuError


@staff(*rights.REVIEW)
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the attempt that waits longest for a second look, or go on with one's own."""
    return _to_next(request)


@staff(*rights.REVIEW)
@require_safe
def show_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """The images and what was registered, with the controls of a verdict and without any that was given."""
    return _page(request, _own(request, review_id))


@staff(*rights.REVIEW)
@require_POST
def result(request: HttpRequest, review_id: int) -> HttpResponse:
    """What the verdicts filled in so far come to, as a piece of the page."""
    review = identity.second_review_of(review_id, by=reader(request).actor)
    if review is None:
        return render(request, "console/review/gone.html", status=409)
    table = sheet.table(review.attempt.case, review.attempt)
    found = results.second(table, filled.verdicts(_read(request, table)))
    context = {
        "result": found,
        "decide_url": reverse("console_second_decide", args=[review_id]),
        "second": True,
    }
    return render(request, "console/review/result.html", context)


@staff(*rights.REVIEW)
@require_POST
def decide(request: HttpRequest, review_id: int) -> HttpResponse:
    """Write the verdicts down; only where the reader was shown what they come to. Then the next one."""
    review = identity.second_review_of(review_id, by=reader(request).actor)
    if review is None:
        messages.warning(request, _("この確認は、あなたの担当ではありません。"))
        return HttpResponseRedirect(reverse("console_review"))
    table = sheet.table(review.attempt.case, review.attempt)
    given = _read(request, table)
    verdicts = filled.verdicts(given)
    follows = results.second(table, verdicts)
    if not follows.event or request.POST.get("confirm") != follows.event:
        return _page(request, review, given, follows, status=422 if follows.problems else 200)
    try:
        identity.second_review_decide(review_id, verdicts, by=reader(request).actor)
    except KaitsuError as refused:
        messages.warning(request, words.problem(refused.problem))
        return HttpResponseRedirect(reverse("console_second", args=[review_id]))
    messages.success(request, _("2人目の判定を記録しました。"))
    if request.GET.get("then") == "list":
        return HttpResponseRedirect(reverse("console_review"))
    return _to_next(request)


def _to_next(request: HttpRequest) -> HttpResponse:
    review = review_queue.second_next(by=reader(request).actor)
    if review is None:
        messages.info(request, _("2人目の確認を待つ案件は、ほかにありません。"))
        return HttpResponseRedirect(reverse("console_review"))
    return HttpResponseRedirect(reverse("console_second", args=[review.pk]))


def _own(request: HttpRequest, review_id: int) -> SecondReview:
    review = identity.second_review_of(review_id, by=reader(request).actor)
    if review is None:
        raise Http404
    return review


def _read(request: HttpRequest, table: sheet.Table) -> dict[str, Filled]:
    return filled.read(request.POST, table.parts, [image.pk for image in table.images])


def _page(
    request: HttpRequest,
    review: SecondReview,
    given: Mapping[str, Filled] | None = None,
    follows: Result | None = None,
    status: int = 200,
) -> HttpResponse:
    table = sheet.table(review.attempt.case, review.attempt)
    context: dict[str, Any] = {
        "attempt": review.attempt,
        "case": review.attempt.case,
        "mine": True,
        "looks": True,
        "second": True,
        "pictures": [picture for picture in sheet.pictures(table) if not picture.earlier],
        # Neither the machine's findings nor earlier verdicts: what is measured is what two people see by themselves.
        "rows": sheet.rows(table, given or {}, problems=follows.problems if follows else {}),
        "result": follows or Result(left=len(table.parts)),
        "previewed": follows is not None,
        "result_url": reverse("console_second_result", args=[review.pk]),
        "decide_url": reverse("console_second_decide", args=[review.pk]),
    }
    return show(
        request, "console/review/second.html", "review", title=_("2人目の確認"), status=status, **context
    )
