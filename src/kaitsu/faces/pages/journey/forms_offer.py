"""Forms of what is tapped: code, consents, plan, lines, device, readiness."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kaitsu.applications import messages
from kaitsu.applications.queries import Journey
from kaitsu.catalogue import rules as catalogue
from kaitsu.faces.look.templatetags.look import localised, yen
from kaitsu.faces.look.widgets import GroupedCode, RadioCards
from kaitsu.faces.pages.function_cards import FunctionCards
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import Profile, current
from kaitsu.operator_profile.offer import Plan
from kaitsu.retail import rules as retail

#: A code in groups, with the hyphens and spaces that people put in; more is no code.
LONGEST_CODE = 60


def one_of(label: Any, options: Iterable[tuple[str, Any]], missing: Any, **texts: Any) -> forms.ChoiceField:
    """A question with one answer of a few, drawn as cards; *missing* is said when nothing is chosen."""
    return forms.ChoiceField(
        label=label,
        choices=list(options),
        widget=texts.get("widget") or RadioCards(hints=texts.get("hints"), notes=texts.get("notes")),
        help_text=texts.get("help_text", ""),
        required=texts.get("required", True),
        error_messages={"required": missing, "invalid_choice": missing},
    )


class CodeForm(forms.Form):
    """ENT-2, ENT-3: the entry code, and whether the package holds a SIM card."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = current().retail.sim_choices
        self.fields["sim_choice"] = one_of(
            _("SIMカードは入っていますか？"),
            ((choice.key, localised(choice.name)) for choice in choices),
            _("パッケージにSIMカードが入っているかを選んでください。"),
            hints={choice.key: localised(choice.description) for choice in choices},
        )
        self.fields["code"] = forms.CharField(
            label=_("エントリーコード"),
            help_text=_("パッケージに書かれた12文字です。大文字・小文字やハイフンの有無は問いません。"),
            max_length=LONGEST_CODE,
            widget=GroupedCode(),
            error_messages={"required": _("エントリーコードを入力してください。")},
        )

    def clean_code(self) -> str:
        """The code as typed; a slip of typing is told here, together with what else is wrong on the page."""
        typed: str = self.cleaned_data["code"]
        try:
            retail.read(typed)
        except KaitsuError as slip:
            raise ValidationError(messages.text(slip.problem)) from None
        return typed


class AgreeForm(forms.Form):
    """PRE-3, HLD-7: agreement to a text in the version that was shown."""

    version = forms.CharField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(label=_("上の内容を読み、同意します"))

    def __init__(self, *args: Any, missing: Any = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed"].error_messages["required"] = missing


class PlanForm(forms.Form):
    """PLN-1: one of the plans, with its price for the package's line type."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        profile, line_type = journey.facts.profile, journey.application.line_type
        self.fields["plan"] = one_of(
            _("料金プランを選んでください"),
            ((plan.key, localised(plan.name)) for plan in profile.plans),
            _("料金プランを選んでください。"),
            hints={
                plan.key: format_html("{}<br>{}", localised(plan.pitch), localised(plan.allowance))
                for plan in profile.plans
            },
            help_text=_("金額はすべて税込です。"),
            notes={plan.key: monthly_note(profile, plan, line_type) for plan in profile.plans},
        )


def monthly_note(profile: Profile, plan: Plan, line_type: str) -> str:
    """The monthly price of *plan* for a first line of *line_type*, tax included."""
    price = {str(key): amount for key, amount in plan.monthly.items()}.get(line_type)
    if price is None:
        return ""
    return str(_("月額%(price)s") % {"price": yen(price.with_tax(profile.tax_rate.rate))})


class LineCountForm(forms.Form):
    """PLN-1: how many SIM cards share the plan."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        most = catalogue.max_lines(journey.facts.profile, journey.draft.plan)
        counts = [(str(count), str(_("%(count)s枚") % {"count": count})) for count in range(1, most + 1)]
        self.fields["count"] = one_of(
            _("SIMカードは何枚お使いになりますか？"),
            counts,
            _("SIMカードの枚数を選んでください。"),
            help_text=_("データ通信量は、すべてのSIMカードで分け合えます。"),
        )


class LineForm(forms.Form):
    """PLN-2 to PLN-4: one line's function, new number or MNP, and size."""

    def __init__(self, *args: Any, journey: Journey, index: int, **options: Any) -> None:
        super().__init__(*args, **options)
        profile, draft = journey.facts.profile, journey.draft
        place = next(place for place, line in enumerate(draft.lines) if line.index == index)
        package = journey.application.line_type or None
        offered = catalogue.functions_for(profile, draft.plan, place, package)  # type: ignore[arg-type]
        functions = [function for function in profile.functions if function.key in offered]
        self.only = functions[0] if len(functions) == 1 else None
        if self.only is None:
            self.fields["function"] = one_of(
                _("SIMの機能"),
                ((function.key, localised(function.name)) for function in functions),
                _("SIMの機能を選んでください。"),
                widget=FunctionCards(functions),
            )
        if any(function.portable for function in functions):
            self.fields["start"] = one_of(
                _("電話番号"),
                (("new", _("新しい電話番号を受け取る")), ("mnp", _("今の電話番号を使い続ける（MNP）"))),
                _("新しい電話番号にするか、今の番号を使い続けるかを選んでください。"),
                required=self.only is not None,
                hints={"mnp": _("今の携帯電話会社で、MNP予約番号を受け取っておいてください。")},
            )
        self.fields["size"] = one_of(
            _("SIMカードのサイズ"),
            ((size.key, localised(size.name)) for size in profile.sim_sizes),
            _("SIMカードのサイズを選んでください。"),
            hints={size.key: localised(size.description) for size in profile.sim_sizes},
        )

    def clean(self) -> dict[str, Any]:
        """A line with one function only has it without being asked."""
        cleaned = super().clean() or self.cleaned_data
        if self.only is not None:
            cleaned["function"] = self.only.key
        return cleaned


class DeviceForm(forms.Form):
    """PLN-5: a device, or the SIM only."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        profile = journey.facts.profile
        rate = profile.tax_rate.rate
        options_ = [("none", str(_("SIMのみ")))]
        options_ += [(device.key, localised(device.name)) for device in profile.devices]
        self.fields["device"] = one_of(
            _("端末も一緒に申し込みますか？"),
            options_,
            _("端末を選ぶか、「SIMのみ」を選んでください。"),
            hints={"none": _("今お持ちの端末を使います。")}
            | {device.key: localised(device.description) for device in profile.devices},
            notes={device.key: yen(device.price.with_tax(rate)) for device in profile.devices},
        )


class ReadyForm(forms.Form):
    """PRE-4: what stops people late, asked before any typing. Every question is answered with yes to go on."""

    def __init__(self, *args: Any, journey: Journey, **options: Any) -> None:
        super().__init__(*args, **options)
        draft = journey.draft
        self.asked = catalogue.readiness(journey.facts.profile, draft.functions, draft.porting)  # type: ignore[arg-type]
        for item in self.asked:
            self.fields[item.key] = one_of(
                localised(item.question),
                (("yes", _("はい")), ("no", _("いいえ"))),
                _("「%(question)s」に、「はい」か「いいえ」でお答えください。")
                % {"question": localised(item.question)},
            )
            self.fields[item.key].widget.attrs["class"] = "choices--pair"

    def clean(self) -> dict[str, Any]:
        """A no is answered with what to do first."""
        cleaned = super().clean() or self.cleaned_data
        answers = {key: value == "yes" for key, value in cleaned.items()}
        for item in catalogue.not_ready(self.asked, answers):
            self.add_error(item.key, localised(item.advice))
        return cleaned
