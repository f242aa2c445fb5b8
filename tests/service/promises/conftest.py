"""Applications at a usual moment; what was measured in another test is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from kaitsu.applications import promises


@pytest.fixture(autouse=True)
def _cards_in_memory(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"


@pytest.fixture(autouse=True)
def _measured_anew() -> Iterator[None]:
    promises._of_the_minute.cache_clear()
    yield
    promises._of_the_minute.cache_clear()
