"""Files of stock and of the courier come in here; each says line by line what became of it (FUL-3, FUL-5, FUL-6)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kaitsu.applications import delivery
from kaitsu.faces.console import files, rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.fulfilment.words import COLUMNS, IMPORTS
from kaitsu.faces.console.page import reader, show
from kaitsu.faces.look.widgets import RadioCards
from kaitsu.fulfilment import services
from kaitsu.fulfilment.models import FileImport
from kaitsu.kernel.errors import KaitsuError

#: The latest imports that are listed.
LATEST = 30

_TAKE: dict[str, Callable[..., FileImport]] = {
    "cards": services.import_cards,
    "numbers": services.import_numbers,
    "tracking": delivery.take_tracking,
    "results": delivery.take_results,
}


class ImportForm(files.FileForm):
    """A file, and what is in it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("ファイルの内容"),
        choices=lambda: list(IMPORTS.items()),
        widget=RadioCards(hints=COLUMNS),
        error_messages={"required": gettext_lazy("ファイルの内容を選んでください。")},
    )
    field_order = ("kind", "file")


@staff(*rights.FULFIL)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Send a file in; the latest ones with their counts."""
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _TAKE[form.cleaned_data["kind"]](form.content, name=form.name, by=reader(request).actor)
        except KaitsuError as refused:
            form.add_error("file", files.said(refused.problem))
        else:
            return HttpResponseRedirect(reverse("console_import", args=[done.pk]))
    return show(
        request,
        "console/fulfilment/imports.html",
        "fulfilment",
        title=_("ファイルの取り込み"),
        back_url=reverse("console_fulfilment"),
        form=form,
        rows=[{"done": done, "kind": IMPORTS[done.kind]} for done in FileImport.objects.all()[:LATEST]],
        status=422 if form.errors else 200,
    )


@staff(*rights.FULFIL)
@require_safe
def one(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What became of one file, line by line where a line was refused."""
    done = get_object_or_404(FileImport, pk=import_id)
    return show(
        request,
        "console/fulfilment/import.html",
        "fulfilment",
        title=_("取り込みの結果"),
        back_url=reverse("console_imports"),
        done=done,
        kind=IMPORTS[done.kind],
        problems=files.told(done.problems),
    )
