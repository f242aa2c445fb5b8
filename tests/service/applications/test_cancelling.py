"""Staff end an application whose holder's identity is being verified (IDV-13)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import reviews
from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import DATA, fulfilling, returned
from kaitsu.applications import cancelling, readdressing, verification
from kaitsu.applications.answers import AddressGiven
from kaitsu.applications.models import Application, HoldStep
from kaitsu.applications.states import State
from kaitsu.audit import queries as audit
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.identity.states import CaseState
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.portability.models import Reservation
from kaitsu.retail.models import Package

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-13")]

CLERK = staff("S2345678")
NEW = AddressGiven("1060032", "東京都", "港区", "六本木", "4-5-6", "")


def again(application: Application) -> Application:
    return Application.objects.select_related("case").get(pk=application.pk)


def test_everything_is_given_back_and_the_holder_is_told() -> None:
    application = submitted(replace(Wish(), lines=(LineWish(start="mnp"),)))

    cancelling.cancel(application.pk, reason="wish", words="山田様", note="電話 090-1234-5678", by=CLERK)

    ended = again(application)
    assert (ended.state, Case.objects.get(pk=ended.case_id).state) == (State.CANCELLED, CaseState.WITHDRAWN)
    assert Package.objects.get(pk=ended.package_id).state == "issued"
    assert Reservation.objects.get().state == "released"
    mail = Mail.objects.get(kind="cancelled")
    assert "お客様からお申し出をいただきました。" in mail.text
    assert "山田様" in mail.text
    event = next(
        row for row in audit.history(f"application:{ended.pk}") if row.action == "application.cancel"
    )
    assert (event.actor_id, event.details["reason"]) == (CLERK.id, "wish")
    assert "1234" not in str(event.details)
    assert HoldStep.objects.get().note == "電話 090-1234-5678"


def test_nobody_is_asked_for_documents_any_more() -> None:
    application = submitted()
    assert Mail.objects.get(kind="identity_invitation").state == "queued"

    cancelling.cancel(application.pk, reason="wish", by=CLERK)

    assert Mail.objects.get(kind="identity_invitation").state == "withdrawn"
    assert Mail.objects.get(kind="cancelled").state == "queued"


def test_a_reviewer_who_has_the_case_finds_it_ended() -> None:
    application = reviews.waiting()
    case = identity.claim(application.case_id, by=reviews.REVIEWER)
    verdicts = reviews.verdicts(case)

    cancelling.cancel(application.pk, reason="duplicate", by=CLERK)

    with pytest.raises(KaitsuError, match=r"identity\.not_yours"):
        verification.decide(case.pk, verdicts, by=reviews.REVIEWER)
    assert again(application).state == State.CANCELLED


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": "bored"}, "applications.hold_reason_missing"),
        ({"reason": "no_answer"}, "applications.hold_reason_missing"),
        ({"reason": "card", "words": "4242 4242 4242 4242"}, "applications.hold_words"),
    ],
)
def test_what_is_wrong_changes_nothing(values: dict[str, str], code: str) -> None:
    application = submitted()

    with pytest.raises(KaitsuError) as refused:
        cancelling.cancel(application.pk, by=CLERK, **values)

    assert refused.value.problem.code == code
    assert again(application).state == State.VERIFYING
    assert Mail.objects.get(kind="identity_invitation").state == "queued"


def test_twice_is_refused_the_second_time() -> None:
    application = submitted()
    cancelling.cancel(application.pk, reason="wish", by=CLERK)

    with pytest.raises(KaitsuError, match=r"applications\.not_verifying"):
        cancelling.cancel(application.pk, reason="wish", by=CLERK)

    assert Mail.objects.filter(kind="cancelled").count() == 1


def test_what_is_held_or_packed_is_not_cancelled_here() -> None:
    for application in (submitted(replace(Wish(), card_name="TARO YAMADA")), fulfilling(DATA)):
        before = again(application).state
        with pytest.raises(KaitsuError, match=r"applications\.not_verifying"):
            cancelling.cancel(application.pk, reason="wish", by=CLERK)
        assert again(application).state == before


@pytest.mark.rule("FUL-4")
def test_a_returned_parcel_is_decided_on_where_it_lies() -> None:
    application, parcel = returned()
    readdressing.ask(parcel, by=CLERK)
    readdressing.give(application.member, application.pk, NEW, by=application.member.actor)
    assert again(application).state == State.VERIFYING

    assert not cancelling.possible(again(application))
    with pytest.raises(KaitsuError, match=r"applications\.not_verifying"):
        cancelling.cancel(application.pk, reason="wish", by=CLERK)
