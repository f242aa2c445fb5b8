"""The Django application of the account pages."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """No models; templates that win over allauth's, static files, translations."""

    name = "kaitsu.faces.pages.accounts"
    label = "accounts"
