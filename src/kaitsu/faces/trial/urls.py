"""Addresses of the trial: where an evaluator reads the mails that would have been sent."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.trial import views

urlpatterns = [
    path("", views.mailbox, name="trial"),
    path("mails/<uuid:mail_id>/", views.mail, name="trial_mail"),
]
