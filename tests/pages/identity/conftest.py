"""Identity pages are tested at a usual moment, with real decoders."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kaitsu.identity.decoding import pool


@pytest.fixture(autouse=True)
def _usual(usual_moment: object, settings: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _decoders() -> Iterator[None]:
    yield
    pool.stop()
