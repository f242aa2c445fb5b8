"""What tests of the console share: browsers of staff, without the second factor that accounts test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from factories.members import staff as make_staff
from kaitsu.members.models import Member
from kaitsu.members.roles import Role
from pages.checking import CheckingClient

Enter = Callable[..., CheckingClient]


@pytest.fixture(autouse=True)
def _console_of_a_trial(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = False
    settings.KAITSU_CARD_PROVIDER = "memory"


@pytest.fixture
def enter() -> Enter:
    """The browser of somebody of staff in a role; ``client.member`` is who."""

    def entered(role: Role = Role.MANAGER, member: Member | None = None) -> CheckingClient:
        client = CheckingClient()
        client.member = member or make_staff(role)  # type: ignore[attr-defined]
        client.force_login(client.member)  # type: ignore[attr-defined]
        return client

    return entered
