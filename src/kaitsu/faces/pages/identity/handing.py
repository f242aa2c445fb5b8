"""From the computer to the telephone by a QR code (IDV-18)."""

from __future__ import annotations

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitsu.applications import messages, verification
from kaitsu.faces.pages.identity import cards
from kaitsu.faces.pages.identity.access import enter, holder_only, open_hours, posted
from kaitsu.faces.pages.identity.progress import SEND, steps
from kaitsu.identity import handover, queries, services
from kaitsu.identity.models import Case
from kaitsu.kernel.errors import KaitsuError


@never_cache
@posted
@holder_only
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """A QR code that carries this visit to a telephone. It is on this page only, and in no address."""
    token = services.hand_over(case.pk, by=verification.holder_of(case))
    address = settings.KAITSU_PUBLIC_URL + reverse("identity_phone", args=[token])
    drawn = segno.make(address, error="m", micro=False)
    context = {
        "title": _("スマートフォンで続ける"),
        "code": drawn.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"),
        "minutes": handover.MINUTES,
        "mark": cards.mark_of(case, queries.open_attempt(case)),
        "back_url": reverse("identity_documents"),
        "steps": steps(SEND),
    }
    return render(request, "pages/identity/handover.html", context)


@never_cache
@open_hours
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """The telephone's side. Looking uses nothing up: cameras and messengers open addresses before people do."""
    context = {"title": _("スマートフォンで続ける"), "good": handover.is_good(token), "wrong": ""}
    if request.method == "POST":
        try:
            case = services.take_over(token)
        except KaitsuError as refused:
            context |= {"good": False, "wrong": messages.text(refused.problem)}
        else:
            enter(request, case)
            return redirect("identity_documents")
    status = 200 if context["good"] else 410
    return render(request, "pages/identity/phone.html", context, status=status)
