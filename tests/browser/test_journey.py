"""The main journeys, played in a real Chromium (issue: from entry code to a submitted application)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.person import DESK, PASSWORD, Person, World
from factories.applications import LineWish, Wish
from factories.members import member
from factories.retail import CLERK, code, package
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.kernel import clock
from kaitsu.members.models import Member
from kaitsu.operator_profile import current
from kaitsu.retail import services as retail


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


@pytest.mark.rule("MNP-3", "MNP-4", "SCR-1")
def test_bringing_a_number_with_six_then_seven_days_left(hanako: Person) -> None:
    hanako.draft("porting-1", Wish(lines=(LineWish(start="mnp"),)))
    hanako.sees("大野")
    hanako.sees("1980")

    hanako.port(days_left=6)

    assert "6" in hanako.error_at("last_day")
    hanako.sees("151")  # the carrier's desk, so that a number can be reissued at once
    hanako.accessible()
    hanako.go("/applications/")
    hanako.page.locator("main a").first.click()
    hanako.at("/porting-1/")  # the draft waits for the new number, with the rest as it was typed
    expect(hanako.page.locator("[name=msisdn]")).to_have_value("09012345678")

    hanako.port(days_left=7, number="2012345679")
    hanako.agree()
    hanako.pay()
    hanako.send_code()
    hanako.submit()
    hanako.page.wait_for_url("**/applications/*/")

    line = hanako.application().lines.get()
    assert line.reservation is not None
    assert (line.reservation.number, line.reservation.state) == ("2012345679", "reserved")


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


@pytest.mark.rule("ENT-2", "ENT-6")
def test_every_state_of_a_code_is_told_in_its_own_words(world: World, hanako: Person) -> None:
    hanako.register()
    mine = str(code())
    slip = mine[:-1] + ("2" if mine[-1] != "2" else "3")
    other = world.person()
    other.register()
    held, recalled, spent = code(), code(), code()
    other.enter_code(code=str(held))
    other.page.locator("button[name=confirmed]").click()
    retail.recall_package(package(recalled).pk, note="lost", by=CLERK)
    owner = member()
    used = retail.hold(spent, holder := owner.pk, by=owner.actor)
    retail.spend(used.pk, holder, by=owner.actor)

    said = []
    for typed in (slip, "ABCD-EFGH-JKLM", held, recalled, spent, "0O1I-LLLL-LLLL", ""):
        hanako.enter_code(code=str(typed)) if typed else hanako.go("/apply/")
        if not typed:
            hanako.on()
        said.append(hanako.error_at("code"))

    assert len({text for text in said if text}) >= 6
    assert "見比べて" in said[0]
    assert "別のお申し込み" in said[2]


@pytest.mark.rule("HLD-1", "HLD-2", "HLD-3")
def test_a_kanji_outside_the_repertoire_is_pointed_out_with_its_katakana(hanako: Person) -> None:
    hanako.draft("name")
    hanako.name(registered_family="髙橋", kana_family="ﾀｶﾊｼ", latin_family="takahashi")

    message = hanako.error_at("registered_family")
    assert "髙" in message
    assert "タカ" in message
    expect(hanako.page.locator("[name=registered_given]")).to_have_value("花子")
    hanako.accessible()

    hanako.fill(registered_family="タカ橋")
    hanako.on()

    hanako.at("/about/")
    hanako.sees("タカハシ")  # what was put right is shown
    application = hanako.application()
    assert (application.registered_family, application.latin_family) == ("タカ橋", "TAKAHASHI")


@pytest.mark.rule("PAY-1", "PAY-3")
def test_cards_that_are_declined_abandoned_or_ask_for_more(hanako: Person) -> None:
    hanako.draft("card")

    hanako.pay("declined")
    if not hanako.page.url.startswith(hanako.world.url):
        hanako.page.locator("a").last.click()
    hanako.at("/card/")
    assert hanako.application().card is None

    hanako.pay("challenge")
    hanako.page.locator("[name=decision][value=approve]").click()
    hanako.at("/check/")
    card = hanako.application().card
    assert card is not None
    assert card.last4 == "3155"


@pytest.mark.rule("PAY-2", "PCK-1")
def test_another_name_on_the_card_is_pointed_out_and_held(hanako: Person) -> None:
    hanako.draft("card")
    hanako.pay(name="TARO YAMADA")
    hanako.at("/check/")
    hanako.sees("TARO YAMADA")
    hanako.send_code()
    hanako.submit()
    hanako.page.wait_for_url("**/applications/*/")

    assert hanako.application().state == State.HELD
    hanako.accessible()


@pytest.mark.rule("CNF-2")
def test_confirmation_codes_wrong_expired_and_sent_again(hanako: Person) -> None:
    hanako.draft("card")
    hanako.pay()
    hanako.at("/check/")
    hanako.send_code()
    right = hanako.code_in("confirmation_code")
    hanako.submit("000000" if right != "000000" else "111111")
    assert "4" in hanako.error_at("code")
    hanako.submit("12")
    assert "6" in hanako.error_at("code")

    later = clock.now() + timedelta(minutes=current().confirmation.minutes, seconds=1)
    clock.use(lambda: later)
    hanako.submit(right)
    hanako.error_at("code")
    hanako.page.locator("button[name=resend]").click()
    new = hanako.code_in("confirmation_code")
    assert new != right
    hanako.submit(new)

    hanako.page.wait_for_url("**/applications/*/")
    assert hanako.application().state == State.VERIFYING


@pytest.mark.rule("CNF-3")
def test_two_tabs_and_a_double_click_make_one_application(hanako: Person) -> None:
    hanako.draft("card")
    hanako.pay()
    hanako.at("/check/")
    hanako.send_code()
    other = hanako.second_tab()
    right = hanako.code_in("confirmation_code")
    for tab in (hanako, other):
        tab.fill(code=right)
    hanako.page.locator("main .actions button[type=submit]").first.dblclick()
    hanako.page.wait_for_url("**/applications/*/")
    other.on()
    other.page.wait_for_url("**/applications/*/")

    assert hanako.heading == other.heading
    assert Application.objects.filter(member__email=hanako.email).count() == 1
    assert hanako.mail("application_received")


@pytest.mark.rule("CNF-5")
def test_two_tabs_of_one_draft_do_not_undo_each_other(hanako: Person) -> None:
    hanako.draft("name")
    other = hanako.second_tab()
    hanako.name()
    hanako.at("/about/")

    other.name(registered_given="桜子", kana_given="サクラコ", latin_given="SAKURAKO")

    other.at("/about/")
    application = hanako.application()
    assert application.registered_given == "桜子"
    assert application.plan == "minimum_start"


@pytest.mark.rule("CNF-1")
def test_back_forward_and_changing_an_answer_return_to_all_answers(hanako: Person) -> None:
    hanako.draft("card")
    hanako.pay()
    hanako.at("/check/")
    hanako.page.go_back()
    hanako.page.go_forward()
    hanako.at("/check/")

    hanako.page.locator("main dd a[href*='/contact/']").first.click()
    hanako.fill(email="other@example.jp")
    hanako.on()

    hanako.at("/check/")
    hanako.sees("other@example.jp")
    hanako.page.locator("main dd a[href*='/line-1/']").first.click()
    hanako.choose("size", "micro")
    hanako.on()
    hanako.at("/check/")  # nothing else follows from another size
    hanako.sees("microSIM")


@pytest.mark.rule("SCR-1")
def test_the_whole_way_without_javascript(world: World) -> None:
    plain = world.person(scripts=False)
    plain.to_check()
    plain.send_code()
    plain.submit()
    plain.page.wait_for_url("**/applications/*/")

    assert plain.application().state == State.VERIFYING


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("scripts", [True, False])
def test_another_language_in_the_middle_of_a_form_keeps_what_was_typed(world: World, scripts: bool) -> None:
    person = world.person(scripts=scripts)
    person.draft("name")
    person.fill(registered_family="大野", kana_family="ｵｵﾉ")
    person.page.get_by_role("button", name="English").click()
    expect(person.page.locator("html")).to_have_attribute("lang", "en")
    person.at("/name/")
    expect(person.page.locator("[name=registered_family]")).to_have_value("大野")
    expect(person.page.locator("[name=kana_family]")).to_have_value("ｵｵﾉ")
    assert not person.page.locator(".error-summary").count()

    person.fill(registered_given="花子", kana_given="ハナコ", latin_family="OHNO", latin_given="HANAKO")
    person.page.locator("[name=latin_given]").press("Enter")

    person.at("/about/")


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


@pytest.mark.rule("SCR-1")
def test_switching_the_language_keeps_the_page(hanako: Person) -> None:
    hanako.register()
    hanako.begin()
    hanako.page.locator("header button[value=en]").click()
    hanako.at("/terms/")
    assert hanako.page.locator("html").get_attribute("lang") == "en"
    hanako.page.locator("header button[value=ja]").click()
    assert hanako.page.locator("html").get_attribute("lang") == "ja"


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
