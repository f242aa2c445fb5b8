"""Addresses of the reservations of a submitted application, under ``/applications/<uuid>/reservation/``."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.pages.porting import views

urlpatterns = [path("<int:index>/", views.reservation, name="reservation")]
