"""The sandbox's sessions, in one small SQLite file, so that a restart forgets none.

Another organisation's system in the play, therefore not in Kaitsu's database. No column could hold a card
number: of a card only brand, last four, expiry, name and a made-up reference are kept.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from kaitsu.cards.adapters.sandbox.form import Entered
from kaitsu.cards.states import Reason
from kaitsu.kernel import clock

#: Sessions stay this long after they were begun; a page can be used for the first hour of it.
_KEPT_SECONDS = 90 * 24 * 3600
_OPEN_SECONDS = 3600

_TABLE = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, idempotency_key TEXT NOT NULL UNIQUE, registration TEXT NOT NULL,
    return_url TEXT NOT NULL, offered_name TEXT NOT NULL, language TEXT NOT NULL, form_token TEXT NOT NULL,
    begun INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'open', reason TEXT,
    brand TEXT, last4 TEXT, exp_year INTEGER, exp_month INTEGER, name TEXT, reference TEXT
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A session. ``state`` is open, challenge, succeeded or failed; ``form_token`` is what its own
    forms carry.
    """

    id: str
    registration: str
    return_url: str
    offered_name: str
    language: str
    form_token: str
    begun: int
    state: str
    reason: str | None
    brand: str | None
    last4: str | None
    exp_year: int | None
    exp_month: int | None
    name: str | None
    reference: str | None

    @property
    def ended(self) -> bool:
        """Whether nothing can be entered any more."""
        return self.state in {"succeeded", "failed"}


class Conflict(Exception):
    """An idempotency key was used again for something else."""


class Store:
    """Sessions in the file ``sessions.sqlite3`` of *folder*, which is made where it is missing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / "sessions.sqlite3"
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)
            connection.execute("DELETE FROM sessions WHERE begun < ?", (_now() - _KEPT_SECONDS,))

    def begin(self, key: str, *, registration: str, return_url: str, name: str, language: str) -> Stored:
        """A session for the idempotency *key*: a new one, or the one made before; Conflict where that
        differs.
        """
        session = (
            secrets.token_urlsafe(18),
            key,
            registration,
            return_url,
            name,
            language,
            secrets.token_urlsafe(18),
        )
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO sessions"
                " (id, idempotency_key, registration, return_url, offered_name, language, form_token, begun)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (idempotency_key) DO NOTHING",
                (*session, _now()),
            )
            found = self._one(connection, "idempotency_key", key)
        assert found is not None  # noqa: S101 - it was just inserted, or was there
        if (found.registration, found.return_url, found.offered_name, found.language) != session[2:6]:
            raise Conflict
        return found

    def get(self, session: str) -> Stored | None:
        """The session, or None; one whose hour has passed unused has failed as abandoned."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE sessions SET state = 'failed', reason = ? WHERE id = ? AND begun < ?"
                " AND state IN ('open', 'challenge')",
                (Reason.ABANDONED, session, _now() - _OPEN_SECONDS),
            )
            return self._one(connection, "id", session)

    def fail(self, session: str, reason: Reason) -> bool:
        """End the session without a card; False where it had ended before."""
        return self._move(
            "SET state = 'failed', reason = ?, brand = NULL, last4 = NULL, exp_year = NULL, exp_month = NULL,"
            " name = NULL WHERE id = ? AND state IN ('open', 'challenge')",
            (reason, session),
        )

    def enter(self, session: str, entered: Entered, *, challenge: bool) -> bool:
        """Take the card down, or ask for the challenge first; False where another card was entered before."""
        card = entered.card
        return self._move(
            "SET state = ?, reference = ?, brand = ?, last4 = ?, exp_year = ?, exp_month = ?, name = ?"
            " WHERE id = ? AND state = 'open'",
            (
                "challenge" if challenge else "succeeded",
                None if challenge else _reference(),
                card.brand,
                card.number[-4:],
                entered.exp_year,
                entered.exp_month,
                entered.name,
                session,
            ),
        )

    def approve(self, session: str) -> bool:
        """The challenge was passed; False where there is none any more."""
        return self._move(
            "SET state = 'succeeded', reference = ? WHERE id = ? AND state = 'challenge'",
            (_reference(), session),
        )

    def _move(self, change: str, values: tuple[object, ...]) -> bool:
        with self._connection() as connection:
            return connection.execute(f"UPDATE sessions {change}", values).rowcount == 1

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=5.0)) as connection, connection:
            yield connection

    @staticmethod
    def _one(connection: sqlite3.Connection, column: str, value: str) -> Stored | None:
        columns = ", ".join(field.name for field in fields(Stored))
        row = connection.execute(
            f"SELECT {columns} FROM sessions WHERE {column} = ?",  # noqa: S608 - both names are our own
            (value,),
        ).fetchone()
        return None if row is None else Stored(*row)


def _now() -> int:
    return int(clock.now().timestamp())


def _reference() -> str:
    return f"card_{secrets.token_urlsafe(12)}"
