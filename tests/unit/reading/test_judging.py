"""Whether a document may serve, from a table of terms (IDV-5, IDV-6, IDV-7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest

from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.document import Document, FieldRead
from kaitsu.reading.findings_words import MESSAGES
from kaitsu.reading.judging import Table, Terms, judge, judge_together
from kaitsu.reading.look import Look
from kaitsu.reading.quality import Figures

LOOK = Look((), Figures(0.6, 1.0, 220.0, 0.0, 0.5, 1400, 0.1), ())
TABLE = Table(
    date(2026, 11, 22),
    {
        "drivers_licence": Terms(
            "drivers_licence", ("front",), prefectural=True, address_on=("front", "back")
        ),
        "resident_register_card": Terms("resident_register_card", ("front",), face_photo=True),
        "residence_certificate": Terms(
            "residence_certificate", ("front",), unexpired=False, max_age_months=3
        ),
        "utility_receipt": Terms(
            "utility_receipt",
            unexpired=False,
            max_age_months=3,
            utilities=("electricity", "water"),
        ),
        "disability_certificate": Terms(
            "disability_certificate",
            ("front",),
            unexpired=False,
            address_on=("front", "back"),
            supplement=True,
        ),
        "japanese_passport": Terms(
            "japanese_passport", ("photo_page", "address_page"), address_on=("address_page",)
        ),
    },
)
FUTURE = date(2030, 1, 1)


def field(text: str = "", day: date | None = None, *, certain: bool = True, problem: str = "") -> FieldRead:
    return FieldRead(text, 0.99, certain, (), np.zeros((4, 2), np.float32), day, problem)


def document(
    kind: str, side: str = "front", fields: Mapping[str, FieldRead] | None = None, **remarks: object
) -> Document:
    return Document(kind, side, 1.0, LOOK, fields or {}, None, remarks)


def codes(found: Document, announced: str = "") -> list[str]:
    return [each.code.removeprefix("reading.") for each in judge(found, TABLE, announced)]


def licence(expiry: FieldRead | None = None, issuer: str = "東京都公安委員会", **remarks: object) -> Document:
    return document(
        "drivers_licence",
        "front",
        {"expiry": expiry or field("", FUTURE), "issuer": field(issuer)},
        **remarks,
    )


@pytest.mark.rule("IDV-5")
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (licence(), []),
        (licence(field("", date(2026, 11, 22))), []),
        (licence(field("", date(2026, 11, 21))), ["expired"]),
        (licence(field("", None)), ["no_expiry"]),
        (licence(field("", FUTURE, certain=False)), ["expiry_uncertain"]),
        (licence(issuer="見本株式会社"), ["other_issuer"]),
        (licence(international=True), ["international"]),
        (licence(field("", None, problem="date.contradiction")), ["dates_contradict", "no_expiry"]),
        (document("drivers_licence", "back"), []),
        (document("resident_register_card", "front", {"expiry": field("", FUTURE)}, face_photo=True), []),
        (
            document("resident_register_card", "front", {"expiry": field("", FUTURE)}, face_photo=False),
            ["no_face_photo"],
        ),
        (document("my_number_card", "back", forbidden=True), ["my_number"]),
        (document("my_number_card"), ["not_accepted"]),
        (document("", ""), ["not_recognised"]),
    ],
)
def test_identity_documents(found: Document, expected: list[str]) -> None:
    assert codes(found) == expected


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (field("", date(2026, 8, 22)), []),
        (field("", date(2026, 8, 21)), ["too_old"]),
        (field("", date(2026, 11, 23)), ["issued_in_future"]),
        (field("", date(2026, 11, 1), certain=False), ["no_issue_date"]),
        (None, ["no_issue_date"]),
    ],
)
def test_supplements_are_not_older_than_their_months(issued: FieldRead | None, expected: list[str]) -> None:
    assert codes(document("residence_certificate", "front", {"issued": issued} if issued else {})) == expected


@pytest.mark.rule("IDV-7")
@pytest.mark.parametrize(
    ("utility", "expected"), [("water", []), ("lp_gas", ["utility"]), ("", ["utility_unknown"])]
)
def test_only_the_utilities_of_the_table_are_accepted(utility: str, expected: list[str]) -> None:
    found = document("utility_receipt", "front", {"issued": field("", date(2026, 11, 1))}, utility=utility)
    assert codes(found) == expected


def test_another_kind_than_announced_is_said() -> None:
    assert codes(licence(), "japanese_passport") == ["other_kind"]
    assert codes(licence(), "drivers_licence") == []


def together(kind: str, *found: Document, needed: tuple[str, ...] = ()) -> list[str]:
    return [each.code.removeprefix("reading.") for each in judge_together(found, TABLE, kind, needed)]


@pytest.mark.rule("IDV-4", "IDV-5", "IDV-6")
def test_what_the_images_lack_together() -> None:
    address = {"address": field("東京都千代田区霞が関2-1-2")}
    front = document("drivers_licence", "front", address)
    assert together("drivers_licence", front) == []
    assert together("drivers_licence", front, needed=("front", "back")) == ["side_missing"]
    assert together("drivers_licence", document("drivers_licence")) == ["no_address"]
    photo = document("japanese_passport", "photo_page")
    assert together("japanese_passport", photo) == ["side_missing"]
    assert together("japanese_passport", photo, document("japanese_passport", "address_page")) == [
        "no_address"
    ]
    handbook = document("disability_certificate")
    assert together("disability_certificate", handbook) == ["no_address_supplement"]
    assert (
        together("disability_certificate", handbook, document("residence_certificate", "front", address))
        == []
    )
    assert together("nothing_known") == []


@pytest.mark.rule("IDV-6")
def test_two_sides_with_two_birth_dates_are_a_finding() -> None:
    one = document("japanese_passport", "photo_page", {"birth_date": field("", date(1986, 5, 1))})
    other = document(
        "japanese_passport",
        "address_page",
        {"birth_date": field("", date(1986, 5, 2)), "address": field("x")},
    )
    found = judge_together((one, other), TABLE, "japanese_passport")
    assert [(each.code, each.verdict) for each in found] == [("reading.sides_differ", Verdict.DIFFERENT)]


def test_every_finding_has_its_words_in_both_languages() -> None:
    for words in MESSAGES.values():
        assert words.text("ja", {"day": "2026-01-01", "months": "3"})
        assert words.text("en", {"day": "2026-01-01", "months": "3"})
