"""Browsers of staff and of members, with cards in memory, on a Wednesday morning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from factories.members import staff as make_staff
from kaitsu.members.roles import Role
from pages.checking import CheckingClient

Enter = Callable[..., CheckingClient]


@pytest.fixture(autouse=True)
def _console_of_a_trial(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = False
    settings.KAITSU_CARD_PROVIDER = "memory"


@pytest.fixture(params=["ja", "en"])
def clerk(request: pytest.FixtureRequest) -> CheckingClient:
    """The browser of somebody who packs and sends, in either language."""
    client = CheckingClient()
    client.force_login(make_staff(Role.FULFILMENT))
    client.cookies["kaitsu_language"] = request.param
    return client
