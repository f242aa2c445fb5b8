"""Packages: batches and their codes, which leave once; recall; a package with its whole history (ENT-1, ENT-7)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaitsu.faces.console import rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.export import BYTE_ORDER_MARK
from kaitsu.faces.console.page import may, reader, show
from kaitsu.faces.look.dates import DatePartsField
from kaitsu.faces.look.widgets import RadioCards
from kaitsu.japanese.typed import compact
from kaitsu.kernel import clock, ids
from kaitsu.kernel.errors import KaitsuError
from kaitsu.retail import codes, queries, services
from kaitsu.retail.models import Batch, Package
from kaitsu.retail.rules import LARGEST_BATCH
from kaitsu.retail.states import Event, LineType, State, sources
from kaitsu.throttle import services as throttle

PAGE = 50
#: A sheet of codes that was asked for is not made a second time within this.
ONCE_SECONDS = 24 * 3600


class BatchForm(forms.Form):
    """What to print."""

    line_type = forms.ChoiceField(
        label=gettext_lazy("回線種別"),
        choices=lambda: [(kind.value, words.line_type(kind)) for kind in LineType],
        widget=RadioCards(),
    )
    product = forms.CharField(label=gettext_lazy("商品名"), max_length=100)
    label = forms.CharField(
        label=gettext_lazy("発行分の名前"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("空のときは、商品名と日時になります。"),
    )
    count = forms.IntegerField(label=gettext_lazy("発行する数"), min_value=1, max_value=LARGEST_BATCH)
    expires_on = DatePartsField(
        label=gettext_lazy("コードの有効期限（この日まで使えます）"),
        required=False,
        help_text=gettext_lazy("期限がないときは、空のままにしてください。"),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RecallForm(forms.Form):
    """Why codes are taken back, and that it is meant."""

    note = forms.CharField(label=gettext_lazy("回収する理由（担当者用）"), max_length=500)
    sure = forms.BooleanField(label=gettext_lazy("元に戻せないことを確認しました"))


@staff(*rights.READ_PACKAGES)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Batches, newest first, with what became of their packages; or the packages with a suffix."""
    suffix = compact(request.GET.get("suffix", "")).upper()[-4:]
    found = [_row(package) for package in queries.packages(suffix=suffix)[:PAGE]] if suffix else []
    page = Paginator(Batch.objects.order_by("-created_at"), PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "console/packages.html",
        "packages",
        title=pgettext("section", "パッケージ"),
        page=page,
        batches=_batch_rows(page),
        suffix=suffix,
        packages=found,
        may_issue=may(request, rights.ISSUE_PACKAGES),
    )


@staff(*rights.ISSUE_PACKAGES)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """Make a batch. Its codes leave as the answer to this form, once, and are kept nowhere (ENT-1)."""
    form = BatchForm(request.POST if request.method == "POST" else None, initial={"token": ids.token(80)})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if not throttle.hit("console.batch", data.pop("token"), limit=1, seconds=ONCE_SECONDS).allowed:
            messages.error(request, _("この発行は、もう済んでいます。コードの書き出しは一度だけです。"))
            return HttpResponseRedirect(reverse("console_packages"))
        try:
            batch, made = services.issue_batch(**data, by=reader(request).actor)
        except KaitsuError as refused:
            form.add_error(refused.problem.field or None, words.problem(refused.problem))
            form.data = {**request.POST.dict(), "token": ids.token(80)}
        else:
            return _sheet(batch, made)
    return show(request, "console/issue.html", "packages", title=_("パッケージの発行"), form=form,
                back_url=reverse("console_packages"))  # fmt: skip


@staff(*rights.READ_PACKAGES)
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One batch: how many of its packages are where, its packages, recalling it."""
    return _batch_page(request, _batch(batch_id), RecallForm())


@staff(*rights.ISSUE_PACKAGES)
@require_POST
def recall_batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take back every package of the batch that is not spent (ENT-7)."""
    found, form = _batch(batch_id), RecallForm(request.POST)
    if not form.is_valid():
        return _batch_page(request, found, form)
    done = services.recall_batch(batch_id, note=form.cleaned_data["note"], by=reader(request).actor)
    said = _("%(recalled)s件を回収しました。使用済みの%(spent)s件は、そのままです。")
    messages.success(request, said % {"recalled": done.recalled, "spent": done.spent})
    return HttpResponseRedirect(reverse("console_batch", args=[batch_id]))


@staff(*rights.READ_PACKAGES)
@require_safe
def package(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """One package with its whole history (ENT-7)."""
    return _package_page(request, _package(package_id), RecallForm())


@staff(*rights.ISSUE_PACKAGES)
@require_POST
def recall_package(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Take one package back (ENT-7)."""
    found, form = _package(package_id), RecallForm(request.POST)
    if not form.is_valid():
        return _package_page(request, found, form)
    try:
        services.recall_package(package_id, note=form.cleaned_data["note"], by=reader(request).actor)
    except KaitsuError as refused:
        messages.error(request, words.problem(refused.problem))
    else:
        messages.success(request, _("回収しました。"))
    return HttpResponseRedirect(reverse("console_package", args=[package_id]))


def _sheet(batch: Batch, made: list[Any]) -> HttpResponse:
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    codes.write_sheet(out, batch, made)
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"codes-{batch.line_type}-{batch.created_at.astimezone(clock.TOKYO):%Y%m%d-%H%M}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _batch_page(request: HttpRequest, batch: Batch, form: RecallForm) -> HttpResponse:
    state = request.GET.get("state", "")
    known = state if state in set(State) else ""
    page = Paginator(queries.packages(batch=batch.pk, state=known), PAGE).get_page(request.GET.get("page"))
    (row,) = _batch_rows([batch])
    return show(
        request,
        "console/batch.html",
        "packages",
        title=batch.label,
        row=row,
        page=page,
        packages=[_row(package) for package in page],
        form=form,
        may_recall=may(request, rights.ISSUE_PACKAGES) and row["can_recall"],
        back_url=reverse("console_packages"),
    )


def _package_page(request: HttpRequest, package: Package, form: RecallForm) -> HttpResponse:
    entries = [
        {"title": words.action(row.action), "at": row.at, "text": words.actor(row.actor_kind, row.actor_id)}
        for row in reversed(queries.history(package))
    ]
    return show(
        request,
        "console/package.html",
        "packages",
        title=_("パッケージ …%(last4)s") % {"last4": package.last4},
        row=_row(package),
        entries=entries,
        form=form,
        application_id=package.spent_by or package.held_by,
        may_read=may(request, rights.READ_APPLICATIONS),
        may_recall=may(request, rights.ISSUE_PACKAGES) and package.state in (State.ISSUED, State.HELD),
        back_url=reverse("console_batch", args=[package.batch_id]),
    )


def _batch(batch_id: UUID) -> Batch:
    found = Batch.objects.filter(pk=batch_id).first()
    if found is None:
        raise Http404
    return found


def _package(package_id: UUID) -> Package:
    found = queries.packages().filter(pk=package_id).first()
    if found is None:
        raise Http404
    return found


def _batch_rows(batches: Iterable[Batch]) -> list[dict[str, Any]]:
    """*batches* with the number of packages in each state: one query, over these batches only."""
    shown = list(batches)
    counted = Package.objects.filter(batch__in=shown).values_list("batch_id", "state").annotate(Count("id"))
    counts = {(batch_id, state): count for batch_id, state, count in counted.order_by()}
    return [
        {
            "batch": batch,
            "line_type": words.line_type(batch.line_type),
            "counts": [
                {
                    "state": str(state),
                    "name": str(words.PACKAGE_STATES[state]),
                    "count": counts.get((batch.pk, str(state)), 0),
                }
                for state in State
            ],
            "can_recall": any(counts.get((batch.pk, str(state)), 0) for state in sources(Event.RECALL)),
            "by": words.actor_of(batch.created_by),
            "recalled_by": words.actor_of(batch.recalled_by) if batch.recalled_by else "",
        }
        for batch in shown
    ]


def _row(package: Package) -> dict[str, Any]:
    kinds = {State.ISSUED: "info", State.HELD: "warning", State.SPENT: "success", State.RECALLED: "danger"}
    return {
        "package": package,
        "line_type": words.line_type(package.line_type),
        "state": str(words.PACKAGE_STATES[package.state]),
        "kind": kinds[State(package.state)],
        "since": package.recalled_at or package.spent_at or package.held_at,
        "recalled_by": words.actor_of(package.recalled_by) if package.recalled_by else "",
    }
