"""Addresses of the review."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.console.review import agreement, case, desk, images, queue, second, unlock

urlpatterns = [
    path("", queue.index, name="console_review"),
    path("next/", queue.take_next, name="console_review_next"),
    path("second/", second.take_next, name="console_second_next"),
    path("second/<int:review_id>/", second.show_review, name="console_second"),
    path("second/<int:review_id>/result/", second.result, name="console_second_result"),
    path("second/<int:review_id>/decide/", second.decide, name="console_second_decide"),
    path("agreement/", agreement.index, name="console_agreement"),
    path("<uuid:case_id>/", case.show_case, name="console_review_case"),
    path("<uuid:case_id>/reading/", case.reading, name="console_review_reading"),
    path("<uuid:case_id>/claim/", case.claim, name="console_review_claim"),
    path("<uuid:case_id>/return/", case.give_back, name="console_review_return"),
    path("<uuid:case_id>/result/", case.result, name="console_review_result"),
    path("<uuid:case_id>/decide/", case.decide, name="console_review_decide"),
    path("<uuid:case_id>/unlock/", unlock.unlock, name="console_review_unlock"),
    path("<uuid:case_id>/desk/", desk.desk, name="console_review_desk"),
    path("<uuid:case_id>/images/<uuid:image_id>/", images.image, name="console_review_image"),
    path("<uuid:case_id>/crops/<int:crop_id>/", images.crop, name="console_review_crop"),
]
