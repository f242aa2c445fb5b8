"""What a reviewer decides, and what the holder sees of it: asked again and approved, refused (IDV-12, IDV-13)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.holder import (
    card_of,
    case_of,
    enter_identity,
    fresh,
    holder,
    send_all,
    status,
    upload,
)
from browser.person import World
from browser.staff import approve, decide, keys, review
from factories.reviews import waiting
from kaitsu.applications.states import State
from kaitsu.identity.models import Attempt, Image

pytestmark = [pytest.mark.rule("IDV-13", "MEM-5"), pytest.mark.usefixtures("factories")]


def test_asked_for_one_image_again_the_holder_sends_that_one_and_is_approved(world: World) -> None:
    application = waiting(answers={"address_on_back": True})
    hanako = holder(world, application)
    reviewer = review(world)
    keys(reviewer, "a", "a", "Shift+Digit2", "3", "Enter")
    reviewer.page.locator("[name='message-image:back']").fill("右下の角が入っていません。")
    keys(reviewer, "Escape")
    decide(reviewer, "ask_again")

    assert "うら面" in hanako.mail("ask_again").text
    status(hanako, application).sees("もう一度お送りください")
    hanako.accessible()
    hanako.press("本人確認のページを開く")
    hanako.at("/identity/")
    enter_identity(hanako, "ask_again", f"{application.birth_date:%Y%m%d}")
    hanako.at("/identity/again/")
    hanako.sees("書類の端が切れています")
    hanako.sees("右下の角が入っていません。")
    hanako.accessible()
    hanako.press("画像を送る")
    expect(card_of(hanako, "うら面")).to_contain_text("右下の角が入っていません。")
    expect(card_of(hanako, "おもて面")).to_have_count(0)
    hanako.accessible()
    upload(hanako, "うら面")
    send_all(hanako)

    approve(world, images=2)
    assert hanako.mail("approved")
    assert status(hanako, application).text.count("本人確認書類の受け取り") == 2
    assert fresh(application).state == State.FULFILLING
    first, second = Attempt.objects.filter(case=case_of(application)).order_by("number")
    kept = [
        sorted(Image.objects.filter(attempt=each).values_list("slot", flat=True)) for each in (first, second)
    ]
    assert kept == [["back", "front"], ["back"]]


@pytest.mark.rule("IDV-17", "ENT-5")
def test_refused_the_holder_hears_why_and_the_code_can_be_used_again(world: World) -> None:
    application = waiting()
    hanako = holder(world, application)
    reviewer = review(world)
    reviewer.page.get_by_label("「お名前」に問題があるときの理由").select_option("another_person")
    keys(reviewer, "Escape", "a")
    expect(reviewer.page.locator("[data-event=refuse]")).to_contain_text("お断り")
    reviewer.accessible()
    decide(reviewer, "refuse")

    told = hanako.mail("refused")
    assert "ご本人であることを確認できませんでした" in told.text
    status(hanako, application).sees("このお申し込みは終了しました")
    hanako.accessible()
    ended = fresh(application)
    assert ended.state == State.REFUSED
    assert ended.package is not None
    assert ended.package.last4 in told.text
    assert ended.package.state == "issued"
    hanako.press("新しく申し込む")
    hanako.at("/apply/")
