"""Addresses of the trial: where an evaluator reads the mails that would have been sent."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.trial import outside, views

urlpatterns = [
    path("", views.mailbox, name="trial"),
    path("clock/", views.time, name="trial_clock"),
    path("courier/", outside.courier, name="trial_courier"),
    path("carrier/", outside.carrier, name="trial_carrier"),
    path("specimens/", views.documents, name="trial_specimens"),
    path(
        "specimens/<uuid:case_id>/<slug:kind>/<slug:side>/<slug:how>.jpg",
        views.specimen,
        name="trial_specimen",
    ),
    path("mails/<uuid:mail_id>/", views.mail, name="trial_mail"),
]
