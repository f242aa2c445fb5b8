"""Kaitsu's side of the sandbox provider: its API over HTTP, with little patience."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

import httpx
from django.conf import settings

from kaitsu.cards.ports import Card, CardResult, Outcome, ProviderUnavailable, Request, Session
from kaitsu.cards.states import Reason

#: A person waits for the answer, so that a provider which hangs has to be given up soon.
_SECONDS = 8.0
_SECONDS_TO_CONNECT = 3.0


@dataclass(frozen=True, slots=True)
class SandboxProvider:
    """The sandbox at *url*, which knows us by *secret* and is waited for so many ``seconds``."""

    url: str
    secret: str = field(repr=False)
    seconds: float = _SECONDS
    key: str = "sandbox"

    def begin(self, request: Request) -> Session:
        """Open a session; the registration is the idempotency key."""
        body = {
            "registration": str(request.registration),
            "name": request.name_latin,
            "return_url": request.return_url,
            "language": request.language,
        }
        headers = {"Idempotency-Key": str(request.registration)}
        answer = self._call("POST", "/api/sessions", headers, body)
        try:
            return Session(str(answer["id"]), str(answer["page_url"]))
        except KeyError as error:
            raise ProviderUnavailable(f"the answer lacks {error}") from error

    def result(self, session: str) -> CardResult:
        """How the session stands; one that the sandbox does not know has failed as abandoned."""
        answer = self._call("GET", f"/api/sessions/{session}", {})
        if answer is _UNKNOWN:
            return CardResult(Outcome.FAILED, reason=Reason.ABANDONED)
        try:
            return _result(answer)
        except (KeyError, TypeError, ValueError) as error:
            raise ProviderUnavailable(f"an answer that cannot be read: {type(error).__name__}") from error

    def _call(
        self, method: str, path: str, headers: dict[str, str], body: dict[str, str] | None = None
    ) -> dict:
        headers = headers | {"Authorization": f"Bearer {self.secret}"}
        timeout = httpx.Timeout(self.seconds, connect=min(self.seconds, _SECONDS_TO_CONNECT))
        try:
            # Proxies of the environment are for the world outside; the sandbox is one of our own processes.
            with httpx.Client(base_url=self.url, timeout=timeout, verify=_tls(), trust_env=False) as http:
                response = http.request(method, path, headers=headers, json=body)
                if response.status_code == httpx.codes.NOT_FOUND:
                    return _UNKNOWN
                answer = response.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderUnavailable(f"{method} {path.split('/')[1]}: {type(error).__name__}") from error
        if not isinstance(answer, dict):
            raise ProviderUnavailable("an answer that is no object")
        return answer


_UNKNOWN: dict = {}


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """What a connection over TLS trusts. Kept, because reading it takes longer than a call to the sandbox."""
    return ssl.create_default_context()


def from_settings() -> SandboxProvider:
    """The sandbox that the settings name."""
    return SandboxProvider(settings.KAITSU_CARD_SANDBOX_URL, settings.KAITSU_CARD_SANDBOX_SECRET)


def _result(answer: dict) -> CardResult:
    card = answer["card"]
    return CardResult(
        outcome=Outcome(answer["outcome"]),
        registration=UUID(answer["registration"]),
        reason=Reason(answer["reason"]) if answer["reason"] is not None else None,
        card=None
        if card is None
        else Card(
            reference=str(card["reference"]),
            brand=str(card["brand"]),
            last4=str(card["last4"]),
            exp_year=int(card["exp_year"]),
            exp_month=int(card["exp_month"]),
            name=str(card["name"]),
        ),
    )
