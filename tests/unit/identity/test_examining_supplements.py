"""Supplementary documents: which one carries an address that counts (IDV-7, IDV-14)."""

from __future__ import annotations

from datetime import date

import pytest

from factories.examined import finding, matter, told
from factories.machine import bare, document, field, seen, unknown
from kaitsu.identity.findings import Suggestion
from kaitsu.identity.machine.examining import examine

pytestmark = pytest.mark.rule("IDV-9", "IDV-14")
SUPPLEMENT = "supplement:residence_certificate"


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(
    ("changed", "verdict", "code"),
    [
        ({}, "same", "supplement_fits"),
        ({"issued": field("2026年8月1日", date(2026, 8, 1))}, "different", "too_old"),
        ({"issued": field("2027年1月1日", date(2027, 1, 1))}, "different", "issued_in_future"),
        ({"issued": None}, "unreadable", "no_issue_date"),
        ({"name": field("大野 太郎")}, "different", "different"),
        ({"name": None}, "unreadable", "no_name_on_it"),
        ({"address": field("東京都新宿区西新宿2-8-1")}, "different", "different"),
    ],
)
def test_a_supplement(changed: dict[str, object], verdict: str, code: str) -> None:
    parts = ("supplement", f"image:{SUPPLEMENT}")
    wanted = matter("disability_certificate", *parts, needed=("front", SUPPLEMENT))
    own = document("disability_certificate", address=None)
    more = document("residence_certificate", **changed)  # type: ignore[arg-type]

    found = examine(wanted, [seen("front", own), seen(SUPPLEMENT, more)])

    assert told(found, "supplement") == (verdict, code)
    assert (found.suggestion is Suggestion.APPROVE) is (verdict == "same")


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(
    ("utility", "verdict"),
    [("electricity", "same"), ("city_gas", "same"), ("water", "same"), ("lp_gas", "different"), ("", "unreadable")],
)  # fmt: skip
def test_a_receipt_by_its_utility(utility: str, verdict: str) -> None:
    slot = "supplement:utility_receipt"
    wanted = matter("disability_certificate", "supplement", needed=("front", slot))
    receipt = document("utility_receipt", remarks={"utility": utility})

    found = examine(wanted, [seen("front", document("disability_certificate")), seen(slot, receipt)])

    assert finding(found, "supplement").verdict == verdict


def test_a_supplement_that_is_none() -> None:
    slot = "supplement:utility_receipt"
    wanted = matter("disability_certificate", "supplement", f"image:{slot}", needed=("front", slot))
    own = seen("front", document("disability_certificate"))

    other = examine(wanted, [own, seen(slot, document("residence_certificate"))])
    nothing = examine(wanted, [own, seen(slot, unknown())])

    assert told(other, "supplement") == ("different", "other_kind")
    assert told(nothing, "supplement") == ("unreadable", "not_recognised")
    assert nothing.suggestion is Suggestion.ASK_AGAIN


@pytest.mark.rule("IDV-7")
def test_an_address_that_nobody_asked_for_is_no_supplement() -> None:
    more = matter("disability_certificate", "image:extra:1")
    own = document("disability_certificate", address=None)
    gas = bare("utility_receipt", "front", "address", remarks={"utility": "lp_gas"})

    found = examine(more, [seen("front", own), seen("extra:1", gas)])

    assert finding(found, "address").verdict == "unreadable"
    assert found.suggestion is Suggestion.PERSON
