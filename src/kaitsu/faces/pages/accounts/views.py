"""The few account views that allauth does not have as we need them."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from kaitsu.members import limits, services
from kaitsu.members.messages import MESSAGES
from kaitsu.throttle import services as throttle


@method_decorator(never_cache, name="dispatch")
class HomeView(LoginRequiredMixin, TemplateView):
    """The account: member ID, address, and where to change what protects it."""

    template_name = "account/home.html"


@method_decorator(never_cache, name="dispatch")
class RegisteredView(LoginRequiredMixin, NextRedirectMixin, TemplateView):
    """The new member's ID (MEM-2), and on to where they were going."""

    template_name = "account/registered.html"

    def get_default_success_url(self) -> str:
        return str(get_adapter().get_signup_redirect_url(self.request))

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        return super().get_context_data(**values) | {"next_url": self.get_success_url()}


class SignInView(allauth_views.LoginView):
    """Signing in. Who comes from a page of the sign-up hears that it goes on there."""

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**values)
        start = settings.ACCOUNT_SIGNUP_REDIRECT_URL
        leads_to = context.get("redirect_field_value") or ""
        return context | {"resumes": leads_to.startswith(start) and leads_to != start}


class RegisterView(allauth_views.SignupView):
    """Registration: the account and the mail with its code are one change."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with transaction.atomic():
            return super().form_valid(form)


class EmailCodeView(allauth_views.ConfirmEmailVerificationCodeView):
    """The code of a registration. A new code can be asked for once a minute."""

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        was_waiting = EMAIL_VERIFICATION_CODE_SESSION_KEY in request.session
        response = super().dispatch(request, *args, **values)
        if was_waiting and self._process is None:
            messages.warning(request, str(MESSAGES["members.code_expired"]))
        return response

    def form_valid(self, form: BaseForm) -> HttpResponse:
        if self.request.POST.get("action") == "resend":
            pause = throttle.hit_all([(limits.RESEND_PAUSE, self._process.email)])
            if not pause:
                text = MESSAGES["members.too_soon"] % {"seconds": pause.retry_after_seconds}
                messages.warning(self.request, text)
                return HttpResponseRedirect(self.passthrough_next_url(self.request.path))
        return super().form_valid(form)


class ResetCodeView(allauth_views.ConfirmPasswordResetCodeView):
    """The code of a forgotten password. It proves the address as well, for a member who never did so before."""

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        was_waiting = PASSWORD_RESET_VERIFICATION_SESSION_KEY in request.session
        response = super().dispatch(request, *args, **values)
        if self._process is None:
            if was_waiting:
                messages.warning(request, str(MESSAGES["members.reset_expired"]))
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_reset_password")))
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"email": self._process.state["email"]}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            member = self._process.user
            if member.last_login is None:
                services.confirm(member, by=member.actor)
        return response


class RemovePasskeyView(webauthn_views.RemoveWebAuthnView):
    """Staff keep at least one second factor."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        authenticator: Authenticator = self.get_object()
        if not get_second_factor_adapter().can_delete_authenticator(authenticator):
            messages.error(self.request, str(MESSAGES["members.last_second_factor"]))
            return HttpResponseRedirect(self.get_success_url())
        return super().form_valid(form)


class PasskeySignInView(webauthn_views.LoginWebAuthnView):
    """Signing in by passkey; a failure goes back to the page that it came from."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response = super().form_invalid(form)
        if isinstance(response, HttpResponseRedirect):
            back = _sign_in_page(self.request)
            response = HttpResponseRedirect(back)
        return response


def _sign_in_page(request: HttpRequest) -> str:
    return str(passthrough_next_redirect_url(request, reverse("account_login"), "next"))
