"""Fields that the account forms share. A password is typed once and can be shown; nothing has a placeholder."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.look import widgets
from kaitsu.members import passwords, rules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class EmailField(forms.EmailField):
    """An e-mail address, made half width and lower case instead of refused for it."""

    def __init__(self, *, help_text: StrOrPromise = "") -> None:
        super().__init__(
            label=_("メールアドレス"), help_text=help_text, max_length=254, widget=widgets.EmailInput()
        )

    def to_python(self, value: Any) -> str:
        return rules.read_email(value or "")


class CodeField(forms.CharField):
    """A code of digits, in whatever width they are typed."""

    def __init__(self, *, label: StrOrPromise = "", help_text: StrOrPromise = "") -> None:
        super().__init__(
            label=label or _("確認コード"), help_text=help_text, max_length=40, widget=widgets.OneTimeCode()
        )

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFKC", value or "").strip()


def password(field: forms.Field, label: StrOrPromise) -> forms.Field:
    """*field*, asking for the password that somebody has."""
    return _asks(field, label, new=False, help_text="")


def new_password(field: forms.Field, label: StrOrPromise) -> forms.Field:
    """*field*, asking for a password to be made up, saying what it needs."""
    between = "" if (get_language() or "").startswith("ja") else " "
    return _asks(field, label, new=True, help_text=between.join(password_validators_help_texts()))


def _asks(field: forms.Field, label: StrOrPromise, *, new: bool, help_text: str) -> forms.Field:
    field.label = label
    field.help_text = help_text
    field.widget = widgets.Password({"maxlength": str(passwords.LONGEST)}, new=new)
    field.widget.is_required = field.required
    field.max_length = passwords.LONGEST  # type: ignore[attr-defined]
    field.validators.append(MaxLengthValidator(passwords.LONGEST))
    return field
