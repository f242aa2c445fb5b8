"""Pages for everybody: home, plans and adviser, what to prepare, the MNP desks, the conditions in full."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from kaitsu.kernel import clock
from kaitsu.operator_profile import current
from kaitsu.operator_profile.in_words import describe
from pages.checking import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_moment")]

Queries = Callable[[int], AbstractContextManager[object]]
PAGES = ("/", "/plans/", "/prepare/", "/mnp/", "/help/")


@pytest.fixture
def browser(checking_client: CheckingClient) -> CheckingClient:
    return checking_client


def shown(browser: CheckingClient, address: str, language: str = "ja") -> BeautifulSoup:
    response = browser.get(address, headers={"accept-language": language})
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html5lib")


def words(page: BeautifulSoup) -> str:
    main = page.select_one("main")
    assert main is not None
    return " ".join(main.get_text().split())


@pytest.mark.rule("SCR-1", "SUP-1")
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_without_asking_the_database(
    browser: CheckingClient, address: str, language: str, django_assert_max_num_queries: Queries
) -> None:
    with django_assert_max_num_queries(0):
        page = shown(browser, address, language)

    assert page.html is not None
    assert page.html["lang"] == language
    assert current().support.phone in page.get_text()
    assert page.title is not None
    assert current().brand.name.text(language) in page.title.get_text()


@pytest.mark.rule("PLN-6")
def test_every_plan_shows_its_price_with_tax(browser: CheckingClient) -> None:
    text = words(shown(browser, "/plans/"))

    rate = current().tax_rate.rate
    for plan in current().plans:
        assert plan.name.ja in text
        for amount in plan.monthly.values():
            assert f"{amount.with_tax(rate).amount:,}円" in text


@pytest.mark.rule("PRE-2")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_adviser_leads_from_use_to_plan(browser: CheckingClient, language: str) -> None:
    for use in current().adviser:
        page = shown(browser, f"/plans/?ask=1&uses={use.key}", language)
        notice = page.select_one(".notice--success")
        assert notice is not None
        assert current().plan(use.plan).name.text(language) in notice.get_text()
        assert len(page.select(".plans .card--next")) == 1


@pytest.mark.rule("PRE-2", "SCR-1")
def test_the_adviser_without_a_use_asks_for_one(browser: CheckingClient) -> None:
    page = shown(browser, "/plans/?ask=1")

    assert page.select(".error-summary a[href='#id_uses_0']")
    assert not page.select(".notice--success")


@pytest.mark.rule("PRE-1")
def test_what_to_prepare_follows_what_is_chosen(browser: CheckingClient) -> None:
    label = {item.key: item.label.ja for item in current().preparation}

    def items(query: str) -> list[str]:
        page = shown(browser, f"/prepare/{query}")
        return [name.get_text(strip=True) for name in page.select(".checklist__name")]

    common = items("")
    assert items("?function=data") == common
    assert items("?function=data&start=mnp") == common
    voice = items("?function=voice&start=new")
    assert label["identity_document"] in voice
    ported = items("?function=voice&start=mnp")
    assert set(ported) - set(voice) == {label["mnp_reservation"]}


@pytest.mark.rule("PRE-1")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_documents_are_listed_with_their_conditions_for_voice_only(
    browser: CheckingClient, language: str
) -> None:
    voice = words(shown(browser, "/prepare/?function=voice", language))
    data = words(shown(browser, "/prepare/?function=data", language))

    for document in current().identity.documents:
        assert document.name.text(language) in voice
        assert document.name.text(language) not in data
        for condition in document.conditions:
            assert condition.text(language) in voice


@pytest.mark.rule("MNP-1")
@pytest.mark.parametrize(("hour", "open_"), [(10, True), (23, False)])
def test_every_desk_shows_its_hours_and_whether_it_is_open(
    browser: CheckingClient, hour: int, open_: bool
) -> None:
    with clock.frozen(datetime(2026, 11, 18, hour, 0, tzinfo=clock.TOKYO)):
        page = shown(browser, "/mnp/")

    text = words(page)
    for carrier in current().portability.carriers:
        assert carrier.name.ja in text
        for desk in carrier.desks:
            assert desk.contact.ja in text
            assert desk.channel_name.ja in text
    assert ("受付時間外" in text) is not open_
    assert page.select("a[href='tel:0120800000']")


@pytest.mark.rule("PRO-1")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_conditions_in_full_are_those_of_the_profile(browser: CheckingClient, language: str) -> None:
    page = shown(browser, "/help/", language)
    text = words(page)

    for section in describe(current(), language):
        assert page.select(f"#{section.key}"), section.key
        assert section.title in text
        for row in section.rows:
            for line in row.value.splitlines():
                assert " ".join(line.split()) in text, line


@pytest.mark.rule("SCR-2", "HLD-5")
@pytest.mark.parametrize(
    ("code", "towns"), [("1060032", ["六本木"]), ("１０６－００３２", ["六本木"]), ("0000000", []), ("x", [])]
)
def test_the_postal_code_is_answered_for_scripts(
    browser: CheckingClient, code: str, towns: list[str]
) -> None:
    response = browser.get("/postal/", {"code": code})

    assert [place["town"] for place in response.json()["candidates"]] == towns
    assert "max-age" in response["Cache-Control"]
