"""What the holder is told of an attempt that was not good enough: each reason once, with its parts (IDV-17, MAI-3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories.reviews import verdicts, waiting
from kaitsu.applications import results
from kaitsu.applications.models import Application
from kaitsu.identity import queries
from kaitsu.identity.judging import Verdict
from kaitsu.identity.models import Attempt, Case

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-17")]

BLURRED = "文字がぼやけています。ピントが合うまで待ってから、撮り直してください。"


@pytest.fixture
def application(usual_moment: object) -> Application:
    return waiting(answers={"address_on_back": True})


def told(application: Application, found: list[Verdict], language: str = "ja") -> list[str]:
    case, attempt = _sent(application)
    return results.reasons(case, attempt, found, language)


def _sent(application: Application) -> tuple[Case, Attempt]:
    assert application.case is not None
    attempt = queries.open_attempt(application.case)
    assert attempt is not None
    return application.case, attempt


def test_one_reason_for_many_parts_is_told_once(application: Application) -> None:
    wrong = dict.fromkeys(("image_front", "name", "birth_date", "address"), "blurred")
    found = verdicts(_sent(application)[0], **wrong)

    assert told(application, found) == [f"おもて面、お名前、生年月日、ご住所：{BLURRED}"]
    assert told(application, found, "en") == [
        "Front, Name, Birth date, Address: "
        "The text is blurred. Please wait until the camera is in focus and take the picture again."
    ]


def test_each_reason_stands_by_itself_in_the_order_of_the_parts(application: Application) -> None:
    found = verdicts(_sent(application)[0], name="blurred", birth_date="glare", address="blurred")

    assert [line.partition("：")[0] for line in told(application, found)] == ["お名前、ご住所", "生年月日"]


def test_parts_with_words_of_their_own_are_told_apart(application: Application) -> None:
    found = verdicts(_sent(application)[0], name="blurred", birth_date="blurred", address="blurred")
    worded = [
        replace(each, message="番地のところです。") if each.part == "address" else each for each in found
    ]

    assert told(application, worded) == [
        f"お名前、生年月日：{BLURRED}",
        f"ご住所：{BLURRED}番地のところです。",
    ]


def test_what_was_fine_is_not_mentioned(application: Application) -> None:
    assert told(application, verdicts(_sent(application)[0])) == []
