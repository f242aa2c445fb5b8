"""What may be written into the log, and how its entries are chained. No Django, no database.

**What may be written.** The log outlives the data that it speaks of, so it holds no personal data. A value is
kept only where its name is on the list below *and* it looks like a code, a count, a flag or an identifier;
anything else is replaced by REDACTED, and says so. Names, addresses, telephone numbers, mail addresses, birth
dates and free text fail both tests. To log something new, add its name here and say what it holds.

**How it is chained.** Each entry carries a keyed digest of its own content (``entry_mac``), made when it is
written. A sealer gives committed entries their place, 1, 2, 3 …, and links each to the one before it
(``link``). The key is the application's, so that someone who can write to the database alone cannot make a
chain that fits. docs/adr/0003-audit-chain.md says what this finds and what it cannot.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

Value = str | int | bool | None | list["Value"]

#: Stands where a value was that may not be logged.
REDACTED = "[redacted]"

#: Names of values that may be logged.
NAMES = frozenset(
    {
        # what moved, from where to where, because of what
        "state", "before", "after", "event", "reason", "reasons", "verdict", "verdicts", "rule", "rules",
        "problems", "findings", "outcome", "checks", "fields", "changed", "automatic", "field", "code",
        # which kind of thing
        "kind", "kinds", "side", "purpose", "media_type", "function", "functions", "line_type", "product",
        "plan", "device", "size", "step", "channel", "way", "language", "role", "roles", "method", "provider",
        "carrier", "courier", "profile", "version", "consent", "scope", "format", "query_kind",
        # which thing: our own identifiers, and digests of what must not stand here
        "id", "ids", "application", "case", "document", "documents", "mail", "parcel", "line", "lines",
        "batch", "package", "card", "reservation", "registration", "member", "staff", "attempt", "file",
        "digest", "last4", "brand", "number", "image", "images", "session", "job", "report", "receipt", "key",
        # how many
        "count", "size_bytes", "position", "total", "taken", "refused", "tries", "rows", "days", "minutes",
        "seconds", "pages", "limit",
        # until when: deadlines and days of the process, never a birth date
        "until", "deadline", "last_day", "expires_on", "expires_at", "opens_at", "not_before",
    }
)  # fmt: skip

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,127}\Z")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
#: Nine and more digits are a telephone, card or reservation number; our own ids are never digits alone.
_LONG_NUMBER = re.compile(r"\d{9,}\Z")
#: Names whose values may be days: deadlines of the process, and versions of texts.
_DAYS = frozenset(
    {"until", "deadline", "last_day", "expires_on", "expires_at", "opens_at", "not_before", "version"}
)
_DAY = re.compile(r"\d{4}[-/.]?\d{2}[-/.]?\d{2}(?:T.*)?\Z")


def is_reference(text: str) -> bool:
    """Whether *text* can be an action or a subject: a short plain token such as ``application:<uuid>``."""
    return bool(_PLAIN.match(text))


def admitted(values: Mapping[str, object]) -> tuple[dict[str, Value], list[str]]:
    """The values as the log may hold them, and the names of those that had to be redacted."""
    kept: dict[str, Value] = {}
    redacted: list[str] = []
    for name, value in values.items():
        plain = _admit(name, value) if name in NAMES else REDACTED
        kept[name] = plain
        if _mentions_redaction(plain):
            redacted.append(name)
    return kept, redacted


def _admit(name: str, value: object) -> Value:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, (bool, int)):
        # A telephone number passed as a number is no count.
        return value if value is None or abs(value) < 10**9 else REDACTED
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat() if name in _DAYS else REDACTED
    if isinstance(value, str):
        return _admit_text(name, value)
    if isinstance(value, (list, tuple, set, frozenset)):
        items: Sequence[object] = (
            sorted(value, key=str) if isinstance(value, (set, frozenset)) else tuple(value)
        )
        return [_admit(name, item) for item in items]
    return REDACTED


def _admit_text(name: str, text: str) -> str:
    if text == "" or _UUID.match(text):
        return text
    if not _PLAIN.match(text) or _LONG_NUMBER.match(text.replace("-", "")):
        return REDACTED
    if _DAY.match(text) and name not in _DAYS:
        return REDACTED
    return text


def _mentions_redaction(value: Value) -> bool:
    return value == REDACTED or (isinstance(value, list) and any(_mentions_redaction(item) for item in value))


def entry_mac(
    key: bytes, *, uid: UUID, at: datetime, action: str, actor: tuple[str, str], subject: str,
    details: Mapping[str, Value],
) -> bytes:  # fmt: skip
    """The keyed digest (32 bytes) of one entry's content, the same before and after the database."""
    content = [
        "kaitsu.audit.1",
        uid.hex,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        action,
        *actor,
        subject,
        details,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256")


#: The digest before the first entry.
BEGINNING = bytes(32)


def link(key: bytes, previous: bytes, position: int, mac: bytes) -> bytes:
    """The digest of the chain up to and including the entry at *position* (from 1)."""
    return hmac.digest(key, b"link" + previous + position.to_bytes(8, "big") + mac, "sha256")


def links(key: bytes, previous: bytes, position: int, macs: Iterable[bytes]) -> list[tuple[int, bytes]]:
    """Place and digest for each of *macs*, put after the entry at *position* whose digest is *previous*."""
    chained: list[tuple[int, bytes]] = []
    for mac in macs:
        position += 1
        previous = link(key, previous, position, mac)
        chained.append((position, previous))
    return chained


def seal_mac(key: bytes, position: int, digest: bytes, at: datetime) -> bytes:
    """The keyed digest of a seal: so many entries, ending in *digest*, at that time."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hmac.digest(key, f"seal|{position}|{digest.hex()}|{moment}".encode(), "sha256")
