"""A parcel that comes back and goes out again, to the same address or to a new one (FUL-4)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.holder import (
    choose_licence,
    enter_identity,
    found,
    fresh,
    holder,
    send_all,
    status,
    upload,
)
from browser.person import World
from browser.staff import approve, colleague, hand_over, make_labels, report
from factories.fulfilment import CLERK, shipped, stock, waybill
from factories.jobs import work
from factories.reviews import waiting
from kaitsu.applications import delivery
from kaitsu.applications.states import State
from kaitsu.fulfilment.models import LineFulfilment, Parcel
from kaitsu.members.roles import Role

pytestmark = [pytest.mark.rule("FUL-4", "MEM-5"), pytest.mark.usefixtures("factories")]


def test_a_parcel_that_came_back_is_sent_again_with_the_same_card(world: World) -> None:
    application, first = shipped()
    card = LineFulfilment.objects.get().card_id
    hanako = holder(world, application)
    clerk = colleague(world, Role.FULFILMENT, "/console/fulfilment/")
    report(clerk, first.tracking, status="返品")

    assert application.reference in hanako.mail("returned").text
    status(hanako, application).sees("お届けできずに戻ってきました")
    hanako.accessible()
    clerk.go("/console/fulfilment/?list=returned")
    clerk.press(first.number)
    clerk.press("もう一度送る")
    clerk.sees("次のラベルに入ります")
    work()
    (row,) = make_labels(clerk)
    (tracking,) = hand_over(clerk, [row])
    assert row["お客様管理番号"] != first.number
    status(hanako, application)
    assert "戻ってきました" not in hanako.text

    report(clerk, tracking)
    status(hanako, application).sees("お手続きはすべて終わりました")
    line = LineFulfilment.objects.get()
    assert line.card_id == card
    assert Parcel.objects.get(pk=first.pk).state == "returned"
    assert fresh(application).state == State.ACTIVE


@pytest.mark.rule("FUL-2", "IDV-6")
def test_a_parcel_goes_to_a_new_address_once_documents_prove_it(world: World) -> None:
    application = waiting()
    stock()
    approve(world)
    delivery.make_run(by=CLERK)
    first = Parcel.objects.get()
    delivery.hand_over(first, waybill(), by=CLERK)
    delivery.take_back(first, by=CLERK)
    hanako = holder(world, application)
    clerk = colleague(world, Role.FULFILMENT, f"/console/fulfilment/parcels/{first.pk}/")
    clerk.press("新しい住所をお尋ねする")
    clerk.accessible()
    work()

    hanako.go(found(r"https?://\S+/new-address/", hanako.mail("address_wanted").text))
    hanako.accessible()
    hanako.fill(postal_code="150-0043")
    expect(hanako.page.locator("[name=city]")).to_have_value("渋谷区", timeout=20_000)
    hanako.fill(block="2-3-4", building="見本荘202")
    hanako.press("送る")
    hanako.sees("新しい住所が書かれた本人確認書類の画像を")
    hanako.accessible()
    enter_identity(hanako, "address_documents", f"{application.birth_date:%Y%m%d}")
    choose_licence(hanako)
    upload(hanako, "おもて面")
    send_all(hanako)
    approve(world)

    (row,) = make_labels(clerk)
    assert (row["お届け先住所"], row["お届け先アパートマンション名"]) == (
        "東京都渋谷区道玄坂2-3-4",
        "見本荘202",
    )
    report(clerk, *hand_over(clerk, [row]))
    status(hanako, application).sees("お手続きはすべて終わりました")
    assert hanako.text.count("本人確認書類の受け取り") == 2
    done = fresh(application)
    assert (done.state, done.town) == (State.ACTIVE, "道玄坂")
