"""What the holder of a reservation gives after submission (MNP-7, MNP-8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitsu.applications.porting import Given, Task
from kaitsu.faces.look.dates import DatePartsField
from kaitsu.faces.look.widgets import CheckboxCard, GroupedCode, PhoneInput
from kaitsu.faces.pages.journey.forms_holder import Parsed
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.operator_profile import current
from kaitsu.portability.models import Reservation


class ReservationForm(forms.Form):
    """A reservation number with its last day; the telephone number where the carrier did not know it."""

    def __init__(self, *args: Any, reservation: Reservation, task: Task | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reservation = reservation
        terms = current().portability
        if task is Task.CORRECT_NUMBER:
            self.fields["msisdn"] = Parsed(
                Msisdn.parse,
                label=_("使い続ける電話番号"),
                widget=PhoneInput(),
                max_length=40,
                initial=str(reservation.telephone),
                error_messages={"required": _("使い続ける電話番号を入力してください。")},
            )
        self.fields["number"] = Parsed(
            ReservationNumber.parse,
            label=_("MNP予約番号"),
            help_text=str(_("%(digits)s桁の数字です。") % {"digits": terms.number_digits}),
            widget=GroupedCode({"inputmode": "numeric"}, group=5),
            max_length=40,
            initial="" if task in (Task.REISSUE, None) else reservation.number,
            error_messages={"required": _("MNP予約番号を入力してください。")},
        )
        self.fields["last_day"] = DatePartsField(
            label=_("MNP予約番号の有効期限"),
            help_text=str(
                _("予約番号と一緒に案内された日付です（発行日を含めて%(days)s日間）。")
                % {"days": terms.validity_days}
            ),
            earliest=clock.today() - timedelta(days=366),
            initial=None if task in (Task.REISSUE, None) else reservation.last_day,
            error_messages={"required": _("MNP予約番号の有効期限を入力してください。")},
        )
        if task is Task.MATCH_DETAILS:
            self.fields["matched"] = forms.BooleanField(
                label=_("今の携帯電話会社のご登録を、お申し込みの内容に合わせました"),
                widget=CheckboxCard(),
                error_messages={
                    "required": _("ご登録を合わせてから、チェックを入れてください。"),
                },
            )

    @property
    def given(self) -> Given:
        """What was given, once the form is valid."""
        data = self.cleaned_data
        return Given(
            number=data["number"],
            last_day=data["last_day"],
            msisdn=data.get("msisdn") or self.reservation.telephone,
        )
