"""Short notes after something was done. What is not named here is said by the page itself, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: By the template in which allauth would look for the text.
NOTES: Mapping[str, str | Promise] = {
    "account/messages/logged_out.txt": _("サインアウトしました。"),
    "account/messages/password_changed.txt": _(
        "パスワードを変更しました。ほかの端末ではサインアウトされています。"
    ),
    "mfa/messages/totp_activated.txt": _("認証アプリを登録しました。"),
    "mfa/messages/totp_deactivated.txt": _("認証アプリの登録を外しました。"),
    "mfa/messages/webauthn_added.txt": _("パスキーを登録しました。"),
    "mfa/messages/webauthn_removed.txt": _("パスキーの登録を外しました。"),
    "mfa/messages/recovery_codes_generated.txt": _("予備コードを作りました。安全な場所に控えてください。"),
}
