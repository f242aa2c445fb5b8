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

from kaitsu.applications.models import Application
from kaitsu.audit import queries
from kaitsu.audit.models import KIND, Event
from kaitsu.audit.services import record
from kaitsu.faces.console import figures, rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader, show
from kaitsu.japanese.typed import compact

PAGE = 100
#: The last digits tell one from another by sight; the whole is in the title, and in the filter once it is followed.
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{4}([0-9a-f]{8})")


class FilterForm(forms.Form):
    """Which entries: about what, by whom, which action."""

    kind = forms.ChoiceField(
        label=gettext_lazy("対象"),
        choices=lambda: [("", _("すべて")), *words.SUBJECTS.items()],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("対象を一覧から選んでください。")},
    )
    key = forms.CharField(label=gettext_lazy("受付番号・対象の番号"), required=False, max_length=64)
    actor = forms.CharField(label=gettext_lazy("担当者・会員のID"), required=False, max_length=64)
    action = forms.ChoiceField(
        label=gettext_lazy("操作"),
        choices=lambda: [("", _("すべて")), *words.actions()],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("操作を一覧から選んでください。")},
    )


@staff(*rights.READ_LOG)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Entries, newest first, of a subject, an actor, an action; and how the log stands."""
    form = FilterForm(request.GET)
    form.full_clean()
    wanted = form.cleaned_data
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
    """One page and one entry more, by key. Subject, kind of subject, actor and action have an index each."""
    found = Event.objects.order_by("-id")
    kind, key = wanted.get("kind", ""), wanted.get("key", "")
    if key:
        found = found.filter(subject__in=_subjects(kind, key))
    elif kind:
        found = found.alias(kind=KIND).filter(kind=kind)
    if wanted.get("actor"):
        found = found.filter(actor_id=wanted["actor"].strip().upper())
    if wanted.get("action"):
        found = found.filter(action=wanted["action"])
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(id__lt=int(before))
    return found[: PAGE + 1]


def _subjects(kind: str, key: str) -> list[str]:
    """What may be meant by the number *key* of a *kind* ("" for any): an application is known by its reference, too."""
    plain = compact(key).upper()
    reference = "-".join(plain[at : at + 3] for at in range(0, len(plain), 3))
    owners = Application.objects.filter(reference=reference).values_list("pk", flat=True)
    keys = {key, key.lower(), key.upper(), *map(str, owners)}
    return [f"{each}:{one}" for each in ([kind] if kind else words.SUBJECTS) for one in keys]


def _row(event: Event) -> dict[str, Any]:
    kind, _colon, key = event.subject.partition(":")
    details = ", ".join(f"{name}={_plain(value)}" for name, value in sorted(event.details.items()))
    return {
        "event": event,
        "action": words.action(event.action),
        "actor": words.actor(event.actor_kind, event.actor_id),
        "subject": _short(words.subject(event.subject)),
        "only_url": f"?{urlencode({'kind': kind, 'key': key})}",
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
