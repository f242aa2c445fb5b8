"""What happens on the way: codes, refusals, cards, tabs, back and forward, another language, in a real Chromium."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.person import Person, World
from factories.applications import LineWish, Wish
from factories.members import member
from factories.retail import CLERK, code, package
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.kernel import clock
from kaitsu.operator_profile import current
from kaitsu.retail import services as retail


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
    hanako.draft_to_check()
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
    hanako.draft_to_check()
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
    hanako.draft_to_check()
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
def test_switching_the_language_keeps_the_page(hanako: Person) -> None:
    hanako.register()
    hanako.begin()
    hanako.page.locator("header button[value=en]").click()
    hanako.at("/terms/")
    assert hanako.page.locator("html").get_attribute("lang") == "en"
    hanako.page.locator("header button[value=ja]").click()
    assert hanako.page.locator("html").get_attribute("lang") == "ja"

    hanako.go("/prepare/")
    hanako.choose("function", "voice")
    hanako.choose("start", "mnp")
    hanako.page.locator("header button[lang=en]").click()
    expect(hanako.page.locator("html")).to_have_attribute("lang", "en")
    for chosen in ("[name=function][value=voice]", "[name=start][value=mnp]"):
        expect(hanako.page.locator(chosen)).to_be_checked()
    assert hanako.page.url.endswith("/prepare/?function=voice&start=mnp")
