"""The real post against a real SMTP server: what goes over the wire, and what each misfortune means."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socket import socket

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from factories.mail import SENDERS, values
from factories.smtp import Mailserver, mailserver
from kaitsu.kernel import ids
from kaitsu.notifications import adapters, letters, rules
from kaitsu.notifications.adapters.smtp import SmtpPost, as_bytes
from kaitsu.notifications.adapters.trial import TrialPost
from kaitsu.notifications.models import Mail
from kaitsu.notifications.ports import NotTaken, Post, Unanswered


def _mail(language: str = "ja") -> Mail:
    letter = letters.render("registered", language, values("registered", language), SENDERS[language])
    id = ids.uuid7()
    return Mail(
        id=id,
        kind="registered",
        language=language,
        sender=letter.sender,
        to="hanako@example.jp",
        message_id=rules.message_id(id, letter.sender_address),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=datetime(2026, 11, 18, 1, 0, tzinfo=UTC),
    )


def _post(server: Mailserver, **changes: object) -> SmtpPost:
    return SmtpPost(**{"host": "127.0.0.1", "port": server.port, "seconds": 5.0, **changes})  # type: ignore[arg-type]


def _nothing() -> None:
    pass


@pytest.mark.parametrize("make", [lambda server: TrialPost(), _post])
def test_every_post_hands_over_once_and_takes(make: Callable[[Mailserver], Post]) -> None:
    calls: list[str] = []
    with mailserver() as server:
        make(server).send(_mail(), lambda: calls.append("handed over"))

    assert calls == ["handed over"]


@pytest.mark.parametrize("make", [lambda server: TrialPost(), _post])
def test_no_post_sends_what_may_not_be_handed_over(make: Callable[[Mailserver], Post]) -> None:
    def refuse() -> None:
        raise NotTaken("lease lost")

    with mailserver() as server:
        with pytest.raises(NotTaken, match="lease lost"):
            make(server).send(_mail(), refuse)
        server.quiet()

        assert server.taken == []


@pytest.mark.rule("MAI-1")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_message_arrives_as_it_was_written(language: str) -> None:
    mail = _mail(language)
    mail.text += "\n.\n.. dots at the beginning of lines\n"

    with mailserver() as server:
        _post(server).send(mail, _nothing)

    (message,) = server.taken
    assert message["Message-ID"] == mail.message_id
    assert message["Subject"] == mail.subject
    assert str(message["From"].addresses[0]) == mail.sender
    assert message["To"] == "hanako@example.jp"
    assert message["Date"].datetime == mail.created_at
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == language
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == mail.text
    assert html.get_content().replace("\r\n", "\n") == mail.html
    assert server.envelopes[0].mail_from == "mail@minato.example"
    assert server.envelopes[0].rcpt_tos == ["hanako@example.jp"]


def test_the_wire_is_ascii_in_short_lines_and_the_headers_are_the_same_at_every_attempt() -> None:
    mail = _mail()
    first, second = as_bytes(mail), as_bytes(mail)

    assert first.isascii()
    assert max(map(len, first.split(b"\r\n"))) <= 998
    assert b"\n." not in first.replace(b"\n..", b"")
    assert first.partition(b"Content-Type")[0] == second.partition(b"Content-Type")[0]


@pytest.mark.parametrize(
    ("mood", "code", "permanent"),
    [
        ("unknown recipient", "smtp 550", True),
        ("refuse content", "smtp 554", True),
        ("greylist", "smtp 451", False),
        ("full", "smtp 452", False),
        ("hang up", "smtp SMTPServerDisconnected", False),
    ],
)
def test_what_was_surely_not_taken(mood: str, code: str, permanent: bool) -> None:
    with mailserver(mood) as server, pytest.raises(NotTaken) as refused:
        _post(server).send(_mail(), _nothing)

    assert (refused.value.code, refused.value.permanent) == (code, permanent)
    assert server.taken == []


def test_no_server_at_all() -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NotTaken, match="smtp ConnectionRefusedError"):
            SmtpPost("127.0.0.1", taken.getsockname()[1]).send(_mail(), _nothing)


def test_a_server_that_accepts_and_never_speaks() -> None:
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(NotTaken, match="smtp SMTPServerDisconnected"):
            SmtpPost("127.0.0.1", silent.getsockname()[1], seconds=0.2).send(_mail(), _nothing)


@pytest.mark.parametrize(
    ("mood", "code"),
    [("drop after data", "smtp SMTPServerDisconnected"), ("say nothing", "smtp SMTPServerDisconnected")],
)
def test_silence_after_the_end_of_the_message_is_uncertain(mood: str, code: str) -> None:
    with mailserver(mood) as server, pytest.raises(Unanswered) as doubt:
        _post(server, seconds=0.5).send(_mail(), _nothing)

    assert doubt.value.code == code
    assert len(server.taken) == 1


def _certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's context with a certificate made just now, and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=str(path))


def test_starttls_and_a_password(tmp_path: Path) -> None:
    of_server, of_client = _certificate(tmp_path)
    with mailserver(tls=of_server, login=True) as server:
        _post(server, starttls=True, context=of_client, user="kaitsu", password="secret").send(
            _mail(), _nothing
        )

        assert len(server.taken) == 1


def test_tls_from_the_start(tmp_path: Path) -> None:
    of_server, of_client = _certificate(tmp_path)
    with mailserver(tls=of_server, at_once=True) as server:
        _post(server, tls=True, context=of_client).send(_mail(), _nothing)

        assert len(server.taken) == 1


def test_a_certificate_that_is_not_trusted_sends_nothing(tmp_path: Path) -> None:
    of_server, _ = _certificate(tmp_path)
    with mailserver(tls=of_server) as server:
        with pytest.raises(NotTaken, match="smtp SSLCertVerificationError"):
            _post(server, starttls=True).send(_mail(), _nothing)

        assert server.taken == []


def test_a_wrong_password_is_tried_again_since_the_operator_can_put_it_right(tmp_path: Path) -> None:
    of_server, of_client = _certificate(tmp_path)
    with mailserver(tls=of_server, login=True) as server:
        post = _post(server, starttls=True, context=of_client, user="kaitsu", password="wrong")
        with pytest.raises(NotTaken) as refused:
            post.send(_mail(), _nothing)

    assert (refused.value.code, refused.value.permanent) == ("smtp 535", False)


def test_the_settings_choose_the_post(settings: Settings) -> None:
    settings.KAITSU_MAIL = "trial"
    assert adapters.post() == TrialPost()

    settings.KAITSU_MAIL = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "mail.example", 587, True
    assert adapters.post() == SmtpPost("mail.example", 587, starttls=True)

    settings.KAITSU_MAIL = "pigeon"
    with pytest.raises(ValueError, match="expected trial or smtp"):
        adapters.post()
