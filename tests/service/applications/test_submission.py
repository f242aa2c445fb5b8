"""Submission: the code, the judgement, and what comes of it (CNF-2 to CNF-4, PCK-1, IDV-1, IDV-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories.applications import LineWish, Wish, complete, family, mailed_code, submit, submitted
from factories.members import member
from factories.retail import CLERK
from kaitsu.applications import confirmation, submission
from kaitsu.applications.models import Application, ConfirmationCode
from kaitsu.applications.states import State
from kaitsu.audit import queries as audit
from kaitsu.cards.models import Registration
from kaitsu.identity.models import Case
from kaitsu.identity.rules import last_moment
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current
from kaitsu.portability.models import Reservation
from kaitsu.retail import services as retail
from kaitsu.retail.states import State as PackageState

pytestmark = pytest.mark.django_db

NO_VOICE = replace(Wish(), line_type="data", lines=(LineWish(function="data", start=""),))


def kinds(application: Application) -> list[str]:
    mails = Mail.objects.filter(about=f"application:{application.pk}").order_by("id")
    return [mail.kind for mail in mails]


@pytest.mark.rule("CNF-2", "IDV-1", "ENT-5")
def test_a_voice_application_goes_to_verification_with_its_mail() -> None:
    application = submitted()

    application.refresh_from_db()
    assert (application.state, application.submitted_at) == (State.VERIFYING, clock.now())
    assert application.package is not None
    assert application.package.state == PackageState.SPENT
    case = application.case
    assert case is not None
    assert (case.registered_name, case.birth_date) == ("大野 花子", application.birth_date)
    assert case.deadline == last_moment(clock.now() + timedelta(days=current().identity.days))
    assert kinds(application) == ["confirmation_code", "application_received", "identity_invitation"]
    invitation = Mail.objects.get(kind="identity_invitation")
    assert case.login_id in invitation.text
    assert "1980" not in invitation.text
    assert invitation.due_at == clock.now()


@pytest.mark.rule("FUL-1")
def test_without_a_voice_line_nothing_is_verified() -> None:
    application = submitted(NO_VOICE)

    assert (application.state, application.case) == (State.FULFILLING, None)
    assert kinds(application) == ["confirmation_code", "application_received"]


@pytest.mark.rule("IDV-3")
def test_the_identity_mail_waits_for_the_end_of_the_maintenance() -> None:
    sunday = datetime(2026, 11, 22, 23, 45, tzinfo=clock.TOKYO)
    with clock.frozen(sunday):
        submitted()

    assert Mail.objects.get(kind="identity_invitation").due_at == datetime(
        2026, 11, 23, 9, 0, tzinfo=clock.TOKYO
    )
    assert Mail.objects.get(kind="application_received").due_at == sunday


@pytest.mark.rule("CNF-3")
def test_submitting_twice_makes_one_application() -> None:
    application = complete()
    confirmation.send(application.member, application.pk, by=application.member.actor)
    code = mailed_code(application)

    for given in (code, code, "000000"):
        done = submission.submit(application.member, application.pk, code=given, by=application.member.actor)
        assert (done.problem, done.application.state) == (None, State.VERIFYING)

    assert Case.objects.count() == 1
    assert kinds(application).count("identity_invitation") == 1
    assert Registration.objects.filter(owner=application.pk).count() == 1


@pytest.mark.rule("CNF-2")
def test_wrong_codes_are_counted_and_lock_the_code() -> None:
    application, tries = complete(), current().confirmation.tries
    confirmation.send(application.member, application.pk, by=application.member.actor)
    code = mailed_code(application)
    wrong = "000000" if code != "000000" else "111111"

    outcomes = [send(application, wrong) for _ in range(tries)]

    assert outcomes == ["applications.confirmation_wrong"] * (tries - 1) + [
        "applications.confirmation_locked"
    ]
    assert send(application, code) == "applications.confirmation_locked"
    application.refresh_from_db()
    assert application.state == State.DRAFT


@pytest.mark.rule("CNF-2")
def test_what_cannot_be_a_code_costs_no_try() -> None:
    application = complete()
    confirmation.send(application.member, application.pk, by=application.member.actor)

    assert send(application, "12345") == "applications.confirmation_form"
    assert send(application, "abcdef") == "applications.confirmation_form"
    assert ConfirmationCode.objects.get(application=application).tries == 0


@pytest.mark.rule("CNF-2")
def test_a_code_typed_full_width_with_spaces_is_taken() -> None:
    application = complete()
    confirmation.send(application.member, application.pk, by=application.member.actor)
    wide = mailed_code(application).translate({ord("0") + n: ord("０") + n for n in range(10)})

    assert send(application, f" {wide[:3]} {wide[3:]} ") is None


@pytest.mark.rule("CNF-2")
def test_a_code_ends_after_its_minutes() -> None:
    application = complete()
    confirmation.send(application.member, application.pk, by=application.member.actor)
    code = mailed_code(application)
    with clock.frozen(clock.now() + timedelta(minutes=current().confirmation.minutes)):
        assert send(application, code) == "applications.confirmation_expired"


@pytest.mark.rule("CNF-2")
def test_a_new_code_is_sent_after_the_pause_and_voids_the_old_one() -> None:
    application, pause = complete(), current().confirmation.resend_seconds
    first = confirmation.send(application.member, application.pk, by=application.member.actor)
    old = mailed_code(application)
    with clock.frozen(clock.now() + timedelta(seconds=pause - 1)):
        assert not confirmation.send(application.member, application.pk, by=application.member.actor).fresh
    with clock.frozen(clock.now() + timedelta(seconds=pause)):
        assert confirmation.send(application.member, application.pk, by=application.member.actor).fresh
        new = mailed_code(application)
        if new != old:
            assert send(application, old) == "applications.confirmation_wrong"
        assert send(application, new) is None
    assert first.fresh


@pytest.mark.rule("CNF-2")
def test_without_a_code_nothing_goes_out() -> None:
    assert send(complete(), "123456") == "applications.confirmation_unsent"


@pytest.mark.rule("CNF-4", "MNP-3")
def test_a_reservation_that_ran_down_while_the_code_was_on_its_way() -> None:
    application = complete(replace(Wish(), lines=(LineWish(start="mnp", days_left=7),)))
    confirmation.send(application.member, application.pk, by=application.member.actor)
    midnight = datetime(2026, 11, 19, 0, 0, 1, tzinfo=clock.TOKYO)
    ConfirmationCode.objects.update(expires_at=midnight + timedelta(minutes=10))
    with clock.frozen(midnight):
        done = submission.submit(
            application.member, application.pk, code=mailed_code(application), by=application.member.actor
        )

    assert done.problem is not None
    assert (done.problem.code, done.step) == ("portability.too_few_days", "porting-1")
    application.refresh_from_db()
    assert application.state == State.DRAFT


@pytest.mark.rule("CNF-4")
def test_a_missing_answer_stops_the_submission_whatever_pages_were_seen() -> None:
    application = complete()
    Application.objects.filter(pk=application.pk).update(registered_family="")

    done = submit(application)

    assert (done.problem and done.problem.code, done.step) == ("name.empty", "name")


@pytest.mark.rule("ENT-6", "CNF-4")
def test_a_code_that_was_recalled_meanwhile_stops_the_submission() -> None:
    application = complete()
    assert application.package is not None
    retail.recall_package(application.package.pk, note="stolen", by=CLERK)

    done = submit(application)

    assert done.problem is not None
    assert done.problem.code == "retail.recalled"
    application.refresh_from_db()
    assert application.state == State.DRAFT
    assert not Case.objects.exists()


@pytest.mark.rule("MNP-6")
def test_one_number_is_in_one_live_application() -> None:
    first = submitted(replace(Wish(), lines=(LineWish(start="mnp"),)))
    taken = Reservation.objects.get(owner=first.pk)
    second = complete(replace(Wish(), lines=(LineWish(start="mnp"),), name=OTHER), member())
    Reservation.objects.filter(owner=second.pk).update(msisdn=taken.msisdn)

    done = submit(second)

    assert done.problem is not None
    assert done.problem.code == "portability.number_in_use"
    second.refresh_from_db()
    assert second.state == State.DRAFT
    assert second.package is not None
    assert second.package.state == PackageState.HELD


@pytest.mark.rule("PCK-1", "PAY-2")
def test_another_name_on_the_card_holds_the_application() -> None:
    application = submitted(replace(Wish(), card_name="TARO YAMADA"))

    assert (application.state, application.held_for) == (State.HELD, ["cards.name_differs"])
    assert kinds(application) == ["confirmation_code", "application_held"]
    assert application.case is None


@pytest.mark.rule("PAY-2")
@pytest.mark.parametrize("on_card", ["HANAKO OHNO", "ONO HANAKO", "Hanako Oono", "OHNO HANAKO"])
def test_the_usual_spellings_on_a_card_hold_nothing(on_card: str) -> None:
    assert submitted(replace(Wish(), card_name=on_card)).state == State.VERIFYING


@pytest.mark.rule("PCK-1")
def test_a_second_application_of_the_same_holder_is_looked_at() -> None:
    submitted()
    assert submitted(member=member()).held_for == ["applications.duplicate"]


@pytest.mark.rule("PCK-1", "HLD-5")
def test_an_address_that_was_insisted_on_is_looked_at() -> None:
    from kaitsu.applications.answers import AddressGiven

    odd = AddressGiven("1000001", "大阪府", "大阪市北区", "梅田", "1-2-3", "", insisted=True)
    assert submitted(replace(Wish(), address=odd)).held_for == ["applications.postal_code_contradicts"]


@pytest.mark.rule("HLD-8")
def test_a_holder_has_no_more_voice_lines_than_the_operator_allows() -> None:
    three = family(LineWish(), LineWish(), LineWish())
    submitted(three)
    submitted(replace(Wish(), plan="light_start"), member())
    one_too_many = complete(family(LineWish(), LineWish()), member())

    done = submit(one_too_many)

    assert done.problem is not None
    assert (done.problem.code, done.step) == ("applications.too_many_voice_lines", "check")
    assert done.problem.values == {"most": 5, "held": 4}


@pytest.mark.rule("PLN-2", "MNP-6")
def test_family_share_with_three_mixed_lines() -> None:
    application = submitted(
        family(LineWish(start="mnp"), LineWish(function="data", start=""), LineWish(function="sms", start=""))
    )

    assert application.state == State.VERIFYING
    assert [line.function for line in application.lines.all()] == ["voice", "data", "sms"]
    assert Reservation.objects.get(owner=application.pk).state == "reserved"


@pytest.mark.rule("OPS-1")
def test_the_course_is_in_the_log() -> None:
    application = submitted()
    actions = [row.action for row in audit.history(f"application:{application.pk}")]
    assert actions == ["application.begun", "application.invite"]


@pytest.mark.parametrize(
    "name", ["registered_family", "kana_given", "plan", "email", "block", "terms_digest"]
)
def test_the_database_insists_on_what_a_submitted_application_needs(name: str) -> None:
    application = submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**{name: ""})


@pytest.mark.parametrize(
    "values", [{"card": None}, {"birth_date": None}, {"submitted_at": None}, {"state": "lost"}]
)
def test_the_database_insists_on_states_and_values(values: dict[str, object]) -> None:
    application = submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**values)


def test_an_application_that_ended_cannot_be_submitted() -> None:
    from kaitsu.applications import services

    application = complete()
    services.abandon(application.member, application.pk, by=application.member.actor)
    with pytest.raises(KaitsuError) as refused:
        send(application, "123456")
    assert refused.value.code == "applications.not_a_draft"
    with pytest.raises(KaitsuError) as refused:
        confirmation.send(application.member, application.pk, by=application.member.actor)
    assert refused.value.code == "applications.not_a_draft"


def test_a_stranger_can_neither_confirm_nor_submit() -> None:
    application, stranger = complete(), member()
    for act in (
        lambda: confirmation.send(stranger, application.pk, by=stranger.actor),
        lambda: submission.submit(stranger, application.pk, code="123456", by=stranger.actor),
    ):
        with pytest.raises(KaitsuError) as refused:
            act()
        assert refused.value.code == "applications.unknown"


OTHER = replace(Wish().name, registered_family="山田", kana_family="ヤマダ", latin_family="YAMADA")


def send(application: Application, code: str) -> str | None:
    """The code of the problem with which a submission ends."""
    done = submission.submit(application.member, application.pk, code=code, by=application.member.actor)
    return done.problem.code if done.problem else None
