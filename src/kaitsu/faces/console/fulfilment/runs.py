"""Label runs: pack what is ready, print labels and packing lists, take the courier's file (FUL-3, FUL-6)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kaitsu.applications import delivery
from kaitsu.audit.services import record
from kaitsu.faces.console import files, rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.fulfilment.words import FIELDS, HANDLINGS, PARCEL_STATES
from kaitsu.faces.console.page import reader, show
from kaitsu.faces.look.templatetags.look import japanese_moment
from kaitsu.fulfilment import documents, queries
from kaitsu.fulfilment.models import LabelRun
from kaitsu.kernel import clock
from kaitsu.operator_profile import current

PAGE = 50


@staff(*rights.FULFIL)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Runs, newest first; a POST packs what is ready."""
    if request.method == "POST":
        run = delivery.make_run(by=reader(request).actor)
        if run is None:
            messages.info(request, _("梱包を待つ回線はありません。"))
            return HttpResponseRedirect(reverse("console_runs"))
        return HttpResponseRedirect(reverse("console_run", args=[run.pk]))
    runs = LabelRun.objects.annotate(count=Count("parcels")).order_by("-made_at")
    return show(
        request,
        "console/fulfilment/runs.html",
        "fulfilment",
        title=_("ラベルの作成"),
        back_url=reverse("console_fulfilment"),
        page=Paginator(runs, PAGE).get_page(request.GET.get("page")),
        ready=queries.ready().count(),
    )


@staff(*rights.FULFIL)
@require_safe
def one(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run: its parcels, what to print, the courier's file with what to look at first."""
    run = get_object_or_404(LabelRun, pk=run_id)
    parcels = list(run.parcels.prefetch_related("lines").order_by("pk"))
    warnings = [
        {"number": each.number, "field": FIELDS[each.field], "given": each.given, "written": each.written}
        for each in delivery.courier_file(run).warnings
    ]
    rows = [
        {
            "parcel": parcel,
            "state": PARCEL_STATES[parcel.state],
            "handling": HANDLINGS[parcel.handling],
            "count": len(parcel.lines.all()),
        }
        for parcel in parcels
    ]
    return show(
        request,
        "console/fulfilment/run.html",
        "fulfilment",
        title=_("ラベル %(moment)s") % {"moment": japanese_moment(run.made_at)},
        back_url=reverse("console_runs"),
        run=run,
        rows=rows,
        warnings=warnings,
    )


@staff(*rights.FULFIL)
@require_safe
def labels(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The address labels, ten on a sheet."""
    run = _taken(request, run_id, "labels")
    return files.download(documents.labels(run, current()), f"labels-{_stamp(run)}.pdf", "application/pdf")


@staff(*rights.FULFIL)
@require_safe
def packing_lists(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The packing lists, one a parcel."""
    run = _taken(request, run_id, "lists")
    data = documents.packing_lists(run, current())
    return files.download(data, f"packing-lists-{_stamp(run)}.pdf", "application/pdf")


@staff(*rights.FULFIL)
@require_safe
def courier(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The file for the courier's program."""
    made = delivery.courier_file(_taken(request, run_id, "courier"))
    return files.download(made.data, made.name, "text/csv; charset=shift_jis")


def _taken(request: HttpRequest, run_id: UUID, what: str) -> LabelRun:
    """The run whose *what* is taken out; names and addresses leave the house with it, so that the log says who did."""
    run = get_object_or_404(LabelRun, pk=run_id)
    record(f"fulfilment.{what}_taken", by=reader(request).actor, subject=f"run:{run.pk}")
    return run


def _stamp(run: LabelRun) -> str:
    return f"{run.made_at.astimezone(clock.TOKYO):%Y%m%d-%H%M}"
