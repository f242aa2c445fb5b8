"""Applications are submitted with the card provider in memory, at a usual moment."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _cards_in_memory(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"
