"""What the log admits, and how it is chained."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.audit import rules
from kaitsu.kernel.errors import Problem

KEY = bytes(range(32))
UID = UUID("019a0000-0000-7000-8000-000000000001")
AT = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)


def _mac(**changes: object) -> bytes:
    entry: dict[str, object] = {
        "uid": UID, "at": AT, "action": "a.b", "actor": ("staff", "M-1"), "subject": "case:1", "details": {},
    }  # fmt: skip
    return rules.entry_mac(KEY, **(entry | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("state", "held", "held"),
        ("reasons", ["card_name", "duplicate"], ["card_name", "duplicate"]),
        ("roles", {"reviewer", "auditor"}, ["auditor", "reviewer"]),
        ("document", UID, str(UID)),
        ("id", "20261118-0000-7000-8000-000000000001", "20261118-0000-7000-8000-000000000001"),
        ("digest", "20261118" + "ab" * 28, "20261118" + "ab" * 28),
        ("last4", "0123", "0123"),
        ("version", "2026-04-01", "2026-04-01"),
        ("count", 3, 3),
        ("automatic", True, True),
        ("before", None, None),
        ("reason", "", ""),
        ("deadline", date(2026, 12, 1), "2026-12-01"),
        ("opens_at", AT, "2026-11-18T01:00:00+00:00"),
        ("code", Problem("retail.spent").code, "retail.spent"),
    ],
)
def test_codes_counts_and_identifiers_are_admitted(name: str, value: object, kept: object) -> None:
    assert rules.admitted({name: value}) == ({name: kept}, [])


@pytest.mark.rule("OPS-1")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reason", "山田 花子"),
        ("reason", "yamada@example.jp"),
        ("reason", "Hanako Yamada"),
        ("number", "090-1234-5678"),
        ("number", "09012345678"),
        ("number", 9012345678),
        ("number", "4242424242424242"),
        ("reason", "1980-01-01"),
        ("reason", "19800101"),
        ("reason", date(1980, 1, 1)),
        ("reason", b"bytes"),
        ("reason", {"nested": "thing"}),
        ("fields", ["family", "東京都"]),
        ("birth_date", "x"),
        ("count", 1.5),
    ],
)
def test_personal_data_is_redacted(name: str, value: object) -> None:
    kept, redacted = rules.admitted({name: value})

    assert redacted == [name]
    assert rules.REDACTED in (kept[name] if isinstance(kept[name], list) else [kept[name]])


@given(st.text(alphabet=st.characters(min_codepoint=0x3040, max_codepoint=0x9FFF), min_size=1))
def test_no_japanese_text_passes(text: str) -> None:
    assert rules.admitted({"reason": text})[0] == {"reason": rules.REDACTED}


@pytest.mark.parametrize(
    "change",
    [
        {"uid": UUID(int=1)},
        {"at": AT + timedelta(microseconds=1)},
        {"action": "a.c"},
        {"actor": ("member", "M-1")},
        {"actor": ("staff", "M-2")},
        {"subject": ""},
        {"details": {"count": 1}},
    ],
)
def test_the_digest_covers_every_part(change: dict[str, object]) -> None:
    assert _mac(**change) != _mac()


def test_the_digest_is_the_same_in_every_time_zone_and_order_of_values() -> None:
    tokyo = AT.astimezone(timezone(timedelta(hours=9)))

    assert _mac(at=tokyo, details={"b": 1, "a": "é"}) == _mac(details={"a": "é", "b": 1})


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=6, unique=True))
def test_every_order_of_entries_ends_in_another_digest(macs: list[bytes]) -> None:
    forward = rules.links(KEY, rules.BEGINNING, 0, macs)
    backward = rules.links(KEY, rules.BEGINNING, 0, macs[::-1])

    assert [place for place, _ in forward] == list(range(1, len(macs) + 1))
    assert forward[-1][1] != backward[-1][1]


def test_a_chain_goes_on_where_it_stopped() -> None:
    macs = [bytes([n]) * 32 for n in range(4)]
    whole = rules.links(KEY, rules.BEGINNING, 0, macs)

    assert rules.links(KEY, whole[1][1], 2, macs[2:]) == whole[2:]


def test_without_the_key_no_chain_fits() -> None:
    assert rules.link(bytes(32), rules.BEGINNING, 1, _mac()) != rules.link(KEY, rules.BEGINNING, 1, _mac())
    assert rules.seal_mac(bytes(32), 1, b"", AT) != rules.seal_mac(KEY, 1, b"", AT)
