"""Whoever cancels an application that is being verified ends its identity case with it (IDV-13)."""

from __future__ import annotations

import pytest
from django.db import transaction

from factories import reviews
from factories.applications import submitted
from kaitsu.applications import moves, verification
from kaitsu.applications.states import Event, State
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.identity.states import CaseState
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-13")]

CLERK = staff("S2345678")


@pytest.mark.parametrize("sent", [False, True])
def test_the_case_is_withdrawn_whether_documents_were_sent_or_not(sent: bool) -> None:
    application = reviews.waiting() if sent else submitted()

    with transaction.atomic():
        moves.move(moves.locked(application.pk), Event.CANCEL, by=CLERK)

    application.refresh_from_db()
    assert application.state == State.CANCELLED
    case = Case.objects.get(pk=application.case_id)
    assert case.state == CaseState.WITHDRAWN
    assert not queries.waiting().exists()
    assert verification.lapse_due() == verification.remind_due() == 0
    with pytest.raises(KaitsuError, match=r"identity\.not_waiting"):
        identity.claim(case.pk, by=CLERK)
