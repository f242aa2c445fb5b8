"""Find a Chromium for the browser tests, or install one, or say in one line what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """The path of a Chromium on this machine: KAITSU_CHROMIUM, one on the PATH, or Playwright's own."""
    given = os.environ.get("KAITSU_CHROMIUM")
    if given:
        return given
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    if MAC.exists():
        return str(MAC)
    return _playwrights()


def find_without_window() -> str | None:
    """The same Chromium without windows, a third cheaper, where Debian's package of it is there; it has no camera."""
    return (not os.environ.get("KAITSU_CHROMIUM") and shutil.which(SHELL)) or find()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install() -> str | None:
    """Try Debian's package where root runs this, else Playwright's own build."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium and Japanese fonts for the browser tests …")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for packages in (["chromium", "fonts-noto-cjk"], [SHELL]):  # not every release has the second
            wanted = ["apt-get", "install", "-y", "-qq", *packages]
            subprocess.run(wanted, check=False, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


def main() -> int:
    """Print nothing when all is well."""
    if find() or _install():
        return 0
    print("The browser tests need Chromium. Install it first: sudo apt-get install chromium fonts-noto-cjk")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
