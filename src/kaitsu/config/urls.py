"""Every address of Kaitsu, face by face."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kaitsu.config import health
from kaitsu.faces.pages.accounts.language import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kaitsu.faces.pages.urls")),
    path("account/", include("kaitsu.faces.pages.accounts.urls")),
    path("identity/", include("kaitsu.faces.pages.identity.urls")),
    path("console/", include("kaitsu.faces.console.urls")),
    path("language/", choose_language, name="set_language"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

if settings.KAITSU_TRIAL:
    urlpatterns += [
        path("", include("kaitsu.faces.look.urls")),
        path("trial/", include("kaitsu.faces.trial.urls")),
    ]

handler400 = "kaitsu.faces.look.views.bad_request"
handler403 = "kaitsu.faces.look.views.forbidden"
handler404 = "kaitsu.faces.look.views.not_found"
handler500 = "kaitsu.faces.look.views.server_error"
