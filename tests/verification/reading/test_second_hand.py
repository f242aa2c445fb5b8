"""Documents that other code draws and photographs are read as well: nothing leans on our own specimens."""

from __future__ import annotations

import pytest

from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.adapters.rapid import shared
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import compare, verdict_of
from kaitsu.reading.look import look_at
from kaitsu.reading.reader import read_file
from verification.reading.otherwise.pairs import photographed


@pytest.mark.rule("IDV-9")
@pytest.mark.parametrize(
    ("kind", "side", "how"),
    [
        ("drivers_licence", "front", "tilted"),
        ("residence_card", "front", "overhead_lamp"),
        ("my_number_card", "front", "sideways"),
        ("residence_certificate", "front", "scanned"),
        ("utility_receipt", "front", "half_shade"),
    ],
)
def test_another_hands_documents_are_read(kind: str, side: str, how: str) -> None:
    data, printed, claims = photographed((kind, side), how, 7)
    found = read_file(data, shared())[0]
    assert (found.kind, found.side) == (kind, side)
    assert {"name", "address"} <= set(found.fields)
    if "birth_date" in printed:
        assert found.fields["birth_date"].day is not None
        assert found.fields["birth_date"].day.isoformat() == printed["birth_date"]
    assert verdict_of(compare(found, Claims.of(claims)), "name") in (Verdict.SAME, Verdict.CLOSE)


@pytest.mark.rule("IDV-10")
@pytest.mark.parametrize("how", ["out_of_focus", "night", "hand_over", "far_away", "part_only", "static"])
def test_another_cameras_bad_photographs_are_told(how: str) -> None:
    data, *_ = photographed(("drivers_licence", "front"), how, 8)
    assert not look_at(data)[0].usable


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(("how", "seed"), [("tilted", 3), ("half_shade", 4)])
def test_nothing_is_kept_of_another_hands_certificate_with_a_my_number(how: str, seed: int) -> None:
    data, *_ = photographed(("residence_certificate", "numbered"), how, seed)
    found = read_file(data, shared())[0]
    assert (found.kind, found.fields, found.page) == ("residence_certificate", {}, None)
    assert found.remarks == {"forbidden": True}
