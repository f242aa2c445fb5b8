"""Addresses of the port-in orders."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.console.portability import views

urlpatterns = [
    path("", views.index, name="console_ports"),
    path("files/", views.make_file, name="console_ports_send"),
    path("files/<uuid:file_id>/", views.file, name="console_ports_file"),
    path("answers/", views.answers, name="console_ports_answers"),
    path("answers/<uuid:answers_id>/", views.answer, name="console_ports_answer"),
]
