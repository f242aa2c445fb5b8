"""Make the virtual environment, or say in one line what the machine lacks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def main(target: str) -> int:
    """Create *target*; on Debian the module for it may have to be installed first, which root can do."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever calls this may have an older one
        print(
            f"Kaitsu needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make run PYTHON=python3.11"
        )
        return 1
    if _make(target):
        return 0
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {package} …")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False, stdout=subprocess.DEVNULL)
        if _make(target):
            return 0
    print(f"Python cannot make a virtual environment here. Install it first: sudo apt-get install {package}")
    return 1


def _make(target: str) -> bool:
    done = subprocess.run([sys.executable, "-m", "venv", target], check=False, capture_output=True)
    if done.returncode == 0 and (Path(target) / "bin" / "pip").exists():
        return True
    shutil.rmtree(target, ignore_errors=True)
    return False


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
