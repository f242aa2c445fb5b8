"""Choosing the kind of document, and answering what decides the images needed (IDV-4, IDV-5, IDV-7)."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitsu.applications import messages, results, verification
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages.identity import earlier
from kaitsu.faces.pages.identity.access import holder_only
from kaitsu.faces.pages.identity.forms import KindForm, QuestionsForm, SupplementForm
from kaitsu.faces.pages.identity.progress import CHOOSE, steps
from kaitsu.identity import queries, rules, services
from kaitsu.identity.models import Case
from kaitsu.identity.states import OPEN
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile.verification import DocumentKind


@never_cache
@holder_only
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, case: Case) -> HttpResponse:
    """Which document."""
    if case.state not in OPEN:
        return redirect("identity_done")
    facts = queries.identity_facts(case)
    attempt = queries.open_attempt(case)
    initial = {"kind": attempt.kind} if attempt else None
    form = KindForm(facts.documents, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = queries.document(case, form.cleaned_data["kind"])
        assert chosen is not None  # noqa: S101 - the form offers no other
        if chosen.questions:
            return redirect("identity_questions", chosen.key)
        return _choose(request, case, chosen, {}, "", form)
    context = {"title": _("本人確認書類を選んでください"), "form": form, "steps": steps(CHOOSE)}
    return render(request, "pages/identity/kind.html", context, status=422 if form.errors else 200)


@never_cache
@holder_only
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """What decides the images needed; then, where the answers ask for one, which supplementary document."""
    chosen = queries.document(case, key)
    if chosen is None or not chosen.questions:
        raise Http404
    if case.state not in OPEN:
        return redirect("identity_done")
    facts = queries.identity_facts(case)
    asked = [question for question in facts.questions if question.key in chosen.questions]
    attempt = queries.open_attempt(case)
    initial = {
        question: "yes" if answer else "no"
        for question, answer in (attempt.answers.items() if attempt and attempt.kind == key else ())
    }
    form = QuestionsForm(asked, request.POST or None, initial=initial)
    title = localised(chosen.name)
    context = {"title": title, "form": form, "steps": steps(CHOOSE), "back_url": reverse("identity_kind")}
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        if not rules.needs_supplement(chosen, answers):
            return _choose(request, case, chosen, answers, "", form)
        given = SupplementForm(
            facts.supplements, request.POST if "supplement_asked" in request.POST else None
        )
        if given.is_bound and given.is_valid():
            return _choose(request, case, chosen, answers, given.cleaned_data["supplement"], given)
        form.hide()
        context |= {"title": _("補助書類を選んでください"), "form": given, "answers": form}
    wrong = context["form"].errors  # type: ignore[attr-defined]
    return render(request, "pages/identity/questions.html", context, status=422 if wrong else 200)


@never_cache
@holder_only
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, case: Case) -> HttpResponse:
    """What is asked for once more, and why (IDV-13)."""
    wanted, last = queries.wanted(case), queries.last_decided(case)
    if wanted is None or last is None or queries.open_attempt(case) is not None:
        return redirect("identity_documents")
    facts = queries.identity_facts(case)
    form = SupplementForm(facts.supplements, request.POST or None) if wanted.supplement else None
    if request.method == "POST" and (form is None or form.is_valid()):
        supplement = form.cleaned_data["supplement"] if form else ""
        try:
            services.begin_again(case.pk, supplement, by=verification.holder_of(case))
        except KaitsuError:
            return redirect("identity_kind")
        return redirect("identity_documents")
    language = get_language() or "ja"
    context = {
        "title": _("画像をもう一度お送りください"),
        "form": form,
        "reasons": earlier.all_reasons(case, last),
        "images": results.asked(case, last, wanted, language),
        "case": case,
        "anew": wanted.anew,
        "left": queries.attempts_left(case, last),
        "steps": steps(CHOOSE),
    }
    return render(request, "pages/identity/again.html", context, status=422 if form and form.errors else 200)


def _choose(
    request: HttpRequest,
    case: Case,
    chosen: DocumentKind,
    answers: dict[str, bool],
    supplement: str,
    form: BaseForm,
) -> HttpResponse:
    try:
        services.choose(case.pk, chosen.key, answers, supplement, by=verification.holder_of(case))
    except KaitsuError as refused:
        # Sent from another device meanwhile, or the time is over.
        form.add_error(None, messages.text(refused.problem))
        context = {"title": localised(chosen.name), "form": form, "steps": steps(CHOOSE)}
        return render(request, "pages/identity/kind.html", context, status=422)
    return redirect("identity_documents")
