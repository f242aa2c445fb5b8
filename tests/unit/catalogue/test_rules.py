"""What may be chosen, what a choice breaks, and what an applicant needs (PLN-1 to PLN-5, PRE-1, PRE-2, PRE-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kaitsu.catalogue.rules import (
    Choice,
    LineChoice,
    advise,
    asks_device,
    functions_for,
    max_lines,
    needs,
    needs_identity,
    not_ready,
    problems,
    readiness,
    sizes_for,
)
from kaitsu.operator_profile import FunctionKey, Profile

VOICE = LineChoice("voice", porting=False, sim_size="nano")
DATA = LineChoice("data", sim_size="micro")
ONE = Choice("minimum_start", (VOICE,), sim_only=True)
FAMILY = Choice("family_share", (VOICE, DATA, DATA), sim_only=True)


def codes(
    profile: Profile, choice: Choice, package: FunctionKey | None = "voice"
) -> list[tuple[str, str, str]]:
    found = problems(profile, choice, package_line_type=package, on=date(2026, 11, 18))
    return [(problem.code.removeprefix("catalogue."), problem.field, problem.rule) for problem in found]


@pytest.mark.rule("PLN-1")
def test_family_share_takes_three_and_the_others_one(profile: Profile) -> None:
    assert {plan.key: max_lines(profile, plan.key) for plan in profile.plans} == {
        "minimum_start": 1,
        "light_start": 1,
        "family_share": 3,
    }
    assert codes(profile, ONE) == []
    assert codes(profile, FAMILY) == []


@pytest.mark.rule("PLN-1")
def test_more_lines_than_the_plan_takes_are_refused_with_the_number(profile: Profile) -> None:
    two = replace(ONE, lines=(VOICE, DATA))
    (found,) = problems(profile, two, package_line_type="voice", on=date(2026, 11, 18))
    assert (found.code, found.values["most"]) == ("catalogue.too_many_lines", 1)
    four = replace(FAMILY, lines=(VOICE, DATA, DATA, DATA))
    assert codes(profile, four) == [("too_many_lines", "lines", "PLN-1")]


@pytest.mark.rule("PLN-1")
@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (replace(ONE, plan=None), ("plan_missing", "plan", "PLN-1")),
        (replace(ONE, plan="gone"), ("plan_unknown", "plan", "PLN-1")),
        (replace(ONE, lines=()), ("no_line", "lines", "PLN-1")),
    ],
)
def test_a_plan_on_offer_and_a_line_are_chosen(
    profile: Profile, choice: Choice, found: tuple[str, str, str]
) -> None:
    assert codes(profile, choice) == [found]


@pytest.mark.rule("PLN-2")
@pytest.mark.parametrize("package", ["voice", "sms", "data"])
def test_the_package_fixes_the_first_line_and_leaves_the_others_free(
    profile: Profile, package: FunctionKey
) -> None:
    assert functions_for(profile, "family_share", 0, package) == (package,)
    assert functions_for(profile, "family_share", 1, package) == ("voice", "sms", "data")
    assert functions_for(profile, "family_share", 2, package) == ("voice", "sms", "data")
    assert functions_for(profile, "family_share", 3, package) == ()
    assert functions_for(profile, "light_start", 1, package) == ()


@pytest.mark.rule("PLN-2")
def test_without_a_package_the_first_line_is_free_too(profile: Profile) -> None:
    assert functions_for(profile, "light_start", 0, None) == ("voice", "sms", "data")
    assert codes(profile, replace(ONE, lines=(DATA,)), None) == []


@pytest.mark.rule("PLN-2")
def test_another_first_line_than_the_packages_is_refused(profile: Profile) -> None:
    assert codes(profile, ONE, "data") == [("function_fixed", "lines.0.function", "PLN-2")]


@pytest.mark.rule("PLN-2", "PLN-3", "PLN-4")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        (replace(DATA, function=None), ("function_missing", "lines.1.function", "PLN-2")),
        (replace(DATA, function="fax"), ("function_unknown", "lines.1.function", "PLN-2")),
        (replace(DATA, sim_size=None), ("size_missing", "lines.1.size", "PLN-3")),
        (replace(DATA, sim_size="mini"), ("size_unknown", "lines.1.size", "PLN-3")),
        (replace(DATA, porting=True), ("not_portable", "lines.1.porting", "PLN-4")),
        (replace(VOICE, porting=None), ("number_missing", "lines.1.porting", "PLN-4")),
    ],
)
def test_a_line_that_is_not_whole_is_refused_at_its_field(
    profile: Profile, line: LineChoice, found: tuple[str, str, str]
) -> None:
    assert codes(profile, replace(FAMILY, lines=(VOICE, line))) == [found]


@pytest.mark.rule("PLN-4")
def test_several_voice_lines_may_port_in(profile: Profile) -> None:
    porting = replace(VOICE, porting=True)
    assert codes(profile, replace(FAMILY, lines=(porting, porting, VOICE))) == []


@pytest.mark.rule("PLN-2")
def test_an_unanswered_first_function_is_missing_and_not_also_wrong(profile: Profile) -> None:
    unanswered = replace(ONE, lines=(replace(VOICE, function=None),))
    assert codes(profile, unanswered) == [("function_missing", "lines.0.function", "PLN-2")]


@pytest.mark.rule("PLN-3")
def test_standard_micro_and_nano_are_offered_and_no_embedded_one(profile: Profile) -> None:
    assert [size.key for size in sizes_for(profile, None)] == ["standard", "micro", "nano"]
    assert not any(size.embedded for size in sizes_for(profile, None))


@pytest.mark.rule("PLN-5")
def test_a_device_or_the_sim_only_is_chosen(profile: Profile) -> None:
    assert asks_device(profile)
    assert codes(profile, Choice("minimum_start", (VOICE,))) == [("device_missing", "device", "PLN-5")]
    assert codes(profile, replace(ONE, device="gone")) == [("device_unknown", "device", "PLN-5")]
    assert codes(profile, replace(ONE, sim_only=False, device="sample_smartphone")) == []


@pytest.mark.rule("PLN-5")
def test_with_an_empty_list_no_device_is_asked_about(profile: Profile) -> None:
    without = profile.model_copy(update={"devices": ()})
    assert not asks_device(without)
    assert codes(without, replace(ONE, sim_only=False)) == []


@pytest.mark.rule("PLN-5", "PLN-3")
def test_a_device_needs_a_sim_that_fits_it(profile: Profile) -> None:
    assert [size.key for size in sizes_for(profile, "sample_tablet")] == ["micro", "nano"]
    standard = replace(VOICE, sim_size="standard")
    device = Choice("family_share", (standard,), device="sample_smartphone")
    assert codes(profile, device) == [("device_size", "device", "PLN-5")]
    assert codes(profile, replace(device, lines=(standard, replace(DATA, sim_size="nano")))) == []


@pytest.mark.rule("PLN-5")
def test_a_device_is_not_blamed_for_a_size_not_chosen_yet(profile: Profile) -> None:
    device = Choice("minimum_start", (replace(VOICE, sim_size=None),), device="sample_smartphone")
    assert codes(profile, device) == [("size_missing", "lines.0.size", "PLN-3")]


@pytest.mark.rule("CNF-4")
def test_the_offer_is_that_of_the_day(profile: Profile) -> None:
    ended = profile.plans[0].model_copy(update={"valid_until": date(2026, 1, 31)})
    changed = profile.model_copy(update={"plans": (ended, *profile.plans[1:])})
    assert codes(changed, ONE) == [("plan_unknown", "plan", "PLN-1")]
    assert problems(changed, ONE, package_line_type="voice", on=date(2026, 1, 31)) == []


@pytest.mark.rule("PRE-2")
@pytest.mark.parametrize(
    ("uses", "plan"),
    [
        (["family"], "family_share"),
        (["tablet"], "family_share"),
        (["video"], "light_start"),
        (["shopping"], "light_start"),
        (["messaging"], "minimum_start"),
        (["social", "news"], "minimum_start"),
        (["news", "video"], "light_start"),
        (["news", "video", "family"], "family_share"),
    ],
)
def test_from_uses_to_the_plan_that_serves_them_all(profile: Profile, uses: list[str], plan: str) -> None:
    advice = advise(profile, uses)
    assert advice.plan is not None
    assert advice.plan.key == plan
    assert {use.plan for use in advice.because} == {plan}


@pytest.mark.rule("PRE-2")
def test_no_use_leads_nowhere(profile: Profile) -> None:
    assert advise(profile, ["flying"]).plan is None
    assert advise(profile, []).because == ()


@pytest.mark.rule("PRE-1")
@pytest.mark.parametrize(
    ("functions", "porting", "more"),
    [
        ([], False, []),
        ([], True, []),
        (["data"], False, []),
        (["sms", "data"], False, []),
        (["voice"], False, ["identity_document"]),
        (["voice"], True, ["identity_document", "mnp_reservation"]),
        (["data", "voice"], True, ["identity_document", "mnp_reservation"]),
    ],
)
def test_the_list_to_prepare_holds_what_this_applicant_needs_and_only_that(
    profile: Profile, functions: list[FunctionKey], porting: bool, more: list[str]
) -> None:
    assert needs(profile, functions, porting) == ["credit_card", "email", "internet", *more]


@pytest.mark.rule("PRE-4")
@pytest.mark.parametrize(
    ("functions", "porting", "asked"),
    [
        (["data"], False, ["own_card"]),
        (["voice"], False, ["address_today", "own_card"]),
        (["voice"], True, ["address_today", "reservation_days", "same_registration", "own_card"]),
    ],
)
def test_only_what_could_stop_this_applicant_is_asked_before_any_typing(
    profile: Profile, functions: list[FunctionKey], porting: bool, asked: list[str]
) -> None:
    assert [question.key for question in readiness(profile, functions, porting)] == asked


@pytest.mark.rule("PRE-4")
def test_a_no_gives_its_advice_and_silence_stops_nobody(profile: Profile) -> None:
    asked = readiness(profile, ["voice"], porting=True)
    stopped = not_ready(asked, {"address_today": False, "own_card": True})
    assert [(question.key, "住所変更" in question.advice.ja) for question in stopped] == [
        ("address_today", True)
    ]


def test_only_a_voice_line_needs_identity(profile: Profile) -> None:
    assert needs_identity(profile, ["data", "voice"])
    assert not needs_identity(profile, ["data", "sms"])
