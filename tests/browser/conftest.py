"""A real Chromium before the whole system: Django's live server, the real card sandbox, the real database.

Mails are sent by the test itself, by the same domain call that a worker's job makes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.person import Person, World
from factories import jobs
from factories.card_sandbox import SECRET, sandbox
from factories.moments import USUAL_MOMENT
from kaitsu.identity.decoding import pool
from kaitsu.kernel import clock

# Playwright keeps an event loop in this thread; what a test asks of the database between two clicks is safe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests are marked, and their database is one that other connections see."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


# A busy machine is no defect, as for the properties.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def card_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the card provider's sandbox."""
    with sandbox(tmp_path_factory.mktemp("cards")) as address:
        yield address


@pytest.fixture
def world(
    settings: Settings, live_server: LiveServer, chromium_browser: Browser, card_provider: str
) -> Iterator[World]:
    """The system as people meet it, at a usual moment: tonight may be a night of maintenance."""
    ahead = USUAL_MOMENT - datetime.now(UTC)
    clock.use(lambda: datetime.now(UTC) + ahead)
    settings.KAITSU_PUBLIC_URL = live_server.url
    settings.KAITSU_CARD_SANDBOX_URL = card_provider
    settings.KAITSU_CARD_SANDBOX_SECRET = SECRET
    settings.KAITSU_STAFF_MFA_REQUIRED = False  # a second factor has tests of its own
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"form-action": ["'self'", card_provider]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    jobs.forget()
    made = World(live_server.url, chromium_browser)
    yield made
    made.close()


@pytest.fixture(autouse=True, scope="session")
def _decoders() -> Iterator[None]:
    """Decoders end with the tests, not with the garbage."""
    yield
    pool.stop()


@pytest.fixture
def factories(world: World, settings: Settings) -> None:
    """Applications come from factories, which register their cards in memory."""
    settings.KAITSU_CARD_PROVIDER = "memory"


@pytest.fixture
def hanako(world: World) -> Person:
    """A new applicant with a telephone."""
    return world.person()
