"""The browser of an applicant whom staff have asked something; cards in memory, on a Wednesday morning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from kaitsu.members.models import Member
from pages.checking import CheckingClient

Enter = Callable[[Member], CheckingClient]


@pytest.fixture(autouse=True)
def _cards_in_memory(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"


@pytest.fixture(params=["ja", "en"])
def enter(request: pytest.FixtureRequest) -> Enter:
    """The browser of a member, in either language; every page that it opens is looked over."""

    def of(member: Member) -> CheckingClient:
        client = CheckingClient()
        client.force_login(member)
        client.cookies["kaitsu_language"] = request.param
        return client

    return of
