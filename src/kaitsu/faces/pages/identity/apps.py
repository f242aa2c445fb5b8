"""The Django application of the identity pages."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityPagesConfig(AppConfig):
    """No models; templates, static files, translations."""

    name = "kaitsu.faces.pages.identity"
    label = "identity_pages"
