"""Pages for everybody: home, plans and adviser, what to prepare, the MNP desks, the profile in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kaitsu.applications import queries
from kaitsu.catalogue import rules as catalogue
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages.public_forms import AdviserForm, PrepareForm
from kaitsu.kernel import clock
from kaitsu.operator_profile import Profile, current
from kaitsu.operator_profile.in_words import describe
from kaitsu.operator_profile.offer import Plan
from kaitsu.portability import queries as portability


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here, in three steps; a member's drafts to go on with."""
    profile = _today()
    drafts = queries.drafts(request.user) if request.user.is_authenticated else []
    context = {
        "title": _("お申し込み"),
        "profile": profile,
        "plans": _plans(profile),
        "drafts": drafts,
    }
    return render(request, "pages/public/home.html", context)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The plans with their prices, and the adviser that leads from use to plan (PRE-2)."""
    profile = _today()
    form = AdviserForm(request.GET if "uses" in request.GET or "ask" in request.GET else None)
    advice = catalogue.advise(profile, form.cleaned_data["uses"]) if form.is_valid() else None
    context = {"title": _("料金プラン"), "plans": _plans(profile), "form": form, "advice": advice}
    return render(request, "pages/public/plans.html", context)


@require_safe
def prepare(request: HttpRequest) -> HttpResponse:
    """What this applicant needs, and only that (PRE-1)."""
    profile = _today()
    begun = {"start": request.GET.get("start", "")}
    form = PrepareForm(request.GET if "function" in request.GET else None, profile=profile, initial=begun)
    function, porting = None, False
    if form.is_valid():
        function = profile.function(form.cleaned_data["function"])
        porting = function.portable and form.cleaned_data["start"] == "mnp"
    wanted = catalogue.needs(profile, (function.key,) if function else (), porting)
    items = [item for item in profile.preparation if item.key in wanted]
    proves = function is not None and function.needs_identity
    context = {
        "title": _("お申し込みの前に準備するもの"),
        "form": form,
        "chosen": function is not None,
        "items": items,
        "documents": profile.identity.documents if proves else (),
        "supplements": profile.identity.supplements if proves else (),
        "porting": porting,
    }
    return render(request, "pages/public/prepare.html", context)


@require_safe
def mnp(request: HttpRequest) -> HttpResponse:
    """The carriers' desks, and which are open now (MNP-1)."""
    profile = _today()
    context = {
        "title": _("MNP予約番号の受け取り方"),
        "carriers": portability.desks(profile, clock.now()),
        "portability": profile.portability,
    }
    return render(request, "pages/public/mnp.html", context)


@require_safe
def help_(request: HttpRequest) -> HttpResponse:
    """The operator's conditions in words, from the profile (PRO-1)."""
    context = {"title": _("ご利用案内"), "sections": describe(_today(), _language())}
    return render(request, "pages/public/help.html", context)


def _today() -> Profile:
    return current().on(clock.today())


def _language() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def _plans(profile: Profile) -> list[dict[str, Any]]:
    """Each plan with its monthly price by function, tax included (PLN-6)."""
    return [{"plan": plan, "prices": _prices(profile, plan)} for plan in profile.plans]


def _prices(profile: Profile, plan: Plan) -> list[dict[str, Any]]:
    rate = profile.tax_rate.rate
    return [
        {"name": localised(function.name), "amount": plan.monthly[function.key].with_tax(rate)}
        for function in profile.functions
        if function.key in plan.monthly
    ]
