"""The Django application of the look."""

from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """No models; templates, static files and template tags."""

    name = "kaitsu.faces.look"
    label = "look"
