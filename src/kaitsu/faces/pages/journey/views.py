"""The sign-up step by step. A page is reached by the draft's own state; nothing of the journey is in the session."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaitsu.applications import judging, messages, queries, services
from kaitsu.applications.queries import Journey
from kaitsu.applications.steps import Step
from kaitsu.faces.pages.client import address_of
from kaitsu.faces.pages.journey import context as contexts
from kaitsu.faces.pages.journey.forms_offer import CodeForm
from kaitsu.faces.pages.journey.pages import PAGES, StepPage
from kaitsu.faces.pages.refused import WRONG, say_when, status
from kaitsu.faces.pages.requests import MemberRequest
from kaitsu.kernel.errors import KaitsuError, Problem

#: Where a page was opened from: the page of all answers, which it then returns to.
CHECK = "check"


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest) -> HttpResponse:
    """The entry code; then what it stands for, to be confirmed (ENT-2 to ENT-4); then a draft."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _begin_page(request, form)
    member, code = request.user, form.cleaned_data["code"]
    source = address_of(request)
    try:
        if "confirmed" in request.POST:
            application = services.begin(
                member, code, language=request.LANGUAGE_CODE, source=source, by=member.actor
            )
            return redirect("apply_next", application.pk)
        sim_choice = form.cleaned_data["sim_choice"]
        found = services.look_up(member, code, sim_choice=sim_choice, source=source, by=member.actor)
    except KaitsuError as refused:
        if refused.code == "retail.held_by_you":
            return redirect("apply_next", refused.problem.values["holder"])
        add_problem(form, refused.problem)
        response = _begin_page(request, form, status(refused.code))
        say_when(response, refused.problem.values)
        return response
    context = contexts.confirm_code(found) | {"form": form, "back_url": reverse("apply_begin")}
    return render(request, "pages/journey/confirm_code.html", context)


def _begin_page(request: MemberRequest, form: CodeForm, wrong: int = WRONG) -> HttpResponse:
    answer = wrong if form.is_bound and form.errors else 200
    context = {"form": form, "title": _("エントリーコードの入力"), "drafts": queries.drafts(request.user)}
    return render(request, "pages/journey/begin.html", context, status=answer)


@never_cache
@login_required
@require_GET
def next_step(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """Where the draft goes on, on whatever device (CNF-5)."""
    journey = load(request, application_id)
    return redirect(_url(journey, journey.next)) if isinstance(journey, Journey) else journey


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def step(request: MemberRequest, application_id: UUID, key: str) -> HttpResponse:
    """One page of the journey. A page that cannot be opened yet, or any longer, leads to where the draft stands."""
    journey = load(request, application_id)
    if not isinstance(journey, Journey):
        return journey
    current = journey.step(key)
    if current is None or current.key not in journey.reachable:
        return redirect(_url(journey, journey.next))
    page = PAGES.get(current.kind)
    if page is None:
        raise Http404
    if request.method == "POST":
        return _post(request, journey, current, page)
    form = page.form(initial=page.initial(journey, current), **page.options(journey, current))
    return _page(request, journey, current, page, form)


def _post(request: MemberRequest, journey: Journey, current: Step, page: StepPage) -> HttpResponse:
    assisted = page.assist(request.POST)
    if assisted is not None:
        form = page.form(initial=assisted, **_options(request, page, journey, current))
        return _page(request, journey, current, page, form, extra=assisted)
    member = request.user
    form = page.form(request.POST, **_options(request, page, journey, current))
    if not form.is_valid():
        found = _judged(request, journey, current, page, form)
        return _refused(request, journey, current, page, form, found)
    given = page.answer(current, form.cleaned_data, journey)
    try:
        answered = services.answer(
            member,
            journey.application.pk,
            current.key,
            given,
            language=request.LANGUAGE_CODE,
            source=address_of(request),
            by=member.actor,
        )
    except KaitsuError as refused:
        if refused.code in ("applications.not_a_draft", "applications.step_gone"):
            flash.info(request, messages.text(refused.problem))
            return redirect("apply_next", journey.application.pk)
        add_problem(form, refused.problem)
        found = _judged(request, journey, current, page, form)
        return _refused(request, journey, current, page, form, found)
    if answered.problems:
        return _refused(request, answered.journey, current, page, form, answered.problems)
    if tidied := contexts.tidied(form, answered.changed):
        flash.info(request, tidied)
    return redirect(_onward(request, answered.journey, current))


def _judged(
    request: MemberRequest, journey: Journey, current: Step, page: StepPage, form: BaseForm
) -> tuple[Problem, ...]:
    """What the rules say of the fields in which the form, or what was raised, finds nothing wrong."""
    if page.typed is None:
        return ()
    given = page.typed(current, form.cleaned_data, journey)
    found = judging.judged(journey, current, given, by=request.user.actor)
    return tuple(
        problem for problem in found if problem.field in form.fields and problem.field not in form.errors
    )


def _refused(
    request: MemberRequest,
    journey: Journey,
    current: Step,
    page: StepPage,
    form: BaseForm,
    problems: tuple[Problem, ...],
) -> HttpResponse:
    """The page once more, with what the form refused and *problems*, which the rules found."""
    form = contexts.with_room_for(form, page, journey, current, problems, request.POST)
    for problem in problems:
        add_problem(form, problem)
    return _page(request, journey, current, page, form, problems)


def _options(request: MemberRequest, page: StepPage, journey: Journey, current: Step) -> dict[str, Any]:
    options = page.options(journey, current)
    if "ask_insist" in options:
        options["ask_insist"] = options["ask_insist"] or "insisted" in request.POST
    return options


def _onward(request: MemberRequest, journey: Journey, current: Step) -> str:
    """After a page: back to all answers where it came from there and all is complete, else the page that follows."""
    if request.GET.get("from") == CHECK or journey.step(current.key) is None:
        return _url(journey, journey.next, from_check=journey.next.kind != CHECK)
    position = [known.key for known in journey.steps].index(current.key) + 1
    following = journey.steps[min(position, len(journey.steps) - 1)]
    return _url(journey, following if following.key in journey.reachable else journey.next)


def _page(
    request: MemberRequest,
    journey: Journey,
    current: Step,
    page: StepPage,
    form: BaseForm,
    problems: tuple[Problem, ...] = (),
    extra: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    context = {**extra, **contexts.common(journey, current), **contexts.of_kind(journey, current, problems)}
    if request.GET.get("from") == CHECK:
        context["back_url"] = reverse("apply_check", args=[journey.application.pk])
    context["form"] = form
    return render(request, page.template, context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_GET
def code(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """The entry code that the draft holds, to look at; another code is another application."""
    journey = load(request, application_id)
    if not isinstance(journey, Journey):
        return journey
    current = journey.steps[0]
    return render(
        request, "pages/journey/code.html", contexts.common(journey, current) | contexts.package(journey)
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def abandon(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """End a draft at its holder's wish, after asking once (ENT-5)."""
    journey = load(request, application_id)
    if not isinstance(journey, Journey):
        return journey
    if request.method == "POST":
        services.abandon(request.user, application_id, by=request.user.actor)
        flash.success(
            request, _("入力途中のお申し込みを取り消しました。エントリーコードは、もう一度お使いになれます。")
        )
        return redirect("applications")
    context = {"title": _("入力途中のお申し込みを取り消しますか？"), "application": journey.application}
    return render(request, "pages/journey/abandon.html", context)


def load(request: MemberRequest, application_id: UUID) -> Journey | HttpResponseRedirect:
    """The member's draft; its status page where it is none any longer; 404 where it is not theirs."""
    try:
        return queries.journey(request.user, application_id)
    except KaitsuError as refused:
        if refused.code == "applications.not_a_draft":
            return redirect("application", application_id)
        raise Http404 from refused


def add_problem(form: BaseForm, problem: Problem) -> None:
    """Show *problem* beside its field, or above the form where it has none there."""
    name = problem.field if problem.field in form.fields else None
    form.add_error(name, messages.text(problem))


def _url(journey: Journey, to: Step, *, from_check: bool = False) -> str:
    return contexts.step_url(journey.application.pk, to) + ("?from=check" if from_check else "")
