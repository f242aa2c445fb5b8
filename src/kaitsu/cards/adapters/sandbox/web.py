"""The sandbox provider as a WSGI application: an API for Kaitsu, and pages for the holder's browser."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kaitsu.cards.adapters.sandbox import form, pages
from kaitsu.cards.adapters.sandbox.store import Conflict, Store, Stored
from kaitsu.cards.adapters.sandbox.texts import LANGUAGES
from kaitsu.cards.states import Reason
from kaitsu.kernel import clock

_LARGEST_BODY = 16 * 1024
_PAGE = re.compile(r"/pay/(?P<session>[\w-]{1,64})(?P<rest>/challenge|/cancel)?")
_API = re.compile(r"/api/sessions/(?P<session>[\w-]{1,64})")

_STATUS = {
    200: "200 OK",
    201: "201 Created",
    303: "303 See Other",
    400: "400 Bad Request",
    401: "401 Unauthorized",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    409: "409 Conflict",
    413: "413 Content Too Large",
    422: "422 Unprocessable Content",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status, a body, its type, and headers of this answer alone."""

    status: int
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    form_targets: str = ""


class Refused(Exception):
    """A request that gets *status* and nothing else."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(_STATUS[status])


@dataclass(frozen=True, slots=True)
class Application:
    """The sandbox over *store*; its API opens with *secret*, its pages lie under *public_url*."""

    store: Store
    secret: str
    public_url: str

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        try:
            answer = self._answer(environ)
        except Refused as refused:
            answer = Answer(refused.status, _STATUS[refused.status].encode(), "text/plain; charset=utf-8")
        policy = (
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
            f"form-action 'self'{answer.form_targets}"
        )
        headers = {
            **_HEADERS,
            "Content-Security-Policy": policy,
            "Content-Type": answer.media_type,
            "Content-Length": str(len(answer.body)),
        }
        start_response(_STATUS[answer.status], [*headers.items(), *answer.headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _answer(self, environ: Environ) -> Answer:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path == "/health":
            return Answer(200, b"ok", "text/plain; charset=utf-8")
        if path == "/sandbox.css":
            return Answer(200, pages.STYLE, "text/css; charset=utf-8", (("Cache-Control", "max-age=3600"),))
        if path.startswith("/api/"):
            return self._api(environ, path, method)
        query = _fields(environ.get("QUERY_STRING", ""))
        match = _PAGE.fullmatch(path)
        session = self.store.get(match["session"]) if match else None
        if match is None or session is None:
            return Answer(404, pages.notice("missing", query.get("lang", "ja")).encode())
        if method in {"GET", "HEAD"}:
            return self._show(session, match["rest"] or "", query)
        if method == "POST":
            return self._take(
                session, match["rest"] or "", _fields(_body(environ).decode("utf-8", "replace"))
            )
        raise Refused(405)

    # --- the API
    def _api(self, environ: Environ, path: str, method: str) -> Answer:
        given = environ.get("HTTP_AUTHORIZATION", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.secret}".encode()):
            raise Refused(401)
        if path == "/api/sessions" and method == "POST":
            return self._begin(environ)
        match = _API.fullmatch(path)
        if match is None:
            raise Refused(404)
        if method != "GET":
            raise Refused(405)
        session = self.store.get(match["session"])
        if session is None:
            raise Refused(404)
        return _json(200, _result(session))

    def _begin(self, environ: Environ) -> Answer:
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        try:
            asked = json.loads(_body(environ))
            values = {name: asked[name] for name in ("registration", "return_url", "name", "language")}
        except (ValueError, TypeError, KeyError):
            raise Refused(400) from None
        target = urlsplit(values["return_url"]) if isinstance(values["return_url"], str) else None
        readable = all(isinstance(value, str) and len(value) <= 2000 for value in values.values())
        # A control character in the address would end up in a header.
        if not (key and readable and target and target.scheme in {"http", "https"} and target.netloc):
            raise Refused(400)
        if not values["return_url"].isprintable() or values["language"] not in LANGUAGES:
            raise Refused(400)
        try:
            session = self.store.begin(key, **values)
        except Conflict:
            raise Refused(409) from None
        return _json(201, {"id": session.id, "page_url": f"{self.public_url}/pay/{session.id}"})

    # --- the holder's pages
    def _show(self, session: Stored, rest: str, query: dict[str, str]) -> Answer:
        if session.ended:
            return _redirect(session.return_url)
        language = _language(query, session)
        here = "/challenge" if session.state == "challenge" else ""
        if rest != here:
            return _redirect(f"/pay/{session.id}{here}?lang={language}")
        if session.state == "challenge":
            return _html(200, session, pages.challenge(session, language))
        typed = pages.prefill(session, query.get("card", ""))
        return _html(200, session, pages.card_form(session, language, typed, {}))

    def _take(self, session: Stored, rest: str, fields: dict[str, str]) -> Answer:
        language = _language(fields, session)
        if not hmac.compare_digest(fields.get("token", "").encode(), session.form_token.encode()):
            return Answer(403, pages.notice("stale", language).encode())
        if rest == "/cancel":
            self.store.fail(session.id, Reason.ABANDONED)
        elif rest == "/challenge":
            if fields.get("decision") == "approve":
                self.store.approve(session.id)
            else:
                self.store.fail(session.id, Reason.AUTHENTICATION_FAILED)
        elif session.state == "open":
            entered, errors = form.read(fields, clock.today())
            if entered is None:
                # As a real provider's, the page never repeats a security code that was typed.
                typed = fields | {"cvc": ""}
                return _html(422, session, pages.card_form(session, language, typed, errors))
            self._enter(session, entered)
        # Where to go follows from what is stored now, not from this request: another tab may have been
        # faster.
        now = self.store.get(session.id) or session
        return _redirect(now.return_url if now.ended else f"/pay/{now.id}?lang={language}")

    def _enter(self, session: Stored, entered: form.Entered) -> None:
        if entered.card.reason is not None:
            self.store.fail(session.id, entered.card.reason)
        else:
            self.store.enter(session.id, entered, challenge=entered.card.challenge)


def _body(environ: Environ) -> bytes:
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise Refused(400) from None
    if length < 0 or length > _LARGEST_BODY:
        raise Refused(413)
    body: bytes = environ["wsgi.input"].read(length)
    return body


def _fields(encoded: str) -> dict[str, str]:
    """The first value of each field of *encoded*."""
    try:
        found = parse_qs(encoded, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Refused(400) from None
    return {name: values[0] for name, values in found.items()}


def _language(given: dict[str, str], session: Stored) -> str:
    asked = given.get("lang", "")
    return asked if asked in LANGUAGES else session.language


def _html(status: int, session: Stored, html: str) -> Answer:
    """A page of *session*: its forms may lead here and, by redirect, to where the session returns."""
    target = urlsplit(session.return_url)
    return Answer(status, html.encode(), form_targets=f" {target.scheme}://{target.netloc}")


def _redirect(location: str) -> Answer:
    return Answer(303, headers=(("Location", location),))


def _json(status: int, value: object) -> Answer:
    return Answer(status, json.dumps(value).encode(), "application/json")


def _result(session: Stored) -> dict[str, object]:
    outcome = session.state if session.ended else "open"
    card = {
        "reference": session.reference,
        "brand": session.brand,
        "last4": session.last4,
        "exp_year": session.exp_year,
        "exp_month": session.exp_month,
        "name": session.name,
    }
    return {
        "outcome": outcome,
        "registration": session.registration,
        "reason": session.reason,
        "card": card if outcome == "succeeded" else None,
    }
