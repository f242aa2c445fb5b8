"""Before and at the door of the identity pages: held, closed for maintenance, locked (PCK-1, IDV-2, IDV-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from browser.holder import (
    case_of,
    enter_identity,
    found,
    fresh,
    holder,
    sign_in,
    status,
)
from browser.person import World
from browser.staff import colleague
from factories.applications import Wish, submitted
from factories.jobs import work
from kaitsu.applications.states import State
from kaitsu.kernel.clock import TOKYO
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail

pytestmark = pytest.mark.usefixtures("factories")


@pytest.mark.rule("PCK-1", "PCK-2")
def test_held_for_the_name_on_the_card_asked_about_and_released(world: World) -> None:
    application = submitted(replace(Wish(), card_name="TARO YAMADA"))
    hanako = holder(world, application)
    status(hanako, application).sees("お申し込みの内容を確認しています")
    assert not Mail.objects.filter(kind="identity_invitation").exists()

    support = colleague(world, Role.SUPPORT, "/console/held/")
    support.press(application.reference)
    support.sees("TARO YAMADA")
    support.page.get_by_text("お客様にお尋ねする").click()
    support.page.get_by_label("お客様への言葉").first.fill("ご結婚前のお名前のカードでしょうか。")
    support.page.get_by_role("button", name="メールを確認する").first.click()
    support.sees("ご結婚前のお名前のカードでしょうか。")
    support.accessible()
    support.press("メールを送る")
    work()
    asked = hanako.mail("held_question").text
    assert "TARO YAMADA" in asked
    status(hanako, application).sees("お尋ねしていることがあります")
    hanako.accessible()
    hanako.go(found(r"https?://\S+/answer/", asked))
    hanako.sees("ご結婚前のお名前のカードでしょうか。")
    hanako.accessible()
    hanako.page.get_by_label("お答え").fill("はい、旧姓のカードです。")
    hanako.press("お答えを送る")
    hanako.sees("お答えを受け取りました")

    support.go("/console/held/")
    support.sees("お返事あり")
    support.press(application.reference)
    support.sees("はい、旧姓のカードです。")
    support.page.get_by_label("メモ（担当者用）").first.fill("電話で確認済み")
    support.press("保留を解く")
    work()
    enter_identity(hanako)
    hanako.at("/identity/kind/")
    assert fresh(application).state == State.VERIFYING


@pytest.mark.rule("IDV-3", "PCK-2")
def test_maintenance_says_when_it_ends_and_the_mail_leaves_after_it(world: World) -> None:
    world.at(datetime(2026, 11, 22, 23, 25, tzinfo=TOKYO))
    before = submitted()
    early = holder(world, before)
    enter_identity(early)
    early.at("/identity/kind/")

    world.at(datetime(2026, 11, 22, 23, 30, tzinfo=TOKYO))
    early.page.reload()
    assert early.heading == "ただいまメンテナンス中です"
    early.sees("2026年11月23日（月） 9:00 に再開します")
    early.accessible()
    late = submitted(replace(Wish(), birth_date=date(1990, 5, 3)))
    hanako = holder(world, late)
    status(hanako, late).sees("メンテナンス中です")
    hanako.sees("9:00以降に、本人確認のご案内を")
    hanako.accessible()
    assert "11月23日" in hanako.mail("application_received").text
    waits = Mail.objects.filter(to=hanako.email, kind="identity_invitation")
    assert waits.get().state == "queued"

    world.at(datetime(2026, 11, 23, 8, 59, tzinfo=TOKYO))
    assert waits.get().state == "queued"
    world.at(datetime(2026, 11, 23, 9, 0, tzinfo=TOKYO))
    enter_identity(hanako, birth_date="19900503")
    hanako.at("/identity/kind/")
    assert waits.get().state == "sent"


@pytest.mark.rule("IDV-2")
def test_ten_wrong_birth_dates_lock_the_door_until_staff_open_it(world: World) -> None:
    application = submitted()
    hanako = holder(world, application)
    login_id = found(r"ログインID：(\S+)", hanako.mail("identity_invitation").text)
    hanako.go("/identity/")
    for _ in range(5):
        sign_in(hanako, login_id, "19800102")
    hanako.sees("サインインを止めています")
    hanako.accessible()
    until = case_of(application).locked_until
    assert until is not None
    assert hanako.mail("identity_locked")
    world.at(until)
    for _ in range(5):
        sign_in(hanako, login_id, "19800102")
    hanako.sees("サポート窓口にご連絡ください")
    assert hanako.mail("identity_locked_for_good")
    sign_in(hanako, login_id, "19800101")
    hanako.sees("サポート窓口にご連絡ください")
    status(hanako, application).sees("本人確認のサインインを止めています")
    hanako.accessible()

    support = colleague(world, Role.SUPPORT, "/console/")
    support.page.get_by_role("searchbox").fill(application.reference)
    support.page.keyboard.press("Enter")
    support.press(application.reference)
    support.sees("本人確認のサインインが止まっています")
    support.accessible()
    support.press("サインインを再開する")
    support.sees("サインインを再開しました")
    work()

    enter_identity(hanako, "identity_unlocked")
    hanako.at("/identity/kind/")
    assert not case_of(application).locked_for_good
