"""Addresses of the console. Other sections bring their own ``urls`` (docs/console.md)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kaitsu.faces.console import access, home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="console"),
    path("sign-in/", access.sign_in, name="console-sign-in"),
    path("stock/", home.stock, name="console_stock"),
    path("profile/", home.profile, name="console_profile"),
]
