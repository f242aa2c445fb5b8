"""All readings of an attempt: a finding for each part, and what the machine would do (IDV-9, IDV-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.machine import CLAIMS, bare, document, failed, field, seen, unknown
from kaitsu.identity.findings import PartFinding, Suggestion
from kaitsu.identity.judging import Mark, Outcome, outcome, problems
from kaitsu.identity.machine.examining import Examined, Matter, examine
from kaitsu.identity.machine.papers import Seen
from kaitsu.identity.machine.table import table_of
from kaitsu.operator_profile import load
from kaitsu.reading.advice import Advice

pytestmark = pytest.mark.rule("IDV-9", "IDV-14")

TODAY = date(2026, 11, 22)
IDENTITY = load().on(TODAY).identity
TABLE = table_of(IDENTITY, TODAY)
FRONT = ("image:front", "kind", "name", "birth_date", "address", "expiry")
SUPPLEMENT = "supplement:residence_certificate"


def matter(kind: str = "drivers_licence", *more: str, **changed: object) -> Matter:
    """An attempt with a document of *kind* whose front is needed, and the parts *more*."""
    return replace(Matter(kind, (*FRONT, *more), CLAIMS, TABLE, needed=("front",)), **changed)  # type: ignore[arg-type]


def finding(found: Examined, part: str) -> PartFinding:
    """What was found of *part*."""
    return next(each for each in found.findings if each.part == part)


def told(found: Examined, part: str) -> tuple[str, str]:
    """Verdict and code of *part*."""
    one = finding(found, part)
    return one.verdict, one.code


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


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("blurred", "blurred"), ("shaken", "blurred"), ("grainy", "blurred"), ("glare", "glare"),
        ("cut", "cut_off"), ("dark", "dark"), ("small", "other_image"), ("nothing", "other_image"),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_read_is_asked_for_again(code: str, reason: str) -> None:
    image = seen("front", unknown(f"reading.{code}"))

    found = examine(matter(), [image])

    assert found.suggestion is Suggestion.ASK_AGAIN
    assert told(found, "image:front") == ("unreadable", code)
    assert problems(found.verdicts, FRONT) == []
    assert outcome(found.verdicts, FRONT) is Outcome.ASK_AGAIN
    picture = found.verdicts[0]
    assert (picture.mark, picture.reason, picture.image) == (Mark.UNREADABLE, reason, image.image)


def test_only_what_cannot_be_read_is_asked_for() -> None:
    both = matter("drivers_licence", "image:back", needed=("front", "back"))

    found = examine(both, [seen("front", document()), seen("back", unknown(), blocked=("reading.glare",))])

    assert found.suggestion is Suggestion.ASK_AGAIN
    assert [(each.part, each.reason) for each in found.verdicts if each.reason] == [("image:back", "glare")]


@pytest.mark.parametrize(
    "images",
    [
        [failed("front")],
        [seen("front", unknown("reading.blurred"), insisted=True)],
        [],
        [seen("front", document()), seen("back", unknown("reading.dark")), failed("extra:1")],
        [seen("front", document()), seen("extra:1", unknown("reading.dark"))],
        [seen("front", document(name=field("大野 華子"))), seen("back", unknown("reading.dark"))],
        [seen("front", document(name=field("大野 花子", certain=False))), seen("back", unknown("reading.dark"))],
    ],
)  # fmt: skip
def test_what_a_second_picture_would_not_settle_is_not_asked_for(images: list[Seen]) -> None:
    parts = tuple(dict.fromkeys(f"image:{each.slot}" for each in images if each.slot != "front"))
    wanted = matter("drivers_licence", *parts, needed=("front",))

    assert examine(wanted, images).suggestion is Suggestion.PERSON


def test_the_machine_ends_no_application() -> None:
    image = seen("front", unknown("reading.blurred"))

    assert examine(matter(last=True), [image]).suggestion is Suggestion.PERSON


def test_an_image_that_is_not_there_leaves_it_to_a_person() -> None:
    wanted = matter(needed=("front", "back"))

    assert examine(wanted, [seen("front", document())]).suggestion is Suggestion.PERSON
    assert examine(Matter("drivers_licence", (), CLAIMS, TABLE), []).suggestion is Suggestion.PERSON


def test_a_part_that_nobody_knows_is_found_nowhere() -> None:
    assert told(examine(matter("drivers_licence", "height"), []), "height") == ("unreadable", "not_found")


def test_a_readable_picture_against_which_something_stands_goes_to_a_person() -> None:
    glaring = seen("front", document(advice=(Advice("reading.glare", blocks=True),)))

    found = examine(matter(), [glaring])

    assert told(found, "image:front") == ("close", "glare")
    assert found.suggestion is Suggestion.PERSON


def test_of_several_pages_the_right_one_counts() -> None:
    found = examine(matter(), [seen("front", unknown()), seen("front", document())])

    assert told(found, "image:front") == ("same", "as_asked")
    assert found.suggestion is Suggestion.APPROVE


def test_one_more_picture_may_show_anything() -> None:
    more = matter("drivers_licence", "image:extra:1")

    fine = examine(more, [seen("front", document()), seen("extra:1", bare("residence_certificate", "front"))])
    contrary = document("residence_certificate", name=field("大野 太郎"))
    against = examine(more, [seen("front", document()), seen("extra:1", contrary)])

    assert fine.suggestion is Suggestion.APPROVE
    assert told(against, "name") == ("different", "different")


def test_a_page_that_nobody_has_read_is_not_covered_by_another() -> None:
    found = examine(matter(), [seen("front", document()), failed("front")])

    assert told(found, "image:front") == ("unreadable", "not_read")
    assert found.suggestion is Suggestion.PERSON


@pytest.mark.rule("IDV-5", "IDV-6")
@pytest.mark.parametrize("side", ["front", "back"])
def test_one_more_picture_does_not_take_the_place_of_the_document(side: str) -> None:
    more = matter("drivers_licence", "image:extra:1")
    moved = document(address=field("東京都新宿区西新宿2-8-1"))
    besides = bare("residence_card", side, "address")

    elsewhere = examine(more, [seen("front", moved), seen("extra:1", besides)])
    sheet = replace(bare("", "", "name", "birth_date", "address"), side=side)
    nameless = document(name=None, birth_date=None)
    covered = examine(more, [seen("front", nameless), seen("extra:1", sheet)])

    assert told(elsewhere, "address") == ("different", "different")
    assert told(covered, "name") == told(covered, "birth_date") == ("unreadable", "not_found")
    assert {elsewhere.suggestion, covered.suggestion} == {Suggestion.PERSON}


@pytest.mark.rule("IDV-7")
def test_an_address_that_nobody_asked_for_is_no_supplement() -> None:
    more = matter("disability_certificate", "image:extra:1")
    own = document("disability_certificate", address=None)
    gas = bare("utility_receipt", "front", "address", remarks={"utility": "lp_gas"})

    found = examine(more, [seen("front", own), seen("extra:1", gas)])

    assert finding(found, "address").verdict == "unreadable"
    assert found.suggestion is Suggestion.PERSON


@pytest.mark.rule("IDV-6")
def test_one_more_picture_of_the_same_document_is_of_it() -> None:
    more = matter("drivers_licence", "image:extra:1")
    moved = document(address=field("東京都新宿区西新宿2-8-1"))

    found = examine(more, [seen("front", moved), seen("extra:1", bare("drivers_licence", "back", "address"))])

    assert told(found, "address") == ("same", "same")


@pytest.mark.parametrize("kind", ["drivers_licence", "residence_card", "disability_certificate"])
def test_a_sheet_with_the_right_words_and_no_photograph_goes_to_a_person(kind: str) -> None:
    sheet = examine(matter(kind), [seen("front", document(kind, remarks={"face_photo": False}))])
    card = examine(matter(kind), [seen("front", document(kind, remarks={"face_photo": True}))])

    assert {each.verdict for each in sheet.findings} == {"same"}
    assert (sheet.suggestion, sheet.verdicts) == (Suggestion.PERSON, ())
    assert card.suggestion is Suggestion.APPROVE


def test_a_side_that_the_reader_does_not_know_may_be_any_of_the_document() -> None:
    both = matter("health_insurance", "image:own_name", needed=("front", "own_name"))
    card = seen("front", document("health_insurance"))

    found = examine(both, [card, replace(card, slot="own_name")])

    assert found.suggestion is Suggestion.APPROVE


def test_an_old_document_without_expiry_of_its_kind_is_not_judged_by_it() -> None:
    forever = Matter("residence_certificate", ("expiry",), CLAIMS, TABLE)

    found = examine(forever, [seen("front", bare("residence_certificate", "front"))])

    assert told(found, "expiry") == ("same", "not_expired")


TEXTS = st.sampled_from(
    ["大野 花子", "大野 華子", "大野", "OHNO HANAKO", "", "東京都港区六本木1-2-3 見本ビル101"]
)
FIELDS = st.builds(
    field,
    TEXTS,
    st.none() | st.dates(date(1979, 12, 1), date(1980, 2, 1)),
    certain=st.booleans(),
    confidence=st.floats(0, 1),
)
DOCUMENTS = st.builds(
    document,
    st.sampled_from(["drivers_licence", "residence_card", "", "my_number_card"]),
    st.sampled_from(["front", "back", ""]),
    name=st.none() | FIELDS,
    birth_date=st.none() | FIELDS,
    address=st.none() | FIELDS,
    expiry=st.none() | FIELDS,
)
IMAGES = st.lists(
    st.builds(
        lambda slot, found: seen(slot, *found),
        st.sampled_from(["front", "back"]),
        st.lists(DOCUMENTS, max_size=2),
    ),
    max_size=3,
)


@given(IMAGES)
def test_whatever_was_read_approval_needs_every_field_read_and_the_same(images: list[Seen]) -> None:
    parts = tuple(dict.fromkeys(f"image:{each.slot}" for each in images if each.slot != "front"))
    found = examine(matter("drivers_licence", *parts), images)

    assert [each.part for each in found.findings] == [*FRONT, *parts]
    if found.suggestion is Suggestion.APPROVE:
        read = [d.fields["name"] for each in images for d in each.documents or () if "name" in d.fields]
        assert read
        assert all(each.certain and each.confidence >= 0.5 for each in read)
        assert {each.text.replace(" ", "") for each in read} == {"大野花子"}
    if found.suggestion is Suggestion.ASK_AGAIN:
        assert problems(found.verdicts, [*FRONT, *parts]) == []
        assert not any(each.verdict in ("different", "close") for each in found.findings)
    assert (found.suggestion is Suggestion.PERSON) is (found.verdicts == ())


@given(st.lists(DOCUMENTS, max_size=2), st.sampled_from(["name", "birth_date", "address"]))
def test_what_was_not_surely_read_is_never_the_same(documents: list[object], part: str) -> None:
    unsure = [
        replace(each, fields={k: replace(v, certain=False) for k, v in each.fields.items()})  # type: ignore[attr-defined,type-var]
        for each in documents
    ]

    found = examine(matter(), [seen("front", *unsure)])  # type: ignore[arg-type]

    assert finding(found, part).verdict != "same"
