"""What a choice costs, tax included, to the yen (PLN-6, ENT-8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.catalogue.rules import LineChoice, Quote, quote
from kaitsu.kernel.money import Yen
from kaitsu.operator_profile import FunctionKey, Profile, load

TODAY = date(2026, 11, 18)
PROFILE = load("default")


def lines(*functions: FunctionKey | None) -> list[LineChoice]:
    return [LineChoice(function) for function in functions]


def amounts(found: Quote) -> dict[str, int]:
    return {item.key: item.amount.amount for item in found.items}


@pytest.mark.rule("PLN-6")
@pytest.mark.parametrize(
    ("plan", "function", "monthly"),
    [
        ("minimum_start", "data", 990),
        ("minimum_start", "sms", 1144),
        ("minimum_start", "voice", 1760),
        ("light_start", "data", 1672),
        ("light_start", "sms", 1826),
        ("light_start", "voice", 2442),
        ("family_share", "data", 2816),
        ("family_share", "sms", 2970),
        ("family_share", "voice", 3586),
    ],
)
def test_the_monthly_fee_of_one_line(plan: str, function: FunctionKey, monthly: int) -> None:
    found = quote(PROFILE, plan, lines(function), None, True, TODAY)
    assert amounts(found) == {"initial_fee": 0, "line_1": monthly}
    assert (found.once, found.monthly) == (Yen(0), Yen(monthly))


@pytest.mark.rule("PLN-6", "PLN-1", "PLN-2")
def test_three_lines_and_a_device_without_a_package() -> None:
    found = quote(PROFILE, "family_share", lines("voice", "data", "sms"), "sample_tablet", False, TODAY)
    assert amounts(found) == {
        "initial_fee": 3300,
        "device": 38280,
        "line_1": 3586,
        "line_2": 440,
        "line_3": 594,
    }
    assert found.once == Yen(41580)
    assert found.monthly == Yen(4620)
    assert [item.kind for item in found.items] == ["once", "once", "monthly", "monthly", "monthly"]


@pytest.mark.rule("PLN-6")
def test_each_item_is_named_in_both_languages() -> None:
    found = quote(PROFILE, "family_share", lines("voice", "data"), None, True, TODAY)
    assert [(item.label.ja, item.label.en) for item in found.items] == [
        ("初期費用", "Initial fee"),
        ("ファミリーシェアプラン（音声通話機能付きSIM）", "Family Share Plan (Voice SIM)"),
        ("2枚目のSIM（データ通信専用SIM）", "SIM card 2 (Data SIM)"),
    ]


@pytest.mark.rule("PLN-6")
def test_the_package_covers_the_initial_fee() -> None:
    assert quote(PROFILE, None, [], None, True, TODAY).once == Yen(0)
    assert quote(PROFILE, None, [], None, False, TODAY).once == Yen(3300)


@pytest.mark.rule("PLN-6")
def test_before_anything_is_chosen_there_is_a_total_already() -> None:
    found = quote(PROFILE, "light_start", lines(None), None, False, TODAY)
    assert amounts(found) == {"initial_fee": 3300}
    assert found.monthly == Yen(0)


@pytest.mark.rule("PLN-6")
def test_what_is_not_on_offer_costs_nothing_here() -> None:
    found = quote(PROFILE, "light_start", lines("voice", "voice"), "gone", True, TODAY)
    assert amounts(found) == {"initial_fee": 0, "line_1": 2442}
    assert amounts(quote(PROFILE, "gone", lines("voice"), None, True, TODAY)) == {"initial_fee": 0}


@pytest.mark.rule("PLN-6")
def test_the_tax_is_that_of_the_day_and_fractions_are_cut_off_per_item() -> None:
    found = quote(PROFILE, "family_share", lines("voice", "sms", "sms"), None, False, date(2019, 9, 30))
    # 3,260 yen and 8 % are 3,520.8; 540 yen are 583.2 each: not 4,687.2 cut off at the end
    assert amounts(found) == {"initial_fee": 3240, "line_1": 3520, "line_2": 583, "line_3": 583}
    assert found.monthly == Yen(4686)
    assert found.tax_rate == Decimal("0.08")


@pytest.mark.rule("PLN-6")
@given(
    st.sampled_from(PROFILE.plans),
    st.lists(st.sampled_from(["voice", "sms", "data"]), min_size=1, max_size=3),
    st.sampled_from([None, "sample_smartphone", "sample_tablet"]),
    st.booleans(),
)
def test_a_page_adds_up_and_no_item_is_a_yen_off(plan, functions, device, with_package) -> None:  # type: ignore[no-untyped-def]
    found = quote(PROFILE, plan.key, lines(*functions), device, with_package, TODAY)
    assert found.once + found.monthly == Yen(sum(amounts(found).values()))
    net = [plan.monthly[functions[0]], *(plan.extra_line[each] for each in functions[1 : plan.max_lines])]
    monthly = [item.amount.amount for item in found.items if item.kind == "monthly"]
    assert monthly == [each.amount * 110 // 100 for each in net]


def test_a_day_before_the_first_tax_has_no_price(profile: Profile) -> None:
    with pytest.raises(LookupError):
        quote(profile, None, [], None, True, date(2000, 1, 1))
