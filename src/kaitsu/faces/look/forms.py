"""How forms are drawn: the renderer named by ``FORM_RENDERER``, and where an error's link leads.

Fields are drawn label first, with the word 必須 or 任意 beside it, help above and errors below the control.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.forms import BaseForm, BoundField, CheckboxInput, Field
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest
from django.utils.translation import gettext

from kaitsu.faces.look import typed


class Renderer(DjangoTemplates):
    """Draws forms and fields with the templates of the look."""

    form_template_name = "look/forms/form.html"
    field_template_name = "look/forms/field.html"
    formset_template_name = "look/forms/formset.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw it; a field of a page that is drawn once more shows what was typed."""
        if template_name == self.field_template_name:
            typed.put_back(context["field"])
        return super().render(template_name, context, request)


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the error summary: the message and the id of the control to go to ("" for none)."""

    message: str
    target: str


def error_links(form: BaseForm) -> Iterator[ErrorLink]:
    """The errors of *form* in the order of the page: those of the whole form, then field by field."""
    for message in form.non_field_errors():
        yield ErrorLink(str(message), "")
    for bound in form:
        for message in field_errors(bound):
            yield ErrorLink(message, control_id(bound))


def field_errors(bound: BoundField) -> list[str]:
    """The errors of *bound*; where Django would say it in words of its own, ours, which say what to do."""
    return [
        _in_our_words(bound, error) or str(message)
        for error, message in zip(bound.errors.as_data(), bound.errors, strict=True)
    ]


_DJANGO_REQUIRED = Field.default_error_messages["required"]


def _in_our_words(bound: BoundField, error: ValidationError) -> str:
    if error.code == "required" and error.message == _DJANGO_REQUIRED:
        return _ask_for(bound)
    if error.code == "max_length" and isinstance(error.params, dict):
        limit = error.params.get("limit_value")
        return gettext("%(label)sは%(limit)s文字以内で入力してください。") % {
            "label": bound.label,
            "limit": limit,
        }
    if error.code == "null_characters_not_allowed":
        return gettext("%(label)sに、使えない文字が入っています。もう一度入力してください。") % {
            "label": bound.label
        }
    if error.code == "invalid" and error.message == EmailValidator.message:
        return gettext("メールアドレスの形を確認してください。例：name@example.jp")
    return ""


def _ask_for(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return gettext("「%(label)s」にチェックを入れてください。") % {"label": bound.label}
    if isinstance(widget, ChoiceWidget):
        return gettext("「%(label)s」を選んでください。") % {"label": bound.label}
    return gettext("%(label)sを入力してください。") % {"label": bound.label}


def control_id(bound: BoundField) -> str:
    """The id of the control that receives the focus when *bound* is wrong; "" where nothing can."""
    if not bound.auto_id or bound.is_hidden:
        return ""
    widget = bound.field.widget
    base = widget.attrs.get("id") or bound.auto_id
    chosen = getattr(widget, "focus_id", None)
    if chosen is not None:
        return str(chosen(base))
    return widget.id_for_label(base) or f"{base}_0"
