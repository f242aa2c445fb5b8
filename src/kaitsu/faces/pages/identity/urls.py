"""Addresses of the identity pages."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.pages.identity import views

urlpatterns = [
    path("", views.sign_in, name="identity"),
]
