"""Each script makes working mark-up nicer, and only that."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from pages.look.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.urls("pages.look.addresses")]

COMPOSE = """([id, steps, committed]) => {
  const input = document.getElementById(id);
  const tell = (type, data) => input.dispatchEvent(new CompositionEvent(type, { data, bubbles: true }));
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
  tell("compositionstart", "");
  steps.forEach((text) => tell("compositionupdate", text));
  input.value += committed;
  tell("compositionend", committed);
}"""


#: What `look.js` loads as a page needs it. A module is loaded once: whoever imports it later waits for the same one.
LOADED = """() => Promise.all(
  ["submit-once", "error-summary", "password", "grouped-code", "kana", "postal-code", "persist"]
    .map((name) => import(`/static/look/js/${name}.js`)))"""


def enhanced(page: Page) -> None:
    """Every script that *page* asked for is at work."""
    page.evaluate(LOADED)


def with_markup(page: Page, markup: str, *, address: str = "/styleguide/status/") -> None:
    """A page of the look with *markup* in its middle, before its scripts look at it."""

    def answer(route: Route) -> None:
        html = (
            f'<!doctype html><html lang="ja"><head><title>T</title>'
            f'<script type="module" src="/static/look/js/look.js"></script></head><body>{markup}</body></html>'
        )
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route(f"**{address}", answer)
    page.goto(address)
    enhanced(page)


@pytest.mark.rule("SCR-2")
@pytest.mark.parametrize(
    ("steps", "committed", "kana"),
    [
        (["ｙ", "や", "やｍ", "やま", "やまｄ", "やまだ", "山田"], "山田", "ヤマダ"),
        (["や", "やま", "やまだ", "山田", "やまだ", "やまた", "山田"], "山田", "ヤマタ"),
        (["や", "やま", "山", "山ｄ", "山だ", "山田"], "山田", "ヤマダ"),
        (["さ", "さい", "さいt", "さいと", "さいとう", "斉藤", "齋藤"], "齋藤", "サイトウ"),
        (["ヤ", "ヤマ"], "ヤマ", "ヤマ"),
        (["ら", "らー", "らーm", "らーめ", "らーめん"], "らーめん", "ラーメン"),
        (["や", "やま"], "", ""),
        (["す", "すず", "すずき", "すず", "す", "すが", "菅"], "菅", "スガ"),
    ],
    ids=[
        "plain",
        "turned back",
        "turned while typed",
        "many choices",
        "katakana",
        "long mark",
        "given up",
        "deleted",
    ],
)
def test_kana_is_the_reading_that_was_typed(
    open_page: OpenPage, steps: list[str], committed: str, kana: str
) -> None:
    page = open_page()
    with_markup(page, '<input id="a"><input id="b" data-kana-from="a">')

    page.evaluate(COMPOSE, ["a", steps, committed])

    assert page.input_value("#b") == kana


@pytest.mark.rule("SCR-2")
def test_kana_of_two_words_follow_each_other(open_page: OpenPage) -> None:
    page = open_page()
    with_markup(page, '<input id="a"><input id="b" data-kana-from="a">')

    page.evaluate(COMPOSE, ["a", ["やま", "山"], "山"])
    page.evaluate(COMPOSE, ["a", ["もと", "本"], "本"])

    assert page.input_value("#b") == "ヤマモト"
    page.fill("#a", "")
    assert page.input_value("#b") == ""


@pytest.mark.rule("SCR-2")
def test_kana_that_the_person_wrote_are_left_alone(open_page: OpenPage) -> None:
    page = open_page()
    with_markup(page, '<input id="a"><input id="b" data-kana-from="a" value="サイキ">')

    page.evaluate(COMPOSE, ["a", ["さいき", "佐伯"], "佐伯"])

    assert page.input_value("#b") == "サイキ"


@pytest.mark.rule("SCR-2")
@pytest.mark.parametrize(
    "pasted", ["abcdefghjklm", "ABCD EFGH JKLM", "ａｂｃｄ－ｅｆｇｈ－ｊｋｌｍ", "abcd‐efgh—jklm"]
)
def test_a_pasted_code_falls_into_its_groups(open_page: OpenPage, pasted: str) -> None:
    page = open_page()
    with_markup(page, '<input id="a" data-group="4">')

    page.fill("#a", pasted)

    assert page.input_value("#a") == "ABCD-EFGH-JKLM"


def test_a_code_can_be_deleted_and_mended_in_its_middle(open_page: OpenPage) -> None:
    page = open_page()
    with_markup(page, '<input id="a" data-group="4">')

    page.locator("#a").press_sequentially("abcde")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")

    assert page.input_value("#a") == "ABCD"


def test_a_password_can_be_shown_and_is_hidden_again(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/styleguide/journey/")
    button = page.locator("[data-password] button")

    button.click()
    assert page.get_attribute("#id_password", "type") == "text"
    assert button.get_attribute("aria-label") == "パスワードを隠す"
    button.click()
    assert page.get_attribute("#id_password", "type") == "password"


PRESS_THRICE = """() => {
  const refused = [];
  const button = document.querySelector("button");
  document.addEventListener("submit", (event) => refused.push(event.defaultPrevented));
  for (let press = 0; press < 3; press += 1) button.click();
  return [refused, button.disabled, button.ariaDisabled];
}"""


def test_a_form_goes_out_once_with_the_button_that_was_pressed(open_page: OpenPage) -> None:
    page = open_page()
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(body="<title>Sent</title>", content_type="text/html")

    page.route("**/styleguide/target/", take)
    form = '<form method="post" action="/styleguide/target/"><button name="go" value="1">Go</button></form>'
    with_markup(page, form)

    refused, disabled, told = page.evaluate(PRESS_THRICE)
    page.wait_for_url("**/target/")

    assert refused == [False, True, True]
    assert (disabled, told) == (False, "true")
    assert sent == ["go=1"]


def test_a_page_that_is_shown_again_can_be_sent_again(open_page: OpenPage) -> None:
    page = open_page()
    with_markup(
        page, '<form method="post" data-sent><button data-sent aria-disabled="true">Go</button></form>'
    )

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert page.locator("[data-sent]").count() == 0
    assert page.get_attribute("button", "aria-disabled") is None


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(open_page: OpenPage) -> None:
    page = open_page(width=360)
    page.goto("/styleguide/journey/")
    page.click("main form button[type=submit]")
    expect(page.locator("[data-error-summary]")).to_be_focused()

    page.click(".error-summary a[href='#id_size_0']")

    expect(page.locator("#id_size_0")).to_be_focused()
    legend = page.locator("fieldset:has(#id_size_0) legend").bounding_box()
    assert legend is not None
    assert 0 <= legend["y"] < 800


ADDRESS = '<input id="c" data-postal-lookup="/postal/" data-fills-city="city" data-fills-town="town" \
data-text-filled="F" data-text-several="S" data-text-none="N"><input id="city"><input id="town">'


def answers(page: Page, candidates: list[dict[str, str]] | None) -> list[str]:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if candidates is None:
            route.abort()
        else:
            route.fulfill(body=json.dumps({"candidates": candidates}), content_type="application/json")

    page.route("**/postal/**", answer)
    return asked


@pytest.mark.rule("SCR-2")
@pytest.mark.parametrize("typed", ["1000001", "100-0001", "１００－０００１"])
def test_one_address_is_filled_in(open_page: OpenPage, typed: str) -> None:
    page = open_page()
    asked = answers(page, [{"prefecture": "東京都", "city": "千代田区", "town": "千代田"}])
    with_markup(page, ADDRESS)

    page.fill("#c", typed)
    expect(page.locator("[role=status]")).to_have_text("F")

    assert asked == ["http://testserver/postal/?code=1000001"]
    assert page.input_value("#city") == "千代田区"
    assert page.input_value("#town") == "千代田"


@pytest.mark.rule("SCR-2")
def test_several_addresses_are_offered(open_page: OpenPage) -> None:
    page = open_page()
    answers(page, [{"city": "A市", "town": "一"}, {"city": "A市", "town": "二"}])
    with_markup(page, ADDRESS)

    page.fill("#c", "1000001")
    page.click("text=A市二")

    assert page.input_value("#town") == "二"
    assert page.locator(".candidates button").count() == 0


def test_an_address_that_the_person_wrote_is_left_alone(open_page: OpenPage) -> None:
    page = open_page()
    answers(page, [{"city": "千代田区", "town": "千代田"}])
    with_markup(page, ADDRESS)

    page.fill("#city", "港区")
    page.fill("#c", "1000001")
    expect(page.locator("[role=status]")).to_have_text("F")

    assert page.input_value("#city") == "港区"
    assert page.input_value("#town") == "千代田"


@pytest.mark.parametrize(("candidates", "said"), [([], "N"), (None, "")])
def test_without_an_address_the_fields_are_typed(
    open_page: OpenPage, candidates: list[dict[str, str]] | None, said: str
) -> None:
    page = open_page()
    answers(page, candidates)
    with_markup(page, ADDRESS)

    with page.expect_event("requestfailed" if candidates is None else "requestfinished"):
        page.fill("#c", "1000001")
    expect(page.locator("[role=status]")).to_have_text(said)

    assert page.input_value("#city") == ""


def test_what_was_opened_stays_open(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/styleguide/journey/")
    enhanced(page)
    page.click("details.eras summary")
    expect(page.locator("details.eras dl")).to_be_visible()

    page.goto("/styleguide/journey/")

    expect(page.locator("details.eras dl")).to_be_visible()
