"""Addresses of the applicant's pages."""

from __future__ import annotations

from django.urls import include, path

from kaitsu.faces.pages import public, status
from kaitsu.faces.pages.journey import finish, places, views

urlpatterns = [
    path("", public.home, name="home"),
    path("plans/", public.plans, name="plans"),
    path("prepare/", public.prepare, name="prepare"),
    path("mnp/", public.mnp, name="mnp"),
    path("help/", public.help_, name="help"),
    path("postal/", places.lookup, name="postal_lookup"),
    path("apply/", views.begin, name="apply_begin"),
    path("apply/<uuid:application_id>/", views.next_step, name="apply_next"),
    path("apply/<uuid:application_id>/code/", views.code, name="apply_code"),
    path("apply/<uuid:application_id>/card/", finish.card, name="apply_card"),
    path("apply/<uuid:application_id>/card/return/", finish.card_return, name="apply_card_return"),
    path("apply/<uuid:application_id>/check/", finish.check, name="apply_check"),
    path("apply/<uuid:application_id>/confirm/", finish.confirm, name="apply_confirm"),
    path("apply/<uuid:application_id>/abandon/", views.abandon, name="apply_abandon"),
    path("apply/<uuid:application_id>/<slug:key>/", views.step, name="apply_step"),
    path("applications/", status.index, name="applications"),
    path("applications/<uuid:application_id>/", status.detail, name="application"),
    path("applications/<uuid:application_id>/contract.pdf", status.contract_document, name="contract"),
    path("applications/<uuid:application_id>/", include("kaitsu.faces.pages.asked.urls")),
    path("applications/<uuid:application_id>/reservation/", include("kaitsu.faces.pages.porting.urls")),
]
