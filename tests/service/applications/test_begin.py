"""A draft begins with a code (ENT-3 to ENT-6)."""

from __future__ import annotations

import pytest

from factories.applications import SOURCE, begun
from factories.members import member
from factories.retail import CLERK, code, package
from kaitsu.applications import services
from kaitsu.applications.models import Application
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import current
from kaitsu.retail import services as retail
from kaitsu.retail.states import State as PackageState

pytestmark = pytest.mark.django_db


def look(who, typed, sim_choice="none", source=SOURCE):  # type: ignore[no-untyped-def]
    return services.look_up(who, str(typed), sim_choice=sim_choice, source=source, by=who.actor)


def begin(who, typed, source=SOURCE):  # type: ignore[no-untyped-def]
    return services.begin(who, str(typed), language="ja", source=source, by=who.actor)


@pytest.mark.rule("ENT-4")
def test_a_code_is_shown_before_anything_is_held() -> None:
    known = code(line_type="sms")

    found = look(member(), str(known).lower().replace("-", " "))

    assert (found.code, found.line_type) == (str(known), "sms")
    assert package(known).state == PackageState.ISSUED
    assert not Application.objects.exists()


@pytest.mark.rule("ENT-3")
def test_a_package_with_a_sim_card_is_told_what_to_do() -> None:
    with pytest.raises(KaitsuError) as refused:
        look(member(), code(), sim_choice="included")

    assert refused.value.code == "applications.sim_included"
    assert refused.value.problem.field == "sim_choice"
    assert refused.value.problem.values["advice"]


@pytest.mark.rule("ENT-3")
def test_the_question_for_the_sim_card_must_be_answered() -> None:
    with pytest.raises(KaitsuError) as refused:
        look(member(), code(), sim_choice="perhaps")
    assert refused.value.code == "applications.sim_choice_missing"


@pytest.mark.rule("ENT-5", "PLN-2")
def test_a_draft_holds_its_code_and_fixes_the_first_line() -> None:
    application = begun(line_type="data")

    held = application.package
    assert held is not None
    held.refresh_from_db()
    assert (held.state, held.held_by) == (PackageState.HELD, application.pk)
    assert application.line_type == "data"


@pytest.mark.rule("ENT-5")
def test_the_same_member_gets_the_same_draft_back() -> None:
    who, known = member(), code()

    first, second = begin(who, known), begin(who, known)

    assert first.pk == second.pk
    assert Application.objects.count() == 1


@pytest.mark.rule("ENT-6")
@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda known: begin(member(), known), "retail.held"),
        (lambda known: retail.recall_package(package(known).pk, note="lost", by=CLERK), "retail.recalled"),
    ],
)
def test_a_code_that_cannot_be_used_has_its_own_message(spoil, expected) -> None:  # type: ignore[no-untyped-def]
    known = code()
    spoil(known)

    with pytest.raises(KaitsuError) as refused:
        begin(member(), known)

    assert refused.value.code == expected
    assert refused.value.problem.field == "code"


@pytest.mark.rule("ENT-6")
def test_wrong_codes_are_limited_per_member_and_right_ones_are_not() -> None:
    who, limit = member(), current().retail.guesses_per_member
    for _ in range(limit + 3):
        assert look(who, code()).line_type == "voice"
    for turn in range(limit):
        with pytest.raises(KaitsuError) as refused:
            look(who, unknown(), source=f"203.0.113.{turn}")
        assert refused.value.code == "retail.unknown"

    with pytest.raises(KaitsuError) as refused:
        look(who, code(), source="203.0.113.200")

    assert refused.value.code == "retail.too_many"
    assert 0 < int(str(refused.value.problem.values["minutes"])) <= current().retail.guess_minutes


@pytest.mark.rule("ENT-6")
def test_wrong_codes_are_limited_per_address() -> None:
    for _ in range(current().retail.guesses_per_address):
        with pytest.raises(KaitsuError):
            look(member(), unknown())

    with pytest.raises(KaitsuError) as refused:
        look(member(), code())

    assert refused.value.code == "retail.too_many"


@pytest.mark.rule("ENT-2")
def test_a_slip_of_typing_costs_no_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    who, known = member(), str(code())
    wrong = known[:-1] + ("2" if known[-1] != "2" else "3")

    with django_assert_num_queries(0), pytest.raises(KaitsuError) as refused:
        look(who, wrong)

    assert refused.value.code == "retail.mistyped"


def unknown() -> str:
    """A well-formed code that was never issued."""
    from kaitsu.japanese.values import EntryCode

    return str(EntryCode.generate())
