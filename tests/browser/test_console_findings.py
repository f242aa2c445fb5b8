"""A reviewer at the keyboard and what the machine read (IDV-9, IDV-12): accept, overrule, see where, look again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from browser.person import DESK, PASSWORD, Person, World
from factories.findings import PLACES, examined
from factories.members import staff
from factories.reviews import REVIEWER, verdicts, waiting
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Attempt, Case, FieldVerdict, SecondReview
from kaitsu.members.roles import Role

pytestmark = [pytest.mark.rule("IDV-9", "IDV-12")]


@pytest.fixture(autouse=True)
def _cards_in_memory(world: World, settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_STAFF_MFA_REQUIRED = False
    settings.KAITSU_CARD_PROVIDER = "memory"


def at_the_queue(world: World) -> Person:
    member = staff(Role.REVIEWER, password=PASSWORD)
    person = world.person(width=DESK)
    person.page.set_viewport_size({"width": DESK, "height": 800})
    person.go("/console/sign-in/?next=/console/review/")
    person.fill(login=member.email, password=PASSWORD)
    person.page.locator("main form button[type=submit]").first.click()
    person.at("/console/review/")
    return person


def press(page: Page, *pressed: str) -> None:
    page.wait_for_load_state()
    for key in pressed:
        page.keyboard.press(key)


def attempt_of(application: Application) -> Attempt:
    assert application.case is not None
    attempt = queries.open_attempt(application.case)
    assert attempt is not None
    return attempt


def state_of(application: Application) -> str:
    return str(Case.objects.get(pk=application.case_id).state)


def test_the_usual_case_takes_two_keys(world: World) -> None:
    """Given a case that the machine read the same throughout, then A and Enter approve it, all of it on one screen."""
    application = waiting()
    examined(attempt_of(application))
    somebody = at_the_queue(world)
    page = somebody.page
    press(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    expect(page.locator(".sheet[data-shown] img")).to_be_visible()
    for part in page.locator(".part").all():
        expect(part).to_be_in_viewport(ratio=1)
    assert page.locator(".part__fine :checked").count() == 0

    press(page, "a", "Enter")

    somebody.at("/console/review/")
    assert state_of(application) == "approved"
    assert set(FieldVerdict.objects.values_list("machine", "accepted")) == {("same", True)}


def test_what_is_not_the_same_waits_for_the_reviewer(world: World) -> None:
    """Given a different address and an expiry that was not found, then A leaves both, and each takes one key."""
    application = waiting()
    gone = {"read": "", "code": "not_found", "image": None, "region": (), "crop": None}
    examined(attempt_of(application), {"address": "different", "expiry": "unreadable"}, expiry=gone)
    somebody = at_the_queue(world)
    page = somebody.page
    press(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})

    press(page, "a", "Enter")

    expect(page.locator("[data-say]")).not_to_be_empty()
    expect(page.locator(".part [name=ok]:checked")).to_have_count(4)
    expect(page.locator("[data-event]")).to_have_count(0)
    assert state_of(application) == "claimed"
    # The place of the first of them is shown, since that is what has to be looked at.
    expect(page.locator(".sheet__place--different")).to_have_count(1)

    # The expiry is read by the reviewer (overruled), the address is different indeed (accepted).
    press(page, "2", "Shift+Digit1", "Enter")
    expect(page.locator("[name=reason-address]")).to_have_value("address_differs")
    expect(page.locator("[data-event=ask_again]")).to_be_visible()
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})
    press(page, "Enter")

    somebody.at("/console/review/")
    assert state_of(application) == "asked_again"
    kept = {row.part: row for row in FieldVerdict.objects.all()}
    assert (kept["expiry"].machine, kept["expiry"].accepted) == ("unreadable", False)
    assert (kept["address"].machine, kept["address"].accepted) == ("different", True)
    # The holder is shown the place that the machine had read.
    left, top, right, bottom = PLACES["address"]
    region = kept["address"].region
    assert region is not None
    assert [region["x"], region["y"]] == pytest.approx([left, top], abs=0.001)
    assert [region["width"], region["height"]] == pytest.approx([right - left, bottom - top], abs=0.001)


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def expected(page: Page, part: str, quarters: int) -> tuple[float, float]:
    """Where the middle of *part* must lie on the screen once the image is turned by *quarters*."""
    box = page.locator(".sheet[data-shown] .sheet__canvas").bounding_box()
    assert box is not None
    left, top, right, bottom = PLACES[part]
    x, y = (left + right) / 2, (top + bottom) / 2
    for _ in range(quarters % 4):
        x, y = 1 - y, x
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def test_a_place_is_shown_and_turns_with_its_image(world: World) -> None:
    application = waiting(answers={"address_on_back": True})
    examined(attempt_of(application))
    somebody = at_the_queue(world)
    page = somebody.page
    press(page, "n")
    somebody.at(f"/console/review/{application.case_id}/")
    press(page, "j")
    expect(page.locator(".sheet[data-shown]")).to_have_attribute("data-part", "image:back")

    page.locator(".part[data-part=name] [data-place]").click()

    # The image that is meant comes to the front.
    expect(page.locator(".sheet[data-shown]")).to_have_attribute("data-part", "image:front")
    line = page.locator(".sheet__line")
    assert middle(line) == pytest.approx(expected(page, "name", 0), abs=2)
    for quarters in (1, 2, 3):
        press(page, "r")
        assert middle(line) == pytest.approx(expected(page, "name", quarters), abs=2)

    # F goes on to the next one; zoomed, it lies in the middle of the stage.
    press(page, "+", "+", "+", "f")
    expect(page.locator(".part[data-part=birth_date] [data-pointed]")).to_have_count(1)
    stage = middle(page.locator(".sheet[data-shown] .sheet__stage"))
    assert middle(line) == pytest.approx(stage, abs=3)
    assert page.locator(".sheet__place").count() == 1


@pytest.mark.rule("OPS-6")
def test_a_second_look_takes_two_keys_as_well(world: World) -> None:
    application = waiting()
    attempt = attempt_of(application)
    examined(attempt, {"name": "different"})
    assert application.case_id
    identity.claim(application.case_id, by=REVIEWER)
    verification.decide(application.case_id, verdicts(Case.objects.get(pk=application.case_id)), by=REVIEWER)
    SecondReview.objects.get_or_create(attempt=attempt)
    somebody = at_the_queue(world)
    page = somebody.page
    page.locator("form[action='/console/review/second/'] button").click()
    expect(page.locator(".sheet[data-shown] img")).to_be_visible()
    expect(page.locator(".finding, .finding__said")).to_have_count(0)
    somebody.accessible()
    page.set_viewport_size({"width": DESK, "height": 800})

    # A reason can be taken back; nobody writes to the holder here.
    press(page, "Shift+Digit3", "1", "Enter", "d")
    expect(page.locator("[name=reason-name]")).not_to_have_value("")
    press(page, "3", "a")
    expect(page.locator("[data-event=approve]")).to_be_visible()
    press(page, "Enter")

    somebody.at("/console/review/")
    review = SecondReview.objects.get()
    assert review.agrees is True
