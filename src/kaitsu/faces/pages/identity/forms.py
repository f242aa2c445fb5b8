"""Forms of the identity pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.look.widgets import GroupedCode, Password, RadioCards
from kaitsu.japanese.values import BirthDatePassword
from kaitsu.kernel.errors import InvalidValue
from kaitsu.operator_profile import current
from kaitsu.operator_profile.verification import DocumentKind, Question, Supplement

_NO_SUCH_DAY = _("その日付はありません。生年月日をお確かめください。")


class SignInForm(forms.Form):
    """IDV-1: the login ID of the mail, and the birth date in eight digits."""

    login_id = forms.CharField(
        label=_("ログインID"),
        help_text=_("「本人確認書類の画像をお送りください」のメールに書かれています。"),
        max_length=60,
        widget=GroupedCode({"autocomplete": "username"}),
        error_messages={"required": _("メールに書かれたログインIDを入力してください。")},
    )
    birth_date = forms.CharField(
        label=_("生年月日（8桁）"),
        max_length=40,
        widget=Password({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("生年月日を8桁の数字で入力してください。")},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["birth_date"].help_text = localised(current().identity.password_hint)

    def clean_birth_date(self) -> str:
        """As typed. What is no date is told at once, beside the field, and is no wrong try (IDV-2)."""
        typed = str(self.cleaned_data["birth_date"])
        try:
            BirthDatePassword.parse(typed)
        except InvalidValue as error:
            field = self.fields["birth_date"]
            no_day = error.code.endswith(".no_such_day")
            raise forms.ValidationError(
                _NO_SUCH_DAY if no_day else field.error_messages["required"]
            ) from None
        return typed


class KindForm(forms.Form):
    """IDV-4, IDV-5: which document; its conditions stand on its card."""

    kind = forms.ChoiceField(
        label=_("どの書類を使いますか？"),
        error_messages={"required": _("書類の種類を選んでください。")},
    )

    def __init__(self, documents: Iterable[DocumentKind], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        documents = tuple(documents)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.widget = RadioCards(
            hints={document.key: _joined(document.conditions) for document in documents}
        )
        field.choices = [(document.key, localised(document.name)) for document in documents]


class QuestionsForm(forms.Form):
    """IDV-4: the yes-or-no questions of one document."""

    def __init__(self, questions: Iterable[Question], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for question in questions:
            self.fields[question.key] = forms.TypedChoiceField(
                label=localised(question.text),
                help_text=localised(question.hint),
                choices=[("yes", _("はい")), ("no", _("いいえ"))],
                coerce=lambda value: value == "yes",
                widget=RadioCards(),
                error_messages={"required": _("「はい」か「いいえ」を選んでください。")},
            )

    def hide(self) -> None:
        """Carry the answers along unseen, while something else is asked."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class SupplementForm(forms.Form):
    """IDV-7: which supplementary document; what counts and what does not stands on its card."""

    supplement = forms.ChoiceField(
        label=_("どの補助書類を使いますか？"),
        error_messages={"required": _("補助書類を選んでください。")},
    )

    def __init__(self, supplements: Iterable[Supplement], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        supplements = tuple(supplements)
        field = self.fields["supplement"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.widget = RadioCards(hints={each.key: _what_counts(each) for each in supplements})
        field.choices = [(each.key, localised(each.name)) for each in supplements]


class FileForm(forms.Form):
    """One file for one slot."""

    file = forms.FileField(required=False)

    def __init__(self, slot: str, data: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{element_id(slot)}-%s")


def element_id(slot: str) -> str:
    """The id of the card of *slot*."""
    return "slot-" + slot.replace(":", "-").replace("_", "-")


def _joined(texts: Iterable[Any]) -> str:
    return " ・ ".join(localised(text) for text in texts)


def _what_counts(supplement: Supplement) -> str:
    parts = [_joined(supplement.conditions)]
    if supplement.accepted:
        parts.append(_("使えるもの：%s") % _joined(supplement.accepted))
    if supplement.excluded:
        parts.append(_("使えないもの：%s") % _joined(supplement.excluded))
    return " ／ ".join(parts)
