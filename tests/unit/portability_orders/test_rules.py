"""When a reservation's days no longer fit the work left, and what a carrier's words mean; no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kaitsu.operator_profile import load
from kaitsu.portability import rules
from kaitsu.portability.adapters import file
from kaitsu.portability.adapters.stub import StubCarrier
from kaitsu.portability.ports import OrderForm
from kaitsu.portability.rules import Deadline
from kaitsu.portability.states import ANSWER_EVENTS, TRANSITIONS, Outcome, State

TODAY = date(2026, 11, 18)
PROFILE = load().on(TODAY)


@pytest.mark.rule("MNP-7")
@pytest.mark.parametrize(
    ("left", "unverified", "verified"),
    [
        (7, Deadline.FITS, Deadline.FITS),
        (6, Deadline.RUNNING_OUT, Deadline.FITS),
        (5, Deadline.TOO_SHORT, Deadline.FITS),
        (4, Deadline.TOO_SHORT, Deadline.FITS),
        (3, Deadline.TOO_SHORT, Deadline.RUNNING_OUT),
        (2, Deadline.TOO_SHORT, Deadline.TOO_SHORT),
        (0, Deadline.TOO_SHORT, Deadline.TOO_SHORT),
        (-1, Deadline.OVER, Deadline.OVER),
    ],
)
def test_the_days_left_against_the_work_left(left: int, unverified: Deadline, verified: Deadline) -> None:
    last_day = TODAY + timedelta(days=left)

    assert rules.deadline(last_day, TODAY, verified=False, profile=PROFILE) is unverified
    assert rules.deadline(last_day, TODAY, verified=True, profile=PROFILE) is verified


@pytest.mark.rule("MNP-3", "MNP-7")
def test_who_may_apply_is_never_asked_for_a_new_number_at_once() -> None:
    assert PROFILE.portability.minimum_days_left >= rules.work_days(verified=False, profile=PROFILE)


@pytest.mark.rule("MNP-8")
def test_every_answer_leads_somewhere() -> None:
    assert set(ANSWER_EVENTS) == set(Outcome)
    for outcome in Outcome:
        after = TRANSITIONS[State.ORDERED, ANSWER_EVENTS[outcome]]
        assert after is State.PORTED or any(state is after for state, _ in TRANSITIONS)


@pytest.mark.rule("MNP-8")
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("承諾", Outcome.ACCEPTED),
        ("契約者不一致", Outcome.HOLDER_MISMATCH),
        ("期限切れ", Outcome.RESERVATION_EXPIRED),
        ("番号なし", Outcome.NUMBER_UNKNOWN),
        ("number_unknown", Outcome.NUMBER_UNKNOWN),
        ("", None),
        ("maybe", None),
    ],
)
def test_an_answer_is_read_as_people_and_machines_write_it(said: str, outcome: Outcome | None) -> None:
    assert file.outcome(said) is outcome


@pytest.mark.rule("MNP-8")
def test_the_ways_to_the_carrier() -> None:
    order = OrderForm("M1", "3012345677", "09012345678", "docomo", "大野 花子", "オオノ ハナコ", TODAY, 1)

    assert file.FileExchange().ask(order) is None
    assert StubCarrier().ask(order) is Outcome.HOLDER_MISMATCH
    (row,) = file.read("依頼番号,回答\nM1,承諾\n".encode())
    assert (row["number"], row["answer"]) == ("M1", "承諾")
