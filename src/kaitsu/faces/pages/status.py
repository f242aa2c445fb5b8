"""What a member sees of their applications: where each stands, and the one next thing (MEM-5)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kaitsu.applications import (
    asks,
    contract,
    hold_answers,
    letters,
    messages,
    promises,
    queries,
    readdressing,
)
from kaitsu.applications.asks import Ask
from kaitsu.applications.models import AddressChange, Application, Line
from kaitsu.applications.progress import LineProgress, progress
from kaitsu.applications.states import State
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages import course
from kaitsu.faces.pages.requests import MemberRequest
from kaitsu.fulfilment.states import LineState, Waits
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError

#: A line in one of these needs nothing more of us.
_SENT = (LineState.HANDED_OVER, LineState.DELIVERED)
#: How a state is coloured, beside its name.
KINDS = {
    State.DRAFT: "",
    State.HELD: "warning",
    State.VERIFYING: "info",
    State.FULFILLING: "info",
    State.ACTIVE: "success",
    State.CANCELLED: "",
    State.REFUSED: "danger",
    State.EXPIRED: "",
}
#: The one next thing, in the list; the page of an application says more.
NEXT = {
    State.HELD: _lazy("お申し込みの内容を確認しています。結果をメールでお知らせします。"),
    State.VERIFYING: _lazy("メールのご案内にそって、本人確認書類の画像をお送りください。"),
    State.FULFILLING: _lazy("SIMカードを準備しています。お手続きは必要ありません。"),
    State.ACTIVE: _lazy("お手続きはすべて終わりました。"),
}
#: The documents are in: it is the operator's turn, not the holder's.
LOOKED_AT = _lazy("本人確認書類を受け取りました。結果をメールでお知らせします。")
ONCE_MORE = _lazy("本人確認書類の画像を、もう一度お送りください。")
#: Where an application came to nothing there is no contract, and none is offered (CNF-6).
NO_CONTRACT = (State.CANCELLED, State.REFUSED, State.EXPIRED)
PAGE = 20


@never_cache
@login_required
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """All applications of the member, newest first."""
    page = Paginator(queries.all_of_member(request.user), PAGE).get_page(request.GET.get("page"))
    asked = asks.asks(list(page))
    rows = [_row(item, asked.get(item.pk)) for item in page]
    context = {"title": _("お申し込みの状況"), "rows": rows, "page": page}
    return render(request, "pages/status/index.html", context)


def _row(application: Application, asked: Ask | None) -> dict[str, Any]:
    state = State(application.state)
    return {
        "asked": asked,
        "application": application,
        "state": str(messages.STATE_NAMES[state]),
        "kind": KINDS[state],
        "next": _next(application),
    }


def _next(application: Application) -> Any:
    if _documents_in(application):
        return LOOKED_AT
    return ONCE_MORE if _asked_again(application) else NEXT.get(State(application.state), "")


@never_cache
@login_required
@require_GET
def detail(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """One application: its state in plain words, what comes next and when, its course so far."""
    try:
        application = queries.of_member(request.user, application_id)
    except KaitsuError as refused:
        raise Http404 from refused
    if application.state == State.DRAFT:
        return redirect("apply_next", application_id)
    lines = queries.lines_of(application)
    profile = queries.facts_on(_submitted_on(application)).profile
    change = _change(application)
    sent = course.attempts(application, moved=change is not None)
    stand = _stand(application, lines, change)
    question = hold_answers.question(application)
    context = {
        "title": _("お申し込みの状況（受付番号 %(reference)s）") % {"reference": application.reference},
        "application": application,
        "state": str(messages.STATE_NAMES[application.state]),
        "kind": KINDS[State(application.state)],
        "quote": queries.quotation(application, lines),
        "lines": [_line(profile, line) for line in lines],
        "plan": next((localised(plan.name) for plan in profile.plans if plan.key == application.plan), ""),
        "entries": course.entries(application, sent),
        "invitation_at": _invitation_at(application),
        "profile_identity": profile.identity,
        "profile_delivery": profile.delivery,
        "documents_in": _documents_in(application),
        "asked_again": _asked_again(application),
        "question": question,
        "change": change,
        "change_url": _change_url(application, change),
        "measured": _measured(application),
        "stand": stand,
        # A line that the warehouse does not know yet has nothing of its own to tell.
        "shown": [line for line in stand if line.state is not None or line.task is not None],
        "has_contract": application.submitted_at is not None and application.state not in NO_CONTRACT,
        "tasks": [line for line in stand if line.task is not None],
        "returned": any(line.state is LineState.RETURNED for line in stand),
        "on_its_way": bool(stand) and all(line.state in _SENT for line in stand),
        # How a parcel with a verified line is handed over is of no concern to others.
        "handled": any(line.function in profile.delivery.verified_address_only for line in lines),
        "out_of_stock": any(line.waits in (Waits.CARD, Waits.NUMBER) for line in stand),
        "just_in": not (sent or question or _locked(application) or any(line.state for line in stand)),
    }
    return render(request, "pages/status/detail.html", context)


@never_cache
@login_required
@require_GET
def contract_document(request: MemberRequest, application_id: UUID) -> HttpResponse:
    """The contract's terms as a PDF to keep, for the holder alone (CNF-6)."""
    try:
        application = queries.of_member(request.user, application_id)
        made = contract.document(application)
    except KaitsuError as refused:
        raise Http404 from refused
    if application.state in NO_CONTRACT:
        raise Http404
    disposition = f'attachment; filename="{contract.filename(application)}"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _submitted_on(application: Application) -> Any:
    return (application.submitted_at or clock.now()).astimezone(clock.TOKYO).date()


def _line(profile: Any, line: Any) -> dict[str, str]:
    names = {item.key: localised(item.name) for item in (*profile.functions, *profile.sim_sizes)}
    start = {"new": _("新しい電話番号"), "mnp": _("今の電話番号を使い続ける（MNP）")}.get(line.start, "")
    return {"function": names.get(line.function, ""), "size": names.get(line.size, ""), "start": start}


def _invitation_at(application: Application) -> Any:
    """When the identity mail leaves, None where it leaves at once or none is due."""
    if application.state != State.VERIFYING or application.submitted_at is None:
        return None
    at = letters.invitation_time(application.submitted_at)
    return at if at > application.submitted_at else None


def _documents_in(application: Application) -> bool:
    """Whether the holder has sent documents that wait for their result."""
    case = application.case if application.state == State.VERIFYING else None
    return case is not None and case.state in (CaseState.SUBMITTED, CaseState.CLAIMED)


def _measured(application: Application) -> dict[str, str] | None:
    """How long documents have taken of late (OPS-7), in words; None where too few were decided to say."""
    found = promises.measured() if application.state == State.VERIFYING else None
    if found is None or found.half is None or found.most is None:
        return None
    oldest = found.oldest
    return {
        "half": _duration(found.half),
        "most": _duration(found.most),
        "oldest": _duration(oldest) if oldest is not None else "",
    }


def _duration(time: timedelta) -> str:
    """*time* in whole hours, from two days on in whole days; rounded up, so that what is said is kept."""
    hours = max(1, math.ceil(time / timedelta(hours=1)))
    if hours <= 48:
        return ngettext("%(number)s時間", "%(number)s時間", hours) % {"number": hours}
    days = math.ceil(time / timedelta(days=1))
    return ngettext("%(number)s日", "%(number)s日", days) % {"number": days}


def _asked_again(application: Application) -> bool:
    """Whether the holder is to send documents once more (IDV-13)."""
    case = application.case if application.state == State.VERIFYING else None
    return case is not None and case.state == CaseState.ASKED_AGAIN


def _change(application: Application) -> AddressChange | None:
    """The new address that a returned parcel waits for (FUL-4)."""
    if application.state not in (State.FULFILLING, State.VERIFYING):
        return None
    return readdressing.under_way(application)


def _change_url(application: Application, change: AddressChange | None) -> str:
    """Where the new address is entered or corrected, "" where it cannot be."""
    if change is None or not readdressing.can_give(application, change):
        return ""
    return reverse("new_address", args=[application.pk])


def _locked(application: Application) -> bool:
    """Whether the holder cannot sign in to the identity pages until staff let them (IDV-2)."""
    return application.case is not None and application.case.locked_for_good


def _stand(
    application: Application, lines: Sequence[Line], change: AddressChange | None
) -> tuple[LineProgress, ...]:
    """Where each line stands, as soon as there is more to tell than that it was applied for."""
    moves_in = application.state in (State.HELD, State.VERIFYING) and any(line.reservation for line in lines)
    told = moves_in or change is not None or application.state in (State.FULFILLING, State.ACTIVE)
    return progress(application) if told else ()
