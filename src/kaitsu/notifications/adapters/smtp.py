"""The real post: one SMTP dialogue a mail (RFC 5321), told apart by how far it came.

smtplib's ``sendmail`` says DATA, the message and its end in one call. Here the end, the lone dot, is said by
itself after ``hand_over``: a dialogue that breaks off before the dot has sent nothing, and only one that
breaks off between the dot and its answer is in doubt.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from kaitsu.notifications.models import Mail
from kaitsu.notifications.ports import NotTaken, Unanswered


@dataclass(frozen=True, slots=True)
class SmtpPost:
    """A mail server: STARTTLS (*starttls*) or TLS at once (*tls*), *seconds* to wait for each answer."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    seconds: float = 20
    context: ssl.SSLContext | None = None

    def send(self, mail: Mail, hand_over: Callable[[], None]) -> None:
        """Send *mail* in a dialogue of its own; see ``ports.Post``."""
        data = as_bytes(mail)
        try:
            server = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            raise _not_taken(error) from None
        try:
            try:
                self._until_dot(server, mail, data)
                hand_over()
            except (smtplib.SMTPException, OSError) as error:
                raise _not_taken(error) from None
            _say_dot(server)
            with suppress(smtplib.SMTPException, OSError):
                # Courtesy, without waiting for an answer: the mail is taken, and that is to be committed now.
                server.send(b"QUIT\r\n")
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        # Django's name of this machine is looked up once a process; smtplib would do so for every mail.
        settled = {"local_hostname": DNS_NAME.get_fqdn(), "timeout": self.seconds}
        context = (self.context or ssl.create_default_context()) if self.tls or self.starttls else None
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, context=context, **settled)
        else:
            server = smtplib.SMTP(self.host, self.port, **settled)
        try:
            server.ehlo_or_helo_if_needed()
            if self.starttls:
                server.starttls(context=context)
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _until_dot(self, server: smtplib.SMTP, mail: Mail, data: bytes) -> None:
        _demand(server.mail(parseaddr(mail.sender)[1]), 250, 251)
        _demand(server.rcpt(mail.to), 250, 251)
        _demand(server.docmd("DATA"), 354)
        server.send(data)


def from_settings() -> SmtpPost:
    """The mail server of Django's EMAIL settings."""
    return SmtpPost(
        host=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        user=settings.EMAIL_HOST_USER,
        password=settings.EMAIL_HOST_PASSWORD,
        starttls=settings.EMAIL_USE_TLS,
        tls=settings.EMAIL_USE_SSL,
        seconds=settings.EMAIL_TIMEOUT or 20,
    )


def as_bytes(mail: Mail) -> bytes:
    """The message as it goes over the wire, dots doubled, with a last line break."""
    name, sender = parseaddr(mail.sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    message["Content-Language"] = mail.language
    wire = re.sub(rb"(?m)^\.", b"..", message.as_bytes())
    return wire if wire.endswith(b"\r\n") else wire + b"\r\n"


def _say_dot(server: smtplib.SMTP) -> None:
    try:
        server.send(b".\r\n")
        answer = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise Unanswered(f"smtp {type(error).__name__}") from None
    try:
        _demand(answer, 250)
    except smtplib.SMTPResponseException as error:
        raise _not_taken(error) from None


def _demand(answer: tuple[int, bytes], *wanted: int) -> None:
    if answer[0] not in wanted:
        raise smtplib.SMTPResponseException(answer[0], b"")


def _not_taken(error: Exception) -> NotTaken:
    """What *error* means, without its text, which quotes addresses."""
    if isinstance(error, smtplib.SMTPResponseException):
        # Refused credentials are the operator's to put right, and then every mail goes out.
        permanent = error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError)
        return NotTaken(f"smtp {error.smtp_code}", permanent=permanent)
    return NotTaken(f"smtp {type(error).__name__}")
