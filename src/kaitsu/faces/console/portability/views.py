"""Order files out, answer files in, and the reservations that wait for their holders (MNP-7, MNP-8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kaitsu.applications import delivery, porting
from kaitsu.applications.delivery_messages import TASK_NAMES
from kaitsu.audit.services import record
from kaitsu.faces.console import files, keyset, rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import may, reader, show
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import current
from kaitsu.portability import exchange, queries
from kaitsu.portability.models import AnswerFile, OrderFile, PortOrder, Reservation
from kaitsu.portability.states import OrderState

#: The latest files that are shown.
LATEST = 20

LISTS: dict[str, Promise] = {
    "placed": gettext_lazy("送る転入依頼"),
    "sent": gettext_lazy("回答を待つ転入依頼"),
    "holders": gettext_lazy("お客様の対応を待つ予約番号"),
}
_ORDERS = {
    "placed": (OrderState.PLACED, keyset.by_day("reservation__last_day")),
    "sent": (OrderState.SENT, keyset.by_moment("placed_at")),
}
_HOLDERS = keyset.by_day("last_day")


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of one of the lists: its rows, and the way to the next page, "" after the last."""

    orders: Sequence[dict[str, Any]] = ()
    holders: Sequence[dict[str, Any]] = ()
    cursor: str = ""


@staff(*rights.FULFIL)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is to be sent, what waits for an answer or for its holder, one list at a time; and the latest files."""
    return _page(request, files.FileForm())


@staff(*rights.FULFIL)
@require_POST
def make_file(request: HttpRequest) -> HttpResponse:
    """Send every order that waits as one file; it can be taken out as often as needed (FUL-6)."""
    if exchange.make_file(by=reader(request).actor) is None:
        messages.info(request, _("送る転入依頼はありません。"))
    else:
        messages.success(
            request, _("転入依頼のファイルを作りました。受け取って、携帯電話会社に送ってください。")
        )
    return HttpResponseRedirect(reverse("console_ports"))


@staff(*rights.FULFIL)
@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A file of orders."""
    made = get_object_or_404(OrderFile, pk=file_id)
    name = f"port-orders-{made.made_at.astimezone(clock.TOKYO):%Y%m%d-%H%M}.csv"
    record("portability.file_taken", by=reader(request).actor, subject=f"order_file:{made.pk}")
    return files.download(exchange.contents(made), name, "text/csv; charset=utf-8")


@staff(*rights.FULFIL)
@require_POST
def answers(request: HttpRequest) -> HttpResponse:
    """Take a file of answers; each leads on by itself (MNP-8)."""
    form = files.FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            done = porting.take_answers(form.content, name=form.name, by=reader(request).actor)
        except KaitsuError as refused:
            form.add_error("file", files.said(refused.problem))
        else:
            return HttpResponseRedirect(reverse("console_ports_answer", args=[done.pk]))
    return _page(request, form)


@staff(*rights.FULFIL)
@require_safe
def answer(request: HttpRequest, answers_id: UUID) -> HttpResponse:
    """What became of one file of answers."""
    done = get_object_or_404(AnswerFile, pk=answers_id)
    return show(
        request,
        "console/fulfilment/import.html",
        "ports",
        title=_("回答の取り込みの結果"),
        back_url=reverse("console_ports"),
        done=done,
        problems=files.told(done.problems),
    )


def _page(request: HttpRequest, form: files.FileForm) -> HttpResponse:
    asked = request.GET.get("list", "")
    chosen = asked if asked in LISTS else "placed"
    shown = _shown(chosen, request.GET.get("after", ""))
    now = queries.order_counts()
    counts = {"placed": now.placed, "sent": now.sent, "holders": queries.troubled().count()}
    return show(
        request,
        "console/portability/index.html",
        "ports",
        title=_("転入（MNP）"),
        lists=[
            {"name": name, "count": counts[key], "url": _address(key), "current": key == chosen}
            for key, name in LISTS.items()
        ],
        chosen=chosen,
        heading=LISTS[chosen],
        orders=shown.orders,
        holders=shown.holders,
        next_url=_address(chosen, after=shown.cursor) if shown.cursor else "",
        placed=now.placed,
        made=OrderFile.objects.annotate(count=Count("orders")).order_by("-made_at")[:LATEST],
        taken=AnswerFile.objects.all()[:LATEST],
        form=form,
        may_read=may(request, rights.READ_APPLICATIONS),
        status=422 if form.errors else 200,
    )


def _shown(chosen: str, after: str) -> Shown:
    """A page of the list *chosen*, the most urgent first."""
    if chosen == "holders":
        ports = keyset.page(queries.troubled(), _HOLDERS, after=after)
        references = delivery.references(port.owner for port in ports.rows)
        return Shown(holders=[_holder(port, references) for port in ports.rows], cursor=ports.cursor)
    state, order = _ORDERS[chosen]
    found: QuerySet[PortOrder] = queries.orders(state)
    page = keyset.page(found, order, after=after)
    references = delivery.references(each.reservation.owner for each in page.rows)
    return Shown(orders=[_order(each, references) for each in page.rows], cursor=page.cursor)


def _address(chosen: str, **more: str) -> str:
    return f"{reverse('console_ports')}?{urlencode({'list': chosen, **more})}"


def _order(order: PortOrder, references: dict[UUID, str]) -> dict[str, Any]:
    return {
        "order": order,
        "owner": order.reservation.owner,
        "reference": references.get(order.reservation.owner, ""),
        "carrier": _carrier(order.reservation.carrier),
        "last4": order.reservation.telephone.last4,
        "last_day": order.reservation.last_day,
        "sent_at": order.sent_at,
    }


def _holder(port: Reservation, references: dict[UUID, str]) -> dict[str, Any]:
    task = porting.task(port)
    return {
        "owner": port.owner,
        "reference": references.get(port.owner, ""),
        "carrier": _carrier(port.carrier),
        "last4": port.telephone.last4,
        "last_day": port.last_day,
        "asks": TASK_NAMES[task] if task is not None else "",
    }


def _carrier(key: str) -> str:
    names = {carrier.key: localised(carrier.name) for carrier in current().portability.carriers}
    return names.get(key, key)
