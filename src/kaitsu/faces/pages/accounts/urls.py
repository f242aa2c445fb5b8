"""The account's addresses: each one that allauth or a person needs, and no other."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from kaitsu.faces.pages.accounts import limited, views

HOME = reverse_lazy("account_home")
SECURITY = reverse_lazy("mfa_index")

# fmt: off
urlpatterns = [
    path("", views.HomeView.as_view(extra_context={"title": _("会員情報")}), name="account_home"),
    path("email/", RedirectView.as_view(url=HOME), name="account_email"),
    path("sign-in/", views.SignInView.as_view(extra_context={"title": _("サインイン")}), name="account_login"),
    path("sign-out/", account.LogoutView.as_view(extra_context={"title": _("サインアウト")}), name="account_logout"),
    path("inactive/", account.AccountInactiveView.as_view(
        extra_context={"title": _("ご利用になれません")}), name="account_inactive"),

    path("register/", views.RegisterView.as_view(extra_context={"title": _("会員登録")}), name="account_signup"),
    path("register/code/", views.EmailCodeView.as_view(
        extra_context={"title": _("確認コードの入力")}), name="account_email_verification_sent"),
    path("register/done/", views.RegisteredView.as_view(
        extra_context={"title": _("会員登録が終わりました")}), name="account_registered"),

    path("password/", account.PasswordChangeView.as_view(
        extra_context={"title": _("パスワードの変更"), "back_url": HOME}), name="account_change_password"),
    path("password/forgotten/", account.PasswordResetView.as_view(
        extra_context={"title": _("パスワードを忘れたとき")}), name="account_reset_password"),
    path("password/forgotten/code/", views.ResetCodeView.as_view(
        extra_context={"title": _("確認コードの入力")}), name="account_confirm_password_reset_code"),
    path("password/forgotten/new/", account.CompletePasswordResetView.as_view(
        extra_context={"title": _("新しいパスワード")}), name="account_complete_password_reset"),

    path("confirm/", account.ReauthenticateView.as_view(
        extra_context={"title": _("ご本人の確認")}), name="account_reauthenticate"),
    path("confirm/code/", second_factor.ReauthenticateView.as_view(
        extra_context={"title": _("ご本人の確認")}), name="mfa_reauthenticate"),
    path("confirm/passkey/", passkeys.ReauthenticateWebAuthnView.as_view(
        extra_context={"title": _("ご本人の確認")}), name="mfa_reauthenticate_webauthn"),

    path("sign-in/second-step/", second_factor.AuthenticateView.as_view(
        extra_context={"title": _("二段階認証")}), name="mfa_authenticate"),
    path("sign-in/passkey/", views.PasskeySignInView.as_view(), name="mfa_login_webauthn"),

    path("security/", second_factor.IndexView.as_view(
        extra_context={"title": _("サインインの安全"), "back_url": HOME}), name="mfa_index"),
    path("security/app/", app.ActivateTOTPView.as_view(
        extra_context={"title": _("認証アプリの登録"), "back_url": SECURITY}), name="mfa_activate_totp"),
    path("security/app/remove/", app.DeactivateTOTPView.as_view(
        extra_context={"title": _("認証アプリの登録を外す"), "back_url": SECURITY}), name="mfa_deactivate_totp"),
    path("security/recovery-codes/", recovery.ViewRecoveryCodesView.as_view(
        extra_context={"title": _("予備コード"), "back_url": SECURITY}), name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", recovery.GenerateRecoveryCodesView.as_view(
        extra_context={"title": _("予備コードの作り直し"), "back_url": SECURITY}), name="mfa_generate_recovery_codes"),
    path("security/passkeys/add/", passkeys.AddWebAuthnView.as_view(
        extra_context={"title": _("パスキーの登録"), "back_url": SECURITY}), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/rename/", passkeys.EditWebAuthnView.as_view(
        success_url=SECURITY, extra_context={"title": _("パスキーの名前"), "back_url": SECURITY}),
        name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", views.RemovePasskeyView.as_view(
        success_url=SECURITY, extra_context={"title": _("パスキーの登録を外す"), "back_url": SECURITY}),
        name="mfa_remove_webauthn"),
]
# fmt: on

for pattern in urlpatterns:
    pattern.callback = limited.judged(pattern.callback)
