"""What was typed into a page of an application while the session had ended: there again after signing in (SCR-1).

It waits in a cookie of the browser that it was typed into: encrypted with a key of the server, sent for that page only,
for half an hour, and gone once it is shown. Nobody else sees it: the page is its holder's, whoever signs in.
"""

from __future__ import annotations

import base64
import hmac
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import resolve_url

from kaitsu.faces.look import typed
from kaitsu.kernel import clock

COOKIE = "kaitsu_typed"
#: Long enough to look a password up.
SECONDS = 30 * 60
#: Browsers keep cookies of 4096 bytes, their name and attributes included.
_LONGEST = 3600
_FORM = "application/x-www-form-urlencoded"


class ResumeTyping:
    """Keeps what an ended session would lose. It stands before ``LanguageOfForms``, which empties what was posted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        lost: QueryDict | None = getattr(request, "typed_signed_out", None)
        if lost is not None and _leads_to_sign_in(request, response):
            _keep(request, response, lost)
        elif getattr(request, "typed_resumed", False) and response.status_code == 200:
            response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, values: Mapping[str, Any]) -> None:
        """Note what is posted without a session; show what waits for the page that is opened with one."""
        if "application_id" not in values:
            return
        if not request.user.is_authenticated:
            if request.method == "POST" and request.content_type == _FORM:
                request.typed_signed_out = request.POST  # type: ignore[attr-defined]
        elif request.method == "GET" and COOKIE in request.COOKIES:
            data = _opened(request.COOKIES[COOKIE], request.path)
            if data is not None:
                typed.hold(data)
                request.typed_resumed = True  # type: ignore[attr-defined]


def _leads_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> bool:
    address = urlsplit(response.headers.get("Location", ""))
    following = parse_qs(address.query).get("next", [""])[0]
    return address.path == resolve_url(settings.LOGIN_URL) and urlsplit(following).path == request.path


def _keep(request: HttpRequest, response: HttpResponseBase, data: QueryDict) -> None:
    fields = [[name, values] for name, values in data.lists() if name != "csrfmiddlewaretoken"]
    plain = zlib.compress(json.dumps([request.path, fields], ensure_ascii=False).encode())
    sealed = _cipher().encrypt_at_time(plain, _now()).decode()
    if len(sealed) <= _LONGEST:
        response.set_cookie(
            COOKIE,
            sealed,
            max_age=SECONDS,
            path=request.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _opened(sealed: str, path: str) -> QueryDict | None:
    """What was typed into the page *path*; None where that is too long ago, of another page, or not ours."""
    try:
        plain = _cipher().decrypt_at_time(sealed.encode(), SECONDS, _now())
    except InvalidToken:
        return None
    page, fields = json.loads(zlib.decompress(plain))
    if page != path:
        return None
    data = QueryDict(mutable=True)
    for name, values in fields:
        data.setlist(name, values)
    return data


def _cipher() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"kaitsu.typing.1", "sha256")
    return Fernet(base64.urlsafe_b64encode(key))


def _now() -> int:
    return int(clock.now().timestamp())
