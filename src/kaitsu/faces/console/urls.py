"""Addresses of the console. Other sections bring their own ``urls`` (docs/console.md)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kaitsu.faces.console import access, applications, cancelling, held, home, log, mails, packages
from kaitsu.faces.console.fulfilment import waiting

# fmt: off
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="console"),
    path("sign-in/", access.sign_in, name="console-sign-in"),
    path("stock/", waiting.stock, name="console_stock"),
    path("profile/", home.profile, name="console_profile"),

    path("applications/", applications.index, name="console_applications"),
    path("applications/search/", applications.find, name="console_search"),
    path("applications/export/", applications.export_list, name="console_applications_export"),
    path("applications/<uuid:application_id>/", applications.detail, name="console_application"),
    path("applications/<uuid:application_id>/cancel/", cancelling.cancel, name="console_application_cancel"),

    path("held/", held.index, name="console_held"),
    path("held/<uuid:application_id>/", held.one, name="console_held_one"),
    path("held/<uuid:application_id>/release/", held.release, name="console_held_release"),
    path("held/<uuid:application_id>/ask/", held.ask, name="console_held_ask"),
    path("held/<uuid:application_id>/cancel/", held.cancel, name="console_held_cancel"),

    path("packages/", packages.index, name="console_packages"),
    path("packages/issue/", packages.issue, name="console_packages_issue"),
    path("packages/batches/<uuid:batch_id>/", packages.batch, name="console_batch"),
    path("packages/batches/<uuid:batch_id>/recall/", packages.recall_batch, name="console_batch_recall"),
    path("packages/<uuid:package_id>/", packages.package, name="console_package"),
    path("packages/<uuid:package_id>/recall/", packages.recall_package, name="console_package_recall"),

    path("mails/", mails.index, name="console_mails"),
    path("mails/<uuid:mail_id>/", mails.one, name="console_mail"),
    path("mails/<uuid:mail_id>/resend/", mails.resend, name="console_mail_resend"),

    path("log/", log.index, name="console_log"),
    path("log/verify/", log.verify, name="console_log_verify"),

    path("review/", include("kaitsu.faces.console.review.urls")),
    path("fulfilment/", include("kaitsu.faces.console.fulfilment.urls")),
    path("ports/", include("kaitsu.faces.console.portability.urls")),
]
# fmt: on
