"""A reviewer at the keyboard: approve the usual case, ask again with a reason and a place (IDV-12, IDV-17)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from browser.person import DESK, PASSWORD, PHONE, Person, World
from factories.findings import examined, given_up
from factories.members import staff
from factories.reviews import send, waiting
from kaitsu.applications.models import Application
from kaitsu.audit import queries as audit
from kaitsu.identity import queries
from kaitsu.identity.models import Attempt, Case, FieldVerdict, Reading
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail

pytestmark = pytest.mark.rule("IDV-12")


@pytest.fixture(autouse=True)
def _cards_in_memory(world: World, settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = False
    settings.KAITSU_CARD_PROVIDER = "memory"


def reviewer(world: World, *, scripts: bool = True, width: int = DESK, role: Role = Role.REVIEWER) -> Person:
    """A reviewer before the queue; the machine found nothing on what has been sent so far."""
    given_up()
    member = staff(role, password=PASSWORD)
    person = world.person(width=width, scripts=scripts)
    person.page.set_viewport_size({"width": width, "height": 800})
    person.email = member.email
    person.go("/console/sign-in/?next=/console/review/")
    person.fill(login=member.email, password=PASSWORD)
    person.page.locator("main form button[type=submit]").first.click()
    person.at("/console/review/")
    return person


def keys(page: Page, *pressed: str) -> None:
    """Press the keys one after the other, once the page's scripts are there."""
    page.wait_for_load_state()
    for key in pressed:
        page.keyboard.press(key)


def case_of(case_id: object) -> Case:
    return Case.objects.get(pk=case_id)  # type: ignore[misc]


def test_two_cases_are_approved_without_a_mouse(world: World) -> None:
    first, second = waiting(), waiting(answers={"address_on_back": True})
    somebody = reviewer(world)
    page = somebody.page

    keys(page, "n")
    somebody.at(f"/console/review/{first.case_id}/")
    expect(page.locator(".sheet[data-shown] img")).to_be_visible()
    # All of it on one screen, nothing to scroll.
    for part in page.locator(".part").all():
        expect(part).to_be_in_viewport(ratio=1)
    expect(page.locator(".review-bar")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})

    keys(page, "a")
    expect(page.locator("[data-event=approve]")).to_be_visible()
    keys(page, "m")
    expect(page.locator(".mail")).to_be_visible()
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})
    keys(page, "m", "Enter")

    # The next case is there at once; its back has not been looked at, so "a" shows it first.
    somebody.at(f"/console/review/{second.case_id}/")
    assert case_of(first.case_id).state == "approved"
    keys(page, "a")
    expect(page.locator("[data-say]")).not_to_be_empty()
    expect(page.locator(".sheet[data-shown]")).to_have_attribute("data-part", "image:back")
    keys(page, "a", "Enter")
    somebody.at("/console/review/")
    assert case_of(second.case_id).state == "approved"
    looks = [row for row in audit.history(f"case:{second.case_id}") if row.action == "identity.image_viewed"]
    assert len(looks) == 2


@pytest.mark.rule("IDV-17", "IDV-13")
def test_asking_again_with_a_reason_words_and_a_place(world: World) -> None:
    application = waiting()
    somebody = reviewer(world)
    page = somebody.page
    keys(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")

    keys(page, "Shift+Digit5", "3", "Enter")
    page.locator("[name=message-address]").fill("番地のところです。")
    keys(page, "Escape", "d", "ArrowDown", "ArrowDown", "Shift+ArrowRight", "Enter", "a")

    expect(page.locator("[data-event=ask_again]")).to_be_visible()
    expect(page.locator(".sheet__region")).to_be_visible()
    keys(page, "m")
    expect(page.locator(".mail__text")).to_contain_text("番地のところです。")
    keys(page, "Escape", "Enter")

    somebody.at("/console/review/")
    assert case_of(application.case_id).state == "asked_again"
    verdict = FieldVerdict.objects.get(part="address")
    assert verdict.reason == "cut_off"
    assert verdict.region == {"x": 0.35, "y": 0.445, "width": 0.31, "height": 0.15}
    assert Mail.objects.filter(kind="ask_again").count() == 1

    send(case_of(application.case_id))
    keys(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    expect(page.locator(".review-earlier")).to_contain_text("番地のところです。")
    keys(page, "c")
    expect(page.locator(".sheet[data-shown]")).to_have_count(2)
    somebody.accessible()


class Held:
    """Answers of the result that do not come back before they are let go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route("**/result/", self._keep)

    def _keep(self, route: Route) -> None:
        self._routes.append(route)

    def let_go(self) -> None:
        """What waited goes on, and what comes after it is not held."""
        for route in self._routes:
            route.continue_()
        self._page.unroute("**/result/")


def test_a_confirmation_of_what_is_seen_waits_for_the_answer(world: World) -> None:
    application = waiting()
    somebody = reviewer(world)
    page = somebody.page
    keys(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    keys(page, "Shift+Digit5", "3", "Enter", "a")
    expect(page.locator("[data-event=ask_again]")).to_be_visible()
    expect(page.locator("[data-result-area]")).not_to_have_attribute("aria-busy", "true")
    held = Held(page)
    page.locator("[name=message-address]").fill("番地のところです。")
    keys(page, "Escape")
    expect(page.locator("[data-result-area]")).to_have_attribute("aria-busy", "true")

    keys(page, "Enter")
    held.let_go()

    expect(page).to_have_url(re.compile(r"/console/review/$"))
    assert case_of(application.case_id).state == "asked_again"
    assert FieldVerdict.objects.get(part="address").message == "番地のところです。"


@pytest.mark.parametrize(("seen", "comes"), [("approve", "ask_again"), ("ask_again", "approve")])
def test_another_result_than_the_one_seen_is_not_confirmed_unseen(
    world: World, seen: str, comes: str
) -> None:
    application = waiting()
    somebody = reviewer(world)
    page = somebody.page
    keys(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    reason = page.locator("[name=reason-address]")
    keys(page, "a")
    if seen == "ask_again":
        reason.select_option("cut_off")
    expect(page.locator(f"[data-event={seen}]")).to_be_visible()
    expect(page.locator("[data-result-area]")).not_to_have_attribute("aria-busy", "true")
    held = Held(page)
    if comes == "ask_again":
        reason.select_option("cut_off")
        keys(page, "Escape")
    else:
        keys(page, "Escape", "5")

    keys(page, "Enter")
    held.let_go()

    expect(page.locator(f"[data-event={comes}]")).to_be_visible()
    expect(page.locator("[data-say]")).to_have_text(
        "結果が変わりました。ご覧になってから、もう一度押してください。"
    )
    assert case_of(application.case_id).state == "claimed"
    keys(page, "Enter")
    expect(page).to_have_url(re.compile(r"/console/review/$"))
    assert case_of(application.case_id).state == {"approve": "approved"}.get(comes, "asked_again")


def test_zoom_turn_and_drag(world: World) -> None:
    waiting(answers={"address_on_back": True})
    somebody = reviewer(world)
    page = somebody.page
    keys(page, "n")
    canvas = page.locator(".sheet[data-shown] .sheet__canvas")
    expect(canvas).to_be_visible()
    fitted = canvas.bounding_box()
    assert fitted is not None
    stage = page.locator(".sheet[data-shown] .sheet__stage").bounding_box()
    assert stage is not None
    assert fitted["width"] <= stage["width"] + 1
    assert fitted["height"] <= stage["height"] + 1

    keys(page, "+", "+")
    larger = canvas.bounding_box()
    assert larger is not None
    assert larger["width"] == pytest.approx(fitted["width"] * 1.25**2, rel=0.01)
    keys(page, "ArrowRight")
    moved = canvas.bounding_box()
    assert moved is not None
    assert moved["x"] == pytest.approx(larger["x"] - 60, abs=1)
    keys(page, "0", "r")
    turned = canvas.bounding_box()
    assert turned is not None
    assert turned["height"] > turned["width"]

    keys(page, "Shift+R", "Shift+Digit1", "1", "Enter", "d")
    expect(page.locator("[data-draw-help]")).to_be_visible()
    drawn_on = canvas.bounding_box()
    assert drawn_on is not None
    left, top, width, height = drawn_on["x"], drawn_on["y"], drawn_on["width"], drawn_on["height"]
    page.mouse.move(left + width * 0.5, top + height * 0.5)
    page.mouse.down()
    page.mouse.move(left + width * 0.75, top + height * 0.6, steps=4)
    page.mouse.up()
    region = page.locator("[name='region-image:front']").input_value()
    assert [float(share) for share in region.split(",")] == pytest.approx([0.5, 0.5, 0.25, 0.1], abs=0.01)
    keys(page, "j")
    expect(page.locator(".sheet[data-shown]")).to_have_attribute("data-part", "image:back")


@pytest.mark.rule("SCR-1")
def test_a_case_without_javascript(world: World) -> None:
    application = waiting()
    somebody = reviewer(world, scripts=False)
    page = somebody.page
    page.locator("button[data-key=n]").click()
    somebody.at(f"/console/review/{application.case_id}/")
    expect(page.locator(".sheet img")).to_be_visible()
    for box in page.locator("[name=ok]").all():
        box.check()
    page.locator("[data-without-script]").click()
    expect(page.locator(".mail")).to_be_visible()
    page.locator("[data-confirm]").click()
    somebody.at("/console/review/")

    assert case_of(application.case_id).state == "approved"


@pytest.mark.rule("SCR-1")
def test_a_case_on_a_telephone(world: World) -> None:
    application = waiting()
    somebody = reviewer(world, width=PHONE)
    somebody.accessible()
    somebody.page.locator("tbody button").first.click()
    somebody.at(f"/console/review/{application.case_id}/")
    somebody.accessible()
    somebody.page.locator("[data-all]").click()
    somebody.page.locator("[data-confirm]").click()
    somebody.at("/console/review/")
    case = queries.case(application.case_id)  # type: ignore[arg-type]
    assert case is not None
    assert case.state == "approved"


def late(world: World) -> tuple[Person, Application, Attempt]:
    """A reviewer before a case that the machine is still reading."""
    somebody = reviewer(world)
    application = waiting()
    keys(somebody.page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    attempt = queries.open_attempt(case_of(application.case_id))
    assert attempt is not None
    return somebody, application, attempt


@pytest.mark.rule("IDV-9")
def test_what_the_machine_finds_later_appears_and_nothing_filled_in_is_lost(world: World) -> None:
    """Given a case whose images are being read, when the reading ends, then its findings are there by themselves."""
    somebody, _application, attempt = late(world)
    page = somebody.page
    expect(page.locator(".review-reading")).to_contain_text("まだ読み取っています")
    expect(page.locator("[data-reload]")).to_be_hidden()
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})
    keys(page, "1", "Shift+Digit5", "3", "Enter")
    page.locator("[name=message-address]").fill("番地のところです。")

    examined(attempt, {"name": "different"})

    expect(page.locator(".part[data-part=name]")).to_have_attribute("data-verdict", "different")
    expect(page.locator(".review-reading")).to_have_count(0)
    expect(page.locator("[data-say]")).to_have_text("読み取りの結果が出ました。")
    expect(page.locator("[name=message-address]")).to_be_focused()
    expect(page.locator("[name=message-address]")).to_have_value("番地のところです。")
    expect(page.locator(".part [name=ok]:checked")).to_have_count(1)
    # Where every part stood before: a digit still means the same one.
    parts = page.locator(".part").evaluate_all("rows => rows.map((row) => row.dataset.part)")
    assert parts == ["image:front", "kind", "name", "birth_date", "address", "expiry"]
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})

    # From here on it is a case like any other: the place is shown, A leaves what is different, the finding is accepted.
    keys(page, "Escape", "f")
    expect(page.locator(".sheet__place")).to_have_count(1)
    keys(page, "a")
    expect(page.locator("[data-say]")).to_contain_text("ご自身で見て")
    keys(page, "Shift+Digit3", "Enter")
    expect(page.locator("[name=reason-name]")).to_have_value("name_differs")
    expect(page.locator("[data-event=ask_again]")).to_be_visible()
    expect(page.locator("[data-result-area]")).not_to_have_attribute("aria-busy", "true")
    keys(page, "Enter")
    somebody.at("/console/review/")
    assert FieldVerdict.objects.get(part="address").message == "番地のところです。"
    assert FieldVerdict.objects.get(part="name").accepted is True


@pytest.mark.rule("IDV-9")
def test_what_waits_for_a_reading_is_not_waved_through(world: World) -> None:
    somebody, application, _attempt = late(world)
    page = somebody.page

    keys(page, "a", "Enter")

    expect(page.locator("[data-say]")).to_contain_text("読み取りを待っている項目")
    expect(page.locator(".part [name=ok]:checked")).to_have_count(0)
    # A person need not wait: each part by its own key.
    keys(page, *"123456", "Enter")
    somebody.at("/console/review/")
    assert case_of(application.case_id).state == "approved"


@pytest.mark.rule("SCR-1")
def test_without_javascript_a_link_fetches_what_was_read(world: World) -> None:
    application = waiting()
    somebody = reviewer(world, scripts=False)
    Reading.objects.update(state="pending", finished_at=None)
    page = somebody.page
    page.locator("button[data-key=n]").click()
    somebody.at(f"/console/review/{application.case_id}/")
    attempt = queries.open_attempt(case_of(application.case_id))
    assert attempt is not None
    examined(attempt)

    page.locator("[data-reload]").click()

    expect(page.locator(".part[data-verdict=same]")).to_have_count(6)
    expect(page.locator(".review-reading")).to_have_count(0)
