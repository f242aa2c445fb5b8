"""How pages are looked at in Chromium."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Only what is wrong is gathered, and no style sheet is fetched a second time (axe asks for imports at wrong places).
_OPTIONS: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
#: What a page fulfils goes to no test: axe tells 40 kB of it, for which Playwright takes as long as axe.
_LOOK = "options => axe.run(document, options).then(found => found.violations)"


def violations(page: Page, **options: object) -> list[str]:
    """What axe finds wrong with *page* as it stands: a line for each element, with the rule and what to do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in page.evaluate(_LOOK, _OPTIONS | options)
        for node in one["nodes"]
    ]
