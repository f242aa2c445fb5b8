"""From verdicts to the outcome, and to what is asked for next (IDV-13, IDV-17)."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.identity import judging
from kaitsu.identity.judging import Mark, Outcome, Region, Verdict, Wanted
from kaitsu.identity.reasons import PART_NAMES, REASONS, Asks, Follows, fitting
from kaitsu.operator_profile import load
from kaitsu.operator_profile.verification import DocumentKind

IDENTITY = load("default").identity
IMAGE = UUID(int=7)


def kind(key: str = "drivers_licence") -> DocumentKind:
    """The document *key* of the guide."""
    return next(each for each in IDENTITY.documents if each.key == key)


SLOTS = ("front", "back", "supplement:utility_receipt", "extra:1")
PARTS = judging.parts(kind(), SLOTS, supplement=True)


def found(**bad: str) -> list[Verdict]:
    """A verdict on every part; those in *bad* are not good, an image with a leading underscore."""
    named = {f"image:{key[1:]}" if key.startswith("_") else key: reason for key, reason in bad.items()}
    return [
        Verdict(part, Mark.UNREADABLE, named[part]) if part in named else Verdict(part, Mark.OK)
        for part in PARTS
    ]


@pytest.mark.rule("IDV-6", "IDV-17")
def test_every_image_and_every_field_is_judged() -> None:
    assert PARTS == (
        "image:front", "image:back", "image:supplement:utility_receipt", "image:extra:1",
        "kind", "name", "birth_date", "address", "expiry", "supplement",
    )  # fmt: skip
    undated = kind().model_copy(update={"unexpired": False})
    assert judging.parts(undated, ("front",), supplement=False) == (
        "image:front", "kind", "name", "birth_date", "address",
    )  # fmt: skip


@pytest.mark.rule("IDV-17")
@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        (found(), Outcome.APPROVE),
        (found(_front="blurred"), Outcome.ASK_AGAIN),
        (found(name="name_differs", address="back_needed"), Outcome.ASK_AGAIN),
        (found(name="blurred", kind="not_genuine"), Outcome.REFUSE),
        ([Verdict("kind", Mark.NOT_ACCEPTED, "not_genuine")], Outcome.REFUSE),
        (found(_front="blurred")[:-1], Outcome.INCOMPLETE),
        (found()[:-1], Outcome.INCOMPLETE),
        ([], Outcome.INCOMPLETE),
    ],
)
def test_what_verdicts_come_to(verdicts: list[Verdict], outcome: Outcome) -> None:
    assert judging.outcome(verdicts, PARTS) is outcome
    assert judging.problems(verdicts, PARTS) == []


@pytest.mark.rule("IDV-17")
@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(REASONS)), max_size=4), st.randoms())
def test_nothing_but_all_good_is_approved(reasons: list[str], chance: object) -> None:
    verdicts = found()
    for reason in reasons:
        part = chance.choice([part for part in PARTS if judging.sort_of(part) in REASONS[reason].fits])  # type: ignore[attr-defined]
        verdicts[PARTS.index(part)] = Verdict(part, Mark.DIFFERENT, reason)

    outcome = judging.outcome(verdicts, PARTS)

    assert (outcome is Outcome.APPROVE) == (not reasons)
    refused = any(reason.follows is Follows.REFUSE for reason in judging.reasons_of(verdicts))
    assert (outcome is Outcome.REFUSE) == refused


@pytest.mark.rule("IDV-17", "MAI-3")
@pytest.mark.parametrize(
    ("verdict", "codes"),
    [
        (Verdict("name", Mark.OK), []),
        (Verdict("shoe_size", Mark.OK), ["identity.part_unknown"]),
        (Verdict("name", Mark.OK, "blurred"), ["identity.reason_unasked"]),
        (Verdict("name", Mark.DIFFERENT), ["identity.reason_missing"]),
        (Verdict("name", Mark.DIFFERENT, "no_such_reason"), ["identity.reason_missing"]),
        (Verdict("name", Mark.DIFFERENT, "expired"), ["identity.reason_missing"]),
        (Verdict("name", Mark.OK, message="生年月日は1980年1月1日です"), ["identity.message_tells"]),
        (Verdict("name", Mark.OK, message="番号 1234-5678-9012"), ["identity.message_tells"]),
        (Verdict("name", Mark.OK, message="a\x00b"), ["identity.message_tells"]),
        (Verdict("name", Mark.OK, message="3か月以内のもの\nを2点"), []),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(0, 0, 1, 1)), []),
        (Verdict("name", Mark.OK, region=Region(0, 0, 1, 1)), ["identity.region_outside"]),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(0.6, 0, 0.5, 1)), ["identity.region_outside"]),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(0, 0.6, 1, 0.5)), ["identity.region_outside"]),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(-0.1, 0, 1, 1)), ["identity.region_outside"]),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(0, -0.1, 1, 1)), ["identity.region_outside"]),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(0, 0, 0, 1)), ["identity.region_outside"]),
        (Verdict("name", Mark.OK, image=IMAGE, region=Region(0, 0, 1, 0)), ["identity.region_outside"]),
    ],
)
def test_what_is_wrong_with_a_verdict(verdict: Verdict, codes: list[str]) -> None:
    assert [problem.code for problem in judging.problems([verdict], PARTS)] == codes


def test_a_part_is_judged_once() -> None:
    twice = [Verdict("name", Mark.OK), Verdict("name", Mark.OK)]

    assert [problem.code for problem in judging.problems(twice, PARTS)] == ["identity.part_unknown"]


@pytest.mark.rule("IDV-13")
@pytest.mark.parametrize(
    ("bad", "wanted"),
    [
        ({}, Wanted()),
        ({"_front": "glare"}, Wanted(("front",))),
        ({"_front": "glare", "_back": "dark"}, Wanted(("front", "back"))),
        ({"_extra:1": "blurred"}, Wanted(("extra:1",))),
        ({"name": "blurred"}, Wanted(("front", "back"))),
        ({"supplement": "blurred"}, Wanted(("supplement:utility_receipt",))),
        ({"address": "back_needed"}, Wanted(("back",))),
        ({"address": "supplement_needed", "_front": "glare"}, Wanted(("front",), supplement=True)),
        ({"supplement": "supplement_old"}, Wanted(supplement=True)),
        ({"_front": "glare", "expiry": "expired"}, Wanted(anew=True)),
        ({"kind": "not_genuine"}, Wanted()),
    ],
)
def test_what_is_asked_for_next(bad: dict[str, str], wanted: Wanted) -> None:
    assert judging.wanted(found(**bad), kind(), SLOTS, {}) == wanted


@pytest.mark.rule("IDV-13")
def test_a_field_that_cannot_be_read_asks_for_the_image_that_was_shown() -> None:
    unreadable = Verdict("name", Mark.UNREADABLE, "covered", image=IMAGE)

    assert judging.wanted([unreadable], kind(), SLOTS, {IMAGE: "back"}) == Wanted(("back",))


@pytest.mark.rule("IDV-13")
def test_a_document_without_a_back_is_asked_for_as_a_whole() -> None:
    needed = Verdict("address", Mark.DIFFERENT, "back_needed")
    slots = ("photo_page", "address_page", "extra:1")

    assert judging.wanted([needed], kind("japanese_passport"), slots, {}).slots == (
        "photo_page",
        "address_page",
    )


@pytest.mark.rule("IDV-17")
@pytest.mark.parametrize("reason", REASONS.values(), ids=lambda reason: reason.key)
def test_every_reason_has_its_two_texts_in_both_languages(reason: object) -> None:
    assert reason.fits <= {"image", *PART_NAMES}  # type: ignore[attr-defined]
    for text in (reason.holder, reason.staff):  # type: ignore[attr-defined]
        assert text.ja != text.en
    assert reason.holder.ja.endswith("。")  # type: ignore[attr-defined]
    assert (reason.asks is Asks.NOTHING) == (reason.follows is Follows.REFUSE)  # type: ignore[attr-defined]


@pytest.mark.parametrize("sort", ["image", *PART_NAMES])
def test_every_part_can_be_found_wanting(sort: str) -> None:
    assert any(reason.follows is Follows.ASK_AGAIN for reason in fitting(sort))
