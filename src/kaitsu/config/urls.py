"""Every address of Kaitsu, face by face."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
]

if settings.KAITSU_TRIAL:
    urlpatterns += []
