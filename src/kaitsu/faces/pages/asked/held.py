"""A held application: its holder answers what staff asked, and corrects what they let be corrected (PCK-2)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitsu.applications import hold_answers, hold_messages, holds, messages, queries
from kaitsu.applications.hold_answers import Question
from kaitsu.applications.models import Application
from kaitsu.faces.pages.asked.forms import PARTS, AnswerForm, Part, assisted, besides, with_problems
from kaitsu.faces.pages.requests import MemberRequest
from kaitsu.kernel.errors import KaitsuError


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """What is asked, what can be corrected, and the field for the answer; the status page where nothing is asked."""
    found = _asked(request, application_id)
    if isinstance(found, HttpResponse):
        return found
    application, asked = found
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hold_answers.answer(
                request.user, application_id, form.cleaned_data["text"], by=request.user.actor
            )
        except KaitsuError as refused:
            form.add_error(None, messages.text(refused.problem))
        else:
            flash.success(request, _("お答えを受け取りました。確認して、メールでご連絡します。"))
            return redirect("application", application_id)
    context = {
        "title": _("お尋ねへのお答え"),
        "back_url": reverse("application", args=[application_id]),
        "form": None if asked.full else form,
        "asked": asked,
        "questions": holds.asked_about(application, asked.step.questions),
        "corrections": [
            {
                "name": str(hold_messages.PART_NAMES[part]),
                "url": reverse("held_correct", args=[application_id, part]),
                "done": part in asked.corrected,
            }
            for part in asked.allows
        ],
        "answers": [step for step in asked.since if step.kind == "answer"],
    }
    return render(request, "pages/asked/answer.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: MemberRequest, application_id: UUID, part: str) -> HttpResponse:
    """One part of the application once more, as it was typed in the sign-up."""
    found = _asked(request, application_id)
    if isinstance(found, HttpResponse):
        return found
    application, asked = found
    if part not in asked.allows:
        raise Http404
    page = PARTS[part]
    if request.method != "POST":
        return _page(request, application, page, page.form(initial=page.initial(application)))
    helped = assisted(request.POST) if part == "address" else None
    if helped is not None:
        return _page(request, application, page, page.form(initial=helped), helped)
    form = page.form(request.POST)
    if not form.is_valid():
        given = page.answer(form.cleaned_data)
        judged = hold_answers.judged(application, part, given, by=request.user.actor)
        form = with_problems(form, besides(form, judged), request.POST, page.form)
        return _page(request, application, page, form)
    return _correct(request, application, part, form)


def _correct(request: MemberRequest, application: Application, part: str, form: forms.Form) -> HttpResponse:
    page = PARTS[part]
    try:
        done = hold_answers.correct(
            request.user, application.pk, part, page.answer(form.cleaned_data), by=request.user.actor
        )
    except KaitsuError as refused:
        if refused.code == "applications.unknown":
            raise Http404 from refused
        return _page(
            request, application, page, with_problems(form, [refused.problem], request.POST, page.form)
        )
    if done.problems:
        return _page(request, application, page, with_problems(form, done.problems, request.POST, page.form))
    flash.success(request, _("直した内容を受け取りました。ほかにお伝えになることがあれば、お答えください。"))
    return redirect("held_answer", application.pk)


def _asked(request: MemberRequest, application_id: UUID) -> tuple[Application, Question] | HttpResponse:
    try:
        application = queries.of_member(request.user, application_id)
    except KaitsuError as refused:
        raise Http404 from refused
    asked = hold_answers.question(application)
    return (application, asked) if asked is not None else redirect("application", application_id)


def _page(
    request: MemberRequest,
    application: Application,
    page: Part,
    form: forms.Form,
    helped: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    context = {
        **helped,
        "title": page.title,
        "back_url": reverse("held_answer", args=[application.pk]),
        "form": form,
        "porting": any(line.reservation_id for line in queries.lines_of(application)),
    }
    return render(request, page.template, context, status=422 if form.is_bound and form.errors else 200)
