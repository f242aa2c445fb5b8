"""The trial's mailbox. These addresses exist in trial mode only (`config.urls`)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kaitsu.notifications import queries


@never_cache
@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """What was sent, newest first."""
    try:
        after = UUID(request.GET["after"]) if "after" in request.GET else None
    except ValueError as error:
        raise Http404 from error
    page = queries.mailbox(to=request.GET.get("to", ""), after=after)
    context = {"title": _("試用の受信箱"), "page": page, "to": request.GET.get("to", "")}
    return render(request, "trial/mailbox.html", context)


@never_cache
@require_GET
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """One mail, as its reader would see it."""
    found = queries.mail(mail_id)
    if found is None:
        raise Http404
    context = {"title": found.subject, "mail": found, "back_url": reverse("trial")}
    return render(request, "trial/mail.html", context)
