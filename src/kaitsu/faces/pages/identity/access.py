"""Who is in the identity pages, and when they are open (IDV-2, IDV-3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from kaitsu.faces.look.views import unavailable
from kaitsu.faces.pages.identity import refusals
from kaitsu.identity import queries
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.operator_profile import current
from kaitsu.schedule import windows

View = Callable[..., HttpResponse]

_CASE, _SEEN = "identity_case", "identity_seen"


def open_hours(view: View) -> View:
    """Say when the identity pages open again while they are closed (IDV-3)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        now = clock.now()
        opens = windows.closed_until(current().identity.maintenance, now)
        if opens is not None:
            return unavailable(request, opens=opens, retry_after=int((opens - now).total_seconds()))
        return view(request, *args, **values)

    return guarded


def posted(view: View) -> View:
    """Lead whoever only opens an address that takes forms (choosing a language does) to where its page is."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **values)
        if request.method in ("GET", "HEAD"):
            return redirect("identity_documents")
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

    return guarded


def enter(request: HttpRequest, case: Case) -> None:
    """Let the holder of *case* in; the session's key is new, so that one seen before is worth nothing."""
    request.session.cycle_key()
    request.session[_CASE] = str(case.pk)
    request.session[_SEEN] = int(clock.now().timestamp())


def leave(request: HttpRequest) -> None:
    """End the visit; a member who is signed in stays so."""
    request.session.pop(_CASE, None)
    request.session.pop(_SEEN, None)
    refusals.forget(request)


def case_of(request: HttpRequest, *, active: bool = True) -> Case | None:
    """The case whose holder is in, None after the profile's idle minutes (IDV-2).

    A page that asks by itself (*active* false) keeps nobody in.
    """
    ident, seen = request.session.get(_CASE), request.session.get(_SEEN, 0)
    now = int(clock.now().timestamp())
    if ident is None or now - seen > current().identity.session_minutes * 60:
        leave(request)
        return None
    if active:
        request.session[_SEEN] = now
    return queries.case(UUID(ident))


def holder_only(view: View) -> View:
    """Call *view* with the case of whoever is in; others sign in first."""
    return _guarded(view, active=True)


def holder_looking(view: View) -> View:
    """Like ``holder_only``, for what a page fetches without anybody doing anything."""
    return _guarded(view, active=False)


def _guarded(view: View, *, active: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        case = case_of(request, active=active)
        return view(request, case, *args, **values) if case is not None else redirect("identity")

    return open_hours(guarded)
