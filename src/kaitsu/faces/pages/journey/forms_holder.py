"""Forms of what is typed: name, birth date, telephone, address, e-mail, port-in, confirmation code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaitsu.applications import messages
from kaitsu.applications.queries import Journey
from kaitsu.faces.look.dates import DateParts, DatePartsField
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.look.widgets import (
    CheckboxCard,
    GroupedCode,
    KanaInput,
    LatinInput,
    OneTimeCode,
    PhoneInput,
    PostalCode,
)
from kaitsu.faces.pages.accounts.fields import EmailField
from kaitsu.faces.pages.journey import prefectures
from kaitsu.faces.pages.journey.forms_offer import one_of
from kaitsu.japanese.telephone import Msisdn, TelephoneNumber
from kaitsu.japanese.values import PostalCode as PostalCodeValue
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.errors import InvalidValue, Problem

LONGEST_NAME = 60
LONGEST_ADDRESS = 120


class Parsed(forms.CharField):
    """Text that becomes a value of the house; what cannot is refused with the message of its code."""

    def __init__(self, parse: Callable[[str], Any], **options: Any) -> None:
        self.parse = parse
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The value, None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self.parse(text)
        except InvalidValue as wrong:
            raise ValidationError(messages.text(Problem(wrong.code, values=wrong.values))) from None


class NameForm(forms.Form):
    """HLD-1: the name in three forms, family name first."""

    name_in_latin = one_of(
        _("お名前の表記"),
        (("no", _("漢字・ひらがな・カタカナのお名前")), ("yes", _("ローマ字のお名前（外国籍の方など）"))),
        _("お名前の表記を選んでください。"),
        hints={
            "no": _("Aは書類に書かれているとおりに入力します。"),
            "yes": _("AとBはカタカナで、Cはローマ字で入力します。"),
        },
    )
    registered_family = forms.CharField(label=_("姓"), max_length=LONGEST_NAME)
    registered_given = forms.CharField(label=_("名"), max_length=LONGEST_NAME)
    kana_family = forms.CharField(label=_("セイ"), max_length=LONGEST_NAME)
    kana_given = forms.CharField(label=_("メイ"), max_length=LONGEST_NAME)
    latin_family = forms.CharField(label=_("姓（ローマ字）"), max_length=LONGEST_NAME)
    latin_given = forms.CharField(label=_("名（ローマ字）"), max_length=LONGEST_NAME)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part, autofill in (("family", "family-name"), ("given", "given-name")):
            self.fields[f"registered_{part}"].widget = forms.TextInput(
                {"autocomplete": autofill, "lang": "ja"}
            )
            self.fields[f"kana_{part}"].widget = KanaInput({"lang": "ja"}, source=f"id_registered_{part}")
            self.fields[f"latin_{part}"].widget = LatinInput()
        missing = {
            "registered_family": _("Aの姓を入力してください。"),
            "registered_given": _("Aの名を入力してください。"),
            "kana_family": _("Bのセイをカタカナで入力してください。"),
            "kana_given": _("Bのメイをカタカナで入力してください。"),
            "latin_family": _("Cの姓をローマ字で入力してください。"),
            "latin_given": _("Cの名をローマ字で入力してください。"),
        }
        for name, text in missing.items():
            self.fields[name].error_messages["required"] = text


class AboutForm(forms.Form):
    """HLD-4: birth date, sex where the profile asks it, telephone."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["birth_date"] = DatePartsField(
            label=_("生年月日"),
            help_text=_("西暦で入力してください。例：1980年1月1日"),
            widget=DateParts(autocomplete="bday", eras=True),
            latest=clock.today(),
            error_messages={"required": _("生年月日を入力してください。")},
        )
        if journey.facts.profile.holder.ask_sex:
            self.fields["sex"] = one_of(
                _("性別"),
                (("female", _("女性")), ("male", _("男性")), ("unsaid", _("回答しない"))),
                _("性別を選んでください。"),
            )
        self.fields["telephone"] = Parsed(
            TelephoneNumber.parse,
            label=_("日中につながる電話番号"),
            help_text=_("お申し込みの内容を確認するときに、お電話することがあります。"),
            widget=PhoneInput(),
            max_length=40,
            error_messages={"required": _("電話番号を入力してください。")},
        )


class AddressForm(forms.Form):
    """HLD-5: the postal code fills prefecture, city and town; free text is for the block and the building."""

    def __init__(self, *args: Any, lookup: str = "", ask_insist: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        fills = {part: f"id_{part}" for part in ("prefecture", "city", "town")}
        self.fields["postal_code"] = Parsed(
            PostalCodeValue.parse,
            label=_("郵便番号"),
            help_text=_("7桁の数字です。例：100-0001"),
            widget=PostalCode(lookup=lookup, fills=fills),
            max_length=20,
            error_messages={"required": _("郵便番号を入力してください。")},
        )
        self.fields["prefecture"] = forms.ChoiceField(
            label=_("都道府県"),
            choices=[("", _("選んでください")), *prefectures.choices()],
            widget=forms.Select({"autocomplete": "address-level1"}),
            error_messages={"required": _("都道府県を選んでください。")},
        )
        self._text("city", _("市区町村"), "address-level2", _("市区町村を入力してください。"))
        self._text("town", _("町名"), "address-level3", "", required=False)
        self._text("block", _("丁目・番地・号"), "address-line1", _("番地を入力してください。"))
        self.fields["block"].help_text = _("例：1-2-3　番地がないときは「無番地」と入力してください。")
        self._text("building", _("建物名・部屋番号"), "address-line2", "", required=False)
        if ask_insist:
            self.fields["insisted"] = forms.BooleanField(
                label=_("この住所で間違いありません"), required=False, widget=CheckboxCard()
            )

    def _text(self, name: str, label: Any, autofill: str, missing: Any, *, required: bool = True) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            required=required,
            max_length=LONGEST_ADDRESS,
            widget=forms.TextInput({"autocomplete": autofill, "lang": "ja"}),
            error_messages={"required": missing},
        )


class ContactForm(forms.Form):
    """HLD-4: the e-mail address."""

    email = EmailField(
        help_text=_("今すぐ確認できるアドレスを入力してください。このあと、確認コードをお送りします。")
    )


class PortingForm(forms.Form):
    """MNP-2 to MNP-4: the number that moves, its carrier, the reservation and its last day."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        portability = journey.facts.profile.portability
        self.fields["msisdn"] = Parsed(
            Msisdn.parse,
            label=_("使い続ける電話番号"),
            widget=PhoneInput(),
            max_length=40,
            error_messages={"required": _("使い続ける電話番号を入力してください。")},
        )
        self.fields["carrier"] = forms.ChoiceField(
            label=_("今の携帯電話会社"),
            choices=[("", _("選んでください"))]
            + [(carrier.key, localised(carrier.name)) for carrier in portability.carriers],
            error_messages={"required": _("今の携帯電話会社を選んでください。")},
        )
        self.fields["number"] = Parsed(
            ReservationNumber.parse,
            label=_("MNP予約番号"),
            help_text=str(_("%(digits)s桁の数字です。") % {"digits": portability.number_digits}),
            widget=GroupedCode({"inputmode": "numeric"}, group=5),
            max_length=40,
            error_messages={"required": _("MNP予約番号を入力してください。")},
        )
        self.fields["last_day"] = DatePartsField(
            label=_("MNP予約番号の有効期限"),
            help_text=str(
                _("予約番号と一緒に案内された日付です（発行日を含めて%(days)s日間）。")
                % {"days": portability.validity_days}
            ),
            earliest=journey.facts.today - timedelta(days=366),
            error_messages={"required": _("MNP予約番号の有効期限を入力してください。")},
        )
        self.fields["same_details"] = forms.BooleanField(
            label=_("今の携帯電話会社のご登録は、上の内容と同じです"),
            error_messages={
                "required": _(
                    "今の携帯電話会社のご登録と同じであることをご確認のうえ、チェックを入れてください。"
                )
            },
        )


class ConfirmForm(forms.Form):
    """CNF-2: the code from the mail."""

    code = forms.CharField(
        label=_("確認コード"),
        widget=OneTimeCode(),
        max_length=40,
        error_messages={"required": _("メールに書かれた確認コードを入力してください。")},
    )
