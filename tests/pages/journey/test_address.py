"""The address page: filled in by the postal code without a script, insisted on, and what no address has (HLD-5)."""

from __future__ import annotations

import pytest
from django.test import Client

from kaitsu.applications.models import Application
from pages.journey.conftest import ADDRESS, beside, main, page, step_url, summed_up, typed

pytestmark = pytest.mark.django_db


@pytest.mark.rule("SCR-2", "HLD-5")
def test_the_postal_code_fills_the_address_without_a_script(browser: Client, draft: Application) -> None:
    begun = {"postal_code": "１０６００３２", "lookup": "yes", "block": "1-2-3", "building": "見本ビル101"}

    shown = page(browser.post(step_url(draft, "address"), begun))

    kept = typed(shown)
    assert (kept["prefecture"], kept["city"], kept["town"]) == ("東京都", "港区", "六本木")
    assert (kept["block"], kept["building"]) == ("1-2-3", "見本ビル101")
    assert not summed_up(shown)


@pytest.mark.rule("SCR-2", "HLD-5")
def test_several_places_of_a_code_are_offered_once_each(browser: Client, draft: Application) -> None:
    shown = page(browser.post(step_url(draft, "address"), {"postal_code": "452-0961", "lookup": "yes"}))

    offered = [button.get_text(strip=True) for button in shown.select("button[name=place]")]
    assert len(offered) == len(set(offered)) > 1
    assert all(name.startswith("愛知県清須市") for name in offered)
    shown = page(browser.post(step_url(draft, "address"), {"postal_code": "452-0961", "place": "1"}))
    kept = typed(shown)
    assert kept["prefecture"] + kept["city"] + kept["town"] == offered[1]


@pytest.mark.rule("SCR-2")
@pytest.mark.parametrize("code", ["000-0000", "12", ""])
def test_a_code_without_a_place_says_so_and_the_address_can_be_typed(
    browser: Client, draft: Application, code: str
) -> None:
    shown = page(browser.post(step_url(draft, "address"), {"postal_code": code, "lookup": "yes"}))

    assert "見つかりませんでした" in main(shown)
    assert typed(shown)["postal_code"] == code


@pytest.mark.rule("HLD-5")
def test_against_the_postal_code_the_holder_can_insist(browser: Client, draft: Application) -> None:
    odd = ADDRESS | {"city": "千代田区"}
    assert not page(browser.get(step_url(draft, "address"))).select("[name=insisted]")

    shown = page(browser.post(step_url(draft, "address"), odd), 422)
    assert shown.select("[name=insisted]")
    response = browser.post(step_url(draft, "address"), odd | {"insisted": "on"})

    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.city, draft.address_insisted) == ("千代田区", True)


@pytest.mark.rule("HLD-5")
@pytest.mark.parametrize(
    ("part", "text", "character"),
    [("building", "見本🏠101", "🏠"), ("town", "<b>六本木</b>", "<"), ("block", "1-2-3\ue000", "\ue000")],
)
def test_what_no_address_has_is_pointed_out(
    browser: Client, draft: Application, part: str, text: str, character: str
) -> None:
    wrong = page(browser.post(step_url(draft, "address"), ADDRESS | {part: text}), 422)

    assert f"「{character}」はご住所に使えない文字です" in beside(wrong, part)
    page(browser.post(step_url(draft, "address"), ADDRESS | {"building": "㈱見本ﾋﾞﾙ 〇号室"}, follow=True))
