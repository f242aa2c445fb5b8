"""The reviewer's side of a case: claim, give back, decide, and what ends it (IDV-12, IDV-13, IDV-17)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import identity as make
from factories.identity import HOLDER, OTHER_REVIEWER, REVIEWER
from kaitsu.audit.models import Event
from kaitsu.identity import queries, rules, services
from kaitsu.identity.judging import Mark, Outcome, Region, Verdict
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.states import CaseEvent, CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.ids import uuid7
from kaitsu.operator_profile import current

pytestmark = pytest.mark.django_db

IDLE = timedelta(minutes=rules.CLAIM_MINUTES)


@pytest.mark.rule("IDV-12")
def test_a_case_is_one_reviewers() -> None:
    case = make.claimed()

    assert services.claim(case.pk, by=REVIEWER).claimed_by == str(REVIEWER)
    with pytest.raises(KaitsuError, match=r"identity\.claimed"):
        services.claim(case.pk, by=OTHER_REVIEWER)
    assert list(queries.under_review(str(REVIEWER))) == [case]
    assert list(queries.waiting()) == []


@pytest.mark.rule("IDV-12")
def test_a_claim_times_out_and_looking_again_renews_it() -> None:
    case = make.claimed()
    began = clock.now()

    with clock.frozen(began + IDLE - timedelta(seconds=1)):
        services.claim(case.pk, by=REVIEWER)
    with clock.frozen(began + IDLE), pytest.raises(KaitsuError, match=r"identity\.claimed"):
        services.claim(case.pk, by=OTHER_REVIEWER)
    with clock.frozen(began + 2 * IDLE):
        assert list(queries.waiting()) == [case]
        assert services.claim(case.pk, by=OTHER_REVIEWER).claimed_by == str(OTHER_REVIEWER)
        with pytest.raises(KaitsuError, match=r"identity\.not_yours"):
            services.decide(case.pk, make.verdicts(case), by=REVIEWER)


@pytest.mark.rule("IDV-12")
def test_giving_back() -> None:
    case = make.claimed()

    assert services.give_back(case.pk, by=OTHER_REVIEWER) is False
    assert services.give_back(case.pk, by=REVIEWER) is True
    assert services.give_back(case.pk, by=REVIEWER) is False
    assert make.fresh(case).state == CaseState.SUBMITTED
    assert list(queries.waiting()) == [case]


@pytest.mark.parametrize("state", ["invited", "approved"])
def test_only_what_waits_can_be_claimed(state: str) -> None:
    case = make.opened()
    Case.objects.filter(pk=case.pk).update(state=state)

    with pytest.raises(KaitsuError, match=r"identity\.not_waiting"):
        services.claim(case.pk, by=REVIEWER)
    with pytest.raises(KaitsuError, match=r"identity\.unknown"):
        services.claim(uuid7(), by=REVIEWER)


@pytest.mark.rule("IDV-12")
def test_the_queue_begins_with_what_is_due_first() -> None:
    began = clock.now()
    with clock.frozen(began + timedelta(hours=1)):
        later = make.submitted()
    with clock.frozen(began + timedelta(minutes=1)):
        sooner = make.submitted()

    assert [case.pk for case in queries.waiting()] == [sooner.pk, later.pk]
    due = rules.result_due(queries.waiting()[0].submitted_at, current().identity)
    assert due == began + timedelta(days=3, minutes=1)


@pytest.mark.rule("IDV-17")
@pytest.mark.parametrize(
    ("bad", "outcome", "event", "state"),
    [
        ({}, Outcome.APPROVE, CaseEvent.APPROVE, CaseState.APPROVED),
        ({"_front": "glare"}, Outcome.ASK_AGAIN, CaseEvent.ASK_AGAIN, CaseState.ASKED_AGAIN),
        ({"kind": "not_genuine", "name": "blurred"}, Outcome.REFUSE, CaseEvent.REFUSE, CaseState.REFUSED),
    ],
)
def test_the_state_follows_from_the_verdicts(
    bad: dict[str, str], outcome: Outcome, event: CaseEvent, state: CaseState
) -> None:
    case = make.claimed()
    given = make.verdicts(case, **bad)

    decision = services.decide(case.pk, given, by=REVIEWER)

    case = make.fresh(case)
    assert (decision.outcome, decision.event, case.state, case.claimed_by) == (outcome, event, state, "")
    assert queries.verdicts(decision.attempt) == given
    assert decision.attempt.decided_by == str(REVIEWER)


@pytest.mark.rule("IDV-13")
def test_the_last_attempt_lapses_instead_of_being_asked_again() -> None:
    case = make.asked_again()
    for _ in range(current().identity.attempts - 2):
        make.fill(case)
        case = make.asked_again(case)
    make.fill(case)
    case = make.claimed(case)

    decision = services.decide(case.pk, make.verdicts(case, _front="blurred"), by=REVIEWER)

    assert (decision.attempt.number, decision.event) == (3, CaseEvent.LAPSE)
    assert make.fresh(case).state == CaseState.LAPSED


@pytest.mark.rule("IDV-17")
def test_what_is_no_decision() -> None:
    case = make.claimed()
    whole = make.verdicts(case)
    elsewhere = Verdict("name", Mark.UNREADABLE, "blurred", image=uuid7(), region=Region(0, 0, 0.5, 0.5))

    for given, code in (
        (whole[:-1], r"identity\.verdicts_open"),
        ([*whole, whole[0]], r"identity\.part_unknown"),
        ([*whole[:-1], elsewhere], r"identity\.part_unknown|identity\.verdicts_open"),
        ([elsewhere if each.part == "name" else each for each in whole], r"identity\.region_outside"),
    ):
        with pytest.raises(KaitsuError, match=code), transaction.atomic():
            services.decide(case.pk, given, by=REVIEWER)
    assert make.fresh(case).state == CaseState.CLAIMED


@pytest.mark.rule("IDV-17")
def test_a_verdict_shows_the_place_that_is_meant() -> None:
    case = make.claimed()
    attempt = queries.open_attempt(case)
    assert attempt is not None
    (image,) = queries.images(attempt)
    place = Region(0.1, 0.2, 0.3, 0.4)
    shown = Verdict("name", Mark.UNREADABLE, "covered", "指をどけてください", "親指", image.pk, place)
    given = [shown if verdict.part == "name" else verdict for verdict in make.verdicts(case)]

    services.decide(case.pk, given, by=REVIEWER)

    assert shown in queries.verdicts(attempt)
    wanted = queries.wanted(make.fresh(case))
    assert wanted is not None
    assert wanted.slots == ("front",)


@pytest.mark.rule("IDV-13")
def test_days_that_are_over_lapse_only_while_it_is_the_holders_turn() -> None:
    waiting, sent = make.opened(), make.submitted()

    assert services.lapse(waiting.pk, by=HOLDER) is False
    with clock.frozen(waiting.deadline):
        assert set(queries.due_to_lapse(clock.now())) == {waiting}
        assert services.lapse(waiting.pk, by=HOLDER) is True
        assert services.lapse(waiting.pk, by=HOLDER) is False
        assert services.lapse(sent.pk, by=HOLDER) is False


def test_withdrawing_and_reminding() -> None:
    case = make.opened()
    soon = case.deadline

    assert set(queries.due_to_remind(soon)) == {case}
    assert services.remind(case.pk) is True
    assert services.remind(case.pk) is False
    assert set(queries.due_to_remind(soon)) == set()
    assert services.withdraw(case.pk, by=REVIEWER) is True
    assert services.withdraw(case.pk, by=REVIEWER) is False
    assert make.fresh(case).state == CaseState.WITHDRAWN
    assert services.remind(case.pk) is False


@pytest.mark.rule("OPS-1")
def test_every_look_at_an_image_is_logged() -> None:
    case = make.claimed()
    attempt = queries.open_attempt(case)
    assert attempt is not None
    (image,) = queries.images(attempt)

    assert services.view(image, by=REVIEWER).startswith(b"\xff\xd8\xff")

    (seen,) = Event.objects.filter(action="identity.image_viewed")
    assert (seen.actor_kind, seen.actor_id, seen.subject) == ("staff", "KS2222", case.subject)
    assert seen.details["image"] == str(image.pk)
    assert queries.image_of(case, image.pk) == image
    assert queries.image_of(make.opened(), image.pk) is None


@pytest.mark.parametrize(
    "change",
    [{"state": "claimed"}, {"claimed_by": "staff:KS2222"}, {"state": "gone"}, {"deadline": None}],
)
def test_the_table_of_cases_refuses_what_cannot_be(change: dict[str, object]) -> None:
    case = make.opened()

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


@pytest.mark.parametrize(
    "change", [{"submitted_by": "x"}, {"decided_by": "x"}, {"decided_at": "2026-11-18T10:00+09:00"}]
)
def test_the_table_of_attempts_refuses_what_cannot_be(change: dict[str, object]) -> None:
    attempt = make.chosen()

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(case=attempt.case, number=2, kind="drivers_licence")
