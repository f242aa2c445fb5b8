"""Moments that tests are held at."""

from __future__ import annotations

from datetime import datetime

from kaitsu.kernel import clock

#: A Wednesday, office hours, outside every maintenance window.
USUAL_MOMENT = datetime(2026, 11, 18, 10, 0, tzinfo=clock.TOKYO)
