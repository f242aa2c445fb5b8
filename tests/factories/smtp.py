"""A real SMTP server on this machine (aiosmtpd) that keeps what it took, and misbehaves on request."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Mailserver:
    """What the server saw. ``mood`` says how it behaves; ``taken`` are the messages that it answered for or kept."""

    mood: str = "accept"
    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    _open: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def ids(self) -> list[str]:
        """The Message-ID of each message taken, in order."""
        return [str(message["Message-ID"]) for message in self.taken]

    def quiet(self) -> None:
        """Wait until every connection is closed, so that ``taken`` is final."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._open == 0, timeout=20)

    def count(self, step: int) -> None:
        """A connection came (1) or went (-1)."""
        with self._changed:
            self._open += step
            self._changed.notify_all()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mood == "unknown recipient":
            return "550 no such user"
        if self.mood == "greylist":
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.mood == "refuse content":
            return "554 not this"
        if self.mood == "full":
            return "452 disk full"
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.envelopes.append(envelope)
        if self.mood == "drop after data":
            assert server.transport is not None
            server.transport.abort()
        if self.mood == "say nothing":
            await asyncio.Event().wait()
        return "250 taken"


class _Counted(SMTP):
    _counted = False

    def connection_made(self, transport: Any) -> None:
        if not self._counted:  # it is called again after STARTTLS
            self._counted = True
            self.event_handler.count(1)
        if self.event_handler.mood == "hang up":
            transport.abort()
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.count(-1)


def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"kaitsu", b"secret")
    return AuthResult(success=right, handled=False)


@contextmanager
def mailserver(
    mood: str = "accept", *, tls: ssl.SSLContext | None = None, login: bool = False, at_once: bool = False
) -> Iterator[Mailserver]:
    """A server that runs while the block does.

    *tls* makes STARTTLS necessary, or TLS from the start with *at_once*; *login* asks for kaitsu/secret as well.
    """
    server = Mailserver(mood)

    def speaker() -> SMTP:
        return _Counted(
            server,
            hostname="mail.test",
            tls_context=None if at_once else tls,
            require_starttls=tls is not None and not at_once,
            auth_required=login,
            authenticator=_authenticate,
            loop=loop,
        )

    # The loop lives in its own thread from the start: the test's thread may have one that runs already.
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    opening = loop.create_server(speaker, "127.0.0.1", 0, ssl=tls if at_once else None)
    listening = asyncio.run_coroutine_threadsafe(opening, loop).result(timeout=20)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_close(listening), loop).result(timeout=20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=20)
        loop.close()


async def _close(listening: asyncio.Server) -> None:
    listening.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
