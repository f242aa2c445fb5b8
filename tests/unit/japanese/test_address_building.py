"""What follows the numbers of an address, taken apart: name, numbers, floors, care of, and what is the room."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaitsu.japanese.address_building import read_building

TABLE = Path(__file__).parent / "data" / "address_buildings.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


@pytest.mark.rule("ADR-1", "ADR-2")
@pytest.mark.parametrize(("text", "fields"), ROWS)
def test_given_the_end_of_an_address_when_read_then_each_part_is_told(text: str, fields: str) -> None:
    building = read_building(json.loads(text))

    told = {
        name: list(part) if isinstance(part, tuple) else part for name, part in building._asdict().items()
    }
    assert {name: part for name, part in told.items() if part} == json.loads(fields)
