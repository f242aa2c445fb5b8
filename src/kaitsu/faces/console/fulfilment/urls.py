"""Addresses of fulfilment."""

from __future__ import annotations

from django.urls import path

from kaitsu.faces.console.fulfilment import imports, parcels, runs, waiting

urlpatterns = [
    path("", waiting.index, name="console_fulfilment"),
    path("imports/", imports.index, name="console_imports"),
    path("imports/<uuid:import_id>/", imports.one, name="console_import"),
    path("runs/", runs.index, name="console_runs"),
    path("runs/<uuid:run_id>/", runs.one, name="console_run"),
    path("runs/<uuid:run_id>/labels.pdf", runs.labels, name="console_run_labels"),
    path("runs/<uuid:run_id>/packing-lists.pdf", runs.packing_lists, name="console_run_lists"),
    path("runs/<uuid:run_id>/courier.csv", runs.courier, name="console_run_courier"),
    path("parcels/<uuid:parcel_id>/", parcels.one, name="console_parcel"),
    path("parcels/<uuid:parcel_id>/resend/", parcels.resend, name="console_parcel_resend"),
    path("parcels/<uuid:parcel_id>/address/", parcels.ask_address, name="console_parcel_address"),
    path("parcels/<uuid:parcel_id>/end/", parcels.end, name="console_parcel_end"),
]
