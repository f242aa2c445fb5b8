"""A case is one reviewer's: raced with real connections, decided once (IDV-12, IDV-17)."""

from __future__ import annotations

from collections import Counter

import pytest

from factories.racing import at_once, times
from factories.reviews import OTHER, REVIEWER, verdicts, waiting
from kaitsu.applications import review_queue, verification
from kaitsu.applications.models import Application
from kaitsu.identity import services as identity
from kaitsu.identity.models import FieldVerdict
from kaitsu.kernel import actors
from kaitsu.notifications.models import Mail

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.rule("IDV-12")]


def test_reviewers_at_once_never_get_the_same_case() -> None:
    cases = {waiting().case_id for _ in range(6)}

    def take(number: int) -> object:
        case = review_queue.take_next(by=actors.staff(f"S{number:07}"))
        return case.pk if case else None

    given = at_once(times(10, take))

    assert Counter(given) == Counter(dict.fromkeys(cases, 1)) | Counter({None: 4})


def test_two_reviewers_open_one_case() -> None:
    application = waiting()
    assert application.case_id is not None
    case_id = application.case_id

    outcomes = at_once(times(2, lambda n: identity.claim(case_id, by=(REVIEWER, OTHER)[n]).claimed_by))

    assert "identity.claimed" in outcomes
    assert {str(REVIEWER), str(OTHER)} & set(outcomes)


@pytest.mark.rule("IDV-17")
def test_a_case_is_decided_once() -> None:
    application = waiting()
    case = application.case
    assert case is not None
    identity.claim(case.pk, by=REVIEWER)
    found = verdicts(case)

    outcomes = at_once(times(2, lambda _: str(verification.decide(case.pk, found, by=REVIEWER).event)))

    assert sorted(map(str, outcomes)) == ["approve", "identity.not_yours"]
    assert FieldVerdict.objects.filter(attempt__case=case).count() == len(found)
    assert Mail.objects.filter(kind="approved").count() == 1
    assert Application.objects.get(pk=application.pk).state == "fulfilling"
