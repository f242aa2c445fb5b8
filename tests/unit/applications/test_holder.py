"""What is asked of the holder, of a number that moves in, and of the whole: rules over plain values (HLD, MNP, ENT)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.applications import holder, rules, steps
from kaitsu.applications.draft import CardFacts, Draft, Facts, LineFacts, ReservationFacts
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import load

TODAY = date(2026, 11, 18)
PROFILE = load("default")
FACTS = Facts(PROFILE, TODAY)
PORTED = ReservationFacts("2012345678", "09012345678", "docomo", TODAY + timedelta(days=10))
VOICE = LineFacts(1, "voice", "mnp", "nano", PORTED, same_details=True)
WHOLE = Draft(
    line_type="voice",
    code_confirmed=True,
    ready=True,
    terms_version=PROFILE.consent("terms").version,
    privacy_version=PROFILE.consent("privacy").version,
    plan="minimum_start",
    device="none",
    lines=(VOICE,),
    name_in_latin=False,
    registered_family="大野",
    registered_given="花子",
    kana_family="オオノ",
    kana_given="ハナコ",
    latin_family="OHNO",
    latin_given="HANAKO",
    birth_date=date(1980, 1, 1),
    telephone="+81312345678",
    email="hanako@example.jp",
    postal_code="1060032",
    prefecture="東京都",
    city="港区",
    town="六本木",
    block="1-2-3",
    building="見本ビル101",
    card=CardFacts(True, "HANAKO OHNO", 2030, 12),
)


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    """Codes and fields of *problems*."""
    return [(problem.code, problem.field) for problem in problems]


def test_an_application_with_everything_answered_has_no_problem() -> None:
    assert steps.problems(WHOLE, FACTS) == []


@pytest.mark.rule("CNF-4")
def test_the_first_page_that_is_not_complete_is_where_it_goes_on() -> None:
    pages = steps.journey(WHOLE, FACTS)

    assert steps.first_incomplete(pages, replace(WHOLE, email=""), FACTS).key == "contact"
    assert steps.first_incomplete(pages, WHOLE, FACTS).key == "check"


@pytest.mark.rule("HLD-1", "HLD-4")
@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name_in_latin": None}, "applications.name_kind_missing", "name_in_latin"),
        ({"name_in_latin": None, "latin_family": ""}, "name.empty", "latin_family"),
        ({"name_in_latin": True}, "name.write_katakana", "registered_family"),
        ({"name_in_latin": True, "registered_family": "オオノ"}, "name.write_katakana", "registered_given"),
        ({"name_in_latin": True, "kana_given": "花子"}, "kana.not_katakana", "kana_given"),
        ({"birth_date": None}, "applications.birth_date_missing", "birth_date"),
        ({"birth_date": TODAY + timedelta(days=1)}, "applications.birth_date_future", "birth_date"),
        ({"birth_date": date(1850, 1, 1)}, "applications.birth_date_long_ago", "birth_date"),
        ({"birth_date": TODAY - timedelta(days=365 * 10)}, "applications.minor", "birth_date"),
        ({"telephone": ""}, "applications.telephone_missing", "telephone"),
        ({"telephone": "12"}, "telephone.too_short", "telephone"),
        ({"postal_code": ""}, "applications.postal_code_missing", "postal_code"),
        ({"block": ""}, "applications.block_missing", "block"),
        ({"block": "なし"}, "applications.block_without_number", "block"),
        ({"building": "<b>101"}, "applications.address_character", "building"),
        ({"block": "", "building": "<b>101"}, "applications.address_character", "building"),
        ({"block": "", "city": "千代田区"}, "applications.postal_code_contradicts", "postal_code"),
        ({"postal_code": "9999999"}, "applications.postal_code_unknown", "postal_code"),
        ({"city": "新宿区", "town": "西新宿"}, "applications.postal_code_contradicts", "postal_code"),
        ({"email": ""}, "applications.email_missing", "email"),
        ({"code_confirmed": False}, "applications.code_unconfirmed", "confirmed"),
        ({"ready": False}, "applications.not_ready", ""),
        ({"card": None}, "applications.card_missing", ""),
        ({"card": CardFacts(True, "HANAKO OHNO", 2026, 10)}, "cards.expired", "card"),
    ],
)
def test_what_is_missing_or_wrong_is_named_where_it_is(
    change: dict[str, object], code: str, field: str
) -> None:
    draft = replace(WHOLE, **change)  # type: ignore[arg-type]

    assert (code, field) in [(problem.code, problem.field) for _, problem in steps.problems(draft, FACTS)]


@pytest.mark.rule("HLD-4")
def test_the_sex_is_asked_where_the_operator_asks() -> None:
    asked = PROFILE.holder.model_copy(update={"ask_sex": True})
    asking = replace(FACTS, profile=PROFILE.model_copy(update={"all_holders": (asked,)}))

    assert found(holder.about(WHOLE, asking)) == [("applications.sex_missing", "sex")]
    assert holder.about(replace(WHOLE, sex="unsaid"), asking) == []


@pytest.mark.rule("HLD-5")
def test_who_insists_on_an_address_is_believed() -> None:
    elsewhere = replace(WHOLE, city="新宿区", town="西新宿", address_insisted=True)

    assert holder.address(elsewhere, FACTS) == []


@pytest.mark.rule("HLD-4")
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_birth_date_is_accepted_or_refused_for_one_reason(born: date) -> None:
    problems = holder.about(replace(WHOLE, birth_date=born), FACTS)

    assert len(problems) <= 1
    old_enough = born.replace(day=min(born.day, 28)) <= TODAY.replace(year=TODAY.year - 20)
    if born > TODAY or born.year > TODAY.year - PROFILE.holder.minimum_age:
        assert problems
    elif old_enough and born.year > 1910:
        assert problems == []


@pytest.mark.rule("MNP-2", "MNP-4", "MNP-6")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (replace(VOICE, index=2, reservation=None), [("applications.reservation_missing", "number")]),
        (
            replace(VOICE, index=2),
            [("portability.reservation_twice", "number"), ("portability.number_twice", "msisdn")],
        ),
        (
            replace(VOICE, index=2, reservation=replace(PORTED, number="2012345679")),
            [("portability.number_twice", "msisdn")],
        ),
        (
            replace(VOICE, index=2, reservation=replace(PORTED, msisdn="09012345679")),
            [("portability.reservation_twice", "number")],
        ),
    ],
)
def test_each_number_moves_with_a_reservation_of_its_own(
    line: LineFacts, expected: list[tuple[str, str]]
) -> None:
    assert found(rules.porting(replace(WHOLE, lines=(VOICE, line)), FACTS, 2)) == expected


@pytest.mark.rule("MNP-3", "MNP-4")
def test_an_unknown_carrier_and_details_that_were_not_confirmed_are_told() -> None:
    line = replace(VOICE, reservation=replace(PORTED, carrier="elsewhere"), same_details=False)

    codes = [problem.code for problem in rules.porting(replace(WHOLE, lines=(line,)), FACTS, 1)]

    assert codes[-1] == "applications.details_unconfirmed"
    assert len(codes) == 2


@pytest.mark.rule("HLD-8")
@pytest.mark.parametrize(("held", "problems"), [(4, 0), (5, 1)])
def test_no_more_voice_lines_than_the_operator_allows(held: int, problems: int) -> None:
    assert len(rules.whole(WHOLE, replace(FACTS, voice_lines_held=held))) == problems
