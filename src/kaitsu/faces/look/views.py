"""Pages for what did not work: each says what happened and what to do.

``config.urls`` names ``bad_request``, ``forbidden``, ``not_found`` and ``server_error`` as its handlers, the
settings name ``csrf_failure``, ``long_requests`` calls ``address_too_long`` and ``headers_too_large``, other faces
``too_many`` and ``unavailable``.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

log = logging.getLogger(__name__)

#: What is left to say when even the templates cannot be drawn.
_LAST_WORDS = (
    '<!doctype html><html lang="ja"><meta charset="utf-8"><title>ただいまご利用いただけません</title>'
    "<h1>ただいまご利用いただけません</h1><p>数分後に、もう一度お試しください。</p>"
    '<p lang="en">This service is not available at the moment. Please try again in a few minutes.</p></html>'
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where the request was too big."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _page(request, 413)
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in as somebody who may not see the page."""
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is stale: cookies off, or signed in or out in another tab."""
    log.info("csrf_refused", extra={"reason": reason, "path": request.path})
    return _page(request, 403, template="403_csrf", retry_url=request.get_full_path())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404)


def address_too_long(request: HttpRequest) -> HttpResponse:
    """414."""
    return _page(request, 414)


def headers_too_large(request: HttpRequest) -> HttpResponse:
    """431: the browser sends more cookies than it was given here."""
    return _page(request, 431)


def too_many(request: HttpRequest, retry_after: int = 0) -> HttpResponse:
    """429; *retry_after* in seconds, 0 when unknown. ``Retry-After`` is set from it."""
    response = _page(request, 429, minutes=-(-retry_after // 60))
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def unavailable(request: HttpRequest, opens: datetime | None = None, retry_after: int = 0) -> HttpResponse:
    """503 while closed for maintenance; *opens* is when it is open again."""
    response = _page(request, 503, opens=opens)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no database, no session, no profile is asked, since any of them may be what broke."""
    try:
        text = str(render_to_string("look/errors/500.html"))
    except Exception:
        # Whatever broke, the person gets an answer; the first failure is already in the log.
        log.exception("error_page_failed")
        text = _LAST_WORDS
    response = HttpResponse(text, status=500)
    add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, status: int, *, template: str = "", **context: Any) -> HttpResponse:
    response = render(request, f"look/errors/{template or status}.html", context, status=status)
    add_never_cache_headers(response)
    return response
