"""The account pages and a console of two plain ones: what is tested here, whatever the other pages are doing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kaitsu.faces.console import access
from kaitsu.faces.pages.accounts.language import choose_language
from kaitsu.members.roles import Role


def plain(request: HttpRequest) -> HttpResponse:
    """A page with nothing on it."""
    return HttpResponse("inside")


urlpatterns = [
    path("account/", include("kaitsu.faces.pages.accounts.urls")),
    path("language/", choose_language, name="set_language"),
    path("console/sign-in/", access.sign_in, name="console-sign-in"),
    path("console/anybody/", access.staff()(plain), name="anybody"),
    path("console/managers/", access.staff(Role.MANAGER)(plain), name="managers"),
]
handler400 = "kaitsu.faces.look.views.bad_request"
handler403 = "kaitsu.faces.look.views.forbidden"
handler404 = "kaitsu.faces.look.views.not_found"
handler500 = "kaitsu.faces.look.views.server_error"
