"""The end of the sign-up: card, all answers, confirmation code, submission."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaitsu.applications import confirmation, messages, queries, services, submission
from kaitsu.applications.queries import Journey
from kaitsu.faces.pages.journey import context as contexts
from kaitsu.faces.pages.journey import summary
from kaitsu.faces.pages.journey.forms_holder import ConfirmForm
from kaitsu.faces.pages.journey.views import add_problem, load
from kaitsu.faces.pages.requests import MemberRequest
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def card(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """Which card pays; the card itself is typed at the provider (PAY-1)."""
    journey = _at(request, application_id, "card")
    if not isinstance(journey, Journey):
        return journey
    step = journey.step("card")
    assert step is not None  # noqa: S101 - _at has seen it
    status = 200
    if request.method == "POST":
        back = settings.KAITSU_PUBLIC_URL + reverse("apply_card_return", args=[application_id])
        try:
            return redirect(
                services.begin_card(request.user, application_id, return_url=back, by=request.user.actor)
            )
        except KaitsuError as refused:
            flash.error(request, messages.text(refused.problem))
            status = 503
    shown = journey.application.card if not step.problems(journey.draft, journey.facts) else None
    context = contexts.common(journey, step) | {"card": shown}
    return render(request, "pages/journey/card.html", context, status=status)


@never_cache
@login_required
@require_GET
def card_return(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """Where the provider sends the browser back; what became of the card is asked of the provider itself."""
    try:
        problem = services.finish_card(request.user, application_id, by=request.user.actor)
    except KaitsuError as refused:
        if refused.code == "applications.unknown":
            raise Http404 from refused
        problem = refused.problem
    if problem is None:
        flash.success(request, _("カードを登録しました。"))
        return redirect("apply_check", application_id)
    flash.error(request, messages.text(problem))
    return redirect("apply_card", application_id)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def check(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """All answers on one page, each with a way back (CNF-1); from here the confirmation code is mailed (CNF-2)."""
    journey = _at(request, application_id, "check")
    if not isinstance(journey, Journey):
        return journey
    step = journey.step("check")
    assert step is not None  # noqa: S101 - _at has seen it
    journey = queries.with_limits(journey)
    problems = step.problems(journey.draft, journey.facts)
    if request.method == "POST" and not problems:
        try:
            confirmation.send(request.user, application_id, by=request.user.actor)
        except KaitsuError as refused:
            flash.error(request, messages.text(refused.problem))
            return redirect("apply_check", application_id)
        return redirect("apply_confirm", application_id)
    sections = summary.sections(journey)
    for section in sections:
        section.rows[:] = [_linked(journey, row) for row in section.rows]
    context = contexts.common(journey, step) | {
        "sections": sections,
        "problems": [messages.text(problem) for problem in problems],
        "warnings": contexts.warnings(journey),
    }
    return render(request, "pages/journey/check.html", context, status=422 if problems else 200)


def _linked(journey: Journey, row: summary.Row) -> summary.Row:
    step = journey.step(row.step) if row.step else None
    url = contexts.step_url(journey.application.pk, step) + "?from=check" if step else ""
    return summary.Row(row.label, row.lines, row.step, url)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """The code from the mail, and the button that applies (CNF-2, CNF-3)."""
    if request.method == "POST" and "resend" not in request.POST:
        return _submit(request, application_id)
    journey = _at(request, application_id, "check")
    if not isinstance(journey, Journey):
        return journey
    if request.method == "POST":
        return _resend(request, application_id)
    return _confirm_page(request, journey, ConfirmForm())


def _submit(request: MemberRequest, application_id: UUID) -> HttpResponse:
    form = ConfirmForm(request.POST)
    member = request.user
    if form.is_valid():
        try:
            done = submission.submit(member, application_id, code=form.cleaned_data["code"], by=member.actor)
        except KaitsuError as refused:
            if refused.code == "applications.unknown":
                raise Http404 from refused
            flash.error(request, messages.text(refused.problem))
            return redirect("application", application_id)
        if done.problem is None:
            return redirect("application", application_id)
        if done.step != "confirm":
            flash.error(request, messages.text(done.problem))
            return redirect("apply_next", application_id)
        add_problem(form, done.problem)
    journey = load(request, application_id)
    return _confirm_page(request, journey, form) if isinstance(journey, Journey) else journey


def _resend(request: MemberRequest, application_id: UUID) -> HttpResponse:
    try:
        sent = confirmation.send(request.user, application_id, by=request.user.actor)
    except KaitsuError as refused:
        flash.error(request, messages.text(refused.problem))
        return redirect("apply_confirm", application_id)
    if sent.fresh:
        flash.success(request, _("新しい確認コードを送りました。前のコードは使えません。"))
    else:
        flash.info(
            request,
            _("確認コードは先ほどお送りしました。届かないときは、%(time)s以降に送り直せます。")
            % {"time": f"{sent.again_at.astimezone(clock.TOKYO):%H:%M:%S}"},
        )
    return redirect("apply_confirm", application_id)


def _confirm_page(request: MemberRequest, journey: Journey, form: ConfirmForm) -> HttpResponse:
    sent = confirmation.latest(journey.application)
    if sent is None:
        return redirect("apply_check", journey.application.pk)
    step = journey.steps[-1]
    context = contexts.common(journey, step) | {
        "title": _("確認コードの入力"),
        "form": form,
        "sent": sent,
        "back_url": reverse("apply_check", args=[journey.application.pk]),
    }
    return render(request, "pages/journey/confirm.html", context, status=422 if form.errors else 200)


def _at(request: MemberRequest, application_id: UUID, kind: str) -> Journey | HttpResponse:
    """The draft where its page *kind* can be opened; otherwise where it stands."""
    journey = load(request, application_id)
    if not isinstance(journey, Journey):
        return journey
    if kind not in journey.reachable:
        return redirect(contexts.step_url(journey.application.pk, journey.next))
    return journey
