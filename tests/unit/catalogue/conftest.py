"""The default profile, and the usual day."""

from __future__ import annotations

from datetime import date

import pytest

from kaitsu.operator_profile import Profile, load


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load("default")


@pytest.fixture
def today() -> date:
    return date(2026, 11, 18)
