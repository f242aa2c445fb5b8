"""The look alone, without the faces that stand on it."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver | Any] = [
    path("", include("kaitsu.faces.look.urls")),
    path("language/", set_language, name="set_language"),
]
handler404 = "kaitsu.faces.look.views.not_found"
