"""The trial's outside world: the courier and the carriers, which answer as the evaluator chooses (FUL-3, MNP-8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitsu.applications import delivery, porting
from kaitsu.applications import messages as words
from kaitsu.applications.adapters import registers
from kaitsu.applications.adapters import stub as register_stub
from kaitsu.applications.adapters.stub import StubRegister
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.fulfilment.models import Parcel
from kaitsu.fulfilment.states import ParcelState
from kaitsu.kernel.actors import machine
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import current
from kaitsu.portability import orders
from kaitsu.portability.adapters.stub import BY_LAST_DIGIT
from kaitsu.portability.models import PortOrder
from kaitsu.portability.states import OrderState, Outcome

COURIER = machine("trial courier")
CARRIER = machine("trial carrier")
#: As many as an evaluator looks at.
MOST = 50

#: What a carrier can answer, and what follows from it.
OUTCOMES: dict[Outcome, tuple[Any, Any]] = {
    Outcome.ACCEPTED: (
        gettext_lazy("承諾する"),
        gettext_lazy("番号が移り、SIMカードの発送に進みます。"),
    ),
    Outcome.HOLDER_MISMATCH: (
        gettext_lazy("契約者の情報が違う"),
        gettext_lazy("お客様に、今の携帯電話会社のご登録を合わせるようお願いします。"),
    ),
    Outcome.RESERVATION_EXPIRED: (
        gettext_lazy("予約番号の期限が切れている"),
        gettext_lazy("お客様に、予約番号の取り直しをお願いします。"),
    ),
    Outcome.NUMBER_UNKNOWN: (
        gettext_lazy("その番号は見つからない"),
        gettext_lazy("お客様に、電話番号と予約番号の確認をお願いします。"),
    ),
}
PARCEL_STATES = {
    ParcelState.PACKED: gettext_lazy("梱包が済み、引き取りを待っています"),
    ParcelState.HANDED_OVER: gettext_lazy("配達の途中です"),
}


@never_cache
@require_http_methods(["GET", "POST"])
def courier(request: HttpRequest) -> HttpResponse:
    """Takes parcels over, delivers them or brings them back."""
    if request.method == "POST":
        parcel = Parcel.objects.filter(number=request.POST.get("parcel", "")).first()
        answer = ANSWERS.get(request.POST.get("answer", ""))
        if parcel is None or answer is None:
            raise Http404
        said, act = answer
        _try(request, lambda: act(parcel), str(said))
        return redirect("trial_courier")
    under_way = Parcel.objects.filter(state__in=list(PARCEL_STATES), lines__ended_at__isnull=True)
    parcels = list(under_way.filter(lines__isnull=False).distinct().order_by("changed_at")[:MOST])
    references = delivery.references([parcel.owner for parcel in parcels])
    context = {
        "title": _("試用の配送会社"),
        "rows": [
            {
                "parcel": parcel,
                "state": PARCEL_STATES[ParcelState(parcel.state)],
                "reference": references.get(parcel.owner, ""),
            }
            for parcel in parcels
        ],
        "back_url": reverse("trial"),
    }
    return render(request, "trial/courier.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def carrier(request: HttpRequest) -> HttpResponse:
    """The carriers of today: every order that waits, and each answer that can be given."""
    if request.method == "POST":
        number, given = request.POST.get("order", ""), request.POST.get("answer", "")
        if given not in set(Outcome):
            raise Http404
        outcome = Outcome(given)
        _try(request, lambda: _answer(number, outcome), str(OUTCOMES[outcome][1]))
        return redirect("trial_carrier")
    waiting = PortOrder.objects.filter(state__in=[OrderState.PLACED, OrderState.SENT])
    found = list(waiting.select_related("reservation").order_by("placed_at")[:MOST])
    references = delivery.references([order.reservation.owner for order in found])
    context = {
        "title": _("試用の携帯電話会社"),
        "rows": [_row(order, references.get(order.reservation.owner, "")) for order in found],
        "outcomes": [(outcome.value, *said) for outcome, said in OUTCOMES.items()],
        "by_itself": settings.KAITSU_PORT_IN == "stub",
        "endings": [(digit, OUTCOMES[outcome][0]) for digit, outcome in BY_LAST_DIGIT.items()],
        "register_asked": any(isinstance(each, StubRegister) for each in registers().values()),
        "register_review": register_stub.REVIEW,
        "register_silent": register_stub.SILENT,
        "back_url": reverse("trial"),
    }
    return render(request, "trial/carrier.html", context)


def _row(order: PortOrder, reference: str) -> dict[str, Any]:
    names = {each.key: localised(each.name) for each in current().portability.carriers}
    return {
        "order": order,
        "reference": reference,
        "telephone": str(order.reservation.telephone),
        "carrier": names.get(order.reservation.carrier, order.reservation.carrier),
    }


def _answer(number: str, outcome: Outcome) -> None:
    """Answer the order *number*; one that staff have not sent yet goes out with that."""
    with transaction.atomic():
        order = PortOrder.objects.select_for_update().filter(number=number).first()
        if order is None:
            raise Http404
        if order.state == OrderState.PLACED:
            orders.send([order], by=CARRIER)
    porting.settle(number, outcome, by=CARRIER)


def _try(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    """Do it, and say what came of it; a second click finds it done."""
    try:
        act()
    except KaitsuError as refused:
        messages.info(request, words.text(refused.problem))
    else:
        messages.success(request, said)


def _waybill(parcel: Parcel) -> str:
    """A waybill number with its check digit (FUL-3)."""
    body = parcel.pk.int % 10**11
    return f"{body:011}{body % 7}"


ANSWERS: dict[str, tuple[Any, Callable[[Parcel], object]]] = {
    "take": (
        gettext_lazy("引き取りました。お客様に発送のメールが届きます。"),
        lambda parcel: delivery.hand_over(parcel, _waybill(parcel), by=COURIER),
    ),
    "deliver": (
        gettext_lazy("届けました。すべての回線が届くと、お申し込みは完了です。"),
        lambda parcel: delivery.deliver(parcel, by=COURIER),
    ),
    "return": (
        gettext_lazy("持ち帰りました。業務画面の「戻ってきた荷物」に並び、お客様にメールが届きます。"),
        lambda parcel: delivery.take_back(parcel, by=COURIER),
    ),
}
