"""The look in a real Chromium: nothing for axe to find, nothing wider than the screen, big enough targets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from factories.chromium import violations
from pages.look.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.urls("pages.look.addresses")]

SEEN = ("", "question/", "complete/", "console/")
PAGES = (
    "",
    "question/",
    "journey/",
    "answers/",
    "complete/",
    "status/",
    "console/",
    "not-found/",
    "server-error/",
)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "button, .button, summary, select, input:not([type=hidden], [type=radio], [type=checkbox]), .card-choice__label"
  )].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
    .map(e => e.outerHTML.slice(0, 100) + " " + e.getBoundingClientRect().height)"""


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, width: int, dark: bool) -> None:
    page = open_page(width=width, dark=dark, language="en" if dark else "ja")

    for path in SEEN:
        page.goto(f"/styleguide/{path}")
        assert violations(page, runOnly=STANDARDS) == [], path
        assert not too_wide(page), path


@pytest.mark.rule("SCR-1")
def test_axe_finds_nothing_on_a_form_that_was_refused(open_page: OpenPage) -> None:
    page = open_page(width=360)
    page.goto("/styleguide/journey/")
    page.click("main form button[type=submit]")

    assert page.locator(".error-summary").is_visible()
    assert violations(page, runOnly=STANDARDS) == []


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_pressed_is_44_pixels_high(open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.goto("/styleguide/")

    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_between_the_two_widths(open_page: OpenPage, path: str) -> None:
    page = open_page(language="en")
    page.goto(f"/styleguide/{path}")

    for width in (320, 768, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        assert not too_wide(page), width


@pytest.mark.rule("SCR-1")
def test_a_page_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page(width=360, scripts=False)
    page.goto("/styleguide/journey/")
    page.fill("[name=family]", "山田")
    page.click("main form button[type=submit]")

    assert page.input_value("[name=family]") == "山田"
    page.click(".error-summary a >> nth=0")
    assert page.url.endswith("#id_born_year")


@pytest.mark.rule("PLN-6")
def test_the_total_lies_at_the_lower_edge_of_a_telephone_and_beside_a_wide_page(open_page: OpenPage) -> None:
    page = open_page(width=360)
    page.goto("/styleguide/journey/")
    narrow = page.locator(".total").bounding_box()
    page.set_viewport_size({"width": 1280, "height": 800})
    wide = page.locator(".total").bounding_box()

    assert narrow is not None
    assert wide is not None
    assert narrow["y"] + narrow["height"] == pytest.approx(800, abs=1)
    assert narrow["height"] < 80
    assert wide["x"] > 640


@pytest.mark.rule("SCR-1")
def test_the_focus_is_not_hidden_behind_the_total(open_page: OpenPage) -> None:
    page = open_page(width=360)
    page.goto("/styleguide/journey/")
    edge = page.locator(".total").bounding_box()
    assert edge is not None

    for _press in range(30):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const e = document.activeElement; const r = e.getBoundingClientRect();"
            " return [r.top, e.closest('.total, .site-footer, .choices, .card-choice') !== null]; }"
        )
        assert at[1] or at[0] < edge["y"]
