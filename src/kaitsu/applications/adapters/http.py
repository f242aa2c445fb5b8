"""A register over HTTP: one POST of JSON, known by a shared secret, with little patience.

Question: ``request``, ``name``, ``kana``, ``birth_date`` (ISO 8601), ``telephone`` (E.164), ``postal_code`` (seven
digits), ``address``. Answer: ``verdict`` ("clear" or "review") and ``codes`` (a list of short codes).
"""

from __future__ import annotations

import ssl
from dataclasses import asdict, dataclass, field
from functools import lru_cache

import httpx

from kaitsu.applications.ports import Answer, RegisterUnavailable, Subject, Verdict

_SECONDS = 5.0
#: An answer is a few short codes; more than this is something else.
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class HttpRegister:
    """The register at *url*, which knows us by *secret*; each step of a call is waited for so many ``seconds``."""

    url: str
    secret: str = field(repr=False)
    seconds: float = _SECONDS

    def ask(self, subject: Subject) -> Answer:
        """The answer about *subject*; RegisterUnavailable for anything but an answer that can be read."""
        question = asdict(subject) | {
            "request": str(subject.request),
            "birth_date": subject.birth_date.isoformat(),
        }
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": str(subject.request)}
        try:
            with (
                httpx.Client(timeout=self.seconds, verify=_tls(), trust_env=False) as http,
                http.stream("POST", self.url, headers=headers, json=question) as response,
            ):
                return _answer(_body(response.raise_for_status()))
        except httpx.HTTPError as error:
            # The error's own words may hold the address with what is in it; its kind says enough.
            raise RegisterUnavailable(type(error).__name__) from None


def _body(response: httpx.Response) -> bytes:
    found = b""
    for part in response.iter_bytes():
        found += part
        if len(found) > _MOST_BYTES:
            raise RegisterUnavailable("an answer that is too long")
    return found


def _answer(body: bytes) -> Answer:
    try:
        told = httpx.Response(200, content=body).json()
        codes = told.get("codes", [])
        if not isinstance(codes, list):
            raise TypeError("codes")
        return Answer(Verdict(told["verdict"]), tuple(codes))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RegisterUnavailable(f"an answer that cannot be read: {type(error).__name__}") from None


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """What a connection over TLS trusts. Kept, because reading it takes longer than a call."""
    return ssl.create_default_context()
