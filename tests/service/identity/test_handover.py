"""From the computer to the telephone: a ticket that is good once, for minutes, and only the last one (IDV-18)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from factories import identity as make
from factories.identity import HOLDER
from kaitsu.identity import handover, services
from kaitsu.identity.models import Handover
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-18")]


def test_a_ticket_is_good_once() -> None:
    case = make.opened()
    token = services.hand_over(case.pk, by=HOLDER)

    assert handover.is_good(token)
    assert not handover.was_taken(case)
    assert services.take_over(token) == case

    assert not handover.is_good(token)
    assert handover.was_taken(case)
    with pytest.raises(KaitsuError, match=r"identity\.ticket_spent"):
        services.take_over(token)


def test_a_ticket_runs_out_and_a_new_one_takes_its_place() -> None:
    case = make.opened()
    old = services.hand_over(case.pk, by=HOLDER)
    new = services.hand_over(case.pk, by=HOLDER)

    assert not handover.is_good(old)
    with clock.frozen(clock.now() + timedelta(minutes=handover.MINUTES)):
        assert not handover.is_good(new)
        with pytest.raises(KaitsuError, match=r"identity\.ticket_spent"):
            services.take_over(new)
    assert handover.is_good(new)


def test_what_is_kept_of_a_ticket_lets_nobody_in() -> None:
    token = services.hand_over(make.opened().pk, by=HOLDER)

    kept = bytes(Handover.objects.get().token_hash)

    assert token.encode() not in kept
    with pytest.raises(KaitsuError, match=r"identity\.ticket_spent"):
        services.take_over(kept.hex())
