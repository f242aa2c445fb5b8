"""One page: what is asked about a reservation, the carrier's desks as they are now, and the fields that mend it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitsu.applications import messages, porting
from kaitsu.applications.delivery_messages import TASK_NAMES
from kaitsu.applications.models import Line
from kaitsu.applications.porting import Task
from kaitsu.faces.pages.porting.forms import ReservationForm
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from kaitsu.portability import queries as portability
from kaitsu.portability.models import Reservation
from kaitsu.portability.states import State


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reservation(request: HttpRequest, application_id: UUID, index: int) -> HttpResponse:
    """The reservation of one line: replaced or corrected without applying again (MNP-7, MNP-8)."""
    try:
        line = porting.line_of(_holder(request), application_id, index)
    except KaitsuError as refused:
        raise Http404 from refused
    port = line.reservation
    assert port is not None  # noqa: S101 - line_of has seen to it
    if port.state in (State.ORDERED, State.PORTED):
        return _page(request, line, port, None)
    task = porting.task(port)
    form = ReservationForm(request.POST or None, reservation=port, task=task)
    if request.method == "POST" and not form.is_valid():
        _judge_the_rest(port, form)
    elif request.method == "POST" and _given(request, application_id, index, form):
        flash.success(request, _("予約番号を受け取りました。手続きを進めます。"))
        return redirect("application", application_id)
    return _page(request, line, port, form, task)


def _judge_the_rest(port: Reservation, form: ReservationForm) -> None:
    """Say at once what the rules find in the fields that the form does not refuse."""
    data = form.cleaned_data
    for problem in porting.judged(port, data.get("number"), data.get("last_day")):
        if not form.has_error(problem.field):
            _add(form, problem)


def _given(request: HttpRequest, application_id: UUID, index: int, form: ReservationForm) -> bool:
    """Whether what was typed was taken; what is wrong with it stands in the form otherwise."""
    try:
        holder = _holder(request)
        problems = porting.give(holder, application_id, index, form.given, by=holder.actor)
    except KaitsuError as refused:
        problems = [refused.problem]
    for problem in problems:
        _add(form, problem)
    return not problems


def _holder(request: HttpRequest) -> Member:
    return cast(Member, request.user)


def _add(form: ReservationForm, problem: Problem) -> None:
    form.add_error(problem.field if problem.field in form.fields else None, _told(problem))


def _told(problem: Problem) -> str:
    """What is told about *problem*; the application is out already, so that nothing is said of applying."""
    if problem.code != "portability.too_few_days":
        return messages.text(problem)
    words = _(
        "この予約番号の期限まで、残り%(left)s日です。乗り換えの手続きには%(needed)s日以上必要です。"
        "今の携帯電話会社でもう一度取り直して、新しい番号を入力してください。"
    )
    return words % problem.values


def _page(
    request: HttpRequest,
    line: Line,
    port: Reservation,
    form: ReservationForm | None,
    task: Task | None = None,
) -> HttpResponse:
    profile = current().on(clock.today())
    known = any(carrier.key == port.carrier for carrier in profile.portability.carriers)
    context: dict[str, Any] = {
        "title": _("電話番号の乗り換え（MNP）"),
        "back_url": reverse("application", args=[line.application_id]),
        "form": form,
        "reservation": port,
        "telephone": str(port.telephone),
        "task": task,
        "asks": TASK_NAMES[task] if task is not None else "",
        "minimum_days": profile.portability.minimum_days_left,
        "desks": portability.carrier_desks(profile, port.carrier, clock.now()) if known else None,
        "holder": line.application,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "pages/porting/reservation.html", context, status=status)
