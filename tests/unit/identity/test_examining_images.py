"""The images of an attempt: what is asked for again, what one page or one more picture may stand for (IDV-14)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories.examined import FRONT, TABLE, matter, told
from factories.machine import CLAIMS, bare, document, failed, field, seen, unknown
from kaitsu.identity.findings import Suggestion
from kaitsu.identity.judging import Mark, Outcome, outcome, problems
from kaitsu.identity.machine.examining import Matter, examine
from kaitsu.identity.machine.papers import Seen
from kaitsu.reading.advice import Advice

pytestmark = pytest.mark.rule("IDV-9", "IDV-14")


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


def test_a_readable_picture_against_which_something_stands_goes_to_a_person() -> None:
    glaring = seen("front", document(advice=(Advice("reading.glare", blocks=True),)))

    found = examine(matter(), [glaring])

    assert told(found, "image:front") == ("close", "glare")
    assert found.suggestion is Suggestion.PERSON


def test_what_the_first_look_feared_and_reading_lifted_stands_against_nothing() -> None:
    lifted = document(advice=(Advice("reading.glare", blocks=False),))
    found = examine(matter(), [seen("front", lifted, blocked=("reading.glare",))])
    assert told(found, "image:front") == ("same", "as_asked")
    assert found.suggestion is Suggestion.APPROVE

    for still in (document(), document(advice=(Advice("reading.shadow", blocks=False),)), unknown()):
        found = examine(matter(), [seen("front", still, blocked=("reading.glare",))])
        assert told(found, "image:front")[1] == "glare"
    one_of_two = Advice("reading.glare", blocks=False), Advice("reading.glare", blocks=True)
    found = examine(matter(), [seen("front", document(advice=one_of_two), blocked=("reading.glare",))])
    assert told(found, "image:front") == ("close", "glare")


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


@pytest.mark.rule("IDV-6")
def test_one_more_picture_of_the_same_document_is_of_it() -> None:
    more = matter("drivers_licence", "image:extra:1")
    moved = document(address=field("東京都新宿区西新宿2-8-1"))

    found = examine(more, [seen("front", moved), seen("extra:1", bare("drivers_licence", "back", "address"))])

    assert told(found, "address") == ("same", "same")


def test_a_side_that_the_reader_does_not_know_may_be_any_of_the_document() -> None:
    both = matter("health_insurance", "image:own_name", needed=("front", "own_name"))
    card = seen("front", document("health_insurance"))

    found = examine(both, [card, replace(card, slot="own_name")])

    assert found.suggestion is Suggestion.APPROVE
