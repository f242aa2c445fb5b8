"""The readings of a document: a finding for each part, and what the machine would do (IDV-9, IDV-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from factories.examined import FRONT, TABLE, TODAY, finding, matter, told
from factories.machine import CLAIMS, bare, document, field, seen
from kaitsu.identity.findings import PartFinding, Suggestion
from kaitsu.identity.judging import Outcome, outcome
from kaitsu.identity.machine.examining import Matter, examine

pytestmark = pytest.mark.rule("IDV-9", "IDV-14")


def test_where_everything_is_the_same_the_machine_would_approve() -> None:
    found = examine(matter(), [seen("front", document())])

    assert [each.part for each in found.findings] == list(FRONT)
    assert found.suggestion is Suggestion.APPROVE
    assert outcome(found.verdicts, FRONT) is Outcome.APPROVE


def test_a_finding_says_where_it_was_read() -> None:
    image = seen("front", document(), crops={(0, "name"): 7})

    name = finding(examine(matter(), [image]), "name")

    assert (name.image, name.crop, name.read, name.registered) == (image.image, 7, "大野 花子", "大野 花子")
    assert name.region == ((0.04, 0.08), (0.24, 0.08), (0.24, 0.16), (0.04, 0.16))
    assert PartFinding.of(name.data) == name


@pytest.mark.parametrize(
    ("changed", "part", "verdict", "code"),
    [
        ({"name": field("大野 華子")}, "name", "different", "different"),
        ({"name": field("大野 花子", certain=False)}, "name", "unreadable", "unreadable"),
        ({"name": field("大野 花子", confidence=0.49)}, "name", "unreadable", "unreadable"),
        ({"name": field("OHNO HANAKO")}, "name", "close", "close"),
        ({"name": None}, "name", "unreadable", "not_found"),
        ({"birth_date": field("1980年1月2日", date(1980, 1, 2))}, "birth_date", "different", "different"),
        ({"birth_date": field("19？0年1月1日")}, "birth_date", "unreadable", "unreadable"),
        ({"address": field("東京都港区六本木1-2-4")}, "address", "different", "different"),
        ({"address": field("東京都港区六本木1-2-3")}, "address", "close", "close"),
        ({"address": None}, "address", "unreadable", "no_address"),
        ({"expiry": field("2026年11月21日", date(2026, 11, 21))}, "expiry", "different", "expired"),
        ({"expiry": None}, "expiry", "unreadable", "no_expiry"),
        ({"expiry": field("2090年6月1日", date(2090, 6, 1), certain=False)},
         "expiry", "unreadable", "expiry_uncertain"),
        ({"issuer": field("見本市長")}, "kind", "unreadable", "other_issuer"),
        ({"remarks": {"international": True}}, "kind", "different", "international"),
    ],
)  # fmt: skip
def test_what_is_not_plainly_the_same_goes_to_a_person(
    changed: dict[str, object], part: str, verdict: str, code: str
) -> None:
    found = examine(matter(), [seen("front", document(**changed))])  # type: ignore[arg-type]

    assert told(found, part) == (verdict, code)
    assert (found.suggestion, found.verdicts) == (Suggestion.PERSON, ())


def test_a_date_in_two_notations_that_disagree_is_unreadable() -> None:
    twice = replace(field("1980年(昭和56年)1月1日", date(1980, 1, 1)), problem="date.contradiction")

    found = examine(matter(), [seen("front", document(birth_date=twice))])

    assert told(found, "birth_date") == ("unreadable", "dates_contradict")


def test_the_last_day_of_a_document_is_a_day_of_it() -> None:
    found = examine(matter(), [seen("front", document(expiry=field("今日", TODAY)))])

    assert told(found, "expiry") == ("same", "not_expired")


@pytest.mark.rule("IDV-5")
def test_a_card_without_a_photograph() -> None:
    card = document("resident_register_card", remarks={"face_photo": False})

    found = examine(matter("resident_register_card"), [seen("front", card)])

    assert told(found, "kind") == ("different", "no_face_photo")


def test_other_documents_than_the_one_that_was_chosen() -> None:
    other = examine(matter(), [seen("front", document("residence_card"))])
    unaccepted = examine(matter(), [seen("front", document("my_number_card"))])
    back = examine(matter(), [seen("front", document(side="back"))])

    assert told(other, "kind") == told(other, "image:front") == ("different", "other_kind")
    assert told(unaccepted, "kind")[0] == "different"
    assert told(back, "image:front") == ("different", "wrong_side")
    assert {each.suggestion for each in (other, unaccepted, back)} == {Suggestion.PERSON}


@pytest.mark.rule("IDV-6")
def test_the_address_on_the_back_is_the_present_one() -> None:
    both = matter("drivers_licence", "image:back", needed=("front", "back"))
    moved = document(address=field("東京都新宿区西新宿2-8-1"))
    back = bare("drivers_licence", "back", "address")

    found = examine(both, [seen("front", moved), seen("back", back)])

    assert found.suggestion is Suggestion.APPROVE
    assert finding(found, "address").read == CLAIMS.address


def test_two_sides_with_two_birth_dates() -> None:
    both = matter("drivers_licence", "image:back", needed=("front", "back"))
    back = document(side="back", birth_date=field("1980年1月2日", date(1980, 1, 2)))

    found = examine(both, [seen("front", document()), seen("back", back)])

    assert finding(found, "birth_date").verdict == "different"


def test_kanji_that_one_side_leaves_open_are_on_another() -> None:
    both = matter("residence_card", "image:back", needed=("front", "back"))
    latin = document("residence_card", name=field("OHNO HANAKO"))
    back = bare("residence_card", "back", "name", "address")

    assert examine(both, [seen("front", latin), seen("back", back)]).suggestion is Suggestion.APPROVE
    alone = matter("residence_card")
    assert told(examine(alone, [seen("front", latin)]), "name") == ("close", "close")


def test_a_part_that_nobody_knows_is_found_nowhere() -> None:
    assert told(examine(matter("drivers_licence", "height"), []), "height") == ("unreadable", "not_found")


@pytest.mark.parametrize("kind", ["drivers_licence", "residence_card", "disability_certificate"])
def test_a_sheet_with_the_right_words_and_no_photograph_goes_to_a_person(kind: str) -> None:
    sheet = examine(matter(kind), [seen("front", document(kind, remarks={"face_photo": False}))])
    card = examine(matter(kind), [seen("front", document(kind, remarks={"face_photo": True}))])

    assert {each.verdict for each in sheet.findings} == {"same"}
    assert (sheet.suggestion, sheet.verdicts) == (Suggestion.PERSON, ())
    assert card.suggestion is Suggestion.APPROVE


def test_an_old_document_without_expiry_of_its_kind_is_not_judged_by_it() -> None:
    forever = Matter("residence_certificate", ("expiry",), CLAIMS, TABLE)

    found = examine(forever, [seen("front", bare("residence_certificate", "front"))])

    assert told(found, "expiry") == ("same", "not_expired")
