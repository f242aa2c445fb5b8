"""What a mail must be before it goes out, and when it is tried again. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from uuid import UUID

from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.kinds import Kind

#: Waits between attempts; when all are used up, the mail has failed and staff see it. About a day in all.
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 480, 480))

_NOT_IN_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST_ADDRESS = 254
_ADDRESS_OF_THE_WEB = re.compile(r"https?://\S+")
#: Only letters of our own tokens may stand beside it: in Japanese, words touch numbers.
_CARD = re.compile(r"(?<![A-Za-z0-9_-])\d(?:[ -]?\d){13,18}(?![A-Za-z0-9_-])")


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after that many failed attempts (from 1); None where it is given up."""
    return BACKOFF[attempts - 1] if attempts <= len(BACKOFF) else None


def header(text: str) -> str:
    """*text* as a header's value; ValueError where it holds a line break or another control character."""
    if _NOT_IN_HEADERS.search(text):
        raise ValueError("a header holds no control characters")
    return text


def address(text: str) -> str:
    """The one mail address that *text* is, its domain in ASCII; raises ``mail.address``."""
    local, at, domain = text.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode() if not domain.isascii() else domain
        parsed = Address(addr_spec=f"{local}{at}{ascii_domain}")
    except (HeaderParseError, ValueError, IndexError, UnicodeError):
        raise KaitsuError("mail.address", field="to") from None
    plain = parsed.addr_spec
    # Python refuses most of this itself, and each version a little more of it.
    header = local and plain.isascii() and " " not in plain and not _NOT_IN_HEADERS.search(text.strip())
    if not header or "." not in parsed.domain or len(plain) > _LONGEST_ADDRESS:
        raise KaitsuError("mail.address", field="to")
    return plain


def message_id(id: UUID, sender_address: str) -> str:
    """The Message-ID of the mail *id*: the same for every attempt to send it (RFC 5322, 3.6.4)."""
    return f"<{id}@{sender_address.rpartition('@')[2]}>"


def demand_context(kind: Kind | None, name: str, context: Mapping[str, object]) -> None:
    """ValueError unless *context* has what *kind* needs, filled in, and nothing that it does not take."""
    if kind is None:
        raise ValueError(f"no kind of mail is called {name!r}")
    lacking = {each for each in kind.needs if context.get(each) in (None, "", [], ())}
    foreign = set(context) - kind.needs - kind.may
    if lacking or foreign:
        raise ValueError(f"{name}: lacks {sorted(lacking)}, does not take {sorted(foreign)}")


def demand_discretion(subject: str, text: str) -> None:
    """ValueError where a mail would tell a card number (MAI-3), as the Luhn check knows them."""
    for found in _CARD.finditer(_ADDRESS_OF_THE_WEB.sub(" ", f"{subject}\n{text}")):
        digits = [int(character) for character in found[0] if character.isdigit()]
        doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
        if (sum(doubled) + sum(digits[-1::-2])) % 10 == 0:
            raise ValueError("a mail never names a full card number")
