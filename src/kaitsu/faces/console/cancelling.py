"""Cancel an application that is being verified: why, the mail as it will be, then the end (IDV-13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kaitsu.applications import cancelling, holds
from kaitsu.applications.models import Application
from kaitsu.faces.console import rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.applications import get, standing
from kaitsu.faces.console.held import CancelForm
from kaitsu.faces.console.page import reader, show
from kaitsu.kernel.errors import KaitsuError


class WhileVerifyingForm(CancelForm):
    """Why an application ends that nothing is asked about."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        reasons = [(key, told.staff) for key, told in cancelling.REASONS.items()]
        self.fields["reason"].choices = [("", gettext_lazy("選んでください")), *reasons]  # type: ignore[attr-defined]


@staff(*rights.CANCEL)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Ask for the reason, show the mail, then end the application; nothing is done before the mail was shown."""
    application = get(application_id)
    if not cancelling.possible(application):
        return _elsewhere(request, application)
    form = WhileVerifyingForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, application, form)
    data = form.cleaned_data
    if "send" not in request.POST:
        return _preview(request, application, form)
    try:
        cancelling.cancel(application_id, **data, by=reader(request).actor)
    except KaitsuError as refused:
        messages.error(request, words.problem(refused.problem))
    else:
        messages.success(request, _("お申し込みを取り消しました。エントリーコードは、また使えます。"))
    return HttpResponseRedirect(_page_of(application))


def _elsewhere(request: HttpRequest, application: Application) -> HttpResponse:
    """To where the application stands now, with a word: somebody was faster, or its parcel came back."""
    messages.warning(request, words.problem(KaitsuError("applications.not_verifying").problem))
    return HttpResponseRedirect(_page_of(application))


def _page(request: HttpRequest, application: Application, form: forms.Form) -> HttpResponse:
    return show(
        request,
        "console/cancel.html",
        "applications",
        title=_("取り消し %(reference)s") % {"reference": application.reference},
        application=application,
        state=standing(application),
        form=form,
        back_url=_page_of(application),
    )


def _preview(request: HttpRequest, application: Application, form: WhileVerifyingForm) -> HttpResponse:
    try:
        mail = holds.cancel_letter(application, form.cleaned_data["reason"], form.cleaned_data["words"])
    except KaitsuError as refused:
        form.add_error(refused.problem.field or None, words.problem(refused.problem))
        return _page(request, application, form)
    return show(
        request,
        "console/held_preview.html",
        "applications",
        title=_("取り消しのメールの確認"),
        application=application,
        act="cancel",
        act_url=request.path,
        back_url=request.path,
        mail=mail,
        to=application.email or application.member.email,
        mail_language="en" if application.language.startswith("en") else "ja",
        given=[(name, form.data[name]) for name in form.data if name.startswith(f"{form.prefix}-")],
        seen="",
    )


def _page_of(application: Application) -> str:
    return reverse("console_application", args=[application.pk])
