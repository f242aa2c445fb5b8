"""Requests whose address or headers are longer than any of ours: answered with a page that says what to do.

``config.gunicorn`` lets through a few times as much, and answers what goes beyond that in bare English, by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from kaitsu.faces.look import views

#: Characters of an address, its query included.
LONGEST_ADDRESS = 2048
#: Characters of one header: a few cookies of 4096.
LONGEST_HEADER = 8190


class LongRequests:
    """Refuses them before any view is asked. It stands last: its pages show who is signed in, and in which language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return views.address_too_long(request)
        if any(len(value) > LONGEST_HEADER for value in request.headers.values()):
            return views.headers_too_large(request)
        return self._get_response(request)
