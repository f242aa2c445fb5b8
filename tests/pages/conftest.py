"""What tests of pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from pages.checking import CheckingClient


@pytest.fixture(autouse=True, scope="session")
def _static_folder() -> None:
    """WhiteNoise warns where the folder of static files is missing; the pages themselves need none of them."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def checking_client() -> CheckingClient:
    """A client that fails the test on any fault of any page it fetches."""
    return CheckingClient()
