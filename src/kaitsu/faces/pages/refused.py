"""How a refused form is answered: wrong answers with 422, what goes beyond a limit with that limit's own status.

The page is the form's own in every case, with what was typed and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponseBase

from kaitsu.kernel import clock

WRONG = 422
#: By error code: a file that took too long, one that is too large, more tries than anybody needs.
STATUS: Mapping[str, int] = {
    "identity.too_slow": 408,
    "identity.too_large": 413,
    "identity.too_many_sent": 429,
    "identity.too_many": 429,
    "identity.locked": 429,
    "retail.too_many": 429,
    "members.too_many": 429,
    "identity.busy": 503,
    "identity.decoder_gone": 503,
}


def status(code: str) -> int:
    """The status of the page that tells the problem *code*."""
    return STATUS.get(code, WRONG)


def say_when(response: HttpResponseBase, values: Mapping[str, Any]) -> None:
    """Tell programs, too, when to come again: ``minutes`` or ``until`` of *values*, where there is one."""
    if response.status_code != 429:
        return
    if "minutes" in values:
        response["Retry-After"] = str(int(values["minutes"]) * 60)
    elif isinstance(values.get("until"), datetime):
        response["Retry-After"] = str(max(1, int((values["until"] - clock.now()).total_seconds())))
