"""Addresses of the look itself: the style guide, in trial mode only."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.look import styleguide

app_name = "look"
urlpatterns = [
    path("styleguide/", styleguide.guide, name="styleguide"),
    path("styleguide/<slug:page>/", styleguide.example, name="styleguide_page"),
]
