"""The trial's pages: mailbox, clock, specimens; they exist in trial mode only (`config.urls`)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaitsu.faces.trial import due, shift, specimens
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
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
    """Specimens for the newest case, or for the one whose login ID is given: kinds in words, one of them drawn."""
    wanted = request.GET.get("id", "").strip()
    cases = Case.objects.order_by("-opened_at")
    found = cases.filter(login_id=wanted.upper()) if wanted else cases
    case = found.first()
    kinds = specimens.kinds(case) if case is not None else []
    chosen = next((kind for kind in kinds if kind.key == request.GET.get("kind", "")), None)
    context = {
        "title": _("見本の書類"),
        "case": case,
        "wanted": wanted,
        "kinds": kinds,
        "chosen": chosen or next(iter(kinds), None),
        "back_url": reverse("trial"),
    }
    return render(request, "trial/specimens.html", context)


@never_cache
@require_GET
def specimen(request: HttpRequest, case_id: UUID, kind: str, side: str, how: str) -> HttpResponse:
    """One photograph of a specimen, to save and to upload."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None or how not in specimens.SPOILT or not specimens.can_draw(kind, side):
        raise Http404
    wanted = specimens.Wanted(kind, side, how)
    data = specimens.photograph(
        case, wanted, long_side=specimens.SMALL if "small" in request.GET else specimens.FULL
    )
    name = f"mihon-{kind}-{side}-{how}.jpg"
    return HttpResponse(
        data, content_type="image/jpeg", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
