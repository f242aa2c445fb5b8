"""The web process has neither the engine that reads nor its libraries: only workers and their children do."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import sys
import kaitsu.config.wsgi
from django.urls import get_resolver
assert get_resolver().url_patterns
heavy = ("cv2", "numpy", "onnxruntime", "rapidocr", "kaitsu.reading", "kaitsu.identity.machine")
found = sorted(name for name in sys.modules if name in heavy or name.startswith(tuple(each + "." for each in heavy)))
print(" ".join(found))
"""


def test_the_web_process_loads_nothing_that_reads() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "kaitsu.config.settings_check"}

    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert ran.stdout.split() == []
