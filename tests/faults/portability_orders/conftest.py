"""Every test of fulfilment stands in a Wednesday morning and registers cards with the provider in memory."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _provider_in_memory(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"
