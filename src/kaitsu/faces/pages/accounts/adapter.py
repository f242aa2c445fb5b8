"""What django-allauth asks of us: our member IDs, mails, words and limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext

from kaitsu import operator_profile
from kaitsu.faces.pages.accounts import limited, mails
from kaitsu.faces.pages.accounts.notes import NOTES
from kaitsu.members import limits, queries, rules, secrets, services
from kaitsu.members.messages import MESSAGES
from kaitsu.members.models import LANGUAGES, Member
from kaitsu.throttle import services as throttle

#: Where staff land after signing in.
CONSOLE = "/console/"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: every decision and text that allauth leaves to the project."""

    error_messages: Mapping[str, str | Promise] = DefaultAccountAdapter.error_messages | {
        "account_inactive": MESSAGES["members.inactive"],
        "email_password_mismatch": MESSAGES["members.wrong_sign_in"],
        "username_password_mismatch": MESSAGES["members.wrong_sign_in"],
        "email_taken": MESSAGES["members.email_taken"],
        "enter_current_password": MESSAGES["members.wrong_password"],
        "incorrect_password": MESSAGES["members.wrong_password"],
        "incorrect_code": MESSAGES["members.wrong_code"],
        "too_many_login_attempts": MESSAGES["members.too_many_codes"],
    }

    def new_user(self, request: HttpRequest) -> Member:
        return Member(language=_language())

    def populate_username(self, request: HttpRequest, user: Member) -> None:
        user.member_id = queries.free_member_id()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        login = rules.read_email(credentials.get("email") or credentials.get("username") or "")
        address = limited.address(request)
        self._tries = (
            (limits.SIGN_IN_HERE, f"{login} {address}"),
            (limits.SIGN_IN_ACCOUNT, login),
            (limits.SIGN_IN_ADDRESS, address),
        )
        limited.count(*self._tries)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        member: Member | None = super().authenticate(request, **credentials)
        if member:
            throttle.give_back(self._tries)
        return member

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        with transaction.atomic():
            confirmed: bool = super().confirm_email(request, email_address)
            if confirmed:
                services.confirm(email_address.user, by=email_address.user.actor)
        return confirmed

    def post_login(
        self, request: HttpRequest, user: Member, *, signup: bool, redirect_url: str | None, **rest: Any
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(
            request, user, signup=signup, redirect_url=redirect_url, **rest
        )
        services.signed_in(user)
        if signup and isinstance(response, HttpResponseRedirect):
            response = HttpResponseRedirect(
                f"{reverse('account_registered')}?{urlencode({'next': response.url})}"
            )
        return _speak_on(request, response, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        is_staff = isinstance(request.user, Member) and request.user.staff_role
        return CONSOLE if is_staff else str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def get_login_stages(self) -> list[str]:
        return ["allauth.account.stages.EmailVerificationStage", "allauth.mfa.stages.AuthenticateStage"]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": gettext("パスワードで確認する"),
            "mfa_reauthenticate": gettext("認証アプリか予備コードで確認する"),
            "mfa_reauthenticate:webauthn": gettext("パスキーで確認する"),
        }
        return [
            method | {"description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own pages: neither other allowed hosts nor the card provider."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        mails.queue(template_prefix, email, context, member=context.get("user"), language=_language())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Member,
        context: Mapping[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        mails.queue(template_prefix, email or user.email, {}, member=user, language=user.language)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: Mapping[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or NOTES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages: Mapping[str, str | Promise] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": MESSAGES["members.wrong_second_factor"],
        "cannot_delete_authenticator": MESSAGES["members.last_second_factor"],
        "unverified_email": MESSAGES["members.unproven_email"],
    }

    def get_totp_issuer(self) -> str:
        return str(operator_profile.current().brand.name.text(_language()))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: Member, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("パスキー%(number)s") % {"number": number}

    def encrypt(self, text: str) -> str:
        return secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one: without any, a stolen password would be enough to add a thief's own."""
        if not (settings.KAITSU_STAFF_MFA_REQUIRED and authenticator.user.staff_role):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def _language() -> str:
    language = (get_language() or "")[:2]
    return language if language in LANGUAGES else LANGUAGES[0]


def _speak_on(request: HttpRequest, response: HttpResponse, member: Member) -> HttpResponse:
    """A language chosen in this browser becomes the member's; where none was, the member's becomes the browser's."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        services.choose_language(member, _language())
    else:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            member.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]  # str in the stubs of settings
        )
    return response
