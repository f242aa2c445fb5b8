"""The trial as a Django app: its clock starts with the process."""

from __future__ import annotations

import sys

from django.apps import AppConfig
from django.conf import settings


class TrialConfig(AppConfig):
    """The trial's pages and clock."""

    name = "kaitsu.faces.trial"

    def ready(self) -> None:
        """Tests hold the clock themselves."""
        if settings.KAITSU_TRIAL and "pytest" not in sys.modules:
            from kaitsu.faces.trial import shift

            shift.start()
