"""A parcel came back because the address was wrong: the holder gives another, and it goes out there (FUL-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import reviews
from factories.applications import LineWish, family
from factories.fulfilment import CLERK, DATA, fulfilled, returned, stock, two_voice_one_data, waybill
from kaitsu.applications import delivery, readdressing, returns, verification
from kaitsu.applications.answers import AddressGiven
from kaitsu.applications.models import AddressChange, Application
from kaitsu.applications.readdressing import Taken
from kaitsu.applications.states import ChangeState, State
from kaitsu.audit import queries as audit
from kaitsu.fulfilment.models import LineFulfilment, Parcel, SimCard
from kaitsu.fulfilment.states import Handling, ParcelState, StockState
from kaitsu.identity import queries as identity_queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.identity.rules import last_moment
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current
from kaitsu.retail.models import Package

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FUL-4")]

NEW = AddressGiven("1500043", "東京都", "渋谷区", "道玄坂", "2-3-4", "見本荘202")


def now_is(application: Application) -> Application:
    return Application.objects.select_related("case", "member").get(pk=application.pk)


def case_of(application: Application) -> Case:
    assert application.case_id is not None
    return Case.objects.get(pk=application.case_id)


def give(application: Application, given: AddressGiven = NEW) -> Taken:
    return readdressing.give(application.member, application.pk, given, by=application.member.actor)


def asked(wish: object = None) -> tuple[Application, Parcel]:
    """A returned parcel whose holder was asked for a new address."""
    application, parcel = returned(wish)  # type: ignore[arg-type]
    returns.ask(parcel, by=CLERK)
    return now_is(application), parcel


def given() -> tuple[Application, Parcel]:
    """The same with a voice line, its new address given: documents are waited for."""
    application, parcel = asked()
    assert give(application).documents
    return now_is(application), parcel


def reviewed(application: Application, **wrong: str) -> None:
    """Documents for the new address are sent and decided on."""
    case = case_of(application)
    reviews.send(case)
    identity.claim(case.pk, by=reviews.REVIEWER)
    verification.decide(case.pk, reviews.verdicts(case_of(application), **wrong), by=reviews.REVIEWER)


def days_pass(days: int) -> None:
    """It is *days* and a minute later."""
    later = clock.now() + timedelta(days=days, minutes=1)
    clock.use(lambda: later)


def test_staff_ask_by_mail_and_the_days_are_counted_anew() -> None:
    application, parcel = asked()

    (letter,) = Mail.objects.filter(kind="address_wanted")
    assert f"/applications/{application.pk}/new-address/" in letter.text
    assert "本人確認書類をお送りいただく方法" in "".join(letter.text.split("\n"))
    change = readdressing.under_way(application)
    assert change is not None
    assert change.due_at == clock.now() + timedelta(days=current().delivery.keep_returned_days)
    with pytest.raises(KaitsuError, match="address_asked"):
        returns.ask(parcel, by=CLERK)
    assert Mail.objects.filter(kind="address_wanted").count() == 1


def test_only_a_returned_parcel_is_asked_about() -> None:
    application = fulfilled()
    run = delivery.make_run(by=CLERK)
    assert run is not None

    with pytest.raises(KaitsuError, match="not_returned"):
        returns.ask(run.parcels.get(owner=application.pk), by=CLERK)


def test_without_a_verified_line_it_goes_out_anew_at_once_and_needs_no_documents() -> None:
    application, old = asked(DATA)
    assert "書類は必要ありません" in Mail.objects.get(kind="address_wanted").text

    taken = give(application)
    run = delivery.make_run(by=CLERK)

    assert (taken.problems, taken.documents) == ((), False)
    assert run is not None
    (new,) = run.parcels.all()
    assert (new.postal_code, new.address, new.building) == ("1500043", "東京都渋谷区道玄坂2-3-4", "見本荘202")
    assert new.pk != old.pk
    assert now_is(application).state == State.FULFILLING
    change = AddressChange.objects.get()
    assert (change.state, change.former["city"]) == (ChangeState.CONFIRMED, "港区")
    assert not Mail.objects.filter(kind="address_documents").exists()


@pytest.mark.rule("FUL-1", "FUL-2")
def test_a_voice_line_goes_to_the_new_address_once_its_documents_are_approved() -> None:
    application, _old = asked()
    line = LineFulfilment.objects.get(owner=application.pk)

    give(application)
    before = now_is(application)
    nothing_leaves = delivery.make_run(by=CLERK)
    reviewed(before)
    run = delivery.make_run(by=CLERK)

    assert (before.state, case_of(before).state) == (State.VERIFYING, CaseState.APPROVED)
    assert nothing_leaves is None
    assert before.city == "港区"
    after = now_is(application)
    assert (after.state, after.city, after.building) == (State.FULFILLING, "渋谷区", "見本荘202")
    assert run is not None
    (new,) = run.parcels.all()
    assert (new.address, new.building) == ("東京都渋谷区道玄坂2-3-4", "見本荘202")
    assert new.handling == Handling.VERIFIED_ONLY
    line_after = LineFulfilment.objects.get(owner=application.pk)
    assert (line_after.card_id, line_after.msisdn) == (line.card_id, line.msisdn)
    assert SimCard.objects.filter(state=StockState.ALLOCATED).count() == 1

    delivery.hand_over(new, waybill(), by=CLERK)
    delivery.deliver(new, by=CLERK)
    assert now_is(application).state == State.ACTIVE
    assert [row.action for row in audit.history(f"application:{application.pk}")].count(
        "application.verified"
    ) == 2


@pytest.mark.rule("IDV-13")
def test_the_reopened_case_is_about_the_new_address_and_has_attempts_and_days_of_its_own() -> None:
    application, _ = given()
    case = case_of(application)

    assert case.state == CaseState.INVITED
    assert (case.postal_code, case.address) == ("1500043", "東京都渋谷区道玄坂2-3-4 見本荘202")
    assert case.deadline == last_moment(clock.now() + timedelta(days=current().identity.days))
    (letter,) = Mail.objects.filter(kind="address_documents")
    assert case.login_id in letter.text
    for left in (2, 1):
        reviewed(application, image_front="blurred")
        assert case_of(application).state == CaseState.ASKED_AGAIN
        last = identity_queries.last_decided(case)
        assert last is not None
        assert identity_queries.attempts_left(case, last) == left


def test_what_is_typed_is_judged_as_in_the_sign_up_and_normalised() -> None:
    application, _ = asked(DATA)

    assert [each.code for each in give(application, replace(NEW, block="")).problems] == [
        "applications.block_missing"
    ]
    contradicts = give(application, replace(NEW, postal_code="0600001")).problems
    assert [each.code for each in contradicts] == ["applications.postal_code_contradicts"]
    same = AddressGiven("1060032", "東京都", "港区", "六本木", "1-2-3", "見本ビル101")
    assert [each.code for each in give(application, same).problems] == ["applications.address_same"]
    assert readdressing.under_way(application) is not None

    assert dict(give(application, replace(NEW, block="２－３－４")).changed) == {"block": "2-3-4"}


def test_the_address_can_be_corrected_until_documents_are_sent() -> None:
    application, _ = given()

    give(application, replace(NEW, block="2-3-5"))

    assert case_of(application).address == "東京都渋谷区道玄坂2-3-5 見本荘202"
    assert Mail.objects.filter(kind="address_documents").count() == 1
    reviews.send(case_of(application))
    with pytest.raises(KaitsuError, match="unknown"):
        give(application)


def test_somebody_else_gives_no_address() -> None:
    application, _ = asked(DATA)
    other, _ = asked(DATA)

    with pytest.raises(KaitsuError, match="unknown"):
        readdressing.give(other.member, application.pk, NEW, by=other.member.actor)
    assert now_is(application).city == "港区"


def test_given_twice_it_goes_out_once() -> None:
    application, _ = asked(DATA)
    give(application)

    with pytest.raises(KaitsuError, match="unknown"):
        give(application)
    delivery.make_run(by=CLERK)
    assert delivery.make_run(by=CLERK) is None
    assert Parcel.objects.filter(owner=application.pk, state=ParcelState.PACKED).count() == 1


def test_without_an_answer_in_time_staff_decide_once_more() -> None:
    application, parcel = asked()
    days_pass(current().delivery.keep_returned_days)

    with pytest.raises(KaitsuError, match="unknown"):
        give(application)
    assert (readdressing.lapse_due(), readdressing.lapse_due()) == (1, 0)

    change = AddressChange.objects.get()
    assert (change.state, change.why) == (ChangeState.FAILED, "silent")
    assert now_is(application).state == State.FULFILLING
    returns.ask(parcel, by=CLERK)
    assert Mail.objects.filter(kind="address_wanted").count() == 2


@pytest.mark.rule("IDV-13")
def test_documents_that_do_not_come_leave_what_was_verified_and_give_it_back_to_staff() -> None:
    application, parcel = given()
    verified = "東京都港区六本木1-2-3 見本ビル101"
    days_pass(current().identity.days + 1)

    assert (verification.lapse_due(), verification.lapse_due()) == (1, 0)

    after = now_is(application)
    assert (after.state, after.city, case_of(after).address) == (State.FULFILLING, "港区", verified)
    assert case_of(after).state == CaseState.APPROVED
    assert AddressChange.objects.get().why == "lapsed"
    assert Mail.objects.filter(kind="address_unconfirmed").count() == 1
    assert not Mail.objects.filter(kind="expired").exists()
    assert Package.objects.get(pk=after.package_id).state == "spent"
    returns.resend(parcel, by=CLERK)
    run = delivery.make_run(by=CLERK)
    assert run is not None
    assert run.parcels.get().address == "東京都港区六本木1-2-3"


@pytest.mark.parametrize(("reason", "why"), [("not_genuine", "refused"), ("blurred", "lapsed")])
def test_documents_that_fail_end_nothing_by_themselves(reason: str, why: str) -> None:
    application, _ = given()
    for _attempt in range(1 if why == "refused" else 3):
        reviewed(application, image_front=reason)

    after = now_is(application)
    assert (after.state, case_of(after).state) == (State.FULFILLING, CaseState.APPROVED)
    assert AddressChange.objects.get().why == why
    (letter,) = Mail.objects.filter(kind="address_unconfirmed")
    assert "確認できなかったところ" in letter.text
    assert not Mail.objects.filter(kind__in=["refused", "expired"]).exists()


def test_a_failed_address_can_be_followed_by_another_with_attempts_of_its_own() -> None:
    application, parcel = given()
    for _attempt in range(3):
        reviewed(application, image_front="blurred")

    returns.ask(parcel, by=CLERK)
    give(now_is(application), replace(NEW, block="9-9"))
    reviewed(application, image_front="blurred")
    assert case_of(application).state == CaseState.ASKED_AGAIN
    reviewed(application)

    assert now_is(application).block == "9-9"
    assert delivery.make_run(by=CLERK) is not None


def test_same_address_again_withdraws_the_question() -> None:
    application, parcel = given()
    reviews.send(case_of(application))
    identity.claim(application.case_id, by=reviews.REVIEWER)

    assert returns.resend(parcel, by=CLERK) == 1

    after = now_is(application)
    assert (after.state, case_of(after).state) == (State.FULFILLING, CaseState.APPROVED)
    assert AddressChange.objects.get().state == ChangeState.WITHDRAWN
    run = delivery.make_run(by=CLERK)
    assert run is not None
    assert run.parcels.get().address == "東京都港区六本木1-2-3"
    with pytest.raises(KaitsuError, match="not_yours"):
        verification.decide(case_of(after).pk, [], by=reviews.REVIEWER)


@pytest.mark.parametrize("documents", [False, True])
def test_the_end_closes_the_question_and_strikes_the_card_off(documents: bool) -> None:
    application, parcel = given() if documents else asked()

    returns.end(parcel, reason="address", by=CLERK)

    after = now_is(application)
    assert after.state == State.CANCELLED
    assert AddressChange.objects.get().state == ChangeState.WITHDRAWN
    assert SimCard.objects.filter(state=StockState.STRUCK_OFF).count() == 1
    assert identity_queries.due_to_remind(clock.now() + timedelta(days=99)).count() == 0
    assert verification.lapse_due() == readdressing.lapse_due() == 0


def test_every_parcel_that_came_back_goes_to_the_new_address() -> None:
    application, parcel = returned(two_voice_one_data())
    other = Parcel.objects.exclude(pk=parcel.pk).get()
    delivery.take_back(other, by=CLERK)
    returns.ask(other, by=CLERK)

    assert give(now_is(application)).documents
    reviewed(now_is(application))
    run = delivery.make_run(by=CLERK)

    assert run is not None
    assert {(each.handling, each.address) for each in run.parcels.all()} == {
        (Handling.VERIFIED_ONLY, "東京都渋谷区道玄坂2-3-4"),
        (Handling.REGISTERED, "東京都渋谷区道玄坂2-3-4"),
    }


def test_a_line_that_waits_for_stock_is_not_sent_to_the_old_address_meanwhile() -> None:
    application, _ = returned(family(LineWish(), LineWish(size="micro")))
    returns.ask(Parcel.objects.get(state=ParcelState.RETURNED), by=CLERK)
    stock(size="micro")
    delivery.allocate_waiting()

    assert delivery.make_run(by=CLERK) is None
    give(now_is(application))
    reviewed(now_is(application))
    run = delivery.make_run(by=CLERK)

    assert run is not None
    assert run.parcels.get().lines.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"state": "asked"},
        {"state": "lost"},
        {"state": "verifying"},
        {"state": "failed", "closed_at": None},
    ],
)
def test_the_database_insists_on_changes_that_make_sense(values: dict[str, object]) -> None:
    application, _ = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressChange.objects.create(
            **{"application": application, "asked_by": str(CLERK), "due_at": clock.now()} | values
        )


def test_what_is_asked_again_for_a_new_address_threatens_nothing_that_does_not_happen() -> None:
    application, _ = given()
    reviewed(application, image_front="blurred")
    again = Mail.objects.get(kind="ask_again").text
    days_pass((case_of(application).deadline - clock.now()).days - 1)
    verification.remind_due()
    reminder = Mail.objects.get(kind="identity_reminder").text

    for text in (again, reminder):
        plain = "".join(text.split())
        assert "新しい住所にお送りできません" in plain
        assert "取り消し" not in plain
