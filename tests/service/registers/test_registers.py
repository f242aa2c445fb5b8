"""Outside registers are asked after submission; the answer sends the application on, or holds it (PCK-3)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from factories import applications as made
from factories.applications import Wish, complete, submit
from factories.registers import SECRET, server
from kaitsu.applications import checks, hold_messages, holds, register_asking, registers
from kaitsu.applications.answers import AboutGiven
from kaitsu.applications.checks import Submission
from kaitsu.applications.models import Application, HoldStep, RegisterAnswer
from kaitsu.applications.states import State
from kaitsu.audit import queries as audit
from kaitsu.kernel import clock
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import Problem
from kaitsu.notifications.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.rule("PCK-3")]

Queries = Callable[[int], AbstractContextManager[object]]
CLERK = staff("S2345678")
CLEAR, REVIEW, SILENT = "+81312345678", "+81312345677", "+81312345679"
OF_SOMEBODY_ELSE = Wish(card_name="TARO YAMADA")


@pytest.fixture
def asked(settings: Settings) -> Settings:
    """A house with one register, which answers by the telephone number."""
    settings.KAITSU_REGISTERS = ["nonpayers=stub"]
    return settings


def submitted(telephone: str, wish: Wish | None = None) -> Application:
    draft = complete(wish)
    answered = made.answer(draft, "about", AboutGiven((wish or Wish()).birth_date, "", telephone))
    assert not answered.problems
    done = submit(draft)
    assert done.problem is None, done.problem
    return again(done.application)


def again(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def mails(application: Application) -> list[str]:
    about = Mail.objects.filter(about=f"application:{application.pk}").exclude(kind="confirmation_code")
    return [mail.kind for mail in about.order_by("id")]


def jobs(application: Application) -> int:
    return ProcrastinateJob.objects.filter(
        task_name="ask_registers", args__application_id=str(application.pk)
    ).count()


def later(minutes: int) -> AbstractContextManager[object]:
    return clock.frozen(clock.now() + timedelta(minutes=minutes))


def test_without_registers_nothing_waits() -> None:
    application = submitted(REVIEW)

    assert application.state == State.VERIFYING
    assert not RegisterAnswer.objects.exists()
    assert jobs(application) == 0


def test_without_registers_the_database_is_not_asked(django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(0):
        assert registers.begin(Application()) == []


def test_an_application_waits_for_its_register_without_a_mail(asked: Settings) -> None:
    application = submitted(CLEAR)

    assert (application.state, application.held_for) == (State.HELD, [registers.PENDING])
    assert jobs(application) == 1
    assert mails(application) == []
    (row,) = registers.answers(application)
    assert (row.register, row.verdict) == ("nonpayers", "")
    assert row.due_at == clock.now() + timedelta(minutes=5)


@pytest.mark.rule("PCK-2")
def test_one_that_is_clear_goes_on_by_itself(asked: Settings) -> None:
    application = submitted(CLEAR)

    register_asking.ask(application.pk)

    application = again(application)
    assert (application.state, application.held_for) == (State.VERIFYING, [])
    assert mails(application) == ["application_received", "identity_invitation"]
    (row,) = registers.answers(application)
    assert (row.verdict, row.codes, row.answered_at) == ("clear", [], clock.now())
    (step,) = HoldStep.objects.filter(application=application)
    assert (step.kind, step.by) == ("release", "machine:registers")
    (event,) = audit.history(f"application:{application.pk}").filter(action="application.register_answered")
    assert event.details == {"provider": "nonpayers", "verdict": "clear", "count": 0}


def test_one_that_a_register_knows_is_held_and_staff_see_the_codes(asked: Settings) -> None:
    application = submitted(REVIEW)

    register_asking.ask(application.pk)

    application = again(application)
    assert (application.state, application.held_for) == (State.HELD, [registers.FOUND])
    assert mails(application) == ["application_held"]
    (reason,) = holds.reasons(application)
    assert dict(reason.values) == {"nonpayers": "unpaid"}
    assert "unpaid" not in holds.question_letter(application, [registers.FOUND], "").text


def test_no_answer_in_time_is_for_staff_to_decide(asked: Settings) -> None:
    application = submitted(SILENT)
    register_asking.ask(application.pk)
    assert again(application).held_for == [registers.PENDING]

    with later(4):
        register_asking.ask(application.pk)
        assert again(application).held_for == [registers.PENDING]
    with later(5):
        register_asking.ask(application.pk)

    application = again(application)
    assert (application.state, application.held_for) == (State.HELD, [registers.SILENT])
    assert mails(application) == ["application_held"]
    holds.release(application.pk, seen=0, by=CLERK)
    assert again(application).state == State.VERIFYING


def test_every_register_is_waited_for(asked: Settings) -> None:
    with server() as fraud:
        asked.KAITSU_REGISTERS = ["nonpayers=stub", f"fraud={fraud.url}"]
        asked.KAITSU_REGISTER_SECRET = SECRET
        fraud.status = 503
        application = submitted(REVIEW)

        register_asking.ask(application.pk)
        assert [row.verdict for row in registers.answers(application)] == ["", "review"]
        assert again(application).held_for == [registers.PENDING]

        fraud.status = 200
        with later(1):
            register_asking.ask(application.pk)

    assert [row.verdict for row in registers.answers(application)] == ["clear", "review"]
    assert again(application).held_for == [registers.FOUND]
    requests = {question["request"] for _headers, question in fraud.asked}
    assert (len(fraud.asked), len(requests)) == (2, 1)


def test_what_was_held_besides_stays_held(asked: Settings) -> None:
    application = submitted(CLEAR, OF_SOMEBODY_ELSE)
    assert application.held_for == ["cards.name_differs", registers.PENDING]
    assert mails(application) == ["application_held"]

    register_asking.ask(application.pk)

    application = again(application)
    assert (application.state, application.held_for) == (State.HELD, ["cards.name_differs"])
    assert mails(application) == ["application_held"]


def test_what_staff_decided_meanwhile_stands_and_the_answer_is_kept(asked: Settings) -> None:
    application = submitted(REVIEW)
    holds.release(application.pk, seen=0, by=CLERK)

    register_asking.ask(application.pk)

    assert again(application).state == State.VERIFYING
    assert [row.verdict for row in registers.answers(application)] == ["review"]


def test_asked_twice_is_asked_and_released_once(asked: Settings) -> None:
    application = submitted(CLEAR)

    register_asking.ask(application.pk)
    register_asking.ask(application.pk)

    assert mails(application) == ["application_received", "identity_invitation"]
    assert HoldStep.objects.filter(application=application).count() == 1


def test_the_first_answer_is_the_one_that_counts(asked: Settings) -> None:
    application = submitted(CLEAR)
    (late,) = RegisterAnswer.objects.filter(application=application).select_related("application")
    register_asking.ask(application.pk)
    application.telephone = late.application.telephone = REVIEW

    register_asking._ask(late)

    assert [row.verdict for row in registers.answers(application)] == ["clear"]
    assert (
        audit.history(f"application:{application.pk}").filter(action="application.register_answered").count()
        == 1
    )


def test_a_question_that_is_out_is_not_asked_by_another_worker(asked: Settings) -> None:
    application = submitted(CLEAR)
    (row,) = registers.answers(application)

    assert register_asking._claim(row)
    assert not register_asking._claim(row)
    with later(1):
        assert register_asking._claim(row)


def test_the_sweep_finds_what_waits_and_nothing_else(asked: Settings) -> None:
    waiting, done = submitted(CLEAR), submitted(CLEAR, Wish(birth_date=Wish().birth_date + timedelta(days=1)))
    register_asking.ask(done.pk)

    assert register_asking.sweep() == 1

    assert (jobs(waiting), jobs(done)) == (2, 1)


def test_a_register_that_the_settings_forgot_is_waited_for_no_longer_than_the_rest(asked: Settings) -> None:
    application = submitted(CLEAR)
    asked.KAITSU_REGISTERS = ["none"]
    with later(5):
        register_asking.ask(application.pk)

    assert again(application).held_for == [registers.SILENT]


def test_an_application_that_is_gone_is_no_trouble_to_the_sweep() -> None:
    assert register_asking.sweep() == 0


@pytest.mark.parametrize("reason", [registers.PENDING, registers.FOUND, registers.SILENT])
def test_each_reason_has_its_words(reason: str) -> None:
    assert hold_messages.reason_words(reason) is not hold_messages.OTHER


def test_an_answer_is_whole_or_not_there(asked: Settings) -> None:
    application = submitted(CLEAR)
    for half in (
        {"verdict": "clear"},
        {"answered_at": clock.now()},
        {"verdict": "maybe", "answered_at": clock.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisterAnswer.objects.filter(application=application).update(**half)


def from_far_away(submission: Submission) -> Problem | None:
    """A check of an operator's own: nobody of Minato is taken without a look."""
    here = submission.draft.city == "港区"
    return Problem("example.far_away", "", "PCK-3") if here else None


@pytest.mark.rule("PCK-1")
def test_an_operator_adds_a_check_of_its_own(settings: Settings) -> None:
    settings.KAITSU_CHECKS = [f"{__name__}.from_far_away"]

    application = submitted(CLEAR)

    assert (application.state, application.held_for) == (State.HELD, ["example.far_away"])
    assert hold_messages.reason_words("example.far_away") is hold_messages.OTHER


def test_a_check_that_is_not_there_is_told(settings: Settings) -> None:
    settings.KAITSU_CHECKS = ["kaitsu.nowhere.check"]

    with pytest.raises(ImportError):
        checks.every()
