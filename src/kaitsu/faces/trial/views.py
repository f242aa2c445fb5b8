"""The trial's pages: mailbox, clock, specimens. These addresses exist in trial mode only (`config.urls`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaitsu.applications import delivery
from kaitsu.faces.trial import due, shift, specimens
from kaitsu.fulfilment.models import Parcel
from kaitsu.fulfilment.states import ParcelState
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.kernel.actors import machine
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


#: What the clock's buttons add.
HOURS = {"hour": 1, "day": 24, "week": 7 * 24}


@never_cache
@require_http_methods(["GET", "POST"])
def time(request: HttpRequest) -> HttpResponse:
    """The trial's clock: move it ahead, and have everything done that is due by then."""
    if request.method == "POST":
        shift.source().move(timedelta(hours=HOURS.get(request.POST.get("by", ""), 0)))
        due.catch_up()
        messages.success(request, _("期日の来た仕事を済ませました。"))
        return redirect("trial_clock")
    context = {
        "title": _("試用の時計"),
        "now": clock.now(),
        "ahead": shift.source().shift(),
        "back_url": reverse("trial"),
    }
    return render(request, "trial/clock.html", context)


@never_cache
@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """Specimens for the newest cases, or for the one whose login ID is given."""
    wanted = request.GET.get("id", "").strip()
    cases = Case.objects.order_by("-opened_at")
    found = cases.filter(login_id=wanted.upper()) if wanted else cases[:1]
    context = {
        "title": _("見本の書類"),
        "case": found.first() if wanted else next(iter(found), None),
        "wanted": wanted,
        "choices": _choices(),
        "ways": specimens.SPOILT.items(),
        "back_url": reverse("trial"),
    }
    return render(request, "trial/specimens.html", context)


def _choices() -> list[dict[str, Any]]:
    sides: dict[str, list[str]] = {}
    for kind, side in specimens.drawable():
        sides.setdefault(kind, []).append(side)
    return [{"kind": kind, "sides": found} for kind, found in sides.items()]


@never_cache
@require_GET
def specimen(request: HttpRequest, case_id: UUID, kind: str, side: str, how: str) -> HttpResponse:
    """One photograph of a specimen, to save and to upload."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None or (kind, side) not in specimens.drawable() or how not in specimens.SPOILT:
        raise Http404
    data = specimens.photograph(case, specimens.Wanted(kind, side, how))
    name = f"mihon-{kind}-{side}-{how}.jpg"
    return HttpResponse(
        data, content_type="image/jpeg", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@never_cache
@require_http_methods(["GET", "POST"])
def courier(request: HttpRequest) -> HttpResponse:
    """The trial's courier: takes parcels over, delivers them or brings them back."""
    if request.method == "POST":
        parcel = Parcel.objects.filter(number=request.POST.get("parcel", "")).first()
        answer = ANSWERS.get(request.POST.get("answer", ""))
        if parcel is None or answer is None:
            raise Http404
        answer(parcel)
        return redirect("trial_courier")
    under_way = Parcel.objects.filter(state__in=[ParcelState.PACKED, ParcelState.HANDED_OVER])
    context = {
        "title": _("試用の宅配業者"),
        "parcels": under_way.order_by("changed_at")[:50],
        "back_url": reverse("trial"),
    }
    return render(request, "trial/courier.html", context)


def _hand_over(parcel: Parcel) -> None:
    delivery.hand_over(parcel, f"{parcel.pk.int % 10**12:012}", by=COURIER)


COURIER = machine("trial courier")
ANSWERS: dict[str, Callable[[Parcel], object]] = {
    "take": _hand_over,
    "deliver": lambda parcel: delivery.deliver(parcel, by=COURIER),
    "return": lambda parcel: delivery.take_back(parcel, by=COURIER),
}
