"""Addresses of what staff ask after submission, under ``/applications/<uuid>/``."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.pages.asked import address, held

urlpatterns = [
    path("new-address/", address.new_address, name="new_address"),
    path("answer/", held.answer, name="held_answer"),
    path("answer/<slug:part>/", held.correct, name="held_correct"),
]
