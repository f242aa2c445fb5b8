"""A case: look, claim, give back, judge, decide (IDV-12, IDV-17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kaitsu.applications import review_queue, verification
from kaitsu.applications.models import Application
from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import may, reader, show
from kaitsu.faces.console.review import filled, findings, queue, sheet, words
from kaitsu.faces.console.review import result as results
from kaitsu.faces.console.review.filled import Filled
from kaitsu.faces.console.review.images import may_look
from kaitsu.faces.console.review.result import Result
from kaitsu.faces.console.review.sheet import Table
from kaitsu.identity import queries, rules
from kaitsu.identity import services as identity
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.states import CaseState
from kaitsu.kernel.errors import KaitsuError


@staff(*rights.SEE_REVIEW)
@require_safe
def show_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case; for who has claimed it with the controls of a verdict, which keeps the claim alive."""
    application = _application(case_id)
    if _is_mine(request, application):
        identity.claim(case_id, by=reader(request).actor)
        application = _application(case_id)
    return _page(request, application)


@staff(*rights.SEE_REVIEW)
@require_safe
def reading(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the machine has found since the page was opened, as the parts of it; 204 while it still reads.

    Asked for by the page again and again: it keeps no claim alive, and is 404 once the page is about something else.
    """
    application = _application(case_id)
    case = application.case
    assert case is not None  # noqa: S101 - it was found by its case
    attempt = sheet.attempt_of(case)
    if attempt is None or str(attempt.pk) != request.GET.get("attempt") or not may_look(request, case):
        raise Http404
    context = _parts(sheet.table(case, attempt), None, None, looks=True, as_they_stood=True)
    if context["pending"]:
        return HttpResponse(status=204)
    context |= {"case": case, "mine": _is_mine(request, application)}
    return render(request, "console/review/parts.html", context)


@staff(*rights.REVIEW)
@require_POST
def claim(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the case under review."""
    try:
        review_queue.claim(case_id, by=reader(request).actor)
    except KaitsuError as refused:
        _refuse(request, refused)
    return _to_case(case_id)


@staff(*rights.REVIEW)
@require_POST
def give_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put the case back into the queue, for anybody."""
    _application(case_id)
    if identity.give_back(case_id, by=reader(request).actor):
        messages.success(request, _("担当を外れました。"))
    else:
        messages.info(request, _("この案件は、あなたの担当ではありません。"))
    return HttpResponseRedirect(reverse("console_review"))


@staff(*rights.REVIEW)
@require_POST
def result(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What follows from what is filled in so far, as a piece of the page; it keeps the claim alive."""
    application = _application(case_id)
    attempt = _attempt(request, application)
    if attempt is None:
        return render(request, "console/review/gone.html", status=409)
    identity.claim(case_id, by=reader(request).actor)
    given = _read(request, application, attempt)
    found = results.of(application, attempt, filled.verdicts(given))
    return render(
        request, "console/review/result.html", {"result": found, "decide_url": _decide_url(case_id)}
    )


@staff(*rights.REVIEW)
@require_POST
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the verdicts; only what the reader was shown to follow from them is done. Then the next case."""
    application = _application(case_id)
    attempt = _attempt(request, application)
    if attempt is None:
        messages.warning(request, _("この案件の状態が変わっています。今の状態をご確認ください。"))
        return _to_case(case_id)
    given = _read(request, application, attempt)
    verdicts = filled.verdicts(given)
    follows = results.of(application, attempt, verdicts)
    if not follows.event or request.POST.get("confirm") != follows.event:
        return _page(request, application, given, follows, status=422 if follows.problems else 200)
    try:
        verification.decide(case_id, verdicts, by=reader(request).actor)
    except KaitsuError as refused:
        _refuse(request, refused)
        return _to_case(case_id)
    messages.success(request, _done(application, follows))
    if request.GET.get("then") == "list":
        return HttpResponseRedirect(reverse("console_review"))
    return queue.to_next(request)


def _page(
    request: HttpRequest,
    application: Application,
    given: Mapping[str, Filled] | None = None,
    follows: Result | None = None,
    status: int = 200,
) -> HttpResponse:
    case = application.case
    assert case is not None  # noqa: S101 - it was found by its case
    attempt = sheet.attempt_of(case)
    table = sheet.table(case, attempt) if attempt is not None else None
    looks = may_look(request, case) and table is not None
    context = _parts(table, given, follows, looks=looks) if table is not None else {}
    own = review_queue.is_own(application, reader(request).actor)
    waits = case.state in {CaseState.SUBMITTED, CaseState.CLAIMED}
    mine = _is_mine(request, application)
    sent = waits and not mine and review_queue.has_sent(case, reader(request).actor)
    return show(
        request,
        "console/review/case.html",
        "review",
        title=_("審査 %(reference)s") % {"reference": application.reference},
        status=status,
        application=application,
        case=case,
        attempt=attempt,
        tried=_tried(case, attempt),
        due_at=review_queue.deadline_of(case),
        mine=mine,
        claim_ends=_claim_ends(case),
        reviewer=words.reviewer(case.claimed_by, str(reader(request).actor)) if case.claimed_by else "",
        state=words.STATES[case.state],
        may_decide=may(request, rights.REVIEW),
        may_claim=may(request, rights.REVIEW) and waits and not (own or sent),
        own=own and waits,
        sent=sent,
        looks=looks,
        pictures=sheet.pictures(table) if looks and table is not None else [],
        result=follows or Result(left=len(context.get("rows", []))),
        previewed=follows is not None,
        result_url=reverse("console_review_result", args=[case.pk]),
        decide_url=_decide_url(case.pk),
        **context,
    )


def _parts(
    table: Table,
    given: Mapping[str, Filled] | None,
    follows: Result | None,
    *,
    looks: bool,
    as_they_stood: bool = False,
) -> dict[str, Any]:
    case, attempt = table.case, table.attempt
    if given is None:
        given = filled.shown(queries.verdicts(attempt))
    before = case.attempts.filter(number__lt=attempt.number).order_by("number").last()
    # What was read is on the images: who may not see them sees nothing of it.
    found = findings.of(case, attempt, table.images) if looks else {}
    problems = follows.problems if follows else {}
    rows = sheet.rows(table, given, found=found, problems=problems, as_they_stood=as_they_stood)
    progress = findings.progress(attempt) if looks and not found else None
    return {
        "rows": rows,
        "reading": progress.note if progress else "",
        "pending": progress is not None and progress.pending,
        "was_read": bool(found),
        "found_places": any(each.place for each in found.values()),
        "open_to_judge": any(row.found is not None and row.found.verdict != findings.SAME for row in rows),
        "earlier": [row for row in _rows_of(case, before) if row.filled.reason] if before else [],
    }


def _rows_of(case: Case, attempt: Attempt) -> list[sheet.Row]:
    return sheet.rows(sheet.table(case, attempt), filled.shown(queries.verdicts(attempt)))


def _tried(case: Case, attempt: Attempt | None) -> str:
    """Which of the holder's attempts it is; those before a new address count no more (FUL-4)."""
    if attempt is None:
        return ""
    before = queries.attempts_before(case)
    number = attempt.number - before if attempt.number > before else attempt.number
    return f"{number}/{queries.identity_facts(case).attempts}"


def _application(case_id: UUID) -> Application:
    found = Application.objects.select_related("case", "member", "package").filter(case_id=case_id).first()
    if found is None:
        raise Http404
    return found


def _is_mine(request: HttpRequest, application: Application) -> bool:
    case = application.case
    mine = (
        case is not None and case.state == CaseState.CLAIMED and case.claimed_by == str(reader(request).actor)
    )
    return mine and may(request, rights.REVIEW)


def _attempt(request: HttpRequest, application: Application) -> Attempt | None:
    """The attempt that the form is about, where it is still the reader's to judge."""
    case = application.case
    if case is None or not _is_mine(request, application):
        return None
    attempt = queries.open_attempt(case)
    return attempt if attempt is not None and str(attempt.pk) == request.POST.get("attempt") else None


def _read(request: HttpRequest, application: Application, attempt: Attempt) -> dict[str, Filled]:
    assert application.case is not None  # noqa: S101 - _attempt has seen it
    images = [image.pk for image in queries.images_shown(attempt)]
    return filled.read(request.POST, queries.parts(application.case, attempt), images)


def _claim_ends(case: Case) -> Any:
    return case.claimed_at + timedelta(minutes=rules.CLAIM_MINUTES) if case.claimed_at else None


def _done(application: Application, follows: Result) -> str:
    word = follows.told.word if follows.told else ""
    return _("%(reference)s：%(word)s") % {"reference": application.reference, "word": word}


def _refuse(request: HttpRequest, refused: KaitsuError) -> None:
    messages.warning(request, words.problem(refused.problem))


def _decide_url(case_id: UUID) -> str:
    return reverse("console_review_decide", args=[case_id])


def _to_case(case_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("console_review_case", args=[case_id]))
