"""A real Chromium whose every request is answered by Django's test client: no server, no socket, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from pages.checking import CheckingClient

HOST = "http://testserver"
OpenPage = Callable[..., Page]
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@pytest.fixture
def open_page(chromium_browser: Browser, checking_client: CheckingClient) -> Iterator[OpenPage]:
    """``open_page(width=, dark=, language=, scripts=)``: a browser page; what a script throws fails the test."""
    contexts = []
    thrown: list[str] = []

    def opened(*, width: int = 1280, dark: bool = False, language: str = "ja", scripts: bool = True) -> Page:
        context = chromium_browser.new_context(
            base_url=HOST,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.add_cookies([{"name": "kaitsu_language", "value": language, "url": HOST}])
        context.route("**/*", lambda route: _answer(route, checking_client))
        page = context.new_page()
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.set_default_timeout(10_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert thrown == []


def _answer(route: Route, client: CheckingClient) -> None:
    request = route.request
    path = urlsplit(request.url).path
    if path.startswith("/static/"):
        _send_file(route, path.removeprefix("/static/"))
        return
    headers = {"cookie": request.header_value("cookie") or ""}
    if request.method == "POST":
        values: dict[str, list[str]] = {}
        for name, value in parse_qsl(request.post_data or "", keep_blank_values=True):
            values.setdefault(name, []).append(value)
        response = client.post(path, values, headers=headers)
    else:
        response = client.get(path, dict(parse_qsl(urlsplit(request.url).query)), headers=headers)
    route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.content)


def _send_file(route: Route, name: str) -> None:
    found = finders.find(name)
    if not isinstance(found, str):
        route.fulfill(status=404)
        return
    route.fulfill(path=found, content_type=KINDS[name.rsplit(".", 1)[-1]])
