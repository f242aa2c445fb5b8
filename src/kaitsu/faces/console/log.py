"""The log of who did and saw what, and the check that nobody has changed it (OPS-1)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kaitsu.audit import queries
from kaitsu.audit.models import Event
from kaitsu.audit.services import record
from kaitsu.faces.console import figures, rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader, show

PAGE = 100
#: The last digits tell one from another by sight; the whole is in the title, and in the filter once it is followed.
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{4}([0-9a-f]{8})")


class FilterForm(forms.Form):
    """Which entries."""

    subject = forms.CharField(
        label=gettext_lazy("対象（application:…）"),
        required=False,
        max_length=128,
    )
    actor = forms.CharField(label=gettext_lazy("担当者・会員のID"), required=False, max_length=64)
    action = forms.CharField(label=gettext_lazy("操作（application.viewed）"), required=False, max_length=64)


@staff(*rights.READ_LOG)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Entries, newest first, of a subject, an actor, an action; and how the log stands."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = list(_page(wanted, request.GET.get("before", "")))
    query = {name: value for name, value in wanted.items() if value}
    more = len(found) > PAGE
    return show(
        request,
        "console/log.html",
        "log",
        title=_("操作の記録"),
        form=form,
        rows=[_row(event) for event in found[:PAGE]],
        next_url=f"{reverse('console_log')}?{urlencode(query | {'before': found[PAGE - 1].pk})}"
        if more
        else "",
        head=queries.head(),
        checked=_last_check(),
    )


@staff(*rights.READ_LOG)
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute the whole chain; what was found is in the log, and on the page."""
    proof = queries.verify()
    record(
        "audit.verified",
        by=reader(request).actor,
        subject=figures.LOG,
        problems=len(proof.problems),
        position=proof.head.position,
        count=proof.sealed,
    )
    if proof.holds:
        said = _("点検しました。%(count)s件の記録に異状はありません。")
        messages.success(request, said % {"count": proof.sealed + proof.waiting})
    for problem in proof.problems:
        messages.error(request, words.problem(problem))
    return HttpResponseRedirect(reverse("console_log"))


def _page(wanted: dict[str, str], before: str) -> QuerySet[Event]:
    """One page and one entry more, by key. Subject and actor have an index; an action alone is read from the end."""
    found = Event.objects.order_by("-id")
    if wanted.get("subject"):
        found = found.filter(subject=wanted["subject"].strip())
    if wanted.get("actor"):
        found = found.filter(actor_id=wanted["actor"].strip().upper())
    if wanted.get("action"):
        found = found.filter(action=wanted["action"].strip())
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(id__lt=int(before))
    return found[: PAGE + 1]


def _row(event: Event) -> dict[str, Any]:
    details = ", ".join(f"{name}={_plain(value)}" for name, value in sorted(event.details.items()))
    return {
        "event": event,
        "action": words.action(event.action),
        "actor": words.actor(event.actor_kind, event.actor_id),
        "subject": _short(words.subject(event.subject)),
        "details": _short(details),
        "all_details": details,
    }


def _short(text: str) -> str:
    return _ID.sub(r"…\1", text)


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _last_check() -> dict[str, Any] | None:
    last = queries.history(figures.LOG).last()
    if last is None:
        return None
    return {
        "at": last.at,
        "by": words.actor(last.actor_kind, last.actor_id),
        "broken": int(last.details.get("problems", 0)),
        "count": last.details.get("count", 0),
    }
