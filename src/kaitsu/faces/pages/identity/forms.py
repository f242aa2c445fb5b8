"""Forms of the identity pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.look.widgets import GroupedCode, Password


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
        help_text=_(
            "お申し込みのときの生年月日を、続けた数字で入力してください。例：1980年1月1日は 19800101"
        ),
        max_length=40,
        widget=Password({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("生年月日を8桁の数字で入力してください。")},
    )
