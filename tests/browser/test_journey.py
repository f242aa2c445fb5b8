"""The main journeys from entry code to a submitted application, walked whole in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.person import DESK, PASSWORD, Person, World
from factories.members import member
from kaitsu.applications.states import State
from kaitsu.kernel import clock
from kaitsu.members.models import Member


@pytest.mark.rule("MEM-1", "MEM-2", "CNF-1", "SCR-1", "PLN-6")
def test_a_new_voice_number_on_a_telephone_with_every_page_accessible(hanako: Person) -> None:
    for path in (
        "/",
        "/plans/",
        "/prepare/?function=voice&start=mnp",
        "/mnp/",
        "/help/",
        "/account/sign-in/",
    ):
        hanako.go(path)
        hanako.accessible()
    hanako.register()
    assert Member.objects.get(email=hanako.email).member_id in hanako.mail("registered").text
    hanako.accessible()
    hanako.enter_code()
    hanako.accessible()
    hanako.page.locator("button[name=confirmed]").click()
    hanako.accessible()
    hanako.agree()
    hanako.accessible()
    hanako.choose("plan", "minimum_start")
    hanako.on()
    hanako.accessible()
    hanako.line()
    expect(hanako.page.locator(".total").first).to_be_visible()
    hanako.accessible()
    hanako.choose("device", "none")
    hanako.on()
    hanako.accessible()
    for yes in hanako.page.locator("input[value=yes]").all():
        yes.check(force=True)
    hanako.on()
    hanako.accessible()
    hanako.name()
    hanako.accessible()
    hanako.fill_date("birth_date", clock.today().replace(year=1980, day=1))
    hanako.fill(telephone="03-1234-5678")
    hanako.on()
    hanako.accessible()
    hanako.address()
    hanako.accessible()
    hanako.on()
    hanako.accessible()
    hanako.agree()
    hanako.accessible()
    hanako.pay()
    hanako.at("/check/")
    hanako.accessible()
    hanako.send_code()
    hanako.accessible()
    hanako.submit()

    hanako.page.wait_for_url("**/applications/*/")
    application = hanako.application()
    hanako.sees(application.reference)
    hanako.accessible()
    assert application.state == State.VERIFYING
    assert application.case is not None
    assert application.case.login_id in hanako.mail("identity_invitation").text
    hanako.go("/applications/")
    hanako.sees(application.reference)
    hanako.accessible()


@pytest.mark.rule("PLN-1", "PLN-2")
def test_family_share_with_three_lines_of_mixed_functions(hanako: Person) -> None:
    hanako.register()
    hanako.begin()
    hanako.agree()
    hanako.choose("plan", "family_share")
    hanako.on()
    hanako.choose("count", "3")
    hanako.on()
    hanako.line()
    hanako.at("/line-2/")
    hanako.line(function="data", start="", size="micro")
    hanako.at("/line-3/")
    hanako.line(function="voice", start="mnp", size="standard")
    hanako.device_and_ready()
    hanako.holder()
    hanako.at("/porting-3/")
    hanako.port()
    hanako.agree()
    hanako.pay()
    hanako.send_code()
    hanako.submit()
    hanako.page.wait_for_url("**/applications/*/")

    lines = list(hanako.application().lines.values_list("function", "start", "size"))
    assert lines == [("voice", "new", "nano"), ("data", "", "micro"), ("voice", "mnp", "standard")]


@pytest.mark.rule("MEM-1", "CNF-5")
def test_an_existing_member_goes_on_with_a_draft_on_another_device(world: World) -> None:
    known = member(email="known@example.jp", password=PASSWORD)
    phone, desk = world.person(), world.person(width=DESK)
    phone.sign_in(known.email)
    phone.begin()
    phone.offer()
    phone.at("/name/")

    desk.go("/account/sign-in/?next=/apply/")
    desk.fill(login=known.member_id.lower(), password=PASSWORD)
    desk.page.locator("main form button[type=submit]").first.click()
    desk.at("/apply/")
    desk.email = known.email
    desk.page.locator("main a.button").first.click()

    desk.at("/name/")
    desk.holder()
    phone.page.reload()
    phone.go(f"/apply/{phone.application().pk}/")
    phone.at("/privacy/")


@pytest.mark.rule("SCR-1")
def test_the_whole_way_without_javascript(world: World) -> None:
    plain = world.person(scripts=False)
    plain.to_check()
    plain.send_code()
    plain.submit()
    plain.page.wait_for_url("**/applications/*/")

    assert plain.application().state == State.VERIFYING


@pytest.mark.rule("SCR-1")
def test_the_whole_way_in_english_at_a_desk(world: World) -> None:
    ann = world.person(width=DESK, language="en")
    ann.go("/")
    assert ann.page.locator("html").get_attribute("lang") == "en"
    ann.to_check()
    ann.accessible()
    ann.send_code()
    ann.submit()
    ann.page.wait_for_url("**/applications/*/")

    assert ann.application().language.startswith("en")
    assert "application" in ann.mail("application_received").text.lower()


@pytest.mark.rule("ENT-5")
@pytest.mark.parametrize("line_type", ["sms", "data"])
def test_packages_without_voice_go_straight_to_the_warehouse(hanako: Person, line_type: str) -> None:
    hanako.register()
    hanako.begin(line_type)
    hanako.agree()
    hanako.choose("plan", "light_start")
    hanako.on()
    hanako.line(start="")
    hanako.choose("device", "sample_smartphone")
    hanako.on()
    hanako.choose("own_card", "yes")
    hanako.on()
    hanako.holder()
    hanako.agree()
    hanako.pay()
    hanako.send_code()
    hanako.submit()
    hanako.page.wait_for_url("**/applications/*/")

    assert hanako.application().state == State.FULFILLING
    assert hanako.application().device == "sample_smartphone"


@pytest.mark.rule("ENT-5")
def test_a_draft_that_is_given_up_frees_its_code(hanako: Person) -> None:
    hanako.register()
    used = hanako.enter_code()
    hanako.page.locator("button[name=confirmed]").click()
    hanako.go(f"/apply/{hanako.application().pk}/abandon/")
    hanako.on()
    hanako.at("/applications/")

    hanako.enter_code(code=used)
    hanako.page.locator("button[name=confirmed]").click()
    hanako.at("/terms/")


@pytest.mark.rule("MEM-5")
def test_nobody_opens_somebody_elses_application(world: World, hanako: Person) -> None:
    hanako.register()
    hanako.begin()
    path = f"/apply/{hanako.application().pk}/terms/"
    stranger = world.person()
    stranger.go(path)
    assert "/account/sign-in/" in stranger.page.url
    stranger.register()
    assert stranger.page.goto(path).status == 404  # type: ignore[union-attr]
