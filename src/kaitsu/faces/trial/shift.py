"""The trial's clock: every process adds the same shift to the machine's time, so that weeks pass at a click.

The shift is kept in a small file of the trial's folder. It is looked at whenever the time is asked, by its
modification time only, which costs about a microsecond.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from kaitsu.kernel import clock

#: As far as an evaluator needs to look ahead; beyond it dates of cards and documents stop making sense.
FARTHEST = timedelta(days=400)


class Shifted:
    """A source of time for `kernel.clock`: the machine's, moved by what the file says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = -1
        self._shift = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift()

    def shift(self) -> timedelta:
        """How far the trial is ahead."""
        try:
            changed = os.stat(self.path).st_mtime_ns
        except FileNotFoundError:
            self._seen, self._shift = -1, timedelta()
            return self._shift
        if changed != self._seen:
            self._shift = timedelta(seconds=int(json.loads(self.path.read_text())["seconds"]))
            self._seen = changed
        return self._shift

    def move(self, by: timedelta) -> None:
        """Move the clock ahead; never back, since what has happened stays."""
        ahead = min(self.shift() + max(by, timedelta()), FARTHEST)
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps({"seconds": int(ahead.total_seconds())}))
        unfinished.replace(self.path)


def source() -> Shifted:
    """The source of time of this trial."""
    return Shifted(Path(settings.HOME) / "clock.json")


def start() -> None:
    """From now on this process asks the trial's clock."""
    clock.use(source())
