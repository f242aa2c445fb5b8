"""Pages are answered in the database: what follows from an answer, what is refused, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from factories.applications import LineWish, Wish, answer, begun, complete, family, journey, port
from factories.members import member
from kaitsu.applications import answers, services
from kaitsu.applications.models import Application, ConfirmationCode
from kaitsu.applications.states import State
from kaitsu.cards.adapters import memory
from kaitsu.cards.models import Registration
from kaitsu.cards.states import Reason
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current
from kaitsu.portability.models import Reservation
from kaitsu.retail.states import State as PackageState

pytestmark = pytest.mark.django_db


def walked(application: Application) -> list[str]:
    return [step.key for step in journey(application).steps]


@pytest.mark.rule("CNF-5")
def test_a_draft_goes_on_where_it_stands() -> None:
    application = begun()
    assert journey(application).next.key == "terms"

    answer(application, "terms", answers.Agreed("terms", current().consent("terms").version))

    assert journey(application).next.key == "plan"


@pytest.mark.rule("PRE-3", "HLD-7")
def test_a_consent_is_kept_with_version_digest_time_and_address() -> None:
    application, consent = begun(), current().consent("terms")

    answer(application, "terms", answers.Agreed("terms", consent.version))

    application.refresh_from_db()
    assert application.terms_version == consent.version
    assert application.terms_digest == consent.digest["ja"]
    assert application.terms_at == clock.now()
    assert application.terms_from == "203.0.113.7"


@pytest.mark.rule("PRE-3")
def test_an_old_version_of_the_terms_is_not_enough() -> None:
    answered = answer(begun(), "terms", answers.Agreed("terms", "1999-01-01"))
    assert [problem.code for problem in answered.problems] == ["applications.terms_missing"]


@pytest.mark.rule("PLN-1")
def test_a_smaller_plan_drops_the_lines_that_it_does_not_take() -> None:
    application = complete(family(LineWish(), LineWish(function="data", start=""), LineWish(start="mnp")))
    assert Reservation.objects.filter(owner=application.pk, state="drafted").count() == 1

    answer(application, "plan", answers.PlanChosen("light_start"))

    assert [line.index for line in journey(application).lines] == [1]
    assert Reservation.objects.filter(owner=application.pk, state="drafted").count() == 0
    assert "line-2" not in walked(application)


@pytest.mark.rule("PLN-4")
def test_a_line_that_brings_no_number_loses_its_port_in() -> None:
    application = complete(replace(Wish(), lines=(LineWish(start="mnp"),)))
    assert "porting-1" in walked(application)

    answer(application, "line-1", answers.LineChosen(1, "voice", "new", "nano"))

    assert "porting-1" not in walked(application)
    assert Reservation.objects.get(owner=application.pk).state == "released"


@pytest.mark.rule("PLN-2")
def test_the_first_line_is_what_the_package_is() -> None:
    application = begun(line_type="data")
    answer(application, "terms", answers.Agreed("terms", current().consent("terms").version))
    answer(application, "plan", answers.PlanChosen("minimum_start"))

    answered = answer(application, "line-1", answers.LineChosen(1, "voice", "new", "nano"))

    assert [problem.code for problem in answered.problems] == ["catalogue.function_fixed"]
    assert journey(application).lines[0].function == "data"


@pytest.mark.rule("HLD-3")
def test_what_was_typed_is_brought_to_one_form_and_told() -> None:
    application = complete()
    typed = answers.NameGiven(False, " 大野 ", "花子", "ｵｵﾉ", "はなこ", "ｏｈｎｏ", "Hanako")

    answered = answer(application, "name", typed)

    application.refresh_from_db()
    assert (application.kana_family, application.kana_given) == ("オオノ", "ハナコ")
    assert (application.latin_family, application.registered_family) == ("OHNO", "大野")
    assert answered.changed["kana_family"] == "オオノ"
    assert "registered_given" not in answered.changed


@pytest.mark.rule("HLD-2")
def test_a_kanji_outside_the_repertoire_is_pointed_out_and_nothing_is_saved() -> None:
    application = complete()
    typed = answers.NameGiven(False, "髙橋", "花子", "タカハシ", "ハナコ", "TAKAHASHI", "HANAKO")

    answered = answer(application, "name", typed)

    (problem,) = answered.problems
    assert (problem.code, problem.field) == ("name.character_refused", "registered_family")
    assert (problem.values["character"], problem.values["katakana"]) == ("髙", "タカ")
    application.refresh_from_db()
    assert application.registered_family == "大野"


@pytest.mark.rule("HLD-5")
def test_a_contradicting_postal_code_is_pointed_out_until_the_holder_insists() -> None:
    application = complete()
    wrong = answers.AddressGiven("1000001", "大阪府", "大阪市北区", "梅田", "1-2-3", "")

    refused = answer(application, "address", wrong)
    insisted = answer(application, "address", replace(wrong, insisted=True))

    assert [problem.code for problem in refused.problems] == ["applications.postal_code_contradicts"]
    assert insisted.problems == ()
    application.refresh_from_db()
    assert (application.prefecture, application.address_insisted) == ("大阪府", True)


@pytest.mark.rule("MNP-3")
def test_a_reservation_with_six_days_left_is_kept_and_waits_for_a_new_number() -> None:
    application = complete(replace(Wish(), lines=(LineWish(start="mnp", days_left=7),)))
    assert journey(application).next.key == "check"

    answered = answer(application, "porting-1", port(1, LineWish(start="mnp", days_left=6)))

    assert [problem.code for problem in answered.problems] == ["portability.too_few_days"]
    assert journey(application).next.key == "porting-1"
    kept = journey(application).lines[0].reservation
    assert kept is not None
    assert kept.last_day == clock.today() + timedelta(days=6)

    again = answer(application, "porting-1", port(1, LineWish(start="mnp", days_left=14)))

    assert again.problems == ()
    assert journey(application).next.key == "check"
    assert Reservation.objects.filter(owner=application.pk, state="drafted").count() == 1


@pytest.mark.rule("MNP-4")
def test_the_same_holder_everywhere_must_be_confirmed() -> None:
    application = complete(replace(Wish(), lines=(LineWish(start="mnp"),)))

    answered = answer(application, "porting-1", replace(port(1, LineWish()), same_details=False))

    assert [problem.code for problem in answered.problems] == ["applications.details_unconfirmed"]


def test_a_page_that_does_not_apply_any_longer_is_refused() -> None:
    application = complete()
    with pytest.raises(KaitsuError) as refused:
        answer(application, "line-2", answers.LineChosen(2, "data", "", "nano"))
    assert refused.value.code == "applications.step_gone"


@pytest.mark.rule("MEM-5")
def test_a_stranger_finds_nothing() -> None:
    application, stranger = complete(), member()
    for act in (
        lambda: services.answer(
            stranger, application.pk, "device", answers.DeviceChosen("none"), language="ja", by=stranger.actor
        ),
        lambda: services.abandon(stranger, application.pk, by=stranger.actor),
        lambda: services.begin_card(stranger, application.pk, return_url="http://x/", by=stranger.actor),
        lambda: services.finish_card(stranger, application.pk, by=stranger.actor),
    ):
        with pytest.raises(KaitsuError) as refused:
            act()
        assert refused.value.code == "applications.unknown"
    application.refresh_from_db()
    assert application.state == State.DRAFT


@pytest.mark.rule("CNF-2")
def test_another_address_voids_the_confirmation_code() -> None:
    from kaitsu.applications import confirmation

    application = complete()
    confirmation.send(application.member, application.pk, by=application.member.actor)
    answer(application, "contact", answers.ContactGiven(application.email))
    assert ConfirmationCode.objects.filter(application=application).exists()

    answer(application, "contact", answers.ContactGiven("other@example.jp"))

    assert not ConfirmationCode.objects.filter(application=application).exists()


@pytest.mark.rule("PAY-3")
def test_a_declined_card_leaves_the_draft_with_the_card_that_it_had() -> None:
    application = complete()
    before = application.card_id
    services.begin_card(
        application.member, application.pk, return_url="http://x/", by=application.member.actor
    )
    session = Registration.objects.filter(owner=application.pk).order_by("pk").last().session
    memory.shared().fail(session, Reason.DECLINED)

    problem = services.finish_card(application.member, application.pk, by=application.member.actor)

    assert problem is not None
    assert problem.code == "cards.declined"
    application.refresh_from_db()
    assert application.card_id == before
    assert journey(application).next.key == "check"


def test_no_card_was_begun() -> None:
    application = begun()
    problem = services.finish_card(application.member, application.pk, by=application.member.actor)
    assert problem is not None
    assert problem.code == "applications.card_missing"


@pytest.mark.rule("PAY-3")
def test_a_card_that_expires_while_the_draft_waits_is_asked_for_again() -> None:
    application = complete()
    Registration.objects.filter(pk=application.card_id).update(exp_year=2026, exp_month=10)

    assert journey(application).next.key == "card"


@pytest.mark.rule("ENT-5")
def test_an_abandoned_draft_gives_its_code_and_number_back() -> None:
    application = complete(replace(Wish(), lines=(LineWish(start="mnp"),)))

    for _ in range(2):
        services.abandon(application.member, application.pk, by=application.member.actor)

    application.refresh_from_db()
    assert application.state == State.CANCELLED
    assert application.ended_at == clock.now()
    assert application.package is not None
    assert application.package.state == PackageState.ISSUED
    assert Reservation.objects.get(owner=application.pk).state == "released"


@pytest.mark.rule("CNF-5", "ENT-5")
def test_a_draft_expires_with_a_mail_and_can_be_begun_anew() -> None:
    application = begun()
    days = current().drafts.days
    with clock.frozen(clock.now() + timedelta(days=days - 1)):
        assert services.expire_drafts() == 0
    with clock.frozen(clock.now() + timedelta(days=days)):
        assert (services.expire_drafts(), services.expire_drafts()) == (1, 0)

    application.refresh_from_db()
    assert application.state == State.EXPIRED
    assert application.package is not None
    assert application.package.state == PackageState.ISSUED
    assert Mail.objects.filter(kind="draft_expired").count() == 1
    with pytest.raises(KaitsuError) as refused:
        answer(application, "terms", answers.Agreed("terms", "1"))
    assert refused.value.code == "applications.not_a_draft"


@pytest.mark.rule("CNF-5")
def test_the_holder_of_a_draft_is_reminded_once() -> None:
    begun()
    drafts = current().drafts
    assert services.remind_drafts() == 0
    with clock.frozen(clock.now() + timedelta(days=drafts.days - drafts.remind_days_before)):
        assert (services.remind_drafts(), services.remind_drafts()) == (1, 0)
    assert Mail.objects.filter(kind="draft_reminder").count() == 1


@pytest.mark.rule("CNF-5")
def test_work_on_a_draft_gives_it_its_full_time_again() -> None:
    application = begun()
    with clock.frozen(clock.now() + timedelta(days=5)):
        answer(application, "terms", answers.Agreed("terms", current().consent("terms").version))
        application.refresh_from_db()
        assert application.expires_at == clock.now() + timedelta(days=current().drafts.days)


@pytest.mark.rule("HLD-4")
def test_a_minor_is_told_what_to_do() -> None:
    application, holder = complete(), current().holder
    almost = date(clock.today().year - holder.minimum_age, 12, 31)

    answered = answer(application, "about", answers.AboutGiven(almost, "", "+81312345678"))

    (problem,) = answered.problems
    assert problem.code == "applications.minor"
    assert problem.values["advice"] == holder.minor_advice
