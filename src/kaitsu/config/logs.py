"""Log lines: one JSON object each, without personal data.

Only the message, its place and an allow-list of extra values leave; an exception shows its type and the lines
it passed, never its text, because texts of errors quote what a person typed.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

#: What a caller may add with ``extra=``: ids, codes and figures that name no person.
ALLOWED = frozenset(
    {
        "code",
        "application",
        "mail",
        "job",
        "task",
        "attempt",
        "count",
        "seconds",
        "status",
        "room",
        "provider",
        "event",
        "document",
        "audit_position",
        "audit_digest",
    }
)


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        line.update({name: value for name, value in record.__dict__.items() if name in ALLOWED})
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = [
                f"{frame.filename.rsplit('/src/', 1)[-1]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-8:]
            ]
        return json.dumps(line, ensure_ascii=False, default=str)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        # Django's own request log quotes the path, which holds ids only, never what was typed.
        return record.getMessage()
