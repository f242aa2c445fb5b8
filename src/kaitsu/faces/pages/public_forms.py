"""Forms of the public pages; they are sent with GET, so that an answer can be kept as a bookmark."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.look.widgets import CheckboxCards, RadioCards
from kaitsu.faces.pages.function_cards import FunctionCards
from kaitsu.operator_profile import Profile, current


class AdviserForm(forms.Form):
    """PRE-2: what the SIM will be used for."""

    use_required_attribute = False
    sent_by = "get"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["uses"] = forms.MultipleChoiceField(
            label=_("どのようにお使いになりますか？"),
            help_text=_("あてはまるものを、すべて選んでください。"),
            choices=[(use.key, localised(use.label)) for use in current().adviser],
            widget=CheckboxCards(),
            error_messages={"required": _("使い方を1つ以上選んでください。")},
        )


class PrepareForm(forms.Form):
    """PRE-1: the function of the SIM, and new number or MNP."""

    use_required_attribute = False
    sent_by = "get"

    def __init__(self, *args: Any, profile: Profile, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["function"] = forms.ChoiceField(
            label=_("SIMの機能"),
            choices=[(function.key, localised(function.name)) for function in profile.functions],
            widget=FunctionCards(profile.functions),
            error_messages={"required": _("SIMの機能を選んでください。")},
        )
        self.fields["start"] = forms.ChoiceField(
            label=_("電話番号"),
            required=False,
            choices=[("new", _("新しい電話番号を受け取る")), ("mnp", _("今の電話番号を使い続ける（MNP）"))],
            widget=RadioCards(),
        )
