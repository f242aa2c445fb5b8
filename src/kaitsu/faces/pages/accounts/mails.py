"""Which mail allauth wants sent: its template prefix becomes a kind of ours, with the values that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from kaitsu.kernel import clock
from kaitsu.members import services
from kaitsu.members.models import Member
from kaitsu.notifications import services as notifications

#: Kinds by allauth's prefix; those whose prefix is not here cannot be caused by a page of ours.
KINDS = {
    "account/email/email_confirmation_signup": "email_code",
    "account/email/email_confirmation": "email_code",
    "account/email/password_reset_code": "password_reset",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "no_account",
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "mfa/email/totp_activated": "sign_in_method_changed",
    "mfa/email/totp_deactivated": "sign_in_method_changed",
    "mfa/email/webauthn_added": "sign_in_method_changed",
    "mfa/email/webauthn_removed": "sign_in_method_changed",
    "mfa/email/recovery_codes_generated": "sign_in_method_changed",
}


def queue(prefix: str, to: str, values: Mapping[str, Any], *, member: Member | None, language: str) -> None:
    """Queue the mail that allauth calls *prefix* to the address *to*; KeyError for one that we do not send."""
    kind = KINDS[prefix]
    context = _context(kind, values)
    notifications.queue(
        kind,
        to=to,
        language=language,
        context=context,
        subject=services.subject(member) if member else "",
        not_after=context.get("valid_until"),
    )


def _context(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    now = clock.now()
    match kind:
        case "email_code":
            lasts = timedelta(seconds=settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
            return {"code": values["code"], "valid_until": now + lasts}
        case "password_reset":
            lasts = timedelta(seconds=settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT)
            return {"code": values["code"], "valid_until": now + lasts}
        case "account_exists":
            return {"sign_in_url": _url("account_login"), "reset_url": _url("account_reset_password")}
        case "no_account":
            return {"register_url": _url("account_signup")}
        case "password_changed":
            return {"changed_at": now, "reset_url": _url("account_reset_password")}
        case _:
            return {"changed_at": now, "account_url": _url("account_home")}


def _url(name: str) -> str:
    return str(settings.KAITSU_PUBLIC_URL) + reverse(name)
