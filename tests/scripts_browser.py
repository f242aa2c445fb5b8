"""`scripts/browser.py` as a module for the tests: where Chromium is."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "browser_script", Path(__file__).parents[1] / "scripts" / "browser.py"
)
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

find, find_without_window = _module.find, _module.find_without_window
