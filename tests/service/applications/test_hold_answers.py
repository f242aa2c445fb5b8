"""The holder of a held application answers staff and corrects what they allow (PCK-2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import Settings

from factories.applications import Wish, submitted
from factories.members import member
from kaitsu.applications import hold_answers, holds, register_asking, registers
from kaitsu.applications.answers import AddressGiven, Answer, NameGiven
from kaitsu.applications.hold_answers import TelephoneGiven
from kaitsu.applications.models import Application, HoldStep
from kaitsu.applications.states import State
from kaitsu.audit import queries as audit
from kaitsu.identity.models import Case
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.rule("PCK-2")]

CLERK = staff("S2345678")
YAMADA = NameGiven(False, "山田", "太郎", "ヤマダ", "タロウ", "YAMADA", "TARO")


def asked(*allow: str) -> Application:
    """A held application, the card's name another, about which staff have asked."""
    application = submitted(replace(Wish(), card_name="TARO YAMADA"))
    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], allow=allow, by=CLERK)
    return application


def again(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def answer(application: Application, text: str) -> HoldStep:
    return hold_answers.answer(application.member, application.pk, text, by=application.member.actor)


def correct(application: Application, part: str, given: object) -> hold_answers.Corrected:
    holder = application.member
    return hold_answers.correct(holder, application.pk, part, given, by=holder.actor)  # type: ignore[arg-type]


@pytest.mark.rule("MAI-1")
def test_the_mail_says_where_to_answer_and_what_can_be_corrected() -> None:
    application = asked("name", "address")

    text = "".join(Mail.objects.get(kind="held_question").text.split("\n"))
    assert f"/applications/{application.pk}/answer/" in text
    assert "お名前、ご住所" in text


def test_an_answer_is_a_step_that_staff_see_and_the_log_tells_without_its_words() -> None:
    application = asked()

    step = answer(application, " 旧姓のカードです。 \r\n 山田は私です。 ")

    assert (step.number, step.kind, step.words) == (2, "answer", "旧姓のカードです。\n 山田は私です。")
    assert step.by == str(application.member.actor)
    assert again(application).state == State.HELD
    last = audit.history(f"application:{application.pk}").last()
    assert last is not None
    assert last.action == "application.answered"
    assert "山田" not in str(last.details)
    assert hold_answers.answered([application]) == {application.pk}
    question = hold_answers.question(application)
    assert question is not None
    assert question.answered


def test_who_decides_on_a_view_without_the_answer_is_told() -> None:
    application = asked()
    answer(application, "旧姓です。")

    with pytest.raises(KaitsuError, match="hold_changed"):
        holds.cancel(application.pk, seen=1, reason="no_answer", by=CLERK)
    holds.release(application.pk, seen=2, by=CLERK)
    assert again(application).state == State.VERIFYING


def test_the_same_answer_twice_is_one_and_a_flood_ends() -> None:
    application = asked()
    assert answer(application, "はい。") == answer(application, "はい。")
    for number in range(hold_answers.MOST_STEPS - 1):
        answer(application, f"{number}")

    with pytest.raises(KaitsuError, match="answers_full"):
        answer(application, "もう一度")
    assert application.hold_steps.filter(kind="answer").count() == hold_answers.MOST_STEPS
    holds.ask(application.pk, seen=application.hold_steps.count(), codes=[], words="ほかには？", by=CLERK)
    assert answer(application, "ありません。").number == hold_answers.MOST_STEPS + 3  # asked, answered, asked


@pytest.mark.parametrize(
    ("text", "code"), [("  \n ", "answer_missing"), ("あ" * 1001, "answer_long"), ("a\x00b", "answer_long")]
)
def test_an_answer_has_words_and_at_most_a_thousand(text: str, code: str) -> None:
    application = asked()
    with pytest.raises(KaitsuError, match=code):
        answer(application, text)
    assert answer(application, "あ" * 1000).number == 2


def test_only_the_holder_of_a_held_application_that_was_asked_answers() -> None:
    application = asked()
    other = member()
    unasked = submitted(replace(Wish(), card_name="TARO YAMADA"), other)

    with pytest.raises(KaitsuError, match="unknown"):
        hold_answers.answer(other, application.pk, "はい。", by=other.actor)
    with pytest.raises(KaitsuError, match="unknown"):
        answer(unasked, "はい。")
    holds.release(application.pk, seen=1, by=CLERK)
    with pytest.raises(KaitsuError, match="unknown"):
        answer(application, "はい。")


@pytest.mark.rule("PCK-1", "PAY-2")
def test_a_corrected_name_takes_away_the_reason_and_is_what_is_verified() -> None:
    application = asked("name")

    done = correct(application, "name", replace(YAMADA, registered_family="山田　"))

    assert (done.problems, dict(done.changed)) == ((), {"registered_family": "山田"})
    after = again(application)
    assert (after.held_for, after.state) == ([], State.HELD)
    step = application.hold_steps.last()
    assert (step.kind, step.allows) == ("correct", ["name"])
    assert step.words == "大野 花子 / オオノ ハナコ / OHNO HANAKO → 山田 太郎 / ヤマダ タロウ / YAMADA TARO"
    event = audit.history(f"application:{application.pk}").last()
    assert event is not None
    assert (event.action, event.details["fields"]) == ("application.corrected", ["name"])
    holds.release(application.pk, seen=2, by=CLERK)
    assert Case.objects.get().registered_name == "山田 太郎"


def test_what_breaks_a_rule_is_not_saved() -> None:
    application = asked("name", "address", "telephone")

    name = correct(application, "name", replace(YAMADA, kana_family="山田"))
    address = correct(application, "address", AddressGiven("0600001", "東京都", "港区", "六本木", "1", ""))

    assert [each.field for each in name.problems] == ["kana_family"]
    assert [each.code for each in address.problems] == ["applications.postal_code_contradicts"]
    after = again(application)
    assert (after.registered_family, after.postal_code) == ("大野", "1060032")
    assert application.hold_steps.count() == 1


def test_a_correction_can_bring_a_new_reason() -> None:
    application = asked("address")

    correct(
        application, "address", AddressGiven("0600001", "東京都", "港区", "六本木", "1", "", insisted=True)
    )

    assert again(application).held_for == ["cards.name_differs", "applications.postal_code_contradicts"]


@pytest.mark.rule("HLD-8")
def test_the_line_limit_is_judged_for_the_corrected_name(monkeypatch: pytest.MonkeyPatch) -> None:
    application = asked("name")
    monkeypatch.setattr(
        "kaitsu.applications.queries.voice_lines_held",
        lambda draft, besides: 5 * (draft.kana_family == "ヤマダ"),
    )

    done = correct(application, "name", YAMADA)

    assert [each.code for each in done.problems] == ["applications.too_many_voice_lines"]
    assert again(application).registered_family == "大野"


def test_nothing_changed_is_no_step() -> None:
    application = asked("telephone")

    correct(application, "telephone", TelephoneGiven(application.telephone))
    correct(application, "telephone", TelephoneGiven("+819012345678"))

    assert [step.words for step in application.hold_steps.filter(kind="correct")] == [
        "03-1234-5678 → 090-1234-5678"
    ]


@pytest.mark.parametrize(("part", "given"), [("name", YAMADA), ("telephone", YAMADA), ("card", YAMADA)])
def test_only_what_staff_allow_can_be_corrected(part: str, given: object) -> None:
    application = asked("telephone")
    with pytest.raises(KaitsuError, match="unknown"):
        correct(application, part, given)
    assert again(application).registered_family == "大野"


@pytest.mark.rule("PCK-3")
def test_what_a_register_knew_of_the_former_name_stays_before_staff(settings: Settings) -> None:
    settings.KAITSU_REGISTERS = ["fraud=stub"]
    application = submitted(replace(Wish(), card_name="TARO YAMADA"))
    Application.objects.update(telephone="+819012345677")  # the stub knows something about a 7
    register_asking.ask(application.pk)
    assert again(application).held_for == ["cards.name_differs", registers.FOUND]
    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], allow=["name"], by=CLERK)

    correct(application, "name", YAMADA)

    assert again(application).held_for == [registers.FOUND, registers.PENDING]
    assert HoldStep.objects.get(kind="correct").note == "fraud: unpaid"
    register_asking.ask(application.pk)
    assert again(application).held_for == [registers.FOUND]


@pytest.mark.rule("PCK-3")
@pytest.mark.parametrize(
    ("part", "given", "held_for", "verdict"),
    [
        ("name", YAMADA, [], "clear"),
        # The stub knows something about a number that ends in 7.
        ("telephone", TelephoneGiven("+81312345677"), ["cards.name_differs", registers.FOUND], "review"),
        (
            "address",
            AddressGiven("1060032", "東京都", "港区", "六本木", "1-2-4", ""),
            ["cards.name_differs"],
            "clear",
        ),
    ],
)
def test_registers_are_asked_anew_about_what_was_corrected_and_staff_still_decide(
    settings: Settings, part: str, given: Answer, held_for: list[str], verdict: str
) -> None:
    settings.KAITSU_REGISTERS = ["fraud=stub"]
    application = submitted(replace(Wish(), card_name="TARO YAMADA"))
    register_asking.ask(application.pk)
    assert again(application).held_for == ["cards.name_differs"]
    holds.ask(application.pk, seen=0, codes=["cards.name_differs"], allow=[part], by=CLERK)

    correct(application, part, given)
    assert again(application).held_for[-1] == registers.PENDING
    register_asking.ask(application.pk)

    after = again(application)
    (row,) = registers.answers(after)
    assert (after.held_for, after.state) == (held_for, State.HELD)
    assert row.verdict == verdict
