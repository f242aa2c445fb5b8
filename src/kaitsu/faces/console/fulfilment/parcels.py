"""One parcel: where it stands; one that came back is sent again, or the application ends (FUL-4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kaitsu.applications import delivery, readdressing, returns
from kaitsu.applications.delivery_messages import END_REASONS
from kaitsu.faces.console import rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.fulfilment.words import HANDLINGS, PARCEL_STATES
from kaitsu.faces.console.page import may, reader, show
from kaitsu.faces.look.widgets import RadioCards
from kaitsu.fulfilment.models import Parcel
from kaitsu.fulfilment.states import ParcelState
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel.errors import KaitsuError

#: Why the last new address came to nothing, for staff.
FAILED = {
    "silent": gettext_lazy("新しい住所のお返事が、期限までにありませんでした。"),
    "lapsed": gettext_lazy("新しい住所の本人確認が、期限や回数のうちにできませんでした。"),
    "refused": gettext_lazy(
        "新しい住所の本人確認を、審査でお断りしました。記録を確認してから決めてください。"
    ),
}


class EndForm(forms.Form):
    """Why the application ends, and that it is meant; where a number has moved in, that it was spoken about."""

    reason = forms.ChoiceField(
        label=gettext_lazy("終了する理由"),
        choices=lambda: [(key, reason.staff) for key, reason in END_REASONS.items()],
        widget=RadioCards(),
        error_messages={"required": gettext_lazy("お申し込みを終了する理由を選んでください。")},
    )
    number_settled = forms.BooleanField(
        label=gettext_lazy("転入した電話番号の扱いを、お客様と決めました"), required=False
    )
    sure = forms.BooleanField(label=gettext_lazy("元に戻せないことを確認しました"))

    def __init__(self, *args: Any, parcel: Parcel, **values: Any) -> None:
        super().__init__(*args, **values)
        if not returns.has_ported(parcel):
            del self.fields["number_settled"]


@staff(*rights.FULFIL)
@require_safe
def one(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """The parcel with its lines, and what can be done."""
    parcel = get_object_or_404(Parcel, pk=parcel_id)
    return _page(request, parcel, EndForm(parcel=parcel))


@staff(*rights.FULFIL)
@require_POST
def resend(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """Have it sent again to the same address."""
    parcel = get_object_or_404(Parcel, pk=parcel_id)
    try:
        returns.resend(parcel, by=reader(request).actor)
    except KaitsuError as refused:
        messages.error(request, words.problem(refused.problem))
    else:
        messages.success(request, _("もう一度送ります。次のラベルに入ります。"))
    return HttpResponseRedirect(f"{reverse('console_fulfilment')}?list=ready")


@staff(*rights.FULFIL)
@require_POST
def ask_address(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """Ask the holder for a new address by mail."""
    parcel = get_object_or_404(Parcel, pk=parcel_id)
    try:
        returns.ask(parcel, by=reader(request).actor)
    except KaitsuError as refused:
        messages.error(request, words.problem(refused.problem))
    else:
        messages.success(
            request, _("お客様に、新しい住所をお尋ねするメールを送ります。届いたら、自動で次に進みます。")
        )
    return HttpResponseRedirect(reverse("console_parcel", args=[parcel_id]))


@staff(*rights.FULFIL)
@require_POST
def end(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """End the application; the card is struck off, the holder is told."""
    parcel = get_object_or_404(Parcel, pk=parcel_id)
    form = EndForm(request.POST, parcel=parcel)
    if form.is_valid():
        try:
            returns.end(
                parcel,
                reason=form.cleaned_data["reason"],
                number_settled=form.cleaned_data.get("number_settled", False),
                by=reader(request).actor,
            )
        except KaitsuError as refused:
            field = refused.problem.field
            form.add_error(field if field in form.fields else None, words.problem(refused.problem))
        else:
            messages.success(request, _("お申し込みを終了し、お客様にメールをお送りしました。"))
            return HttpResponseRedirect(f"{reverse('console_fulfilment')}?list=returned")
    return _page(request, parcel, form)


def _page(request: HttpRequest, parcel: Parcel, form: EndForm) -> HttpResponse:
    lines = list(parcel.lines.select_related("card"))
    changes = readdressing.history(parcel.owner)
    return show(
        request,
        "console/fulfilment/parcel.html",
        "fulfilment",
        title=_("荷物 %(number)s") % {"number": parcel.number},
        back_url=f"{reverse('console_fulfilment')}?list=returned",
        parcel=parcel,
        may_read=may(request, rights.READ_APPLICATIONS),
        reference=delivery.references([parcel.owner]).get(parcel.owner, ""),
        state=PARCEL_STATES[parcel.state],
        handling=HANDLINGS[parcel.handling],
        postal_code=str(PostalCode(parcel.postal_code)),
        lines=[(line, str(Msisdn(line.msisdn))) for line in lines],
        is_returned=parcel.state == ParcelState.RETURNED and any(line.ended_at is None for line in lines),
        asked=next((change for change in changes if change.closed_at is None), None),
        failed=FAILED.get(changes[0].why, "") if changes else "",
        form=form,
        status=422 if form.errors else 200,
    )
