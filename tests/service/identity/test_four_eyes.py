"""Whoever sent documents for a holder at a desk decides nothing of the case (IDV-18)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories.identity import HOLDER, REVIEWER, chosen, fill, fresh, opened, verdicts
from factories.pictures import photo
from kaitsu.identity import services
from kaitsu.identity.models import Attempt, Case, Image, SecondReview
from kaitsu.identity.states import CaseState
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("IDV-18")]

MANAGER, COLLEAGUE = staff("KS4444"), staff("KS5555")


def _sent(case: Case) -> Case:
    """The holder's own pictures, which the manager sends."""
    fill(case)
    services.submit(case.pk, by=MANAGER)
    return fresh(case)


def _uploaded(case: Case) -> Case:
    """Pictures that the manager took, which a colleague sends."""
    services.upload(case.pk, "front", photo(), by=MANAGER)
    services.submit(case.pk, by=COLLEAGUE)
    return fresh(case)


@pytest.mark.parametrize("at_the_desk", [_sent, _uploaded])
def test_who_had_a_hand_in_the_documents_cannot_take_the_case(at_the_desk: Callable[[Case], Case]) -> None:
    case = at_the_desk(chosen(opened()).case)

    with pytest.raises(KaitsuError, match=r"identity\.own_documents"):
        services.claim(case.pk, by=MANAGER)

    assert fresh(case).state == CaseState.SUBMITTED
    assert services.claim(case.pk, by=REVIEWER).claimed_by == str(REVIEWER)


def test_a_claim_that_slipped_through_decides_nothing() -> None:
    case = _sent(chosen(opened()).case)
    services.claim(case.pk, by=REVIEWER)
    Case.objects.update(claimed_by=str(MANAGER))

    with pytest.raises(KaitsuError, match=r"identity\.own_documents"):
        services.decide(case.pk, verdicts(case), by=MANAGER)

    assert fresh(case).state == CaseState.CLAIMED


def test_an_image_that_is_kept_for_the_next_attempt_still_counts() -> None:
    case = chosen(opened(), address_on_back=True).case
    services.upload(case.pk, "front", photo(), by=MANAGER)
    fill(case, ["back"])
    services.submit(case.pk, by=HOLDER)
    services.claim(case.pk, by=REVIEWER)
    services.decide(case.pk, verdicts(case, _back="blurred"), by=REVIEWER)
    services.begin_again(case.pk, by=HOLDER)
    fill(case, ["back"])
    services.submit(case.pk, by=HOLDER)

    with pytest.raises(KaitsuError, match=r"identity\.own_documents"):
        services.claim(case.pk, by=MANAGER)


def test_an_image_that_was_taken_away_again_counts_no_more() -> None:
    case = chosen(opened()).case
    services.upload(case.pk, "front", photo(), by=MANAGER)
    fill(case)
    assert Image.objects.filter(uploaded_by=str(MANAGER), removed_at__isnull=False).exists()
    services.submit(case.pk, by=HOLDER)

    assert services.claim(case.pk, by=MANAGER).claimed_by == str(MANAGER)


@pytest.mark.rule("OPS-6")
def test_a_second_look_is_somebody_elses_too() -> None:
    case = _sent(chosen(opened()).case)
    services.claim(case.pk, by=REVIEWER)
    services.decide(case.pk, verdicts(case), by=REVIEWER)
    review = SecondReview.objects.create(attempt=Attempt.objects.get(case=case))

    assert services.second_review_next(by=MANAGER) is None
    assert services.second_review_next(by=COLLEAGUE) == review
