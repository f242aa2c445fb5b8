"""The forms of registering, signing in and passwords: allauth's, with our labels, limits and fewest fields."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.pages.accounts import fields, limited
from kaitsu.members import limits, rules
from kaitsu.members.models import Member
from kaitsu.throttle import services as throttle


class SignInForm(allauth_forms.LoginForm):
    """A member ID or e-mail address, and the password (MEM-1). The adapter limits the tries."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"] = forms.CharField(
            label=_("会員IDまたはメールアドレス"),
            max_length=254,
            widget=forms.TextInput(
                {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        fields.password(self.fields["password"], _("パスワード"))
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict[str, str]:
        typed = rules.read_email(self.cleaned_data["login"])
        who = {"email": typed} if "@" in typed else {"username": rules.read_member_id(typed) or typed}
        return who | {"password": self.cleaned_data["password"]}


class RegistrationForm(allauth_forms.SignupForm):
    """An e-mail address and a password. Whether the address is known shows neither in the answer nor in its time."""

    account_already_exists: bool

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = fields.EmailField(
            help_text=_("確認コードをお送りします。今すぐ受信できるアドレスを入力してください。")
        )
        fields.new_password(self.fields["password1"], _("パスワード"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            limited.count(
                (limits.REGISTER_ADDRESS, limited.address(context.request)),
                (limits.REGISTER_EMAIL, cleaned["email"]),
            )
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        else:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:
                # Somebody registered the same address at this very moment.
                self.account_already_exists = True
        return super().try_save(request)


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that was mailed to the address being registered (MEM-3)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = fields.CodeField()

    def clean_code(self) -> str:
        limited.count((limits.EMAIL_CODE, self.email))
        return super().clean_code()


class ResetForm(allauth_forms.ResetPasswordForm):
    """The e-mail address of an account whose password is forgotten."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"] = fields.EmailField(help_text=_("会員登録に使ったアドレスを入力してください。"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            limited.count(
                (limits.RESET_ADDRESS, limited.address(context.request)),
                (limits.RESET_EMAIL, cleaned["email"]),
            )
        return cleaned


class ResetCodeForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that was mailed to somebody who forgot their password."""

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email
        self.fields["code"] = fields.CodeField()

    def clean_code(self) -> str:
        limited.count((limits.RESET_CODE, self.email))
        return super().clean_code()


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """The password to use from now on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password2"]
        fields.new_password(self.fields["password1"], _("新しいパスワード"))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password and the next."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password2"]
        fields.password(self.fields["oldpassword"], _("今のパスワード"))
        fields.new_password(self.fields["password1"], _("新しいパスワード"))

    def clean_oldpassword(self) -> str:
        tried = (limits.OLD_PASSWORD, str(self.user.pk))
        limited.count(tried)
        password: str = super().clean_oldpassword()
        throttle.give_back([tried])
        return password


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something that protects the account is changed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields.password(self.fields["password"], _("パスワード"))
