"""The file that was refused last, for as long as its slot gets no other: a page that is loaded again, or read in the
other language, still says what was wrong with it."""

from __future__ import annotations

from django.http import HttpRequest

from kaitsu.applications import messages
from kaitsu.kernel.errors import Problem

_KEPT = "identity_refused"


def keep(request: HttpRequest, slot: str, problem: Problem) -> None:
    """Remember *problem* with the file for *slot*."""
    request.session[_KEPT] = {"slot": slot, "code": problem.code, "values": dict(problem.values)}


def forget(request: HttpRequest, slot: str = "") -> None:
    """Forget it; with *slot*, only where it was for that one."""
    kept = request.session.get(_KEPT)
    if kept and slot in ("", kept["slot"]):
        del request.session[_KEPT]


def told(request: HttpRequest) -> tuple[str, str] | None:
    """The slot and, in the reader's language, what was wrong; None where nothing was."""
    kept = request.session.get(_KEPT)
    if not kept or kept["code"] not in messages.MESSAGES:
        return None
    return kept["slot"], messages.text(Problem(kept["code"], kept["slot"], "IDV-8", kept["values"]))
