"""Signing in to the identity pages and out of them, and how the case stands (IDV-1 to IDV-3, IDV-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kaitsu.applications import messages, verification
from kaitsu.faces.look.templatetags.look import japanese_moment, localised
from kaitsu.faces.pages.client import address_of
from kaitsu.faces.pages.identity.access import case_of, enter, holder_only, leave, open_hours
from kaitsu.faces.pages.identity.files import attempts
from kaitsu.faces.pages.identity.forms import SignInForm
from kaitsu.faces.pages.identity.progress import WAIT, steps
from kaitsu.faces.pages.refused import WRONG, say_when, status
from kaitsu.identity import queries, rules
from kaitsu.identity.models import Case
from kaitsu.identity.states import OPEN, CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError, Problem


@never_cache
@open_hours
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login ID and birth date."""
    if request.method == "GET" and case_of(request) is not None:
        return redirect("identity_documents")
    form = SignInForm(request.POST or None, initial={"login_id": request.GET.get("id", "")})
    problem: Problem | None = None
    if request.method == "POST" and form.is_valid():
        try:
            case = verification.sign_in(
                form.cleaned_data["login_id"], form.cleaned_data["birth_date"], source=address_of(request)
            )
        except KaitsuError as refused:
            problem = refused.problem
            form.add_error(None, _told(problem))
        else:
            enter(request, case)
            return redirect("identity_documents")
    context = {"title": _("本人確認のサインイン"), "form": form}
    answer = (status(problem.code) if problem else WRONG) if form.errors else 200
    response = render(request, "pages/identity/sign_in.html", context, status=answer)
    say_when(response, problem.values if problem else {})
    return response


def _told(problem: Problem) -> str:
    """What is told about *problem*; a lock names the moment at which it opens (IDV-2)."""
    until = problem.values.get("until")
    if isinstance(until, datetime):
        problem = replace(problem, values={**problem.values, "until": japanese_moment(until)})
    return messages.text(problem)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; the images stay."""
    leave(request)
    return redirect("identity")


@never_cache
@holder_only
@require_GET
def done(request: HttpRequest, case: Case) -> HttpResponse:
    """How the case stands: received and when the result comes, or what came of it (IDV-11)."""
    over = case.state in OPEN and case.deadline <= clock.now()
    if case.state in OPEN and not over:
        return redirect("identity_documents")
    sent = attempts(case)
    standing = "lapsed" if over else str(case.state)
    waiting = standing in (CaseState.SUBMITTED, CaseState.CLAIMED)
    facts = queries.identity_facts(case)
    last = sent[-1] if sent else None
    context: dict[str, Any] = {
        "title": _title(standing),
        "standing": standing,
        "waiting": waiting,
        "entries": [_entry(case, attempt.number, attempt) for attempt in sent],
        "due": rules.result_due(last.submitted_at, facts) if waiting and last and last.submitted_at else None,
        "facts": facts,
        "application": verification.application_of(case),
        "steps": steps(WAIT if waiting else WAIT + 1),
    }
    return render(request, "pages/identity/done.html", context)


def _title(standing: str) -> str:
    return {
        "submitted": _("画像を受け付けました"),
        "claimed": _("画像を受け付けました"),
        "approved": _("ご本人であることを確認しました"),
        "refused": _("お申し込みをお受けできませんでした"),
        "lapsed": _("本人確認の期限か回数が過ぎました"),
        "withdrawn": _("お申し込みは終了しました"),
    }[standing]


def _entry(case: Case, number: int, attempt: Any) -> dict[str, Any]:
    kind = queries.document(case, attempt.kind)
    return {
        "title": _("%(number)s回目の画像") % {"number": number},
        "at": attempt.submitted_at,
        "text": localised(kind.name) if kind else "",
        "state": "done" if attempt.decided_at else "current",
    }
