"""A parcel came back: the page where its holder gives the new address (FUL-4)."""

from __future__ import annotations

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

from kaitsu.applications import queries, readdressing
from kaitsu.applications.models import AddressChange, Application
from kaitsu.faces.pages.asked.forms import address_form, assisted, besides, with_problems
from kaitsu.faces.pages.journey.pages import ADDRESS_PARTS, address_given
from kaitsu.faces.pages.requests import MemberRequest
from kaitsu.kernel.errors import KaitsuError


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """The new address, as long as it is asked for or can be corrected; the status page afterwards."""
    try:
        application = queries.of_member(request.user, application_id)
    except KaitsuError as refused:
        raise Http404 from refused
    change = readdressing.under_way(application)
    if change is None or not readdressing.can_give(application, change):
        return redirect("application", application_id)
    if request.method != "POST":
        return _page(request, application, change, address_form(initial=_initial(change)))
    helped = assisted(request.POST)
    if helped is not None:
        return _page(request, application, change, address_form(initial=helped), helped)
    form = address_form(request.POST)
    if not form.is_valid():
        found = readdressing.judged(application, address_given(form.cleaned_data), by=request.user.actor)
        told = with_problems(form, besides(form, found), request.POST, address_form)
        return _page(request, application, change, told)
    return _give(request, application, change, form)


def _give(
    request: MemberRequest, application: Application, change: AddressChange, form: forms.Form
) -> HttpResponse:
    try:
        taken = readdressing.give(
            request.user, application.pk, address_given(form.cleaned_data), by=request.user.actor
        )
    except KaitsuError as refused:
        raise Http404 from refused
    if taken.problems:
        return _page(
            request, application, change, with_problems(form, taken.problems, request.POST, address_form)
        )
    if taken.documents:
        flash.success(request, _("新しい住所を受け取りました。次に、本人確認書類をお送りください。"))
    else:
        flash.success(request, _("新しい住所を受け取りました。あらためてお送りします。"))
    return redirect("application", application.pk)


def _initial(change: AddressChange) -> dict[str, Any]:
    """What was given before, where it can still be corrected."""
    return {part: getattr(change, part) for part in ADDRESS_PARTS}


def _page(
    request: MemberRequest,
    application: Application,
    change: AddressChange,
    form: forms.Form,
    helped: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        **(helped or {}),
        "title": _("新しい住所の入力"),
        "back_url": reverse("application", args=[application.pk]),
        "form": form,
        "change": change,
        "documents": bool(change.given_at) or readdressing.needs_documents(application),
    }
    return render(
        request, "pages/asked/new_address.html", context, status=422 if form.is_bound and form.errors else 200
    )
