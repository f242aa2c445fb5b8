"""The queue hands nobody what they sent themselves, for a holder at a desk (IDV-18)."""

from __future__ import annotations

import pytest

from factories.reviews import OTHER, REVIEWER, waiting
from kaitsu.applications import review_queue
from kaitsu.applications.review_queue import Filter
from kaitsu.kernel.errors import KaitsuError

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-18", "IDV-12")]


@pytest.fixture(autouse=True)
def _moment(usual_moment: object) -> None:
    """At an ordinary moment."""


def test_the_next_case_is_one_that_somebody_else_sent() -> None:
    own, free = waiting(by=REVIEWER), waiting()

    taken = review_queue.take_next(by=REVIEWER)

    assert taken is not None
    assert taken.pk == free.case_id
    assert review_queue.take_next(by=REVIEWER) is None
    other = review_queue.take_next(by=OTHER)
    assert other is not None
    assert other.pk == own.case_id


def test_the_list_says_which_they_are_and_a_claim_is_refused() -> None:
    own, free = waiting(by=REVIEWER), waiting()

    rows = review_queue.page(Filter.ALL, reviewer=str(REVIEWER)).rows

    assert {row.case_id: row.sent_by_reader for row in rows} == {own.case_id: True, free.case_id: False}
    assert own.case_id
    with pytest.raises(KaitsuError, match=r"identity\.own_documents"):
        review_queue.claim(own.case_id, by=REVIEWER)
