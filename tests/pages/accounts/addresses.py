"""The addresses of Kaitsu with a console of three plain pages, so that access can be tested alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kaitsu.config import urls
from kaitsu.faces.console import access
from kaitsu.members.roles import Role


def plain(request: HttpRequest) -> HttpResponse:
    """A page with nothing on it."""
    return HttpResponse("inside")


console = [
    path("console/sign-in/", access.sign_in, name="console-sign-in"),
    path("console/anybody/", access.staff()(plain), name="anybody"),
    path("console/managers/", access.staff(Role.MANAGER)(plain), name="managers"),
]
urlpatterns = [*console, *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
