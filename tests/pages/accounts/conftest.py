"""A browser for the account pages, and the mails that they caused."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from kaitsu.notifications.models import Mail

Mails = Callable[..., list[Mail]]


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = "pages.accounts.addresses"
    settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.fixture
def browser() -> Client:
    """A browser that checks CSRF, as real ones are made to."""
    return Client()


@pytest.fixture
def mails(db: None) -> Mails:
    """``mails(to=…)``: what was queued, oldest first."""

    def queued(**filters: object) -> list[Mail]:
        return list(Mail.objects.filter(**filters).order_by("created_at", "id"))

    return queued


def code_in(mail: Mail) -> str:
    """The code that *mail* brings."""
    found = re.search(r"(?<![\d-])(\d{6}|\d{4}-?\d{4})(?![\d-])", mail.text)
    assert found, mail.text
    return found[0]
