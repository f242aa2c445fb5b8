"""What tests of the review share: browsers of staff, without the second factor that accounts test."""

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


@pytest.fixture
def enter() -> Enter:
    """The browser of somebody of staff in a role; ``client.actor`` is who."""

    def entered(role: Role = Role.REVIEWER, language: str = "ja") -> CheckingClient:
        client = CheckingClient()
        member = make_staff(role)
        client.actor = member.actor  # type: ignore[attr-defined]
        client.force_login(member)
        client.cookies["kaitsu_language"] = language
        return client

    return entered
