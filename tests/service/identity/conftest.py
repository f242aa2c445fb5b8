"""Cases are tested at a usual moment, with real decoders."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kaitsu.identity.decoding import pool


@pytest.fixture(autouse=True)
def _usual(usual_moment: object) -> None:
    """Outside maintenance, on a working day."""


@pytest.fixture(autouse=True, scope="session")
def _decoders() -> Iterator[None]:
    """Decoders end with the tests, not with the garbage."""
    yield
    pool.stop()
