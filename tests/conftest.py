"""What every test may rely on: a language, a clock given back, sockets only on this machine."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from factories.moments import USUAL_MOMENT
from kaitsu.kernel import clock
from scripts_browser import find_without_window

# A busy machine is no defect: properties are about what is true, `make bench` is about how fast. What lands is
# decided on the same examples every time; `make test ARGS=--hypothesis-profile=search` looks for new ones.
_PATIENT: Any = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("kaitsu", derandomize=True, **_PATIENT)
settings.register_profile("search", max_examples=1000, **_PATIENT)
settings.load_profile("kaitsu")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in Chromium come last: Playwright's event loop stays in its thread, and Django and asyncio refuse
    to work beside a loop of another."""
    items.sort(key=lambda item: "chromium_browser" in getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """Thousands of tests and whole registers of addresses are there to stay: looking through them for garbage again and
    again takes a tenth of the time of tests that make much."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    with translation.override("ja"):
        yield


@pytest.fixture(autouse=True)
def _clock_given_back() -> Iterator[None]:
    yield
    clock.use(None)


@pytest.fixture(autouse=True)
def _nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cases in a hundred are judged twice, five approvals go to a person, and ids differ with every run: no test
    may meet either by luck. A share of 100 draws every case, any smaller one none."""
    monkeypatch.setattr("kaitsu.identity.draws.drawn", lambda attempt, purpose, percent: percent >= 100)


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            host = str(address[0])
            if host != "localhost" and not ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with real transactions are cleaned up by TRUNCATE, which the audit log otherwise refuses."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium a worker, for every test that wants one: Playwright can be started once in a process only."""
    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--in-process-gpu",  # nothing to draw on: a process less
        ]
        browser = playwright.chromium.launch(executable_path=find_without_window(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def usual_moment() -> Iterator[datetime]:
    """The clock held at a Wednesday morning."""
    with clock.frozen(USUAL_MOMENT):
        yield USUAL_MOMENT
