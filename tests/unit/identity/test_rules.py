"""The door, the images that a document needs, what a file may be, deadlines (IDV-2 to IDV-8, IDV-13)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.identity import rules
from kaitsu.identity.rules import Door, Slot
from kaitsu.kernel.clock import TOKYO
from kaitsu.operator_profile import load
from kaitsu.operator_profile.verification import DocumentKind, Lock, Supplement

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=TOKYO)
LOCK = Lock(tries=5, minutes=30, tries_for_good=10)
IDENTITY = load("default").identity
RECEIPT = next(each for each in IDENTITY.supplements if each.key == "utility_receipt")


def kind(key: str) -> DocumentKind:
    """The document *key* of the guide."""
    return next(each for each in IDENTITY.documents if each.key == key)


def keys(slots: tuple[Slot, ...]) -> list[str]:
    """The keys of *slots*."""
    return [slot.key for slot in slots]


@pytest.mark.rule("IDV-2")
def test_wrong_dates_lock_the_door_for_a_while_and_then_for_good() -> None:
    door = Door()
    states = []
    for _ in range(10):
        door = rules.after_wrong_try(door, LOCK, NOW)
        states.append(
            (door.locked(NOW), door.locked(NOW + timedelta(minutes=30)), rules.tries_left(door, LOCK))
        )

    open_again = [(False, False, left) for left in (4, 3, 2, 1)]
    assert states == [*open_again, (True, False, 5), *open_again, (True, True, 0)]


#: Each accepted document of the guide, the answers, and the images that it then needs.
NEEDED = [
    ("drivers_licence", {"address_on_back": False}, ["front"]),
    ("drivers_licence", {"address_on_back": True}, ["front", "back"]),
    ("health_insurance", {"address_on_back": False, "dependant": False}, ["front"]),
    ("health_insurance", {"address_on_back": True, "dependant": False}, ["front", "back"]),
    ("health_insurance", {"address_on_back": False, "dependant": True}, ["front", "own_name"]),
    ("health_insurance", {"address_on_back": True, "dependant": True}, ["front", "back", "own_name"]),
    ("japanese_passport", {}, ["photo_page", "address_page"]),
    ("special_permanent_resident", {"address_on_back": False}, ["front"]),
    ("special_permanent_resident", {"address_on_back": True}, ["front", "back"]),
    ("resident_register_card", {"address_on_back": True}, ["front", "back"]),
    ("residence_card", {"address_on_back": False}, ["front"]),
    ("disability_certificate", {"address_written": True, "address_on_back": False}, ["front"]),
    ("disability_certificate", {"address_written": True, "address_on_back": True}, ["front", "back"]),
    (
        "disability_certificate",
        {"address_written": False, "address_on_back": False},
        ["front", "supplement:utility_receipt"],
    ),
]


@pytest.mark.rule("IDV-4", "IDV-5", "IDV-6")
@pytest.mark.parametrize(("key", "answers", "needed"), NEEDED)
def test_what_each_document_needs(key: str, answers: dict[str, bool], needed: list[str]) -> None:
    assert keys(rules.needed_images(kind(key), answers, RECEIPT)) == needed


@pytest.mark.rule("IDV-5")
def test_every_document_of_the_guide_is_in_that_table() -> None:
    assert {document.key for document in IDENTITY.documents} == {row[0] for row in NEEDED}


@pytest.mark.rule("IDV-13")
@pytest.mark.parametrize(
    ("asked", "supplement", "needed"),
    [
        (["back"], None, ["back"]),
        (["front", "supplement:utility_receipt"], RECEIPT, ["front", "supplement:utility_receipt"]),
        (["front"], RECEIPT, ["front"]),
    ],
)
def test_a_second_attempt_needs_what_was_asked(
    asked: list[str], supplement: Supplement | None, needed: list[str]
) -> None:
    answers = {"address_on_back": False}

    assert keys(rules.needed_images(kind("drivers_licence"), answers, supplement, asked)) == needed


@pytest.mark.rule("IDV-7")
def test_a_supplement_tells_what_counts() -> None:
    answers = {"address_written": False, "address_on_back": False}
    slot = rules.needed_images(kind("disability_certificate"), answers, RECEIPT)[-1]

    assert slot.name.ja == "公共料金の領収書"
    assert any("3か月以内" in text.ja for text in slot.advice)
    assert rules.needed_images(kind("disability_certificate"), answers)[-1].key == "front"


@pytest.mark.rule("IDV-4", "IDV-7")
@pytest.mark.parametrize(
    ("answers", "supplement", "found"),
    [
        (
            {},
            "",
            [("identity.question_open", "address_written"), ("identity.question_open", "address_on_back")],
        ),
        ({"address_written": True, "address_on_back": False}, "", []),
        (
            {"address_written": False, "address_on_back": False},
            "",
            [("identity.supplement_open", "supplement")],
        ),
        (
            {"address_written": False, "address_on_back": False},
            "x",
            [("identity.supplement_open", "supplement")],
        ),
        ({"address_written": False, "address_on_back": False}, "utility_receipt", []),
    ],
)
def test_what_is_missing_in_a_choice(
    answers: dict[str, bool], supplement: str, found: list[tuple[str, str]]
) -> None:
    problems = rules.choice_problems(kind("disability_certificate"), answers, supplement, IDENTITY)

    assert [(problem.code, problem.field) for problem in problems] == found


FRONT = rules.needed_images(kind("drivers_licence"), {"address_on_back": False})


@pytest.mark.rule("IDV-8")
@pytest.mark.parametrize(
    ("filled", "offered"),
    [
        (set(), ["front", "extra:1"]),
        ({"front", "extra:1"}, ["front", "extra:1", "extra:2"]),
        ({"extra:3"}, ["front", "extra:3", "extra:4"]),
        ({"extra:1", "extra:2", "extra:3", "extra:4"}, ["front", "extra:1", "extra:2", "extra:3", "extra:4"]),
    ],
)
def test_more_pictures_are_offered_while_files_are_left(filled: set[str], offered: list[str]) -> None:
    slots = rules.open_slots(FRONT, filled, IDENTITY.uploads.max_files)

    assert keys(slots) == offered
    assert [slot.optional for slot in slots] == [key.startswith("extra:") for key in offered]


MOST = 5 * 1024 * 1024
FULL = {"front", "extra:1", "extra:2", "extra:3", "extra:4"}


@pytest.mark.rule("IDV-8")
@pytest.mark.parametrize(
    ("slot", "size", "filled", "code"),
    [
        ("front", 1, set(), None),
        ("front", MOST, set(), None),
        ("front", MOST + 1, set(), "identity.too_large"),
        ("front", 0, set(), "identity.empty"),
        ("extra:1", 1, set(), None),
        ("extra:2", 1, set(), "identity.too_many_files"),
        ("front", 1, FULL, None),
        ("extra:4", 1, FULL, None),
        ("extra:5", 1, FULL, "identity.too_many_files"),
        ("back", 1, set(), "identity.slot_unknown"),
        ("../../etc/passwd", 1, set(), "identity.slot_unknown"),
    ],
)
def test_what_may_be_uploaded(slot: str, size: int, filled: set[str], code: str | None) -> None:
    problem = rules.upload_problem(slot, size, FRONT, filled, IDENTITY.uploads)

    assert (problem.code if problem else None) == code


@pytest.mark.rule("IDV-4")
def test_what_is_still_missing_is_named() -> None:
    both = rules.needed_images(kind("drivers_licence"), {"address_on_back": True})

    (problem,) = rules.missing(both, {"front"})

    assert (problem.field, problem.values["name"].ja) == ("back", "うら面")  # type: ignore[attr-defined]
    assert rules.missing(both, {"front", "back", "extra:1"}) == []


@pytest.mark.rule("IDV-13")
@pytest.mark.parametrize(
    ("hours_before_the_deadline", "hours_of_review", "hours_left_after"),
    [(240, 48, 240), (72, 24, 72), (71, 24, 72), (0, 100, 72)],
)
def test_being_asked_again_leaves_the_time_that_was_left_or_three_days(
    hours_before_the_deadline: int, hours_of_review: int, hours_left_after: int
) -> None:
    deadline = NOW + timedelta(hours=hours_before_the_deadline)
    decided = NOW + timedelta(hours=hours_of_review)

    left = decided + timedelta(hours=hours_left_after)
    assert rules.deadline_after_review(deadline, NOW, decided) == rules.last_moment(left)


@pytest.mark.rule("IDV-13")
@given(st.integers(0, 20 * 366 * 86400).map(lambda seconds: NOW + timedelta(seconds=seconds)))
def test_days_end_with_the_day_that_people_are_told(moment: datetime) -> None:
    end = rules.last_moment(moment)

    assert end.astimezone(TOKYO).date() == moment.astimezone(TOKYO).date()
    assert end >= moment
    assert (end + timedelta(seconds=1)).astimezone(TOKYO).date() > end.astimezone(TOKYO).date()


@pytest.mark.rule("MAI-1")
@pytest.mark.parametrize(("hour", "days"), [(0, 1), (8, 1), (9, 2), (23, 2)])
def test_nobody_is_reminded_at_night(hour: int, days: int) -> None:
    now = datetime(2026, 11, 18, hour, 30, tzinfo=TOKYO)

    assert rules.remind_until(now) == datetime(2026, 11, 18 + days, 23, 59, 59, tzinfo=TOKYO)


@pytest.mark.rule("IDV-11")
def test_the_promise_of_a_result() -> None:
    assert rules.result_due(NOW, IDENTITY) == NOW + timedelta(days=3)
