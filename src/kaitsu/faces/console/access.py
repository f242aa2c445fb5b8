"""Who may enter the console: staff, in the role that a page needs, with a second factor (MEM-4, OPS-1).

Every view of the console is wrapped in :func:`staff`; a test walks the addresses and finds one that is not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from kaitsu.kernel import clock
from kaitsu.members.messages import MESSAGES
from kaitsu.members.models import Member
from kaitsu.members.roles import Role

View = Callable[..., HttpResponseBase]

HOME = "/console/"
#: Seconds. However busy, staff sign in anew after a working day; and what they last did is noted this exactly.
LONGEST_SESSION = 12 * 60 * 60
NOTED_EVERY = 30

_SINCE, _SEEN = "console_since", "console_seen"


def staff(*roles: Role) -> Callable[[View], View]:
    """Let only staff in one of *roles* reach the view; any staff where none is named.

    Anonymous: to the sign-in page, and back. Members: 404, as if the page were not there. Another role: 403.
    Without a second factor in this session: to set one up, or to show it.
    """

    def guarded(view: View) -> View:
        @never_cache
        @wraps(view)
        def guard(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
            return _turned_away(request, roles) or view(request, *args, **values)

        guard.staff_roles = frozenset(roles or Role)  # type: ignore[attr-defined]
        return guard

    return guarded


class SignInView(LoginView):
    """The console's own sign-in page; signing in itself is the same as everywhere."""

    template_name = "console/sign_in.html"
    extra_context = {"title": _("業務画面へのサインイン")}  # noqa: RUF012

    def get_default_success_url(self) -> str:
        return HOME


sign_in = SignInView.as_view()


def _turned_away(request: HttpRequest, roles: tuple[Role, ...]) -> HttpResponseBase | None:
    member = request.user
    if not isinstance(member, Member):
        return _to_sign_in(request)
    if not member.staff_role:
        raise Http404
    if _is_over(request):
        logout(request)
        messages.info(request, str(MESSAGES["members.staff_idle"]))
        return _to_sign_in(request)
    if settings.KAITSU_STAFF_MFA_REQUIRED and not _has_shown_second_factor(request):
        return _to_second_factor(request, member)
    if roles and member.staff_role not in roles:
        raise PermissionDenied(str(MESSAGES["members.staff_only"]))
    return None


def _is_over(request: HttpRequest) -> bool:
    """Whether nothing was done for too long, or the session is too old; if not, note that something is done."""
    now = int(clock.now().timestamp())
    since, seen = request.session.setdefault(_SINCE, now), request.session.get(_SEEN, now)
    if now - seen > settings.KAITSU_STAFF_IDLE_MINUTES * 60 or now - since > LONGEST_SESSION:
        return True
    if _SEEN not in request.session or now - seen >= NOTED_EVERY:
        request.session[_SEEN] = now
    return False


def _has_shown_second_factor(request: HttpRequest) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    return _redirect("console-sign-in", request)


def _to_second_factor(request: HttpRequest, member: Member) -> HttpResponseRedirect:
    known = set(Authenticator.objects.filter(user=member).values_list("type", flat=True))
    if Authenticator.Type.TOTP in known:
        return _redirect("mfa_reauthenticate", request)
    if Authenticator.Type.WEBAUTHN in known:
        return _redirect("mfa_reauthenticate_webauthn", request)
    return _redirect("mfa_index", request)


def _redirect(name: str, request: HttpRequest) -> HttpResponseRedirect:
    # A form that was sent cannot be sent again after signing in: back to the page that it stood on, at best.
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else HOME
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")
