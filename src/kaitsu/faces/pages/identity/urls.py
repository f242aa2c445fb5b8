"""Addresses of the identity pages."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.pages.identity import choosing, files, handing, views

urlpatterns = [
    path("", views.sign_in, name="identity"),
    path("leave/", views.sign_out, name="identity_leave"),
    path("kind/", choosing.kind, name="identity_kind"),
    path("kind/<slug:key>/", choosing.questions, name="identity_questions"),
    path("again/", choosing.again, name="identity_again"),
    path("documents/", files.documents, name="identity_documents"),
    path("documents/<str:slot>/", files.upload, name="identity_upload"),
    path("documents/<str:slot>/remove/", files.remove, name="identity_remove"),
    path("images/<uuid:image_id>/", files.image, name="identity_image"),
    path("images/<uuid:image_id>/insist/", files.insist, name="identity_insist"),
    path("progress/", files.progress, name="identity_progress"),
    path("send/", files.send, name="identity_send"),
    path("done/", views.done, name="identity_done"),
    path("phone/", handing.show, name="identity_handover"),
    path("phone/<str:token>/", handing.arrive, name="identity_phone"),
]
