"""The forms of second factors: allauth's, with our labels and limits."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.pages.accounts import fields, limited
from kaitsu.members import limits
from kaitsu.members.messages import MESSAGES
from kaitsu.members.models import Member
from kaitsu.throttle import services as throttle


class _Code(forms.Form):
    """A code of a member's authenticator app. Failures are limited; a code serves once, on whichever server."""

    user: Member
    code_label: Any = _("認証コード")
    code_help: Any = _("認証アプリの6桁の数字か、予備コードを入力してください。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = fields.CodeField(label=self.code_label, help_text=self.code_help)

    def clean_code(self) -> str:
        tried = (limits.SECOND_FACTOR, str(self.user.pk))
        limited.count(tried)
        code = self.cleaned_data["code"]
        if not throttle.hit_all([(limits.SECOND_FACTOR_CODE, f"{self.user.pk} {code}")]):
            raise get_adapter().validation_error("incorrect_code")
        checked: str = super().clean_code()  # type: ignore[misc]
        throttle.give_back([tried])
        return checked


class AuthenticateForm(_Code, base_forms.AuthenticateForm):
    """The second step of signing in, by code."""


class ConfirmForm(_Code, base_forms.ReauthenticateForm):
    """A code once more, before something that protects the account is changed."""


class ActivateTotpForm(totp_forms.ActivateTOTPForm):
    """The first code of an authenticator app shows that it was set up."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = fields.CodeField(
            label=_("認証コード"), help_text=_("認証アプリに出ている6桁の数字を入力してください。")
        )

    def clean_code(self) -> str:
        limited.count((limits.SECOND_FACTOR, str(self.user.pk)))
        return super().clean_code()


#: fido2 takes answers apart as they come; what a stranger made up fails in any of these ways.
_UNREADABLE = (ValidationError, LookupError, TypeError, ValueError, AttributeError)


def _wrong_passkey() -> ValidationError:
    return ValidationError(str(MESSAGES["members.wrong_passkey"]), code="members.wrong_passkey")


class _Passkey(forms.Form):
    """What a passkey answered. Without a script there is no answer, and the page offers another way."""

    user: Member | None

    def clean_credential(self) -> Authenticator:
        if self.user is None:
            limited.count((limits.PASSKEY_ADDRESS, limited.address(context.request)))
        else:
            limited.count((limits.SECOND_FACTOR, str(self.user.pk)))
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _UNREADABLE:
            raise _wrong_passkey() from None


class AuthenticatePasskeyForm(_Passkey, webauthn_forms.AuthenticateWebAuthnForm):
    """The second step of signing in, by passkey."""


class ConfirmPasskeyForm(_Passkey, webauthn_forms.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that protects the account is changed."""


class PasskeySignInForm(_Passkey, webauthn_forms.LoginWebAuthnForm):
    """Signing in with nothing but a passkey (MEM-4)."""


class _Named(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(
            label=_("パスキーの名前"),
            help_text=_("どの端末か、あとで分かる名前にしてください。"),
            max_length=60,
        )


class AddPasskeyForm(_Named, webauthn_forms.AddWebAuthnForm):
    """A new passkey. All of ours sign in alone, so that is not asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean() or {}
        except _UNREADABLE:
            raise _wrong_passkey() from None
        return cleaned


class RenamePasskeyForm(_Named, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""
