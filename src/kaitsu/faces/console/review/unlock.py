"""A login ID that was locked by wrong birth dates is opened again by staff (IDV-2)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaitsu.applications import unlocking, verification
from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader
from kaitsu.identity import queries


@staff(*rights.UNLOCK)
@require_POST
def unlock(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open the door again; the log says who did. Back to the application."""
    case = queries.case(case_id)
    if case is None:
        raise Http404
    if unlocking.unlock(case.pk, by=reader(request).actor):
        messages.success(request, _("本人確認のサインインを再開しました。"))
    else:
        messages.info(request, _("本人確認のサインインは、止まっていません。"))
    application = verification.application_of(case)
    return HttpResponseRedirect(reverse("console_application", args=[application.pk]))
