"""An eSIM has nothing to be sent: its application is complete once it has its number (PLN-3, FUL-1)."""

from __future__ import annotations

import pytest

from factories.fulfilment import DATA, fulfilling, stock
from kaitsu.applications import delivery
from kaitsu.applications.models import Application
from kaitsu.applications.progress import progress
from kaitsu.applications.states import State
from kaitsu.fulfilment.models import LineFulfilment

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FUL-1")]


def test_it_completes_the_application_without_card_and_parcel() -> None:
    application = fulfilling(DATA)
    delivery.fulfil(application.pk)  # begins the line, with nothing in stock
    LineFulfilment.objects.filter(owner=application.pk).update(embedded=True, size="esim")

    stock(cards=0)
    delivery.allocate_waiting()

    complete = Application.objects.get(pk=application.pk)
    assert complete.state == State.ACTIVE
    assert progress(complete)[0].words == "ご利用いただけます"
    assert delivery.make_run(by=application.member.actor) is None
