"""What staff do about held applications: release, ask, cancel (PCK-1)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, connections, transaction

from factories.applications import LineWish, Wish, submitted
from factories.members import member
from kaitsu.applications import hold_messages, holds
from kaitsu.applications.answers import AddressGiven
from kaitsu.applications.models import Application, HoldStep
from kaitsu.applications.states import State
from kaitsu.audit import queries as audit
from kaitsu.cards.models import Registration
from kaitsu.identity.models import Case
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.portability.models import Reservation
from kaitsu.retail.models import Package
from kaitsu.retail.states import State as PackageState

pytestmark = [pytest.mark.django_db, pytest.mark.rule("PCK-1")]

CLERK, OTHER_CLERK = staff("S2345678"), staff("S8765432")
OF_SOMEBODY_ELSE = replace(Wish(), card_name="TARO YAMADA")


def held(wish: Wish = OF_SOMEBODY_ELSE) -> Application:
    application = submitted(wish)
    assert application.state == State.HELD
    return application


def again(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def kinds(application: Application) -> list[str]:
    found = Mail.objects.filter(about=f"application:{application.pk}").order_by("id")
    return [mail.kind for mail in found]


def actions(application: Application) -> list[str]:
    return [row.action for row in audit.history(f"application:{application.pk}")]


@pytest.mark.rule("PAY-2")
def test_the_reason_shows_both_names() -> None:
    (reason,) = holds.reasons(held())

    assert reason.code == "cards.name_differs"
    assert dict(reason.values) == {"card": "TARO YAMADA", "registered": "OHNO HANAKO"}


@pytest.mark.rule("HLD-5")
def test_the_reason_shows_the_place_of_the_postal_code() -> None:
    odd = AddressGiven("1000001", "大阪府", "大阪市北区", "梅田", "1-2-3", "", insisted=True)
    (reason,) = holds.reasons(held(replace(Wish(), address=odd)))

    assert (reason.code, reason.values["code"]) == ("applications.postal_code_contradicts", "100-0001")
    assert str(reason.values["place"]).startswith("東京都千代田区")


def test_the_reason_shows_the_other_application() -> None:
    first = submitted()
    second = submitted(member=member())
    (reason,) = holds.reasons(second)

    assert (reason.code, reason.others) == ("applications.duplicate", (first,))


@pytest.mark.parametrize("code", ["cards.name_differs", "applications.duplicate", "operators.own_check"])
def test_every_reason_has_words_for_staff_and_holder(code: str) -> None:
    words = hold_messages.reason_words(code)
    assert str(words.staff)
    assert str(words.holder)


@pytest.mark.rule("PCK-2")
def test_a_released_application_goes_where_a_sound_one_goes() -> None:
    application = held()

    holds.release(application.pk, seen=0, note="旧姓のカード", by=CLERK)

    assert again(application).state == State.VERIFYING
    assert Case.objects.count() == 1
    assert kinds(application)[1:] == ["application_held", "application_received", "identity_invitation"]
    assert actions(application)[-1] == "application.release_to_verify"
    (step,) = holds.steps(application)
    assert (step.number, step.kind, step.note, step.by) == (1, "release", "旧姓のカード", str(CLERK))


@pytest.mark.rule("FUL-1")
def test_without_a_voice_line_it_goes_straight_to_fulfilment() -> None:
    data = replace(OF_SOMEBODY_ELSE, line_type="data", lines=(LineWish(function="data", start=""),))
    application = held(data)

    holds.release(application.pk, seen=0, by=CLERK)

    assert again(application).state == State.FULFILLING
    assert kinds(application)[-1] == "application_received"


@pytest.mark.rule("MAI-1")
def test_a_question_is_mailed_and_the_application_stays_held() -> None:
    application = held()

    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], words="旧姓ですか。", by=CLERK)

    mail = Mail.objects.get(kind="held_question")
    assert "カードの名義（TARO YAMADA）" in "".join(mail.text.split("\n"))
    assert "旧姓ですか。" in mail.text
    assert mail.to == application.email
    assert again(application).state == State.HELD
    assert actions(application)[-1] == "application.asked"


def test_the_holder_is_asked_in_their_language() -> None:
    application = held()
    Application.objects.filter(pk=application.pk).update(language="en")

    letter = holds.question_letter(again(application), ["cards.name_differs"], "")

    assert "TARO YAMADA" in letter.text
    assert "question about your application" in letter.subject


def test_words_alone_are_a_question() -> None:
    application = held()
    holds.ask(application.pk, seen=0, codes=[], words="お電話をください。", by=CLERK)
    assert "お電話をください。" in Mail.objects.get(kind="held_question").text


def test_a_question_can_be_followed_by_another() -> None:
    application = held()
    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], by=CLERK)
    holds.ask(application.pk, seen=1, codes=[], words="お返事をお待ちしています。", by=CLERK)

    assert kinds(application)[-2:] == ["held_question", "held_question"]
    assert [step.number for step in holds.steps(application)] == [1, 2]


def test_a_reason_that_has_gone_is_asked_about_in_general() -> None:
    application = held()
    Registration.objects.filter(pk=application.card_id).update(name="HANAKO OHNO")

    letter = holds.question_letter(again(application), ["cards.name_differs"], "")

    assert "確認したいことがあります" in letter.text


@pytest.mark.rule("ENT-5", "MNP-6")
def test_a_cancelled_application_gives_everything_back() -> None:
    application = held(replace(OF_SOMEBODY_ELSE, lines=(LineWish(start="mnp"),)))

    holds.cancel(application.pk, seen=0, reason="card", words="別のカードでお申し込みください。", by=CLERK)

    application = again(application)
    assert application.state == State.CANCELLED
    assert application.ended_at is not None
    assert Package.objects.get(pk=application.package_id).state == PackageState.ISSUED
    assert Reservation.objects.get(owner=application.pk).state == "released"
    mail = Mail.objects.get(kind="cancelled")
    assert "ご本人名義のクレジットカードを確認できませんでした" in "".join(mail.text.split("\n"))
    assert "別のカードでお申し込みください。" in "".join(mail.text.split("\n"))
    event = audit.history(f"application:{application.pk}").last()
    assert (event.action, event.details["reason"]) == ("application.cancel", "card")


@pytest.mark.rule("OPS-1")
def test_words_and_notes_stay_out_of_the_log() -> None:
    application = held()
    holds.cancel(application.pk, seen=0, reason="wish", words="山田様", note="電話 090-1234-5678", by=CLERK)

    told = str([row.details for row in audit.history(f"application:{application.pk}")])
    assert "山田" not in told
    assert "1234" not in told


ACTS: dict[str, Callable[[Application], object]] = {
    "release": lambda held: holds.release(held.pk, seen=0, by=OTHER_CLERK),
    "ask": lambda held: holds.ask(held.pk, seen=0, codes=["cards.name_differs"], by=OTHER_CLERK),
    "cancel": lambda held: holds.cancel(held.pk, seen=0, reason="wish", by=OTHER_CLERK),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_was_released_is_held_no_longer(act: str) -> None:
    application = held()
    holds.release(application.pk, seen=0, by=CLERK)
    before = kinds(application)

    assert code_of(ACTS[act], application) == "applications.not_held"

    assert kinds(application) == before
    assert HoldStep.objects.count() == 1


@pytest.mark.parametrize("act", ACTS)
def test_who_decides_on_an_old_view_is_told(act: str) -> None:
    application = held()
    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], by=CLERK)

    assert code_of(ACTS[act], application) == "applications.hold_changed"

    assert again(application).state == State.HELD
    assert kinds(application).count("held_question") == 1


@pytest.mark.parametrize("act", ACTS)
def test_a_sound_application_is_not_touched(act: str) -> None:
    application = submitted()
    assert code_of(ACTS[act], application) == "applications.not_held"
    assert again(application).state == State.VERIFYING


def test_a_question_needs_something_to_ask() -> None:
    application = held()
    refused = code_of(lambda held: holds.ask(held.pk, seen=0, codes=[], by=CLERK), application)
    assert (refused, HoldStep.objects.count()) == ("applications.hold_nothing_asked", 0)


def test_a_cancellation_needs_a_reason() -> None:
    application = held()
    refused = code_of(lambda held: holds.cancel(held.pk, seen=0, reason="bored", by=CLERK), application)
    assert (refused, again(application).state) == ("applications.hold_reason_missing", State.HELD)


@pytest.mark.rule("MAI-3")
@pytest.mark.parametrize("words", ["カードは4242 4242 4242 4242ですか。", "a\x00b"])
def test_words_that_no_mail_may_hold_change_nothing(words: str) -> None:
    application = held()
    refused = code_of(
        lambda held: holds.cancel(held.pk, seen=0, reason="card", words=words, by=CLERK), application
    )

    assert (refused, again(application).state) == ("applications.hold_words", State.HELD)
    assert not Mail.objects.filter(kind="cancelled").exists()


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_once_one_does() -> None:
    application = held()
    acts = list(ACTS.values()) * 4
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[Application], object]) -> str:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return code_of(act, application)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        outcomes = list(pool.map(one, acts))

    assert outcomes.count("") == 1
    assert set(outcomes) <= {"", "applications.not_held", "applications.hold_changed"}
    assert HoldStep.objects.count() == 1
    new = set(kinds(application)) - {"confirmation_code", "application_held"}
    assert new in ({"application_received", "identity_invitation"}, {"held_question"}, {"cancelled"})


@pytest.mark.parametrize("values", [{"kind": "forget"}, {"kind": "cancel", "reason": ""}, {"number": 1}])
def test_the_database_insists_on_steps_that_make_sense(values: dict[str, object]) -> None:
    application = held()
    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], by=CLERK)
    with pytest.raises(IntegrityError), transaction.atomic():
        HoldStep.objects.create(
            **{"application": application, "number": 2, "kind": "ask", "by": str(CLERK)} | values
        )


def code_of(act: Callable[[Application], object], application: Application) -> str:
    """The code with which *act* is refused; "" where it is not."""
    try:
        act(application)
    except KaitsuError as refused:
        return refused.code
    return ""
