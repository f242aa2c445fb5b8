"""Addresses of the review."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.console.review import case, desk, images, queue, unlock

urlpatterns = [
    path("", queue.index, name="console_review"),
    path("next/", queue.take_next, name="console_review_next"),
    path("<uuid:case_id>/", case.show_case, name="console_review_case"),
    path("<uuid:case_id>/claim/", case.claim, name="console_review_claim"),
    path("<uuid:case_id>/return/", case.give_back, name="console_review_return"),
    path("<uuid:case_id>/result/", case.result, name="console_review_result"),
    path("<uuid:case_id>/decide/", case.decide, name="console_review_decide"),
    path("<uuid:case_id>/unlock/", unlock.unlock, name="console_review_unlock"),
    path("<uuid:case_id>/desk/", desk.desk, name="console_review_desk"),
    path("<uuid:case_id>/images/<uuid:image_id>/", images.image, name="console_review_image"),
]
