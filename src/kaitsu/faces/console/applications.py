"""Applications: list, search, one of them with its course, and the export (SUP-2, OPS-5)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from kaitsu.applications import cancelling, listing, moves, queries, search
from kaitsu.applications.listing import Sort, Wanted
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.audit.services import record
from kaitsu.faces.console import export, registered, rights, timeline, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import may, reader, show
from kaitsu.retail.states import LineType

_SORTS = {
    Sort.NEWEST: gettext_lazy("入力を始めた順（新しいものから）"),
    Sort.WAITING: gettext_lazy("受付順（待っているものから）"),
    Sort.DEADLINE: gettext_lazy("予約の最終日が近い順"),
}
_ANY = ("", gettext_lazy("すべて"))


class FilterForm(forms.Form):
    """What the list shows. An answer that is none counts as no answer."""

    state = forms.ChoiceField(
        label=gettext_lazy("状態"), required=False, choices=lambda: [_ANY, *words.STATES.items()]
    )
    line_type = forms.ChoiceField(
        label=gettext_lazy("回線種別"),
        required=False,
        choices=lambda: [_ANY, *((kind.value, words.line_type(kind)) for kind in LineType)],
    )
    sort = forms.ChoiceField(label=gettext_lazy("並び"), required=False, choices=list(_SORTS.items()))

    @classmethod
    def of(cls, query: QueryDict) -> FilterForm:
        """The form as *query* asks, without what it does not know."""
        known = {
            "state": {state.value for state in State},
            "line_type": {kind.value for kind in LineType},
            "sort": {sort.value for sort in Sort},
        }
        return cls({name: query[name] for name, values in known.items() if query.get(name) in values})

    @property
    def wanted(self) -> Wanted:
        """The answers for the list."""
        data = self.data
        sort = Sort(data.get("sort", Sort.NEWEST))
        return Wanted(data.get("state", ""), data.get("line_type", ""), sort)


@staff(*rights.READ_APPLICATIONS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Applications, filtered and sorted, in pages."""
    form = FilterForm.of(request.GET)
    page = listing.page(form.wanted, after=request.GET.get("after", ""))
    return show(
        request,
        "console/applications.html",
        "applications",
        title=pgettext("section", "お申し込み"),
        filters=form,
        rows=rows(page.applications),
        next_url=_next(form, page.cursor),
        export_url=_address("console_applications_export", form)
        if may(request, rights.EXPORT_APPLICATIONS)
        else "",
    )


@staff(*rights.READ_APPLICATIONS)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What the search found."""
    text = request.GET.get("q", "").strip()
    found = search.find(text)
    return show(
        request,
        "console/search.html",
        "applications",
        title=_("お申し込みを探す"),
        query=text,
        rows=rows(found.applications),
        more=found.more,
    )


@staff(*rights.READ_APPLICATIONS)
@require_safe
def detail(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application: all that is registered, and its course. That it was looked at is in the log."""
    application = get(application_id)
    lines = queries.lines_of(application)
    record("application.viewed", by=reader(request).actor, subject=moves.subject(application))
    return show(
        request,
        "console/application.html",
        "applications",
        title=_("お申し込み %(reference)s") % {"reference": application.reference},
        application=application,
        state=standing(application),
        sections=registered.sections(application, lines),
        deadline=listing.deadline(lines),
        entries=timeline.entries(application, lines),
        may_decide=application.state == State.HELD,
        may_cancel=may(request, rights.CANCEL) and cancelling.possible(application),
        may_read_mails=may(request, rights.MAILS),
        may_read_packages=may(request, rights.READ_PACKAGES),
        may_review=may(request, rights.SEE_REVIEW),
        may_unlock=may(request, rights.UNLOCK),
        may_send_documents=may(request, rights.DESK),
    )


@staff(*rights.EXPORT_APPLICATIONS)
@require_safe
def export_list(request: HttpRequest) -> HttpResponseBase:
    """The list as it is filtered, all of it, as a CSV file."""
    form = FilterForm.of(request.GET)
    record(
        "application.exported", by=reader(request).actor, subject="application:list", state=form.wanted.state
    )
    return export.applications(listing.every(form.wanted))


def get(application_id: UUID) -> Application:
    """The application, whoever's; 404 where there is none."""
    found = (
        Application.objects.select_related("member", "package__batch", "card", "case")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def standing(application: Application) -> dict[str, str]:
    """The state of *application* in a word, and the tag that it is shown in."""
    return {"text": str(words.STATES[application.state]), "kind": words.KINDS.get(application.state, "")}


def rows(applications: list[Application]) -> list[dict[str, Any]]:
    """The lines of a list."""
    return [
        {
            "application": application,
            "name": f"{application.registered_family} {application.registered_given}".strip(),
            "kana": f"{application.kana_family} {application.kana_given}".strip(),
            "state": standing(application),
            "line_type": words.line_type(application.line_type),
            "deadline": getattr(application, "deadline", None),
        }
        for application in applications
    ]


def _next(form: FilterForm, cursor: str) -> str:
    return _address("console_applications", form, after=cursor) if cursor else ""


def _address(name: str, form: FilterForm, **more: str) -> str:
    return f"{reverse(name)}?{urlencode({**form.data, **more})}"
