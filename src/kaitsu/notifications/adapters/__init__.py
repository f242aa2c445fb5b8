"""Which way mails leave: ``KAITSU_MAIL`` is ``trial`` or ``smtp``."""

from __future__ import annotations

from django.conf import settings

from kaitsu.notifications.adapters import smtp, trial
from kaitsu.notifications.ports import Post


def post() -> Post:
    """The way that the settings name."""
    if settings.KAITSU_MAIL == "trial":
        return trial.TrialPost()
    if settings.KAITSU_MAIL == "smtp":
        return smtp.from_settings()
    raise ValueError(f"KAITSU_MAIL is {settings.KAITSU_MAIL!r}; expected trial or smtp")
